<#--
  The contract with the activation sidecar (its reader: src/keycloak/ride/steps/page-state.ts): what this page is, as JSON, so that the sidecar
  can ride Keycloak's pages without reading HTML and without knowing the page's language.

  {
    "version": 1,
    "page": "login-update-profile",                   the template without .ftl: info, error, login-update-password …
    "locale": "es",
    "action": "https://…/login-actions/…",            where the page's form posts to; absent on pages without one
    "actionUri": "https://…",                         info page of a key: the link that starts its actions; absent elsewhere
    "client": {"id": "crm", "name": "CRM", "home": "https://…/", "isApp": true},     whose sign-in it is; absent where Keycloak names no client. home: its Home URL, "" for none
    "pageRedirectUri": "https://…",                   info page at the end: where the key says to go; absent elsewhere
    "message": {"type": "error", "code": "expiredActionMessage", "text": "…"},      or null; code null when it is none of those below
    "requiredActions": ["UPDATE_PROFILE"],
    "terms": "<p>…</p>",                              the realm's terms and conditions, sanitized by Keycloak: on their own page, and on a key's info page, before anybody has begun; absent elsewhere
    "recoveryCodes": {"codes": ["ABCD…"], "generatedAt": "1764000000000", "label": "…"},     on the page that shows them; absent elsewhere
    "newPasskey": {"challenge": "…", "userId": "…"},     what Keycloak wants of a passkey that replaces the password: on the page that registers it; absent elsewhere
    "attributes": [{"name": "email", "required": true, "readOnly": false, "values": ["a@b.es"]}],
    "fieldErrors": {"password": "…"},                 text by field name; profile attributes, password, password-confirm …
    "fieldErrorCodes": {"password": {"code": "invalidPasswordMinLengthMessage", "params": ["8"]}},       where a code was found
    "globalErrors": ["…"]                             errors of the whole page; notices and confirmations stand in message only
  }

  Keycloak hands messages to templates as finished sentences. `codeOf` finds the key again by drawing each candidate with marks in the
  place of its parameters and comparing what lies between them.
-->
<#assign pageMessageCodes = [
  "expiredActionMessage", "expiredActionTokenNoSessionMessage", "expiredActionTokenSessionExistsMessage", "expiredCodeMessage",
  "accountDisabledMessage", "invalidCodeMessage", "staleCodeMessage", "accountUpdatedMessage", "accountPasswordUpdatedMessage",
  "confirmExecutionOfActions", "alreadyLoggedIn", "differentUserAuthenticated", "sessionNotActiveMessage", "cookieNotFoundMessage",
  "invalidTokenRequiredActions", "invalidRedirectUriMessage", "clientNotFoundMessage", "clientDisabledMessage", "invalidUserMessage",
  "updateProfileMessage", "updatePasswordMessage", "resetPasswordMessage", "configureTotpMessage", "verifyEmailMessage",
  "emailVerifiedMessage", "emailVerifiedAlreadyMessage", "emailSentMessage", "emailSendErrorMessage", "loginTimeout",
  "realmNotEnabledMessage", "httpsRequiredMessage", "internalServerError", "bearerOnlyMessage", "invalidRequestMessage"
]>
<#assign fieldMessageCodes = [
  "error-user-attribute-required", "error-invalid-email", "error-invalid-length-too-short", "error-invalid-length-too-long",
  "error-invalid-length", "error-person-name-invalid-character", "error-username-invalid-character", "error-pattern-no-match",
  "error-invalid-value", "error-invalid-blank", "error-empty", "error-invalid-number", "error-number-out-of-range-too-small",
  "error-number-out-of-range-too-big", "error-number-out-of-range", "error-invalid-date", "error-invalid-uri",
  "error-invalid-uri-scheme", "error-invalid-uri-fragment", "error-user-attribute-read-only", "error-non-ascii-local-part-email",
  "emailExistsMessage", "usernameExistsMessage", "missingPasswordMessage", "notMatchPasswordMessage", "invalidPasswordConfirmMessage",
  "invalidPasswordMinLengthMessage", "invalidPasswordMaxLengthMessage", "invalidPasswordMinDigitsMessage",
  "invalidPasswordMinLowerCaseCharsMessage", "invalidPasswordMinUpperCaseCharsMessage", "invalidPasswordMinSpecialCharsMessage",
  "invalidPasswordNotUsernameMessage", "invalidPasswordNotContainsUsernameMessage", "invalidPasswordNotEmailMessage",
  "invalidPasswordHistoryMessage", "invalidPasswordBlacklistedMessage", "invalidPasswordRegexPatternMessage",
  "invalidPasswordGenericMessage", "missingTotpMessage", "invalidTotpMessage", "missingTotpDeviceNameMessage"
]>
<#-- Pages whose form posts to url.loginAction. Elsewhere that getter throws, so a page that is not named here has no action. -->
<#assign pagesWithAction = [
  "delete-account-confirm", "delete-credential", "idp-review-user-profile", "link-idp-action", "login", "login-config-totp",
  "login-idp-link-confirm", "login-idp-link-confirm-override", "login-idp-link-email", "login-otp", "login-page-expired",
  "login-passkeys-conditional-authenticate", "login-password", "login-recovery-authn-code-config", "login-recovery-authn-code-input",
  "login-reset-otp", "login-reset-password", "login-update-password", "login-update-profile", "login-username", "login-verify-email",
  "login-x509-info", "select-authenticator", "select-organization", "terms", "update-email", "webauthn-authenticate", "webauthn-error",
  "webauthn-register"
]>
<#-- Fields that show errors beside the profile's attributes. -->
<#assign otherFields = [
  "username", "email", "firstName", "lastName", "password", "password-new", "password-confirm", "totp", "userLabel",
  "recoveryCodeInput", "termsAccepted"
]>
<#-- Takes the place of parameters: characters that no message holds. -->
<#assign mark = "¤¦">

<#function json value><#return '"' + value?json_string + '"'></#function>

<#-- The parameters of `text` if the message `code` could have produced it, else "no" (a string). -->
<#function paramsOf text code>
  <#local pieces = msg(code, mark, mark, mark)?split(mark)>
  <#if pieces?size == 1><#return (text == pieces[0])?then([], "no")></#if>
  <#if !text?starts_with(pieces?first) || !text?ends_with(pieces?last)><#return "no"></#if>
  <#local params = [] at = pieces?first?length>
  <#list pieces[1..] as piece>
    <#local next = (piece == "")?then(text?length, text?index_of(piece, at))>
    <#if next < 0><#return "no"></#if>
    <#local params = params + [text[at..<next]] at = next + piece?length>
  </#list>
  <#return params>
</#function>

<#-- {"code": …, "params": […]} as JSON for the first code that fits, else "null". -->
<#function codeOf text codes>
  <#list codes as code>
    <#local params = paramsOf(text, code)>
    <#if params?is_sequence>
      <#local list = []>
      <#list params as param><#local list = list + [json(param)]></#list>
      <#return '{"code":' + json(code) + ',"params":[' + list?join(",") + ']}'>
    </#if>
  </#list>
  <#return "null">
</#function>

<#-- Several messages of one field come joined by <br/>. -->
<#function sentences text><#return text?replace("<br\\s*/?>", "\n", "r")?trim></#function>

<#-- Fields with errors: [{"name", "id" of its control, "text", "label" of a profile attribute or ""}]. The summary above the form and the block below both come from here. -->
<#function faults>
  <#-- On the pages of the server's own error handler there is no such bean. -->
  <#if !(messagesPerField?? && messagesPerField?is_hash)><#return []></#if>
  <#local names = [] labels = {} found = []>
  <#list (profile.attributes)![] as attribute>
    <#local names = names + [attribute.name] labels = labels + {attribute.name: advancedMsg((attribute.displayName?has_content)?then(attribute.displayName, attribute.name))}>
  </#list>
  <#list otherFields as name><#if !names?seq_contains(name)><#local names = names + [name]></#if></#list>
  <#list names as name>
    <#-- Who registers with an address has no field for a user name. -->
    <#if messagesPerField.existsError(name) && !(name == "username" && pageId == "register" && !labels[name]??)>
      <#local found = found + [{"name": name, "id": controlOf(name), "text": sentences(messagesPerField.get(name)), "label": labels[name]!""}]>
    </#if>
  </#list>
  <#-- Keycloak reports a breach of the password policy without naming the field. -->
  <#if pageId == "login-update-password" && found?size == 0 && hasGlobalError()>
    <#return [{"name": "password", "id": controlOf("password"), "text": sentences(messagesPerField.get("global")), "label": ""}]>
  </#if>
  <#-- Keycloak tells of a locked account otherwise than of a wrong password, and at another field: where address and password have a page each, both are told alike. -->
  <#if pageId == "login-password" && found?size gt 0>
    <#return [{"name": "password", "id": controlOf("password"), "text": msg("invalidPasswordMessage"), "label": ""}]>
  </#if>
  <#if pageId == "login-username" && found?size gt 0 && locked()?seq_contains(found[0].text)>
    <#return [found[0] + {"text": msg(realm.loginWithEmailAllowed?then("invalidUsernameOrEmailMessage", "invalidUsernameMessage"))}]>
  </#if>
  <#return found>
</#function>

<#function locked><#return [sentences(msg("accountTemporarilyDisabledMessage")), sentences(msg("accountPermanentlyDisabledMessage"))]></#function>

<#function hasGlobalError><#return messagesPerField?? && messagesPerField?is_hash && messagesPerField.exists("global") && message?has_content && message.type == "error"></#function>

<#function controlOf name>
  <#if name == "password" && pageId == "login-update-password"><#return "password-new"></#if>
  <#if name == "totp" && pageId == "login-otp"><#return "otp"></#if>
  <#return name>
</#function>

<#-- The code of the page's message, "" when it is none of the known ones. -->
<#function pageMessageCode>
  <#if message?has_content>
    <#list pageMessageCodes as code><#if paramsOf(message.summary, code)?is_sequence><#return code></#if></#list>
  </#if>
  <#return "">
</#function>

<#--
  What an identity provider has not done for a sign-in of the sidecar's own: "unverified", it does not say that the address is the person's; "closed", it has, and
  the account is off, or it tells no address; "other", it has signed in somebody who has no account and is to get none, or whose account is not the one that the link is of; "failed", anything else. "" elsewhere. There the sidecar's own page says how to go on (src/access/login.ts): the person may have no password that Keycloak could ask for.
-->
<#function providerFault>
  <#if !message?has_content || !((client.baseUrl)!"")?starts_with(properties.publicUrl + "/")><#return ""></#if>
  <#if paramsOf(message.summary, "federatedIdentityUnmatchedEssentialClaimMessage")?is_sequence><#return "unverified"></#if>
  <#-- Keycloak's words for it speak of a password. -->
  <#if pageId == "error" && paramsOf(message.summary, "invalidUserMessage")?is_sequence><#return "closed"></#if>
  <#if providerNamed() != ""><#return "other"></#if>
  <#list [
    "access-denied-when-idp-auth", "identityProviderUnexpectedErrorMessage", "identityProviderAuthenticationFailedMessage",
    "identityProviderInvalidResponseMessage", "identityProviderInvalidSignatureMessage", "identityProviderMissingCodeOrErrorMessage",
    "identityProviderMissingStateMessage", "identityProviderNotFoundMessage"
  ] as code><#if paramsOf(message.summary, code)?is_sequence><#return "failed"></#if></#list>
  <#return "">
</#function>

<#-- The address of somebody whom an identity provider has signed in and who has no account, or the name of an account that is not that of the link; "" elsewhere. -->
<#function providerNamed>
  <#if pageId == "error" && message?has_content && message.summary == msg("invitationOfAnother")><#return (auth.attemptedUsername)!""></#if>
  <#local found = message?has_content?then(paramsOf(message.summary, "federatedIdentityUnavailableMessage"), "no")>
  <#if !found?is_sequence><#return ""></#if>
  <#list found as name><#if name?contains("@")><#return name></#if></#list>
  <#return "">
</#function>

<#function stateJson>
  <#local parts = ['"version":1', '"page":' + json(pageId), '"locale":' + json(lang!"")]>
  <#if pagesWithAction?seq_contains(pageId)><#local parts = parts + ['"action":' + json(url.loginAction)]></#if>
  <#if pageId == "register"><#local parts = parts + ['"action":' + json(url.registrationAction)]></#if>
  <#if actionUri?has_content><#local parts = parts + ['"actionUri":' + json(actionUri)]></#if>
  <#if pageRedirectUri?has_content><#local parts = parts + ['"pageRedirectUri":' + json(pageRedirectUri)]></#if>
  <#if (client.clientId)?has_content>
    <#local parts = parts + ['"client":{"id":' + json(client.clientId) + ',"name":' + json(advancedMsg(client.name!"")) + ',"home":' + json(client.baseUrl!"") + ',"isApp":' + ((client.getAttribute("invitation.app")!"") == "true")?c + '}']>
  </#if>
  <#if message?has_content>
    <#local parts = parts + ['"message":{"type":' + json(message.type) + ',"code":' + (pageMessageCode() == "")?then("null", json(pageMessageCode())) + ',"text":' + json(message.summary) + '}']>
  <#else>
    <#local parts = parts + ['"message":null']>
  </#if>
  <#local actions = []>
  <#list requiredActions![] as action><#local actions = actions + [json(action)]></#list>
  <#local parts = parts + ['"requiredActions":[' + actions?join(",") + ']']>
  <#if pageId == "login-recovery-authn-code-config">
    <#local codes = []>
    <#list recoveryAuthnCodesConfigBean.generatedRecoveryAuthnCodesList as code><#local codes = codes + [json(code)]></#list>
    <#local parts = parts + ['"recoveryCodes":{"codes":[' + codes?join(",") + '],"generatedAt":' + json(recoveryAuthnCodesConfigBean.generatedAt?c) + ',"label":' + json(msg("recovery-codes-label-default")) + '}']>
  </#if>
  <#if pageId == "webauthn-register" && url.loginAction?contains("webauthn-register-passwordless")>
    <#local algorithms = []>
    <#list signatureAlgorithms![] as algorithm><#local algorithms = algorithms + [algorithm?c]></#list>
    <#local parts = parts + ['"newPasskey":{"challenge":' + json(challenge) + ',"userId":' + json(userid) + ',"username":' + json(username) + ',"algorithms":[' + algorithms?join(",") + '],"rpName":' + json(rpEntityName) + ',"rpId":' + json(rpId) + ',"attestation":' + json(attestationConveyancePreference) + ',"attachment":' + json(authenticatorAttachment) + ',"residentKey":' + json(residentKey!"not specified") + ',"requireResidentKey":' + json(requireResidentKey) + ',"userVerification":' + json(userVerificationRequirement) + ',"timeout":' + createTimeout?c + ',"exclude":' + json(excludeCredentialIds) + '}']>
  </#if>
  <#if pageId == "terms" || actionUri?has_content><#local parts = parts + ['"terms":' + json(kcSanitize(msg("termsText")))]></#if>

  <#local attributes = []>
  <#list (profile.attributes)![] as attribute>
    <#local values = []>
    <#list attribute.values![] as value><#local values = values + [json(value!"")]></#list>
    <#local attributes = attributes + ['{"name":' + json(attribute.name) + ',"required":' + attribute.required?c + ',"readOnly":' + attribute.readOnly?c + ',"values":[' + values?join(",") + ']}']>
  </#list>
  <#local parts = parts + ['"attributes":[' + attributes?join(",") + ']']>

  <#local texts = [] codes = [] global = []>
  <#list faults() as fault>
    <#local texts = texts + [json(fault.name) + ':' + json(fault.text)] code = codeOf(fault.text, fieldMessageCodes)>
    <#if code != "null"><#local codes = codes + [json(fault.name) + ':' + code]></#if>
  </#list>
  <#if texts?size == 0 && hasGlobalError()><#local global = [json(sentences(messagesPerField.get("global")))]></#if>
  <#local parts = parts + ['"fieldErrors":{' + texts?join(",") + '}', '"fieldErrorCodes":{' + codes?join(",") + '}', '"globalErrors":[' + global?join(",") + ']']>
  <#return "{" + parts?join(",") + "}">
</#function>

<#-- json_string also escapes what could end the script element or open a comment in it. -->
<#macro block><script type="application/json" id="keycloak-state">${stateJson()?no_esc}</script></#macro>
