<#--
  A new password, with the realm's rules as a live checklist and a strength meter: the mark-up that src/browser/activate.ts brings to life, the same
  elements in the same order as on the activation page (src/views/partials/new-password.hbs). Without JavaScript it is a plain form, and the password
  is asked for twice; with it, the script sends it under both names.
-->
<#import "ui.ftl" as ui>

<#import "state.ftl" as state>

<#-- Rules with a number, by their id in Keycloak, in the order of RULE_ORDER (src/views/present/password-words.ts). It checks these and all others of the realm when the form comes. -->
<#assign counted = ["length", "maxLength", "lowerCase", "upperCase", "digits", "specialChars"]>
<#assign account = (auth.attemptedUsername)!"">

<#-- A rule with its number. Keycloak up to 26.4 hands numbers to messages in a way that no plural can be made of, so each rule has two sentences. -->
<#function ruleText name number><#return msg("page.rule." + name + (number == 1)?then(".one", ""), number?c)></#function>

<#macro formData> data-activation data-confirmed-as="password-confirm" data-words="${words()}"<#if account?has_content> data-username="${account}"<#if account?contains("@")> data-email="${account}"</#if></#if></#macro>

<#-- What activate.ts says, as JSON: PasswordWords of src/strength/words.ts; "show" and "hide" stand at the fields. -->
<#function words>
  <#local scores = [] warnings = [] suggestions = []>
  <#list 0..4 as score><#local scores = scores + [state.json(msg("page.password.score." + score))]></#list>
  <#list properties.strengthWarnings?split(" ") as name><#local warnings = warnings + [state.json(name) + ":" + state.json(msg("page.password.warning." + name))]></#list>
  <#list properties.strengthSuggestions?split(" ") as name><#local suggestions = suggestions + [state.json(name) + ":" + state.json(msg("page.password.suggestion." + name))]></#list>
  <#return '{"met":' + state.json(msg("page.password.met")) + ',"unmet":' + state.json(msg("page.password.unmet"))
    + ',"progress":' + state.json(msg("page.password.progress")) + ',"strength":' + state.json(msg("page.password.strength"))
    + ',"scores":[' + scores?join(",") + '],"warnings":{' + warnings?join(",") + '},"suggestions":{' + suggestions?join(",") + '}}'>
</#function>

<#macro fields id label more={}>
<@ui.password id=id label=label autocomplete="new-password" describedBy="password-rules password-hint" more={"data-password": ""} + more>
  <p class="field__hint" data-caps-lock hidden>${msg("page.capsLock")}</p>
  <div class="meter" data-meter data-score="0" hidden>
    <span class="meter__bar"></span>
    <p data-meter-label></p>
    <p class="field__hint" data-meter-feedback></p>
  </div>
  <div class="stack stack--tight" id="password-rules">
    <#if passwordPolicies??>
    <p class="field__hint">${msg("page.rules")}</p>
    <ul class="checklist">
      <#list counted as rule>
      <#if (passwordPolicies[rule]!0) gt 0><li class="checklist__item" data-rule="${rule}" data-check="${passwordPolicies[rule]?c}" data-state="unknown">${ruleText(rule, passwordPolicies[rule])}</li></#if>
      </#list>
      <#-- Where one signs in with the address, the user name is the address. -->
      <#if passwordPolicies.notUsername && !(realm.registrationEmailAsUsername && passwordPolicies.notEmail)>
      <li class="checklist__item" data-rule="notUsername" data-check="true" data-state="unknown">${realm.registrationEmailAsUsername?then(msg("page.rule.notEmail"), msg("page.rule.notUsername"))}</li>
      </#if>
      <#if passwordPolicies.notEmail><li class="checklist__item" data-rule="notEmail" data-check="true" data-state="unknown">${msg("page.rule.notEmail")}</li></#if>
      <#if (passwordPolicies.passwordHistory!0) gt 0><li class="checklist__item" data-rule="passwordHistory" data-state="unknown">${ruleText("passwordHistory", passwordPolicies.passwordHistory)}</li></#if>
    </ul>
    </#if>
  </div>
  <p class="field__hint" id="password-hint">${msg("page.passwordHint")}</p>
  <p class="visually-hidden" role="status" data-password-status></p>
</@ui.password>
<noscript>
<@ui.password id="password-confirm" label=msg("passwordConfirm") autocomplete="new-password"/>
</noscript>
</#macro>

<#macro script><script type="module" src="${url.resourcesPath}/${properties.passwordScript}"></script></#macro>
