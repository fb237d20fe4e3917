<#-- A passkey beside the password: the browser offers it in the user name field (conditional UI), and a button asks for it. -->
<#import "webauthn.ftl" as webauthn>
<#macro conditionalUIData>
<#if enableWebAuthnConditionalUI?has_content>
<@webauthn.answerForm/>
<@webauthn.knownCredentials/>
<@webauthn.config mode="conditional" errorMessage=msg("passkey-unsupported-browser-text")/>
<p class="divider">${msg("page.or")}</p>
<button class="button button--secondary button--block" type="button" id="authenticateWebAuthnButton">${msg("webauthn-doAuthenticate")}</button>
</#if>
</#macro>
