<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp"); section>
  <#if section = "header">
    ${msg("page.otpResetTitle")}
  <#elseif section = "form">
    <form id="kc-otp-reset-form" action="${url.loginAction}" method="post" data-once>
      <fieldset class="field">
        <legend class="field__label" id="kc-otp-reset-form-description">${msg("otp-reset-description")}</legend>
        <#list configuredOtpCredentials.userOtpCredentials as credential>
        <label class="choice" for="kc-otp-credential-${credential?index}"><input type="radio" id="kc-otp-credential-${credential?index}" name="selectedCredentialId" value="${credential.id}"<#if credential.id == configuredOtpCredentials.selectedCredentialId> checked</#if>><span>${credential.userLabel}</span></label>
        </#list>
      </fieldset>
      <@ui.button label=msg("doContinue") id="kc-otp-reset-form-submit" block=true/>
    </form>
  </#if>
</@layout.registrationLayout>
