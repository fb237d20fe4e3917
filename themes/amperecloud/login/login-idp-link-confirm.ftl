<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("confirmLinkIdpTitle")}
  <#elseif section = "form">
    <form id="kc-register-form" action="${url.loginAction}" method="post" data-once>
      <@ui.button label=msg("confirmLinkIdpContinue", idpDisplayName) id="linkAccount" name="submitAction" value="linkAccount" block=true/>
      <#if !hideReviewButton?has_content><@ui.button label=msg("confirmLinkIdpReviewProfile") kind="secondary" id="updateProfile" name="submitAction" value="updateProfile" block=true/></#if>
    </form>
  </#if>
</@layout.registrationLayout>
