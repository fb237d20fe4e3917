<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    <#if code.success>${msg("codeSuccessTitle")}<#else>${msg("codeErrorTitle", code.error)}</#if>
  <#elseif section = "form">
    <#if code.success>
    <div class="field">
      <label class="field__label" for="code">${msg("copyCodeInstruction")}</label>
      <input class="input" id="code" value="${code.code}" readonly dir="ltr">
    </div>
    <#else>
    <p id="error">${kcSanitize(code.error)}</p>
    </#if>
  </#if>
</@layout.registrationLayout>
