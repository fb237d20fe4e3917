<#--
  The few elements that our pages are made of, in the classes of src/styles. Labels stand above, hints under them, errors last;
  a control names its hint and error (aria-describedby). Optional fields are marked, required ones are not.
-->
<#import "state.ftl" as state>

<#-- The error of a control, as mark-up that is safe to show; "" when it has none. -->
<#function errorOf id>
  <#list state.faults() as fault><#if fault.id == id><#return kcSanitize(fault.text?replace("\n", "<br>"))></#if></#list>
  <#return "">
</#function>

<#macro error id><#local text = errorOf(id)><#if text?has_content><p class="field__error" id="${id}-error">${text?no_esc}</p></#if></#macro>

<#-- aria-describedby and aria-invalid of a control. -->
<#macro described id hint="" more="">
<#local faulty = errorOf(id)?has_content parts = []>
<#if hint?has_content><#local parts = parts + [id + "-hint"]></#if>
<#if more?has_content><#local parts = parts + [more]></#if>
<#if faulty><#local parts = parts + [id + "-error"]></#if>
<#if parts?has_content> aria-describedby="${parts?join(" ")}"</#if><#if faulty> aria-invalid="true"</#if></#macro>

<#-- Further attributes, as a hash: {"autocomplete": "username", "autofocus": ""}. -->
<#macro attributes of><#list of as name, value> ${name}<#if value?has_content>="${value}"</#if></#list></#macro>

<#macro label id text optional=false><label class="field__label" for="${id}">${text}<#if optional> <span class="field__optional">${msg("page.optional")}</span></#if></label></#macro>

<#macro input id label name=id type="text" value="" hint="" optional=false more={}>
<div class="field">
  <@.namespace.label id=id text=label optional=optional/>
  <#if hint?has_content><p class="field__hint" id="${id}-hint">${hint}</p></#if>
  <input class="input" id="${id}" name="${name}" type="${type}" value="${value}"<@attributes of=more/><@described id=id hint=hint/>>
  <@error id=id/>
</div>
</#macro>

<#-- A password field; a script adds the button that shows what was typed. -->
<#macro password id label name=id autocomplete="current-password" hint="" more={} describedBy="">
<div class="field">
  <@.namespace.label id=id text=label/>
  <#if hint?has_content><p class="field__hint" id="${id}-hint">${hint}</p></#if>
  <div class="password" data-show="${msg("page.show")}" data-hide="${msg("page.hide")}" data-show-label="${msg("showPassword")}" data-hide-label="${msg("hidePassword")}">
    <input class="input" id="${id}" name="${name}" type="password" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" dir="ltr"<@attributes of=more/><@described id=id hint=hint more=describedBy/>>
  </div>
  <@error id=id/>
  <#nested>
</div>
</#macro>

<#-- Beside the password at the first sign-in of somebody who has an app for one-time codes by now: a script (code-too.ts) shows it, and has it wait for the page that asks for it. -->
<#macro codeToo>
<div class="field" data-code-too hidden>
  <@.namespace.label id="code-too" text=msg("loginOtpOneTime")/>
  <p class="field__hint" id="code-too-hint">${msg("page.codeTooHint")}</p>
  <input class="input" id="code-too" type="text" autocomplete="one-time-code" inputmode="numeric" spellcheck="false" dir="ltr" aria-describedby="code-too-hint">
</div>
</#macro>

<#macro checkbox id label name=id checked=false value="on" more={}>
<label class="choice" for="${id}"><input type="checkbox" id="${id}" name="${name}" value="${value}"<#if checked> checked</#if><@attributes of=more/><@described id=id/>><span>${label}</span></label>
</#macro>

<#macro button label kind="primary" id="" name="" value="" block=false more={}>
<button class="button button--${kind}<#if block> button--block</#if>" type="submit"<#if id?has_content> id="${id}"</#if><#if name?has_content> name="${name}" value="${value}"</#if><@attributes of=more/>>${label}</button>
</#macro>

<#-- The end of a form: one button, and a way out where the application asked for this step. -->
<#macro submit label=msg("doSubmit") id="" name="" value="" kind="primary">
<#if isAppInitiatedAction??>
<div class="button-row">
  <@.namespace.button label=label kind=kind id=id name=name value=value/>
  <@.namespace.button label=msg("doCancel") kind="secondary" name="cancel-aia" value="true" more={"formnovalidate": ""}/>
</div>
<#else>
<@.namespace.button label=label kind=kind id=id name=name value=value block=true/>
</#if>
</#macro>

<#macro logoutOtherSessions><@checkbox id="logout-sessions" label=msg("logoutOtherSessions")/></#macro>

<#-- "E-mail", "user name" or both: what the realm lets people sign in with. -->
<#function loginLabel>
  <#if !realm.loginWithEmailAllowed><#return msg("username")></#if>
  <#return realm.registrationEmailAsUsername?then(msg("email"), msg("usernameOrEmail"))>
</#function>

<#macro register><#if realm.registrationAllowed && !registrationDisabled??><p id="kc-registration">${msg("noAccount")} <a href="${url.registrationUrl}">${msg("doRegister")}</a></p></#if></#macro>

<#-- Other ways to sign in: identity providers. -->
<#macro providers>
<#if realm.password && social?? && social.providers?has_content>
<div class="stack" id="kc-social-providers">
  <p class="divider">${msg("identity-provider-login-label")}</p>
  <ul class="button-list">
    <#list social.providers as provider><li><a class="button button--secondary button--block" id="social-${provider.alias}" href="${provider.loginUrl}">${provider.displayName!provider.alias}</a></li></#list>
  </ul>
</div>
</#if>
</#macro>
