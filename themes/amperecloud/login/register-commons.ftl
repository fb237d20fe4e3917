<#import "ui.ftl" as ui>
<#macro termsAcceptance>
<#if termsAcceptanceRequired??>
<div class="stack stack--tight">
  <h2>${msg("termsTitle")}</h2>
  <div class="prose" id="kc-registration-terms-text">${kcSanitize(msg("termsText"))?no_esc}</div>
  <@ui.checkbox id="termsAccepted" label=msg("acceptTerms")/>
  <@ui.error id="termsAccepted"/>
</div>
</#if>
</#macro>
