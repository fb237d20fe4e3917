<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "webauthn.ftl" as webauthn>
<@layout.registrationLayout displayInfo=realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    ${msg("webauthn-login-title")}
  <#elseif section = "form">
    <@webauthn.answerForm/>
    <@webauthn.knownCredentials/>
    <@webauthn.list title=msg("webauthn-available-authenticators")/>
    <@webauthn.config mode="authenticate" errorMessage=msg("webauthn-unsupported-browser-text")/>
    <button class="button button--primary button--block" type="button" id="authenticateWebAuthnButton" autofocus>${msg("webauthn-doAuthenticate")}</button>
    <noscript><p class="alert alert--warning">${msg("page.needsScript")}</p></noscript>
  <#elseif section = "info">
    <@ui.register/>
  </#if>
</@layout.registrationLayout>
