<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("webauthn-registration-title")}
  <#elseif section = "form">
    <#-- The same template registers what replaces the password and what follows it. -->
    <p class="lead"><#if url.loginAction?contains("webauthn-register-passwordless")>${msg("page.passkey")}<#else>${msg("page.passkeySecond")}</#if></p>
    <form id="register" action="${url.loginAction}" method="post">
      <#list ["clientDataJSON", "attestationObject", "publicKeyCredentialId", "authenticatorLabel", "transports", "authenticatorAttachment", "error"] as name><input type="hidden" id="${name}" name="${name}"></#list>
      <@ui.logoutOtherSessions/>
    </form>
    <script type="application/json" id="webauthn">{
      "mode": "register",
      "input": {
        "challenge": "${challenge?json_string?no_esc}",
        "userid": "${userid?json_string?no_esc}",
        "username": "${username?json_string?no_esc}",
        "signatureAlgorithms": [<#list signatureAlgorithms as algorithm>${algorithm?c}<#sep>, </#list>],
        "rpEntityName": "${rpEntityName?json_string?no_esc}",
        "rpId": "${rpId?json_string?no_esc}",
        "attestationConveyancePreference": "${attestationConveyancePreference?json_string?no_esc}",
        "authenticatorAttachment": "${authenticatorAttachment?json_string?no_esc}",
        "requireResidentKey": "${requireResidentKey?json_string?no_esc}",
        "residentKey": "${(residentKey!"not specified")?json_string?no_esc}",
        "userVerificationRequirement": "${userVerificationRequirement?json_string?no_esc}",
        "createTimeout": ${createTimeout?c},
        "excludeCredentialIds": "${excludeCredentialIds?json_string?no_esc}",
        "initLabel": "${msg("webauthn-registration-init-label")?json_string?no_esc}",
        "initLabelPrompt": "${msg("webauthn-registration-init-label-prompt")?json_string?no_esc}",
        "errmsg": "${msg("webauthn-unsupported-browser-text")?json_string?no_esc}"
      }
    }</script>
    <div class="button-row">
      <button class="button button--primary" type="button" id="registerWebAuthn">${msg("doRegisterSecurityKey")}</button>
      <#if !isSetRetry?has_content && isAppInitiatedAction?has_content>
      <form id="kc-webauthn-settings-form" action="${url.loginAction}" method="post"><@ui.button label=msg("doCancel") kind="secondary" id="cancelWebAuthnAIA" name="cancel-aia" value="true"/></form>
      </#if>
    </div>
    <noscript><p class="alert alert--warning">${msg("page.needsScript")}</p></noscript>
  </#if>
</@layout.registrationLayout>
