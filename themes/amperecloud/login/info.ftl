<#import "template.ftl" as layout>
<#import "state.ftl" as state>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#-- Keycloak's own header says that the link was used, also where the invitation into an organization was withdrawn. -->
    <#if messageHeader?? && message.summary == msg("staleInviteOrgLink")>${msg("staleInviteOrgTitle")}<#elseif messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#else>${message.summary}</#if>
  <#elseif section = "form">
    <#-- Keycloak tells the account at a provider by its username, which may be a made-up one (SAML); the mail that led here says which it is. -->
    <#assign linking = state.paramsOf(message.summary, "confirmAccountLinkingBody")>
    <#if messageHeader??><p id="kc-info-message"><#if linking?is_sequence && linking?has_content && !linking[0]?contains("@")>${msg("page.linkConfirm")}<#else>${message.summary}</#if></p></#if>
    <#-- The key that was opened proves the address: that is nothing to do, unless it is all that the mail is for. -->
    <#assign toDo = (requiredActions![])?filter(action -> action != "VERIFY_EMAIL")>
    <#if requiredActions?has_content>
    <ul id="kc-required-actions"><#list toDo?has_content?then(toDo, requiredActions) as action><li>${kcSanitize(msg("requiredAction." + action))?no_esc}</li></#list></ul>
    </#if>
    <#-- Always a way on. Where Keycloak wants no link to the application (the link was opened in another browser), it leads to the start. -->
    <#if !skipLink?? && pageRedirectUri?has_content>
    <p class="button-row"><a class="button button--primary" href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
    <#elseif !skipLink?? && actionUri?has_content>
    <p class="button-row"><a class="button button--primary" href="${actionUri}">${msg("proceedWithAction")}</a></p>
    <#elseif !skipLink?? && (client.baseUrl)?has_content>
    <p class="button-row"><a class="button button--primary" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
    <#else>
    <p class="button-row"><a class="button button--primary" href="${properties.publicUrl}/">${msg("page.home")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
