[#ftl output_format="plainText"][#import "../functions.ftl" as fn]
[#if fn.fullName(user) != ""]
${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}
[#else]
${msg("greeting.plain")}
[/#if]

${subject!realmName}

[#if messageKey == "customMessage"]
${customMessage?replace("<[^>]+>", "", "r")}
[#else]
${fn.notice(messageKey, daysRemaining)}
[#if messageKey != "accountNotificationBody"]

${msg("workflow.reason")}${msg("colon")} ${fn.workflowReason(reason)}
[/#if]
[/#if]

${msg("workflow.button")}${msg("colon")}
${fn.page("/entrar")}

${msg("help.title")}
${msg("help.text")} ${properties.supportEmail}

--
${msg("footer.sentTo", fn.plain((user.email)!""))}
${msg("footer.legal")}