<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "user-profile-commons.ftl" as profileForm>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global"); section>
  <#if section = "header">
    ${msg("loginProfileTitle")}
  <#elseif section = "form">
    <form id="kc-update-profile-form" action="${url.loginAction}" method="post" novalidate data-once>
      <@profileForm.userProfileFormFields/>
      <@ui.submit/>
    </form>
  </#if>
</@layout.registrationLayout>
