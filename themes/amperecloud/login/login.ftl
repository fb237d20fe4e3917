<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username", "password") displayInfo=realm.password && realm.registrationAllowed && !registrationDisabled??; section>
  <#if section = "header">
    ${msg("loginAccountTitle", properties.brandName)}
  <#elseif section = "form">
    <#if realm.password>
    <#-- A wrong address and a wrong password are told alike, once, under the last field; both are marked. The focus is where one goes on. -->
    <#assign wrong = messagesPerField.existsError("username", "password")?then({"aria-invalid": "true", "aria-describedby": "password-error"}, {})>
    <#assign asksPassword = usernameHidden?? || login.username?has_content>
    <form id="kc-form-login" action="${url.loginAction}" method="post" data-once>
      <#if !usernameHidden??>
      <div class="field">
        <@ui.label id="username" text=ui.loginLabel()/>
        <input class="input" id="username" name="username" type="text" value="${login.username!""}"<#if !asksPassword> autofocus</#if> autocomplete="${(enableWebAuthnConditionalUI?has_content)?then("username webauthn", "username")}" autocapitalize="none" spellcheck="false" dir="ltr"<#if realm.registrationEmailAsUsername> inputmode="email"</#if><@ui.attributes of=wrong/>>
      </div>
      </#if>
      <div class="field">
        <@ui.label id="password" text=msg("password")/>
        <div class="password" data-show="${msg("page.show")}" data-hide="${msg("page.hide")}" data-show-label="${msg("showPassword")}" data-hide-label="${msg("hidePassword")}">
          <input class="input" id="password" name="password" type="password" autocomplete="current-password" autocapitalize="none" spellcheck="false" dir="ltr"<#if asksPassword> autofocus</#if><@ui.attributes of=wrong/>>
        </div>
        <#if wrong?has_content><p class="field__error" id="password-error">${kcSanitize(messagesPerField.getFirstError("username", "password"))?no_esc}</p></#if>
      </div>
      <@ui.codeToo/>
      <#if realm.resetPasswordAllowed || (realm.rememberMe && !usernameHidden??)>
      <div class="form-options">
        <#if realm.rememberMe && !usernameHidden??><@ui.checkbox id="rememberMe" label=msg("rememberMe") checked=login.rememberMe??/></#if>
        <#if realm.resetPasswordAllowed><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
      </div>
      </#if>
      <input type="hidden" id="id-hidden-input" name="credentialId"<#if auth.selectedCredential?has_content> value="${auth.selectedCredential}"</#if>>
      <@ui.button label=msg("doLogIn") id="kc-login" name="login" block=true/>
    </form>
    </#if>
    <@passkeys.conditionalUIData/>
  <#elseif section = "info">
    <@ui.register/>
  <#elseif section = "socialProviders">
    <@ui.providers/>
  </#if>
</@layout.registrationLayout>
