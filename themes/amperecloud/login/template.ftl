<#--
  The frame of every page: wordmark and languages above, one card, legal line and help below, the state block at the end.
  Same macro and sections as the base theme's template, so that a page which we do not draw ourselves (of an extension, of a newer
  Keycloak) stands in this frame too: header, show-username, form, socialProviders, info.
-->
<#import "state.ftl" as state>
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<#-- The heading comes first because the title needs its words, without mark-up. -->
<#local heading><#nested "header"></#local>
<#local heading = heading?markup_string?trim>
<#local title = heading?replace("<[^>]*>", "", "r")?replace("\\s+", " ", "r")?trim>
<#local faults = state.faults()>
<#local showMessage = displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
<#-- Keycloak asks some questions in the form of a warning or an error ("an account exists: how do you want to go on?"). No cause for alarm. -->
<#-- Where one thing is asked for, what is wrong with it stands at its field, which has the focus; elsewhere in a summary that has it. -->
<#local inPlace = ["login", "login-username", "login-password", "login-otp", "login-reset-password", "login-recovery-authn-code-input"]?seq_contains(pageId)>
<#local signIn = ["login", "login-username", "login-password"]?seq_contains(pageId)>
<#local calm = showMessage && (message.type == "warning" || pageId?starts_with("login-idp-link-confirm"))>
<#-- French puts a no-break space before it. -->
<#local colon = lang?starts_with("fr")?then("\xA0:", ":")>
<#local faulty = faults?has_content || (showMessage && !calm && message.type == "error")>
<!doctype html>
<html lang="${lang}"<#if realm.internationalizationEnabled> dir="${locale.rtl?then("rtl", "ltr")}"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title><#if faulty>${msg("page.errorPrefix")} </#if>${title?no_esc}<#if title?has_content> · </#if>${properties.brandName}</title>
  <#if state.providerFault() != ""><meta http-equiv="refresh" content="0; url=${properties.publicUrl}/entrar/retorno?error=provider_${state.providerFault()}<#if state.providerFault() == "other">&amp;who=${state.providerNamed()?url('UTF-8')}</#if>"></#if>
  <meta name="robots" content="noindex">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" content="${properties.canvasLight}" media="(prefers-color-scheme: light)">
  <meta name="theme-color" content="${properties.canvasDark}" media="(prefers-color-scheme: dark)">
  <link rel="icon" type="image/svg+xml" href="${url.resourcesPath}/${properties.sign}">
  <link rel="stylesheet" href="${url.resourcesPath}/${properties.styleSheet}">
  <#-- Keycloak's own WebAuthn modules ask for this one by its bare name. -->
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  <script type="module" src="${url.resourcesPath}/${properties.script}"></script>
  <#-- What that script needs to know: another tab's login, the session of this page. -->
  <script type="application/json" id="keycloak-page">{"resources": "${url.resourcesPath?json_string?no_esc}", "loginElsewhereUrl": "${url.ssoLoginInOtherTabsUrl?json_string?no_esc}"<#if authenticationSession??>, "session": "${authenticationSession.authSessionIdHash?json_string?no_esc}"</#if>}</script>
  <#-- Scripts that a server-side extension (for example an authenticator with reCAPTCHA) asks for. -->
  <#if scripts??><#list scripts as script><script src="${script}"></script></#list></#if>
</head>
<body class="page ${bodyClass}" data-page-id="login-${pageId}">
  <a class="skip-link" href="#main">${msg("page.skip")}</a>
  <header class="page__header">
    <a class="wordmark" href="${properties.publicUrl}/"><#if properties.signMarkup?has_content>${properties.signMarkup?no_esc}<#else><img class="wordmark__sign" src="${url.resourcesPath}/${properties.sign}" alt="" width="36" height="36"></#if><span class="wordmark__name">${properties.brandName}</span></a>
    <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <details class="language">
      <summary aria-label="${msg("page.language")}${colon} ${locale.current}">${locale.current}</summary>
      <ul>
        <#list locale.supported as language>
        <li><a href="${language.url}" lang="${language.languageTag}" hreflang="${language.languageTag}"<#if language.languageTag == locale.currentLanguageTag> aria-current="true"</#if>>${language.label}</a></li>
        </#list>
      </ul>
    </details>
    </#if>
  </header>
  <main class="page__main" id="main" tabindex="-1">
    <div class="card">
      <#if heading?has_content><h1 id="kc-page-title">${heading?no_esc}</h1></#if>
      <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
      <#nested "show-username">
      <p class="account"><span class="account__address" id="kc-attempted-username">${auth.attemptedUsername}</span> <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("page.otherAccount")}</a></p>
      </#if>
      <#if signIn><span class="visually-hidden" id="cuenta-activada-con-codigos" data-activated-with="codes"></span><span class="visually-hidden" id="cuenta-activada-con-llave" data-activated-with="passkey"></span><p class="alert alert--success activated" id="cuenta-activada" role="status">${msg("page.activated")}</p></#if>
      <#if faults?has_content && inPlace>
      <#elseif faults?has_content>
      <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus data-error-summary>
        <h2 id="error-summary-title">${msg("page.faults")}</h2>
        <ul>
          <#list faults as fault><li><a href="#${fault.id}"><#if fault.label?has_content>${fault.label}${colon} </#if>${kcSanitize(fault.text)?no_esc}</a></li></#list>
        </ul>
      </div>
      <#elseif calm>
      <p class="lead" id="kc-message">${kcSanitize(message.summary)?no_esc}</p>
      <#elseif showMessage>
      <div class="alert alert--${message.type}"<#if message.type == "error"> role="alert" tabindex="-1" autofocus<#else> role="status"</#if> id="kc-message"><p>${kcSanitize(message.summary)?no_esc}</p></div>
      </#if>
      <#nested "form">
      <#if auth?has_content && auth.showTryAnotherWayLink()>
      <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
        <button class="button button--link" type="submit" name="tryAnotherWay" value="on" id="try-another-way">${msg("doTryAnotherWay")}</button>
      </form>
      </#if>
      <#if switchOrganizationEnabled?? && switchOrganizationEnabled>
      <form id="kc-switch-organization-form" action="${url.loginAction}" method="post">
        <button class="button button--link" type="submit" name="switchOrganization" value="true" id="switch-organization">${msg("doSwitchOrganization")}</button>
      </form>
      </#if>
      <#nested "socialProviders">
      <#if displayInfo><div class="card__foot" id="kc-info"><#nested "info"></div></#if>
    </div>
    <#if signIn || pageId == "login-reset-password">
    <p class="page__aside"><a href="${properties.publicUrl}/reenviar">${msg("page.noMail")}</a></p>
    </#if>
  </main>
  <footer class="page__footer">
    <span>${properties["legalLine." + lang]!properties["legalLine.es"]}</span>
    <nav class="footer-links" aria-label="${msg("page.helpNavigation")}"><a href="${properties.publicUrl}/ayuda">${msg("page.help")}</a> <a href="${properties.publicUrl}/soporte">${msg("page.support")}</a></nav>
  </footer>
  <@state.block/>
</body>
</html>
</#macro>
