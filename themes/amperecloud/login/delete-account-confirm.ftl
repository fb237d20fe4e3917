<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("deleteAccountConfirm")}
  <#elseif section = "form">
    <div class="alert alert--warning"><p class="alert__title">${msg("irreversibleAction")}</p></div>
    <p>${msg("deletingImplies")}</p>
    <ul>
      <li>${msg("loggingOutImmediately")}</li>
      <li>${msg("errasingData")}</li>
    </ul>
    <p>${msg("finalDeletionConfirmation")}</p>
    <form action="${url.loginAction}" method="post" data-once>
      <div class="button-row">
        <@ui.button label=msg("doConfirmDelete") kind="danger"/>
        <#if triggered_from_aia><@ui.button label=msg("doCancel") kind="secondary" name="cancel-aia" value="true"/></#if>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
