[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${msg("emailTest.title")}

${msg("emailTest.lead")}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}