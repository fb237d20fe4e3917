<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "new-password.ftl" as newPassword>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password", "password-confirm"); section>
  <#if section = "header">
    ${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <form id="kc-passwd-update-form" action="${url.loginAction}" method="post" novalidate<@newPassword.formData/>>
      <#-- For password managers, which look for the user name before the password. -->
      <input class="visually-hidden" type="text" value="${(auth.attemptedUsername)!""}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
      <@newPassword.fields id="password-new" label=msg("passwordNew") more={"autofocus": ""}/>
      <@ui.logoutOtherSessions/>
      <@ui.submit label=msg("page.savePassword") name="login"/>
    </form>
    <@newPassword.script/>
  </#if>
</@layout.registrationLayout>
