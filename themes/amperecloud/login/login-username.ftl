<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username") displayInfo=realm.password && realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    ${msg("loginAccountTitle", properties.brandName)}
  <#elseif section = "form">
    <#if realm.password>
    <form id="kc-form-login" action="${url.loginAction}" method="post" data-once>
      <#if !usernameHidden??>
      <@ui.input id="username" label=ui.loginLabel() value=(login.username!"") more={"autofocus": "", "autocomplete": (enableWebAuthnConditionalUI?has_content)?then("username webauthn", "username"), "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}/>
      <#if realm.rememberMe><@ui.checkbox id="rememberMe" label=msg("rememberMe") checked=login.rememberMe??/></#if>
      </#if>
      <@ui.button label=msg("doContinue") id="kc-login" name="login" block=true/>
    </form>
    </#if>
    <@passkeys.conditionalUIData/>
  <#elseif section = "info">
    <@ui.register/>
  <#elseif section = "socialProviders">
    <@ui.providers/>
  </#if>
</@layout.registrationLayout>
