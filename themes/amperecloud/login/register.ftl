<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<#import "user-profile-commons.ftl" as profileForm>
<#import "register-commons.ftl" as registerCommons>
<#import "new-password.ftl" as newPassword>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global"); section>
  <#if section = "header">
    <#if messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#else>${msg("registerTitle")}</#if>
  <#elseif section = "form">
    <form id="kc-register-form" action="${url.registrationAction}" method="post" novalidate<#if passwordRequired??><@newPassword.formData/><#else> data-once</#if>>
      <@profileForm.userProfileFormFields; callback, attribute>
        <#-- The password stands right under what one signs in with. -->
        <#if callback = "afterField" && passwordRequired?? && (attribute.name == "username" || (attribute.name == "email" && realm.registrationEmailAsUsername))>
        <@newPassword.fields id="password" label=msg("password")/>
        </#if>
      </@profileForm.userProfileFormFields>
      <@registerCommons.termsAcceptance/>
      <#if recaptchaRequired?? && (recaptchaVisible!false)>
      <div class="g-recaptcha" data-size="compact" data-sitekey="${recaptchaSiteKey}" data-action="${recaptchaAction}"></div>
      </#if>
      <#if recaptchaRequired?? && !(recaptchaVisible!false)>
      <#-- Google's script looks for a global function of this name. -->
      <script>function onSubmitRecaptcha() { document.getElementById("kc-register-form").requestSubmit(); }</script>
      <button class="button button--primary button--block g-recaptcha" type="submit" data-sitekey="${recaptchaSiteKey}" data-callback="onSubmitRecaptcha" data-action="${recaptchaAction}">${msg("doRegister")}</button>
      <#else>
      <@ui.button label=msg("doRegister") block=true/>
      </#if>
    </form>
    <p><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
    <#if passwordRequired??><@newPassword.script/></#if>
  </#if>
</@layout.registrationLayout>
