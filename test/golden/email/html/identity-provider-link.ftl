[#ftl output_format="HTML"][#import "../functions.ftl" as fn]
<!doctype html>
<html lang="${locale.language}" dir="${ltr?then('ltr', 'rtl')}" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<title>${subject!realmName}</title>
<!--[if !mso]><!-->
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style type="text/css">
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }
</style>
<!--[if mso]>
<noscript>
<xml>
<o:OfficeDocumentSettings>
<o:AllowPNG/>
<o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>
<![endif]-->
<!--[if lte mso 11]>
<style type="text/css">
.mj-outlook-group-fix { width:100% !important; }
</style>
<![endif]-->
<style type="text/css">
@media only screen and (min-width:480px) {
.mj-column-per-100 { width:100% !important; max-width: 100%; }
}
</style>
<style media="screen and (min-width:480px)">
.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }
</style>
<style type="text/css">
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { color: #0B5FA5; }
@media (max-width: 480px) {
.top { display: none !important; }
.band, .band > table, .band > table > tbody > tr > td, .card, .card > table, .card > table > tbody > tr > td { border-radius: 0 !important; }
.band > table > tbody > tr > td, .foot > table > tbody > tr > td { padding-left: 24px !important; padding-right: 24px !important; }
.card > table > tbody > tr > td { padding: 32px 24px 8px !important; }
.button table { width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
.canvas, .canvas > div { background-color: #0F1A2B !important; }
.card, .card > table { background-color: #17253A !important; }
.card div, .card h1, .card h2, .card table { color: #E8EEF7 !important; }
.card .muted, .muted div, .foot div { color: #A9B7CC !important; }
.card a, .foot a { color: #7FB8F0 !important; }
.card a.plain { color: #A9B7CC !important; }
.card .badge { background-color: #0F1A2B !important; color: #F5A623 !important; }
.panel { background-color: #0F1A2B !important; }
.rule p { border-top-color: #70829E !important; }
.button td, .card .button a { background: #F5A623 !important; }
.card .button a { color: #14213A !important; }
}
</style>
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
</head>
<body  class="canvas" style="word-spacing:normal;background-color:#F3F6FA;">
<div
aria-label="${subject!realmName}" aria-roledescription="email" role="article" lang="${locale.language}" dir="${ltr?then('ltr', 'rtl')}" style="word-spacing:normal;background-color:#F3F6FA;"
>
<div style="display:none;max-height:0;max-width:0;overflow:hidden;mso-hide:all;">${msg("identityProviderLink.preheader", fn.plain(fn.unlinked(identityProviderDisplayName)), fn.plain(fn.duration(linkExpiration)))}</div>
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="top-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div  class="top" style="margin:0px auto;max-width:600px;">
<table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
>
<tbody>
<tr>
<td
style="direction:ltr;font-size:0px;padding:0;text-align:center;"
>
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]-->
<div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"
>
<tbody>
<tr>
<td  style="vertical-align:top;padding:0;">
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"
>
<tbody>
<tr>
<td
style="font-size:0px;word-break:break-word;"
>
<div
style="height:24px;line-height:24px;"
>&#8202;</div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="band-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#0E2A4F" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div  class="band" style="background:#0E2A4F;background-color:#0E2A4F;margin:0px auto;max-width:600px;border-radius:12px 12px 0 0;overflow:hidden;">
<table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#0E2A4F;background-color:#0E2A4F;width:100%;border-collapse:separate;"
>
<tbody>
<tr>
<td
style="border-bottom:4px solid #F5A623;border-radius:12px 12px 0 0;direction:ltr;font-size:0px;padding:0 40px;text-align:center;"
>
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:520px;" ><![endif]-->
<div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"
>
<tbody>
<tr>
<td  style="vertical-align:top;padding:0;">
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"
>
<tbody>
<tr>
<td
align="left" style="font-size:0px;padding:20px 0 18px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:21px;line-height:28px;text-align:left;color:#FFFFFF;"
><span style="font-weight:700;letter-spacing:-0.2px;">Amperecloud</span></div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#FFFFFF" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div  class="card" style="background:#FFFFFF;background-color:#FFFFFF;margin:0px auto;max-width:600px;border-radius:0 0 12px 12px;overflow:hidden;">
<table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#FFFFFF;background-color:#FFFFFF;width:100%;border-collapse:separate;"
>
<tbody>
<tr>
<td
style="border-radius:0 0 12px 12px;direction:ltr;font-size:0px;padding:40px 40px 16px;text-align:center;"
>
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:520px;" ><![endif]-->
<div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"
>
<tbody>
<tr>
<td  style="vertical-align:top;padding:0;">
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"
>
<tbody>
<tr>
<td
align="left" class="muted" style="font-size:0px;padding:0 0 8px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#51607A;"
>[#if fn.fullName(user) != ""]${msg("greeting.named", fn.plain(fn.unlinked(fn.fullName(user))))}[#else]${msg("greeting.plain")}[/#if]</div>
</td>
</tr>
<tr>
<td
align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#14213A;"
><h1 style="margin:0;font-size:28px;line-height:36px;font-weight:700;letter-spacing:-0.4px;">${msg("identityProviderLink.title", fn.plain(fn.unlinked(identityProviderDisplayName)))}</h1></div>
</td>
</tr>
<tr>
<td
align="left" style="font-size:0px;padding:0 0 24px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:17px;line-height:28px;text-align:left;color:#14213A;"
>${msg("identityProviderLink.lead", fn.plain(fn.unlinked((identityProviderContext.email)!(identityProviderContext.username)!"")), fn.plain(fn.unlinked(identityProviderDisplayName)))}</div>
</td>
</tr>
<tr>
<td
align="left" class="button" style="font-size:0px;padding:8px 0 28px;word-break:break-word;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"
>
<tbody>
<tr>
<td
align="center" bgcolor="#0B5FA5" role="presentation" style="border:none;border-radius:8px;cursor:auto;mso-padding-alt:16px 32px;background:#0B5FA5;" valign="middle"
>
<a
href="${link}" style="display:inline-block;background:#0B5FA5;color:#FFFFFF;font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:17px;font-weight:600;line-height:24px;margin:0;text-decoration:none;text-transform:none;padding:16px 32px;mso-padding-alt:0px;border-radius:8px;" target="_blank"
>
${msg("identityProviderLink.button")}
</a>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
<tr>
<td
align="left" style="font-size:0px;padding:0 0 32px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#14213A;"
><table role="presentation" class="panel" width="100%" cellpadding="0" cellspacing="0" style="background-color:#F3F6FA;border-radius:8px;">
<tr><td style="padding:10px 20px;">
<div style="padding:6px 0;">
<div class="muted" style="color:#51607A;font-size:14px;line-height:20px;">${msg("link.validUntil")}</div>
<div style="font-size:16px;line-height:24px;font-weight:600;">${fn.expiry(linkExpiration)}</div>
</div>
<div class="muted" style="color:#51607A;font-size:14px;line-height:20px;padding:0 0 6px;">${msg("link.validFor", fn.plain(fn.duration(linkExpiration)))}</div>
</td></tr>
</table></div>
</td>
</tr>
[#if ((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case]
<tr>
<td
align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:15px;line-height:24px;text-align:left;color:#14213A;"
><strong>${msg("username.title")}</strong><br />${msg("username.text", fn.plain((user.username)!""))}</div>
</td>
</tr>
[/#if]
<tr>
<td
align="center" class="rule" style="font-size:0px;padding:8px 0 24px;word-break:break-word;"
>
<p
style="border-top:solid 1px #dee1e7;font-size:1px;margin:0px auto;width:100%;"
>
</p>
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" style="border-top:solid 1px #dee1e7;font-size:1px;margin:0px auto;width:520px;" role="presentation" width="520px" ><tr><td style="height:0;line-height:0;"> &nbsp;
</td></tr></table><![endif]-->
</td>
</tr>
<tr>
<td
align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:15px;line-height:24px;text-align:left;color:#14213A;"
><strong>${msg("identityProviderLink.unexpected.title")}</strong><br />${msg("identityProviderLink.unexpected.text")}</div>
</td>
</tr>
<tr>
<td
align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:15px;line-height:24px;text-align:left;color:#14213A;"
><strong>${msg("help.title")}</strong><br />${msg("help.text")} <a href="${"mailto:" + properties.supportEmail}">${properties.supportEmail}</a></div>
</td>
</tr>
<tr>
<td
align="left" class="muted" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:13px;line-height:20px;text-align:left;color:#51607A;"
>${msg("link.manual")}<br /><a class="plain" href="${link}" style="color:#51607A;word-break:break-all;">${fn.placeOf(link)}</a></div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="foot-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div  class="foot" style="margin:0px auto;max-width:600px;">
<table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
>
<tbody>
<tr>
<td
style="direction:ltr;font-size:0px;padding:24px 40px 40px;text-align:center;"
>
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:520px;" ><![endif]-->
<div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"
>
<tbody>
<tr>
<td  style="vertical-align:top;padding:0;">
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"
>
<tbody>
<tr>
<td
align="left" style="font-size:0px;padding:0;word-break:break-word;"
>
<div
style="font-family:-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:13px;line-height:20px;text-align:left;color:#51607A;"
>${msg("footer.sentTo", fn.plain((user.email)!""))}<br />${msg("footer.legal")}</div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</div>
</body>
</html>
