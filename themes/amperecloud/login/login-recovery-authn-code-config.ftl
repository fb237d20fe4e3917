<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("recovery-code-config-header")}
  <#elseif section = "form">
    <div class="alert alert--warning">
      <p class="alert__title">${msg("recovery-code-config-warning-title")}</p>
      <p>${msg("recovery-code-config-warning-message")}</p>
    </div>
    <ol class="codes" id="kc-recovery-codes-list" data-codes data-title="${msg("recovery-codes-download-file-header")}" data-description="${msg("recovery-codes-download-file-description")}" data-date="${msg("recovery-codes-download-file-date")}" data-file="${msg("page.codesFile")}.txt" data-copied="${msg("recovery-codes-copied")}">
      <#list recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesList as code><li><code>${code[0..3]}-${code[4..7]}-${code[8..]}</code></li></#list>
    </ol>
    <div class="button-row" data-codes-actions hidden>
      <button class="button button--secondary" type="button" id="downloadRecoveryCodes">${msg("recovery-codes-download")}</button>
      <button class="button button--secondary" type="button" id="copyRecoveryCodes">${msg("recovery-codes-copy")}</button>
      <button class="button button--secondary" type="button" id="printRecoveryCodes">${msg("recovery-codes-print")}</button>
      <p class="visually-hidden" role="status" data-codes-status></p>
    </div>
    <form id="kc-recovery-codes-settings-form" action="${url.loginAction}" method="post" data-once>
      <input type="hidden" name="generatedRecoveryAuthnCodes" value="${recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesAsString}">
      <input type="hidden" name="generatedAt" value="${recoveryAuthnCodesConfigBean.generatedAt?c}">
      <input type="hidden" id="userLabel" name="userLabel" value="${msg("recovery-codes-label-default")}">
      <#-- The browser itself holds the form back until this is ticked; nothing is sent of it. -->
      <label class="choice" for="kcRecoveryCodesConfirmationCheck"><input type="checkbox" id="kcRecoveryCodesConfirmationCheck" required><span>${msg("recovery-codes-confirmation-message")}</span></label>
      <@ui.logoutOtherSessions/>
      <@ui.submit id="saveRecoveryAuthnCodesBtn" label=msg("recovery-codes-action-complete")/>
    </form>
  </#if>
</@layout.registrationLayout>
