<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("errorTitle")}
  <#elseif section = "form">
    <#-- Keycloak says here of an account that brute force detection has locked for a while, too, that it is disabled. -->
    <p class="lead" id="kc-error-message">${kcSanitize((layout.state.pageMessageCode() == "accountDisabledMessage")?then(msg("page.closedAccount"), message.summary))?no_esc}</p>
    <#-- What helps next. A used or expired activation link is mended by a new one. -->
    <#if ["expiredActionTokenNoSessionMessage", "expiredActionTokenSessionExistsMessage", "invalidCodeMessage"]?seq_contains(layout.state.pageMessageCode())>
    <p class="button-row"><a class="button button--primary" href="${properties.publicUrl}/reenviar">${msg("page.newLink")}</a></p>
    <#elseif layout.state.providerFault() != "">
    <p class="button-row"><a class="button button--primary" href="${properties.publicUrl}/entrar/retorno?error=provider_${layout.state.providerFault()}">${msg("doContinue")}</a></p>
    <#else>
    <p class="button-row">
      <#if !skipLink?? && (client.baseUrl)?has_content>
      <a class="button button--primary" id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a>
      <#else>
      <a class="button button--primary" href="${properties.publicUrl}/">${msg("page.home")}</a>
      </#if>
      <#-- Of a forgotten password: whoever was invited without one may have activated nothing yet, and so have no way in. -->
      <#if [msg("accountWithoutPassword"), msg("accountWithPasskeyAlone")]?seq_contains(message.summary)>
      <a class="button button--secondary" href="${properties.publicUrl}/reenviar">${msg("page.newLink")}</a>
      </#if>
    </p>
    </#if>
    <p class="muted">${msg("page.errorHelp")} <a href="mailto:${properties.supportEmail}">${properties.supportEmail}</a>.<#if traceId??> <span id="traceId">${msg("traceIdSupportMessage", traceId)}</span></#if></p>
  </#if>
</@layout.registrationLayout>
