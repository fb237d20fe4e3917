<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("webauthn-error-title")}
  <#elseif section = "form">
    <div class="button-row">
      <form id="kc-error-credential-form" action="${url.loginAction}" method="post">
        <input type="hidden" name="authenticationExecution" value="${execution}">
        <@ui.button label=msg("doTryAgain") id="kc-try-again" name="isSetRetry" value="retry"/>
      </form>
      <#if isAppInitiatedAction??>
      <form id="kc-webauthn-settings-form" action="${url.loginAction}" method="post"><@ui.button label=msg("doCancel") kind="secondary" id="cancelWebAuthnAIA" name="cancel-aia" value="true"/></form>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
