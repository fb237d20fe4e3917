<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("doLogIn")}
  <#elseif section = "form">
    <form id="kc-x509-login-info" action="${url.loginAction}" method="post">
      <dl class="definition">
        <dt>${msg("clientCertificate")}</dt><dd id="certificate_subjectDN">${(x509.formData.subjectDN)!msg("noCertificate")}</dd>
        <#if x509.formData.isUserEnabled??><dt>${msg("doX509Login")}</dt><dd id="username">${x509.formData.username!""}</dd></#if>
      </dl>
      <div class="button-row">
        <@ui.button label=msg("doContinue") id="kc-login" name="login"/>
        <#if x509.formData.isUserEnabled??><@ui.button label=msg("doIgnore") kind="secondary" id="kc-cancel" name="cancel"/></#if>
      </div>
    </form>
  </#if>
</@layout.registrationLayout>
