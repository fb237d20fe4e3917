<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("pageExpiredTitle")}
  <#elseif section = "form">
    <p class="lead" id="instruction1">${msg("page.expired")}</p>
    <div class="button-row">
      <a class="button button--primary" id="loginContinueLink" href="${url.loginAction}">${msg("page.expiredContinue")}</a>
      <a class="button button--secondary" id="loginRestartLink" href="${url.loginRestartFlowUrl}">${msg("page.expiredRestart")}</a>
    </div>
  </#if>
</@layout.registrationLayout>
