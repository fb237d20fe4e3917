<#-- What the WebAuthn pages share. The ceremony itself is Keycloak's own script (resources/js/webauthn*.js of the base theme); ours hands it the values below. -->

<#macro answerForm>
<form id="webauth" action="${url.loginAction}" method="post" hidden>
  <#list ["clientDataJSON", "authenticatorData", "signature", "credentialId", "userHandle", "error"] as name><input type="hidden" id="${name}" name="${name}"></#list>
</form>
</#macro>

<#macro knownCredentials>
<#if authenticators??>
<form id="authn_select" hidden><#list authenticators.authenticators as authenticator><input type="hidden" name="authn_use_chk" value="${authenticator.credentialId}"></#list></form>
</#if>
</#macro>

<#macro config mode errorMessage>
<script type="application/json" id="webauthn">{
  "mode": "${mode}",
  "input": {
    "isUserIdentified": ${isUserIdentified},
    "challenge": "${challenge?json_string?no_esc}",
    "userVerification": "${userVerification?json_string?no_esc}",
    "rpId": "${rpId?json_string?no_esc}",
    "createTimeout": ${createTimeout},
    <#if mediation??>"mediation": "${mediation?json_string?no_esc}",</#if>
    <#if authenticatorAttachment??>"authenticatorAttachment": "${authenticatorAttachment?json_string?no_esc}",</#if>
    "errmsg": "${errorMessage?json_string?no_esc}"
  }
}</script>
</#macro>

<#-- The passkeys that the person may use, by name and date. -->
<#macro list title>
<#if authenticators?? && shouldDisplayAuthenticators?? && shouldDisplayAuthenticators>
<#if authenticators.authenticators?size gt 1><p class="field__label">${title}</p></#if>
<ul class="choices">
  <#list authenticators.authenticators as authenticator>
  <li class="choices__item" id="kc-webauthn-authenticator-item-${authenticator?index}">
    <strong>${authenticator.label}</strong>
    <span class="muted"><#if (authenticator.transports.displayNameProperties)?has_content><#list authenticator.transports.displayNameProperties as name>${msg(name)}<#sep>, </#list> · </#if>${msg("webauthn-createdAt-label")} ${authenticator.createdAt}</span>
  </li>
  </#list>
</ul>
</#if>
</#macro>
