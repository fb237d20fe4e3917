<#import "template.ftl" as layout>
<#import "ui.ftl" as ui>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("totp", "userLabel"); section>
  <#if section = "header">
    ${msg("loginTotpTitle")}
  <#elseif section = "form">
    <ol class="steps" id="kc-totp-settings">
      <li class="stack stack--tight">
        <p>${msg("loginTotpStep1")}</p>
        <ul class="inline-list" id="kc-totp-supported-apps"><#list totp.supportedApplications as app><li>${msg(app)}</li></#list></ul>
      </li>
      <#if mode?? && mode = "manual">
      <li class="stack stack--tight">
        <p>${msg("loginTotpManualStep2")}</p>
        <p><code class="code" id="kc-totp-secret-key">${totp.totpSecretEncoded}</code></p>
        <p><a href="${totp.qrUrl}" id="mode-barcode">${msg("loginTotpScanBarcode")}</a></p>
      </li>
      <li class="stack stack--tight">
        <p>${msg("loginTotpManualStep3")}</p>
        <dl class="definition">
          <dt>${msg("loginTotpType")}</dt><dd id="kc-totp-type">${msg("loginTotp." + totp.policy.type)}</dd>
          <dt>${msg("loginTotpAlgorithm")}</dt><dd id="kc-totp-algorithm">${totp.policy.getAlgorithmKey()}</dd>
          <dt>${msg("loginTotpDigits")}</dt><dd id="kc-totp-digits">${totp.policy.digits}</dd>
          <#if totp.policy.type = "totp">
          <dt>${msg("loginTotpInterval")}</dt><dd id="kc-totp-period">${msg("page.seconds", totp.policy.period)}</dd>
          <#elseif totp.policy.type = "hotp">
          <dt>${msg("loginTotpCounter")}</dt><dd id="kc-totp-counter">${totp.policy.initialCounter}</dd>
          </#if>
        </dl>
      </li>
      <#else>
      <li class="stack stack--tight">
        <p>${msg("loginTotpStep2")}</p>
        <#-- On white whatever the colour scheme: cameras read dark on light. -->
        <p><img class="qr" id="kc-totp-secret-qr-code" src="data:image/png;base64, ${totp.totpSecretQrCode}" alt="${msg("page.qrCode")}" width="246" height="246"></p>
        <p><a href="${totp.manualUrl}" id="mode-manual">${msg("loginTotpUnableToScan")}</a></p>
      </li>
      </#if>
      <li>${msg("loginTotpStep3")}</li>
    </ol>
    <form id="kc-totp-settings-form" action="${url.loginAction}" method="post" novalidate data-once>
      <@ui.input id="totp" label=msg("authenticatorCode") hint=msg("page.otpHint") more={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "dir": "ltr"}/>
      <input type="hidden" id="totpSecret" name="totpSecret" value="${totp.totpSecret}">
      <#if mode??><input type="hidden" id="mode" name="mode" value="${mode}"></#if>
      <@ui.input id="userLabel" label=msg("loginTotpDeviceName") hint=msg("loginTotpStep3DeviceName") optional=totp.otpCredentials?size == 0 more={"autocomplete": "off"}/>
      <@ui.logoutOtherSessions/>
      <@ui.submit id="saveTOTPBtn" label=msg("page.finish")/>
    </form>
  </#if>
</@layout.registrationLayout>
