<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("loginChooseAuthenticator")}
  <#elseif section = "form">
    <form id="kc-select-credential-form" action="${url.loginAction}" method="post" data-once>
      <ul class="choices">
        <#list auth.authenticationSelections as selection>
        <li><button class="choices__item" type="submit" name="authenticationExecution" value="${selection.authExecId}"><strong>${msg(selection.displayName)}</strong><span class="muted">${msg(selection.helpText)}</span></button></li>
        </#list>
      </ul>
    </form>
  </#if>
</@layout.registrationLayout>
