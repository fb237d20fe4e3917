<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("confirmOverrideIdpTitle")}
  <#elseif section = "form">
    <form id="kc-register-form" action="${url.loginAction}" method="post" data-once>
      <@ui.button label=msg("confirmOverrideIdpContinue", idpDisplayName) kind="danger" id="confirmOverride" name="submitAction" value="confirmOverride" block=true/>
      <a class="button button--secondary button--block" id="loginRestartLink" href="${url.loginRestartFlowUrl}">${msg("page.expiredRestart")}</a>
    </form>
  </#if>
</@layout.registrationLayout>
