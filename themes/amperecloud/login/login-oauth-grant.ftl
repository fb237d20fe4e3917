<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#assign clientName = (client.name?has_content)?then(advancedMsg(client.name!""), client.clientId)>
  <#if section = "header">
    ${msg("oauthGrantTitle", clientName)}
  <#elseif section = "form">
    <#if client.attributes.logoUri??><p><img src="${client.attributes.logoUri}" alt="" height="48"></p></#if>
    <p class="lead">${msg("oauthGrantRequest")}</p>
    <ul>
      <#list oauth.clientScopesRequested![] as scope><li>${advancedMsg(scope.consentScreenText)}<#if scope.parameterizedScopeParameter??>: <strong>${scope.parameterizedScopeParameter}</strong></#if></li></#list>
    </ul>
    <#if client.attributes.policyUri?? || client.attributes.tosUri??>
    <p class="muted">${msg("oauthGrantInformation", clientName)}
      <#if client.attributes.tosUri??><a href="${client.attributes.tosUri}" target="_blank" rel="noopener">${msg("page.terms")}</a></#if><#if client.attributes.policyUri?? && client.attributes.tosUri??> · </#if>
      <#if client.attributes.policyUri??><a href="${client.attributes.policyUri}" target="_blank" rel="noopener">${msg("page.privacy")}</a></#if>
    </p>
    </#if>
    <form action="${url.oauthAction}" method="post" data-once>
      <input type="hidden" name="code" value="${oauth.code}">
      <div class="button-row">
        <@ui.button label=msg("page.allow") id="kc-login" name="accept" value="true"/>
        <@ui.button label=msg("page.deny") kind="secondary" id="kc-cancel" name="cancel" value="true"/>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
