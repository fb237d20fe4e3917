<#--
  A new password and its confirmation, with the realm's rules as a live checklist and a strength meter: the mark-up that
  src/browser/activate.ts brings to life, the same as on the activation page. Without JavaScript it is a plain form.
-->
<#import "ui.ftl" as ui>

<#-- Policy id → rule, for those that the browser can count. Keycloak checks all of the realm's rules afterwards. -->
<#assign counted = ["length", "maxLength", "digits", "lowerCase", "upperCase", "specialChars"]>

<#macro formData> data-activation data-words="${words()}"<#if (auth.attemptedUsername)?has_content> data-username="${auth.attemptedUsername}"</#if></#macro>

<#function words><#return "{}"></#function>

<#macro fields id label>
<@ui.password id=id label=label autocomplete="new-password" describedBy="password-rules" more={"data-password": "", "autofocus": ""}>
  <p class="field__hint" data-caps-lock hidden>${msg("page.capsLock")}</p>
  <div class="meter" data-meter data-score="0" hidden>
    <span class="meter__bar"></span>
    <p data-meter-label></p>
    <p class="field__hint" data-meter-feedback></p>
  </div>
  <div class="stack stack--tight" id="password-rules">
    <#if passwordPolicies?? && (counted?filter(rule -> (passwordPolicies[rule])??)?size > 0)>
    <p class="field__hint">${msg("page.rules")}</p>
    <ul class="checklist">
      <#list counted as rule><#if (passwordPolicies[rule])?? && passwordPolicies[rule]?is_number && (passwordPolicies[rule] > 0)><li class="checklist__item" data-rule="${rule}" data-check="${passwordPolicies[rule]?c}" data-state="unknown">${msg("page.rule." + rule, passwordPolicies[rule])}</li></#if></#list>
    </ul>
    </#if>
  </div>
  <p class="visually-hidden" role="status" data-password-status></p>
</@ui.password>
<@ui.password id="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" more={"data-password-confirm": ""}>
  <p class="field__error" data-mismatch hidden>${msg("notMatchPasswordMessage")}</p>
</@ui.password>
</#macro>

<#macro script><script type="module" src="${url.resourcesPath}/${properties.passwordScript}"></script></#macro>
