[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${msg("event.updateTotp.title")}

${msg("event.updateTotp.lead")}

${msg("event.when")}${msg("colon")} ${fn.moment(event.date)}
[#if event.ipAddress?has_content]
${msg("event.ip")}${msg("colon")} ${event.ipAddress}
[/#if]

${msg("event.button")}${msg("colon")}
${fn.page("/perfil")}


${msg("event.notYou.title")}
${msg("event.credential.notYou.text")}
${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}