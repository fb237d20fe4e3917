<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("deleteCredentialTitle", credentialLabel)}
  <#elseif section = "form">
    <p class="lead">${msg("deleteCredentialMessage", credentialLabel)}</p>
    <form action="${url.loginAction}" method="post" data-once>
      <div class="button-row">
        <@ui.button label=msg("doConfirmDelete") kind="danger" id="kc-accept" name="accept" value="true"/>
        <@ui.button label=msg("doCancel") kind="secondary" id="kc-decline" name="cancel-aia" value="true"/>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
