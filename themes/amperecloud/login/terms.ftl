<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("termsTitle")}
  <#elseif section = "form">
    <div class="prose" id="kc-terms-text">${kcSanitize(msg("termsText"))?no_esc}</div>
    <form action="${url.loginAction}" method="post" data-once>
      <div class="button-row">
        <@ui.button label=msg("doAccept") id="kc-accept" name="accept" value="true"/>
        <@ui.button label=msg("doDecline") kind="secondary" id="kc-decline" name="cancel" value="true"/>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
