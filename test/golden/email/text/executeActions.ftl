[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

[#if fn.isSample(requiredActions!["none"]) || fn.isInvitation(requiredActions![])]
[#if fn.isByCompany(requiredActions![])]
${msg("company.title")}
[#else]
${msg("activation.title")}
[/#if]

[#if fn.isSample(requiredActions!["none"])]
${msg("activation.sample.title")}
${msg("activation.sample.text")}

[/#if]
[#if ((user.attributes["invitation.by"])!"") != ""]
[#if ((user.attributes["invitation.appName"])!"") != ""]
${msg("activation.invitedByForApp", fn.plain(fn.unlinked(user.attributes["invitation.by"])), fn.plain(fn.unlinked(user.attributes["invitation.appName"])))}
[#else]
${msg("activation.invitedBy", fn.plain(fn.unlinked(user.attributes["invitation.by"])))}
[/#if]
[#else]
[#if ((user.attributes["invitation.appName"])!"") != ""]
${msg("activation.invitedForApp", fn.plain(fn.unlinked(user.attributes["invitation.appName"])))}
[#else]
${msg("activation.invited")}
[/#if]
[/#if]

[#if fn.lastDay() != ""]
${msg("activation.accessUntil", fn.plain(fn.lastDay()))}

[/#if]
[#if ((user.attributes["invitation.message"])!"")?trim != ""]
[#if ((user.attributes["invitation.messageBy"])!"") != ""]
${msg("activation.messageBy", fn.plain(fn.unlinked(user.attributes["invitation.messageBy"])))}
[#else]
${msg("activation.message")}
[/#if]

[#list fn.spoken(user.attributes["invitation.message"]) as item]
> ${item}
[/#list]

[/#if]
[#if fn.isByCompany(requiredActions![])]
${msg("company.button")}${msg("colon")}
${fn.activationLink(link, requiredActions!["none"])}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[#else]
${msg("activation.button")}${msg("colon")}
${fn.activationLink(link, requiredActions!["none"])}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[/#if]

${msg("activation.howTo")}
[#if fn.isByCompany(requiredActions![])]
1. ${msg("company.step1")}
2. ${msg("company.step2")}
3. ${msg("company.step3", fn.plain((user.email)!""))}
[#else]
1. ${msg("activation.step1")}
[#if fn.isByPasskey(requiredActions![])]
2. ${msg("activation.passkey.step2")}
3. ${msg("activation.passkey.step3")}
[#else]
2. ${msg("activation.step2")}
[#if ((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case]
3. ${msg("activation.step3WithUsername", fn.plain((user.username)!""))}
[#else]
3. ${msg("activation.step3", fn.plain((user.email)!""))}
[/#if]
[/#if]
[/#if]

[#if fn.actionWords(requiredActions![], fn.isByPasskey(requiredActions![])?then(["webauthn-register-passwordless"], []) + ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"])?has_content]
${msg("activation.later")}
[#list fn.actionWords(requiredActions![], fn.isByPasskey(requiredActions![])?then(["webauthn-register-passwordless"], []) + ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"]) as item]
- ${item}
[/#list]

[/#if]
${msg("spam.title")}
${msg("spam.text")}

${msg("activation.unexpected.title")}
[#if fn.isByCompany(requiredActions![])]
${msg("company.unexpected")}
[#else]
[#if fn.isByPasskey(requiredActions![])]
${msg("activation.passkey.unexpected")}
[#else]
${msg("activation.unexpected.text")}
[/#if]
[/#if]
[#else]
[#if (requiredActions![])?seq_contains("UPDATE_PASSWORD")]
${msg("newPassword.title")}

${msg("newPassword.lead")}

${msg("newPassword.button")}${msg("colon")}
${fn.activationLink(link, requiredActions!["none"])}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[#if ((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case]

${msg("username.title")}
${msg("username.text", fn.plain((user.username)!""))}
[/#if]
[#if fn.actionWords(requiredActions![], fn.isByPasskey(requiredActions![])?then(["webauthn-register-passwordless"], []) + ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"])?has_content]

${msg("activation.later")}
[#list fn.actionWords(requiredActions![], fn.isByPasskey(requiredActions![])?then(["webauthn-register-passwordless"], []) + ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"]) as item]
- ${item}
[/#list]
[/#if]
[#else]
${msg("actions.title")}

[#if fn.actionWords(requiredActions![], [])?has_content]
${msg("actions.lead")}
[#list fn.actionWords(requiredActions![], []) as item]
- ${item}
[/#list]
[#else]
${msg("actions.leadPlain")}
[/#if]

${msg("actions.button")}${msg("colon")}
${fn.activationLink(link, requiredActions!["none"])}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[/#if]

${msg("actions.unexpected.title")}
${msg("actions.unexpected.text")}
[/#if]

${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}