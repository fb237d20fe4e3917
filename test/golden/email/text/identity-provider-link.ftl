[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${msg("identityProviderLink.title", fn.plain(fn.unlinked(identityProviderDisplayName)))}

${msg("identityProviderLink.lead", fn.plain(fn.unlinked((identityProviderContext.email)!(identityProviderContext.username)!"")), fn.plain(fn.unlinked(identityProviderDisplayName)))}

${msg("identityProviderLink.button")}${msg("colon")}
${link}

${msg("link.validUntil")}${msg("colon")} ${fn.expiry(linkExpiration)}
(${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))})
[#if ((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case]

${msg("username.title")}
${msg("username.text", fn.plain((user.username)!""))}
[/#if]

${msg("identityProviderLink.unexpected.title")}
${msg("identityProviderLink.unexpected.text")}

${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}