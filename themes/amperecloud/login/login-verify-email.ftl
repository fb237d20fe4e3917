<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("emailVerifyTitle")}
  <#elseif section = "form">
    <p>${(verifyEmail??)?then(msg("emailVerifyInstruction1", verifyEmail!""), msg("emailVerifyInstruction4", user.email!""))}</p>
    <p class="muted">${msg("page.spam")}</p>
    <#if isAppInitiatedAction??>
    <form id="kc-verify-email-form" action="${url.loginAction}" method="post" data-once>
      <@ui.submit label=(verifyEmail??)?then(msg("emailVerifyResend"), msg("emailVerifySend"))/>
    </form>
    <#else>
    <p class="button-row"><a class="button button--secondary" href="${url.loginAction}">${msg("emailVerifyResend")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
