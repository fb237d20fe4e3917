<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("emailLinkIdpTitle", idpDisplayName)}
  <#elseif section = "form">
    <p class="lead" id="instruction1">${msg("emailLinkIdp1", idpDisplayName, brokerContext.email!brokerContext.username, realm.displayName!properties.brandName)}</p>
    <p class="muted">${msg("page.spam")}</p>
    <div class="button-row" id="instruction2">
      <a class="button button--primary" href="${url.loginAction}">${msg("page.linkVerified")}</a>
      <a class="button button--secondary" href="${url.loginAction}">${msg("page.linkResend")}</a>
    </div>
  </#if>
</@layout.registrationLayout>
