<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("linkIdpActionTitle", idpDisplayName)}
  <#elseif section = "form">
    <p class="lead">${msg("linkIdpActionMessage", idpDisplayName)}</p>
    <form action="${url.loginAction}" method="post" data-once>
      <div class="button-row">
        <@ui.button label=msg("doContinue") id="kc-continue" name="continue" value="true"/>
        <@ui.button label=msg("doCancel") kind="secondary" id="kc-cancel" name="cancel-aia" value="true"/>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
