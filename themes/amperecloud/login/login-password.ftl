<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username", "password"); section>
  <#if section = "header">
    ${msg("loginAccountTitle", properties.brandName)}
  <#elseif section = "form">
    <form id="kc-form-login" action="${url.loginAction}" method="post" data-once>
      <#-- For password managers, which look for the user name before the password. -->
      <input class="visually-hidden" type="text" value="${(auth.attemptedUsername)!""}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
      <@ui.password id="password" label=msg("password") more={"autofocus": ""}/>
      <@ui.codeToo/>
      <#if realm.resetPasswordAllowed><p><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></p></#if>
      <@ui.button label=msg("doLogIn") id="kc-login" name="login" block=true/>
    </form>
    <@passkeys.conditionalUIData/>
  </#if>
</@layout.registrationLayout>
