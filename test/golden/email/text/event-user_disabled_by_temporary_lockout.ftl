[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${msg("event.temporaryLockout.title")}

${msg("event.temporaryLockout.lead")}

${msg("event.when")}${msg("colon")} ${fn.moment(event.date)}
[#if event.ipAddress?has_content]
${msg("event.ip")}${msg("colon")} ${event.ipAddress}
[/#if]


${msg("event.lockout.notYou.title")}
${msg("event.lockout.notYou.text")}
${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}