[#ftl output_format="plainText"]
[#--
  What the mails compute while Keycloak sends them: dates, durations, words for Keycloak's codes, the activation link.
  Copied into the theme as it is. Here `msg`, `properties`, `locale`, `user` are Keycloak's; `msg` takes its sentences from messages/.
--]
[#setting locale=locale?string]
[#-- Java takes an unknown zone for GMT; the dates name their zone. --]
[#setting time_zone=properties.timeZone]

[#-- Keycloak's `msg` replaces ${key} inside arguments by the message of that key. A company named "${x}" keeps its name this way. --]
[#function plain text][#return text?string?replace(r"${", r"${dollar}{")][/#function]

[#--
  What people or companies are called, such that no mail client makes a link of it: a space behind each dot, colon and pair of slashes that
  may belong to an address, and around each @. A space is the one thing that ends an address everywhere; signs that nobody sees are
  ignored by some clients, and those that turn the direction of a line are left out. "O.N.C.E." and "S.L." stay as they are: no address
  ends in a single letter. No line break begins a paragraph. `figures`: "10:30" and "3.50" stay as they are, too; four numbers between dots
  are the address of a computer.
--]
[#function unlinked text figures=false]
  [#local dot = r"[.\u2024\u3002\uFE52\uFF0E\uFF61]"]
  [#local single = r"(?!(?<=(?<![\p{L}\p{N}])\p{L}" + dot + r")\p{L}(?:[.,;\s]|$))"]
  [#local decimal = figures?then(r"(?!(?<=\d.)\d)", "")]
  [#return text?string
    ?replace(r"(\d)\.(\d+)\.(\d+)\.(?=\d)", "$1. $2. $3. ", "r")
    ?replace(r"[\u202A-\u202E\u2066-\u2069]", "", "r")
    ?replace(r"[\p{Cc}\u2028\u2029]+", " ", "r")
    ?replace(dot + r"(?=\S)" + single + decimal, "$0 ", "r")
    ?replace(r"\s*([@\uFE6B\uFF20])\s*", " $1 ", "r")
    ?replace(r"[:\uFF1A](?=\S)" + decimal, "$0 ", "r")
    ?replace(r"[/\\](?=[/\\])", "$0 ", "r")]
[/#function]

[#-- The lines of a word from whoever invites. An empty one holds a space, so that it is seen between two paragraphs. --]
[#function spoken text]
  [#return text?trim?split("\n")?map(line -> line?trim?has_content?then(unlinked(line, true), "\xA0"))]
[/#function]

[#-- Where a link leads, as people read it: no protocol, and an ellipsis in the place of what only computers read. --]
[#function placeOf link]
  [#return link?replace("^https?://", "", "r")?replace(r"[?#].*$", "?…", "rs")]
[/#function]

[#function moment date]
  [#if properties.timeZone == "Europe/Madrid"][#return date?datetime?string(msg("date.patternMadrid"))][/#if]
  [#return date?datetime?string(msg("date.pattern"))]
[/#function]

[#-- The last day of what an invitation gives, as "2026-12-31"; "" for none. Whole days know no time zone. --]
[#function lastDay]
  [#local day = (user.attributes["invitation.accessUntil"])!""]
  [#if !day?matches(r"\d{4}-\d\d-\d\d")][#return ""][/#if]
  [#return day?date("yyyy-MM-dd")?string(msg("date.day"))]
[/#function]

[#function expiry minutes]
  [#return moment((.now?long + minutes * 60000)?number_to_datetime)]
[/#function]

[#-- Whole counts of a unit. Keycloak up to 26.4 hands numbers to messages in a way that no plural can be made of, so each has two sentences. --]
[#function days number]
  [#if number == 1][#return msg("duration.days.one")][/#if]
  [#local count = number?c][#return msg("duration.days.other", count)]
[/#function]

[#function hours number]
  [#if number == 1][#return msg("duration.hours.one")][/#if]
  [#local count = number?c][#return msg("duration.hours.other", count)]
[/#function]

[#function minutes number]
  [#if number == 1][#return msg("duration.minutes.one")][/#if]
  [#local count = number?c][#return msg("duration.minutes.other", count)]
[/#function]

[#-- The two largest units, rounded down: "7 días", "1 día y 12 horas". --]
[#function duration total]
  [#if total < 1][#return msg("duration.moment")][/#if]
  [#local wholeDays = (total / 1440)?floor wholeHours = (total % 1440 / 60)?floor rest = total % 60]
  [#local parts = []]
  [#if wholeDays > 0][#local parts += [days(wholeDays)]][/#if]
  [#if wholeHours > 0][#local parts += [hours(wholeHours)]][/#if]
  [#if rest > 0][#local parts += [minutes(rest)]][/#if]
  [#if parts?size == 1][#return parts[0]][/#if]
  [#return msg("duration.two", parts[0], parts[1])]
[/#function]

[#function fullName person]
  [#return (((person.firstName)!"") + " " + ((person.lastName)!""))?trim]
[/#function]

[#-- A page of the sidecar. --]
[#function page path][#return properties.publicUrl?remove_ending("/") + path][/#function]

[#-- The sample that an administrator has sent to themselves: a list of actions that is empty. Whoever names no actions at all gives no list. --]
[#function isSample actions][#return actions?size == 0][/#function]

[#-- Keycloak's action link → the sidecar's page, which takes the same key; of a sample, the guide. A link without a key is handed on as it is. --]
[#function activationLink link actions]
  [#if isSample(actions)][#return page("/ayuda")][/#if]
  [#list link?keep_after("?")?split("&") as parameter]
    [#if parameter?starts_with("key=")]
      [#return page("/activar?" + parameter)]
    [/#if]
  [/#list]
  [#return link]
[/#function]

[#-- Signs in first by their company's identity provider, and is asked for no password. --]
[#function isByCompany actions]
  [#return ((user.attributes["invitation.signIn"])!"")?starts_with("idp:") && !actions?seq_contains("UPDATE_PASSWORD")]
[/#function]

[#-- Invited and not active yet: the sidecar says so in the user's attributes; a console's mail asks for profile and password at once. --]
[#function isInvitation actions]
  [#local status = (user.attributes["invitation.status"])!""]
  [#local invited = ((user.attributes["invitation.id"])!"") != "" || actions?seq_contains("UPDATE_PROFILE")]
  [#return (actions?seq_contains("UPDATE_PASSWORD") || isByPasskey(actions) || isByCompany(actions)) && invited && status != "activated"]
[/#function]

[#-- A passkey is made, and no password is asked for: the account's invitation says so, or the mail of an administrator. --]
[#function isByPasskey actions]
  [#local invited = ((user.attributes["invitation.signIn"])!"") == "passkey" && actions?seq_contains("UPDATE_PROFILE")]
  [#return (invited || actions?seq_contains("webauthn-register-passwordless")) && !actions?seq_contains("UPDATE_PASSWORD")]
[/#function]

[#--
  Invited to sign in with a passkey or by their company's identity provider, or not active yet. They may have no password, and nobody here
  can tell.
--]
[#function isWithoutPassword]
  [#local way = (user.attributes["invitation.signIn"])!"" status = (user.attributes["invitation.status"])!"activated"]
  [#return way == "passkey" || way?starts_with("idp:") || status != "activated"]
[/#function]

[#-- Required actions in human words, without those that the mail's own sentences speak of. --]
[#function actionWords actions spokenOf]
  [#return actions?filter(action -> !spokenOf?seq_contains(action))?map(action -> word("requiredAction.", action))]
[/#function]

[#-- The message `family + code`, or `family + "other"` for a code that no message file knows (Keycloak's `msg` hands the key back). --]
[#function word family code]
  [#local key = family + code text = msg(key)]
  [#return (text == key)?then(msg(family + "other"), text)]
[/#function]

[#-- The notice of a workflow: Keycloak names the sentence, which may be an extension's own. --]
[#function notice key daysLeft]
  [#if daysLeft == 0][#return msg(key, msg("workflow.soon"))][/#if]
  [#if daysLeft == 1][#return msg(key, msg("workflow.inDays.one"))][/#if]
  [#return msg(key, msg("workflow.inDays.other", daysLeft))]
[/#function]

[#-- "inactivity" is Keycloak's default, in English whatever the language. --]
[#function workflowReason reason]
  [#return (reason == "inactivity")?then(msg("workflow.reason.inactivity"), reason)]
[/#function]
