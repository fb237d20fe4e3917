<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp"); section>
  <#if section = "header">
    ${msg("page.otpTitle")}
  <#elseif section = "form">
    <form id="kc-otp-login-form" action="${url.loginAction}" method="post" data-once data-takes-code>
      <@devices credentials=otpLogin/>
      <@ui.input id="otp" label=msg("loginOtpOneTime") hint=msg("page.otpHint") more={"autofocus": "", "autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "dir": "ltr"}/>
      <@ui.button label=msg("doLogIn") id="kc-login" name="login" block=true/>
    </form>
  </#if>
</@layout.registrationLayout>

<#macro devices credentials>
<#if credentials.userOtpCredentials?size gt 1>
<fieldset class="field">
  <legend class="field__label">${msg("page.otpDevice")}</legend>
  <#list credentials.userOtpCredentials as credential>
  <label class="choice" for="kc-otp-credential-${credential?index}"><input type="radio" id="kc-otp-credential-${credential?index}" name="selectedCredentialId" value="${credential.id}"<#if credential.id == credentials.selectedCredentialId> checked</#if>><span>${credential.userLabel}</span></label>
  </#list>
</fieldset>
</#if>
</#macro>
