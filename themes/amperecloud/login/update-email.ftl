<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "user-profile-commons.ftl" as profileForm>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global"); section>
  <#if section = "header">
    ${msg("updateEmailTitle")}
  <#elseif section = "form">
    <form id="kc-update-email-form" action="${url.loginAction}" method="post" novalidate data-once>
      <@profileForm.userProfileFormFields/>
      <@ui.logoutOtherSessions/>
      <@ui.submit/>
    </form>
  </#if>
</@layout.registrationLayout>
