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
    <#elseif !skipLink?? && (client.baseUrl)?has_content>
    <p class="button-row"><a class="button button--primary" id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
    <#else>
    <p class="button-row"><a class="button button--primary" href="${properties.publicUrl}/">${msg("page.home")}</a></p>
    </#if>
    <p class="muted">${msg("page.errorHelp")} <a href="mailto:${properties.supportEmail}">${properties.supportEmail}</a>.<#if traceId??> <span id="traceId">${msg("traceIdSupportMessage", traceId)}</span></#if></p>
  </#if>
</@layout.registrationLayout>
