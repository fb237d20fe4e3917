[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

[#if fn.isWithoutPassword()]
${msg("recovery.title")}

${msg("recovery.lead")}

${msg("recovery.button")}${msg("colon")}
${link}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})

${msg("passwordReset.unexpected.title")}
${msg("recovery.unexpected")}
[#else]
${msg("passwordReset.title")}

${msg("passwordReset.lead")}

${msg("newPassword.button")}${msg("colon")}
${link}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[#if ((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case]

${msg("username.title")}
${msg("username.text", fn.plain((user.username)!""))}
[/#if]

${msg("passwordReset.unexpected.title")}
${msg("passwordReset.unexpected.text")}
[/#if]

${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}