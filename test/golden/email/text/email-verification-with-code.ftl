[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${msg("emailVerification.title")}

${msg("emailVerification.code.lead")}

${code}

${msg("emailVerification.code.secret")}

${msg("emailVerification.unexpected.title")}
${msg("emailVerification.unexpected.text")}

${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}