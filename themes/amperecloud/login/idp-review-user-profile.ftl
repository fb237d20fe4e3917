<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "user-profile-commons.ftl" as profileForm>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global"); section>
  <#if section = "header">
    ${msg("loginIdpReviewProfileTitle")}
  <#elseif section = "form">
    <form id="kc-idp-review-profile-form" action="${url.loginAction}" method="post" novalidate data-once>
      <@profileForm.userProfileFormFields/>
      <@ui.button label=msg("doSubmit") block=true/>
    </form>
  </#if>
</@layout.registrationLayout>
