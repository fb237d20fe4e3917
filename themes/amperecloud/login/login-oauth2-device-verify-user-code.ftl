<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("oauth2DeviceVerificationTitle")}
  <#elseif section = "form">
    <form id="kc-user-verify-device-user-code-form" action="${url.oauth2DeviceVerificationAction}" method="post" data-once>
      <@ui.input id="device-user-code" name="device_user_code" label=msg("verifyOAuth2DeviceUserCode") more={"autofocus": "", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}/>
      <@ui.button label=msg("doContinue") block=true/>
    </form>
  </#if>
</@layout.registrationLayout>
