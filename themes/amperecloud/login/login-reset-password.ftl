<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username"); section>
  <#if section = "header">
    ${msg("emailForgotTitle")}
  <#elseif section = "form">
    <p class="lead">${realm.duplicateEmailsAllowed?then(msg("emailInstructionUsername"), msg("emailInstruction"))}</p>
    <form id="kc-reset-password-form" action="${url.loginAction}" method="post" data-once>
      <@ui.input id="username" label=ui.loginLabel() value=(auth.attemptedUsername!"") more={"autofocus": "", "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}/>
      <@ui.button label=msg("page.sendMail") block=true/>
    </form>
    <p><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
  </#if>
</@layout.registrationLayout>
