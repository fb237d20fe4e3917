<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "webauthn.ftl" as webauthn>
<@layout.registrationLayout displayInfo=realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    ${msg("passkey-login-title")}
  <#elseif section = "form">
    <@webauthn.answerForm/>
    <@webauthn.knownCredentials/>
    <@webauthn.list title=msg("passkey-available-authenticators")/>
    <@webauthn.config mode="conditional" errorMessage=msg("passkey-unsupported-browser-text")/>
    <#if realm.password && !usernameHidden??>
    <form id="kc-form-login" action="${url.loginAction}" method="post" hidden data-passkey-autofill data-once>
      <@ui.input id="username" label=msg("passkey-autofill-select") value=(login.username!"") more={"autofocus": "", "autocomplete": "username webauthn", "dir": "ltr"}/>
    </form>
    </#if>
    <button class="button button--primary button--block" type="button" id="authenticateWebAuthnButton">${msg("passkey-doAuthenticate")}</button>
    <noscript><p class="alert alert--warning">${msg("page.needsScript")}</p></noscript>
  <#elseif section = "info">
    <@ui.register/>
  </#if>
</@layout.registrationLayout>
