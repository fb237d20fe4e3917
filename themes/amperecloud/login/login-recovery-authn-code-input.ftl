<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("recoveryCodeInput"); section>
  <#if section = "header">
    ${msg("auth-recovery-code-header")}
  <#elseif section = "form">
    <form id="kc-recovery-code-login-form" action="${url.loginAction}" method="post" data-once>
      <@ui.input id="recoveryCodeInput" label=msg("auth-recovery-code-prompt", recoveryAuthnCodesInputBean.codeNumber?c) more={"autofocus": "", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}/>
      <@ui.button label=msg("doLogIn") id="kc-login" name="login" block=true/>
    </form>
  </#if>
</@layout.registrationLayout>
