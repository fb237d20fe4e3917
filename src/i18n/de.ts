import type { Messages } from './index.ts';

/** German. Sorted as es.ts. */
export const de: Messages = {
  // ── Errors: the key after `error.` is the stable `code` of problem+json (src/errors.ts) ──
  'error.invalid_request': 'Eine der Angaben ist ungültig. Prüfen Sie die Angaben und senden Sie sie erneut.',
  'error.invalid_json': 'Der Inhalt der Anfrage ist kein gültiges JSON. Berichtigen Sie ihn und senden Sie ihn erneut.',
  'error.invalid_file':
    'Diese Datei lässt sich nicht importieren. Berichtigen Sie, was angegeben ist, und senden Sie sie erneut.',
  'error.unauthenticated': 'Melden Sie sich mit Ihrem Konto an oder senden Sie ein gültiges Token.',
  'error.insufficient_user_authentication':
    'Um Einladungen zu verwalten, müssen Sie sich mit einer zusätzlichen Bestätigung anmelden.',
  'error.forbidden':
    'Ihr Konto hat dafür keine Berechtigung. Wenn Sie sie brauchen, fragen Sie die Person, die die Konten Ihres Unternehmens verwaltet.',
  'error.csrf': 'Das Formular ist abgelaufen. Prüfen Sie die Angaben und senden Sie es erneut.',
  'error.not_found': 'Das Gesuchte gibt es nicht. Prüfen Sie die Adresse oder die Kennung.',
  'error.method_not_allowed': 'Diese Adresse lässt diese Methode nicht zu. Der Header Allow nennt die zulässigen.',
  'error.email_exists':
    'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Prüfen Sie die Adresse oder suchen Sie die Person in der Liste der Einladungen.',
  'error.already_active':
    'Das Konto ist schon aktiv. Die Einladung lässt sich deshalb nicht mehr senden, berichtigen oder zurückziehen.',
  'error.not_yours':
    'Dieses Konto lässt sich hier nicht ändern, weil es nicht nur zu Ihrem Unternehmen gehört oder eigene Rechte hat. Das kann nur, wer Keycloak verwaltet, in dessen Konsole.',
  'error.account_disabled':
    'Jemand hat dieses Konto deaktiviert oder in Keycloak geändert, seit die Einladung zurückgezogen wurde. Deshalb wird nichts gesendet. Wer Keycloak verwaltet, kann es wieder aktivieren.',
  'error.access_ended':
    'Der Zugang aus dieser Einladung ist am angegebenen Tag zu Ende gegangen. Wählen Sie zuerst einen späteren Tag.',
  'error.organization_disabled':
    'Das Unternehmen dieser Einladung ist deaktiviert, deshalb wird nichts gesendet. Seine Konten bleiben, wie sie sind; wartende E-Mails gehen hinaus, sobald es in Keycloak wieder aktiviert ist.',
  'error.organizations_off':
    'Ohne Unternehmen ist das nicht möglich, und zurzeit sind in Keycloak alle ausgeschaltet. Es hat sich nichts geändert: Bitten Sie die Person, die Keycloak verwaltet, sie wieder einzuschalten (Realm settings).',
  'error.provider_off':
    'Der Identitätsanbieter „{provider}“, über den sich diese Person anmeldet, ist in Keycloak ausgeschaltet oder nicht mehr vorhanden, deshalb wird nichts gesendet. Bitten Sie die Person, die Keycloak verwaltet, ihn einzuschalten, oder wählen Sie beim Korrigieren der Einladung eine andere Art der Anmeldung.',
  'error.passkeys_off':
    'Zurzeit kann in Keycloak niemand einen Passkey oder ein Passwort anlegen. Der Link wäre nutzlos, deshalb wird nichts gesendet. Bitten Sie die Keycloak-Administration, eines davon einzuschalten.',
  'error.passwords_off':
    'Zurzeit kann in Keycloak niemand ein Passwort festlegen. Der Link wäre nutzlos, deshalb wird nichts gesendet. Bitten Sie die Keycloak-Administration, es wieder zu erlauben, oder wählen Sie beim Korrigieren der Einladung eine andere Art der Anmeldung.',
  'error.domain_unclear':
    'Die Domain der Adresse enthält ein Zeichen (ß, ς oder ein unsichtbares), mit dem die E-Mail an eine andere Domain ginge, deshalb wird nichts gesendet. Korrigieren Sie die Adresse und schreiben Sie die Domain in ihrer ASCII-Form, die mit xn-- beginnt.',
  'error.earlier_link_works':
    'Ein früherer Link dieser Person würde wieder gelten, wenn das Konto aktiviert würde, und das Konto lässt sich nicht durch ein anderes ersetzen. Sie können die Einladung ab {until, date, ::yyyyMMMMdHHmmz} erneut senden.',
  'error.directory_keeps_nothing':
    'Dieser Realm speichert neue Konten in einem Verzeichnis, in dem Einladungen keinen Platz haben. Es wurde kein Konto angelegt. Schreiben Sie an den Support oder legen Sie es im Verzeichnis an.',
  'error.not_an_invitation':
    'Dieses Konto stammt nicht aus einer Einladung und lässt sich hier nicht verwalten. Wenn etwas zu ändern ist, schreiben Sie an den Support.',
  'error.precondition_failed':
    'Die Einladung hat sich geändert, seit Sie sie abgerufen haben. Laden Sie sie neu und entscheiden Sie mit dem aktuellen Stand.',
  'error.idempotency_key_reused':
    'Dieser Idempotenzschlüssel wurde schon mit anderen Angaben verwendet. Nehmen Sie für jede Anfrage einen neuen.',
  'error.payload_too_large': 'Was Sie gesendet haben, ist zu groß. Verkleinern Sie es oder senden Sie es in mehreren Teilen.',
  'error.unsupported_media_type': 'Diese Art von Inhalt ist nicht zulässig. Senden Sie {expected}.',
  'error.too_many_imports':
    'Bei Ihnen {max, plural, one {läuft schon ein Import} other {laufen schon # Importe}}. Warten Sie, bis einer zu Ende ist, und versuchen Sie es erneut.',
  'error.too_many_streams':
    'Sie verfolgen schon {max, plural, one {einen Import} other {# Importe}} gleichzeitig, vielleicht in anderen Tabs. Schließen Sie einen davon und versuchen Sie es erneut.',
  'error.too_many_requests':
    'Es sind zu viele Anfragen hintereinander eingegangen. Warten Sie einen Moment und versuchen Sie es erneut.',
  'error.too_many_mails':
    'An diese Adresse {max, plural, one {ist in den letzten 24 Stunden schon eine E-Mail} other {sind in den letzten 24 Stunden schon # E-Mails}} gegangen, mehr sind vorerst nicht möglich. Versuchen Sie es in {hours, plural, one {einer Stunde} other {# Stunden}} erneut.',
  'error.unexpected': 'Bei uns ist etwas schiefgegangen. Versuchen Sie es in einigen Minuten erneut.',
  'error.keycloak_misconfigured':
    'Der Dienst ist wegen eines Konfigurationsfehlers unterbrochen. Der Fehler wurde festgehalten: Versuchen Sie es später erneut, und wenn es so bleibt, schreiben Sie an den Support.',
  'error.keycloak_unavailable': 'Der Kontendienst antwortet gerade nicht. Versuchen Sie es in einigen Minuten erneut.',
  'error.directory_unavailable':
    'Keycloak konnte das Verzeichnis „{directory}“ (Benutzerföderation) nicht nutzen: Es antwortet nicht, oder seine Einstellungen in Keycloak passen nicht dazu. In Keycloak wurde nichts geändert. Versuchen Sie es später erneut, und wenn es so bleibt, geben Sie der Person Bescheid, die den Realm verwaltet.',
  'error.realm_not_ready':
    'Der Dienst ist unterbrochen, bis eine Einstellung des Kontendienstes berichtigt ist. Versuchen Sie es später erneut, und wenn es so bleibt, geben Sie der Person Bescheid, die ihn verwaltet.',

  // ── Faults of single fields in forms and API bodies (src/http/request/validation.ts) ──
  'field.required': 'Füllen Sie dieses Feld aus.',
  'field.email': 'Geben Sie eine vollständige E-Mail-Adresse ein, etwa name@beispiel.com.',
  'field.email_domain':
    'Die Domain dieser Adresse enthält ein Zeichen (ß, ς oder ein unsichtbares), mit dem die E-Mail an eine andere Domain ginge. Schreiben Sie die Domain in ihrer ASCII-Form, die mit xn-- beginnt.',
  'field.too_long': 'Verwenden Sie höchstens {max, plural, one {# Zeichen} other {# Zeichen}}.',
  'field.too_many': 'Wählen Sie höchstens {max, number}.',
  'field.too_short': 'Verwenden Sie mindestens {min, plural, one {# Zeichen} other {# Zeichen}}.',
  'field.unknown': 'Dieses Feld gibt es nicht: Entfernen Sie es.',
  'field.after_file': 'Dieses Feld muss vor der Datei stehen.',
  'field.revoke_lifespan':
    'Eine Einladung, die zurückgezogen wird, hat keine Frist: Lassen Sie diese Angabe weg oder wählen Sie eine andere Aktion.',
  'field.type': 'Dieser Wert hat nicht den verlangten Typ. Berichtigen Sie ihn und senden Sie ihn erneut.',
  'field.option': 'Wählen Sie eine dieser Möglichkeiten: {options}.',
  'field.days_reversed': 'Der letzte Tag darf nicht vor dem ersten liegen.',
  'field.day': 'Geben Sie ein Datum mit Jahr, Monat und Tag ein, etwa 2026-12-31.',
  'field.date_past': 'Dieser Tag ist schon vorbei. Wählen Sie den heutigen oder einen späteren Tag.',
  'field.date_far': 'Dieser Tag liegt zu weit in der Zukunft. Wählen Sie einen innerhalb der nächsten {years} Jahre.',
  'field.access_before_link':
    'Der Zugang würde enden, bevor der Link abläuft. Wählen Sie einen späteren Tag oder einen Link, der weniger Stunden gilt.',
  'field.access_ended': 'Dieser Zugang ist schon zu Ende: Sein letzter Tag lässt sich nicht mehr ändern.',
  'field.no_such_group': 'Diese Gruppe gibt es nicht. Wählen Sie eine andere.',
  'field.group_unknown':
    'Die Gruppe „{group}“ können Sie nicht vergeben: Es gibt sie nicht, oder sie lässt sich beim Einladen nicht zuweisen.',
  'field.app_not_yours': 'Nur wer die ganze Plattform verwaltet, kann die App wählen.',
  'field.group_missing':
    'Die Person ist nicht in der Gruppe „{group}“: Es gibt sie nicht mehr, sie lässt sich nicht vergeben, oder jemand hat die Person herausgenommen.',
  'field.app_missing': 'Die App „{app}“ gibt es nicht mehr: Die Person kommt dorthin, wo alle ankommen.',
  'field.target_missing': 'Die gewählte Adresse gehört nicht mehr zur App „{app}“: Die Person kommt auf deren Startseite.',
  'field.passkeys_off':
    'Hier kann man sich nicht allein mit einem Passkey anmelden. Wählen Sie das Passwort oder bitten Sie die Person, die Keycloak verwaltet, diese Art der Anmeldung einzuschalten.',
  'field.passwords_off':
    'Hier kann zurzeit niemand ein Passwort festlegen. Wählen Sie eine andere Art der Anmeldung oder bitten Sie die Person, die Keycloak verwaltet, es zu erlauben.',
  'field.credentials_off':
    'Hier kann zurzeit niemand ein Passwort festlegen oder einen Passkey anlegen. Bitten Sie die Person, die Keycloak verwaltet, eines davon einzuschalten.',
  'field.sign_in_unknown':
    'Schreiben Sie „Passwort“, „Passkey“, „das Konto des Unternehmens“, „je nach Adresse“ oder „idp:“ und die Kennung eines Identitätsanbieters.',
  'field.sign_in_value':
    'Senden Sie „password“, „passkey“ oder „idp:“ und die Kennung eines Identitätsanbieters. Damit die Adresse entscheidet, senden Sie einen leeren Text ("").',
  'field.provider_unknown':
    'Kein Identitätsanbieter mit dieser Kennung ist für diese Adresse eingerichtet. Prüfen Sie die Kennung oder lassen Sie das Feld leer.',
  'field.provider_not_for_address':
    'Der Identitätsanbieter, der früher gewählt wurde, ist für diese Adresse nicht eingerichtet. Damit die Adresse entscheidet, senden Sie auch ein leeres signIn (""), oder wählen Sie eine andere Anmeldeart.',
  'field.company_sign_in_missing':
    'Dieses Unternehmen hat die Anmeldung mit dem eigenen Konto nicht eingerichtet. Wählen Sie eine andere Art der Anmeldung.',
  'field.app_unknown': 'Es gibt keine App mit dieser Kennung, zu der Sie einladen können. Wählen Sie eine andere.',
  'field.inviter_unknown': 'Es gibt keine Person mit dieser Kennung. Wählen Sie eine andere.',
  'field.target_outside': 'Diese Adresse gehört nicht zur gewählten App. Geben Sie eine andere an, oder keine.',
  'field.target_without_app': 'Geben Sie auch die App an.',
  'field.message_link': 'Schreiben Sie die Nachricht ohne Web- und E-Mail-Adressen. Setzen Sie nach jedem Punkt ein Leerzeichen.',
  'field.message_signs':
    'Die Nachricht enthält Zeichen, die kein Text sind. Schreiben Sie die Nachricht neu, nur mit Buchstaben, Ziffern und Satzzeichen.',
  'field.message_lines': 'Schreiben Sie höchstens {max} Zeilen.',
  'field.message_not_yours': 'Nur wer die ganze Plattform verwaltet, kann eine Nachricht hinzufügen.',
  'field.organization_unknown': 'Ein Unternehmen mit dieser Kennung gibt es nicht. Prüfen Sie sie.',
  'field.organization_disabled':
    'Dieses Unternehmen ist deaktiviert: Niemand kann dorthin eingeladen werden. Wählen Sie ein anderes oder bitten Sie die Person, die Keycloak verwaltet, es zu aktivieren.',
  'field.email_exists':
    'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Prüfen Sie die Adresse oder suchen Sie die Person in der Liste der Einladungen.',
  'field.email_in_use':
    'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Verwenden Sie eine andere Adresse oder schreiben Sie an den Support.',
  'field.too_many_matches':
    'Das sind zu viele auf einmal. Grenzen Sie die Suche ein oder filtern Sie, bis höchstens {max, number} übrig sind.',
  'field.too_many_mails':
    'An diese Adresse {max, plural, one {ist in den letzten 24 Stunden schon eine E-Mail} other {sind in den letzten 24 Stunden schon # E-Mails}} gegangen, mehr sind vorerst nicht möglich. Versuchen Sie es in {hours, plural, one {einer Stunde} other {# Stunden}} erneut.',
  'field.invalid': 'Prüfen Sie diesen Wert.',
  'field.too_deep':
    'Mit „first“ erreichen Sie nur die ersten {most, number}. Um weiterzulesen, verwenden Sie „next“ mit „cursor“.',

  // ── Faults of the realm's user profile (src/keycloak/profile/profile-errors.ts, profile-validation.ts) ──
  'field.length_exact': 'Verwenden Sie genau {count, plural, one {# Zeichen} other {# Zeichen}}.',
  'field.length_between': 'Verwenden Sie zwischen {min} und {max, plural, one {# Zeichen} other {# Zeichen}}.',
  'field.number': 'Geben Sie eine Zahl ein, Nachkommastellen mit Punkt, etwa 12.5.',
  'field.integer': 'Geben Sie eine ganze Zahl ein, ohne Nachkommastellen.',
  'field.number_between': 'Geben Sie eine Zahl zwischen {min, number} und {max, number} ein.',
  'field.number_min': 'Geben Sie eine Zahl ab {min, number} ein.',
  'field.number_max': 'Geben Sie eine Zahl bis {max, number} ein.',
  'field.values_between': 'Geben Sie zwischen {min} und {max, plural, one {# Wert} other {# Werte}} an.',
  'field.values_min': 'Geben Sie mindestens {min, plural, one {# Wert} other {# Werte}} an.',
  'field.values_max': 'Geben Sie höchstens {max, plural, one {# Wert} other {# Werte}} an.',
  'field.email_ascii': 'Verwenden Sie vor dem @ keine Umlaute und keine Akzente.',
  'field.email_as_username':
    'Mit dieser Adresse lässt sich kein Konto anlegen: Sie ist hier auch der Benutzername, und der lässt Zeichen wie & % oder Buchstaben anderer Alphabete nicht zu. Verwenden Sie eine andere Adresse.',
  'field.pattern': 'Diese Angabe hat nicht das verlangte Format. Prüfen Sie sie und geben Sie sie neu ein.',
  'field.option_unknown': 'Wählen Sie eine der Möglichkeiten aus der Liste.',
  'field.url': 'Geben Sie die Adresse vollständig und ohne Leerzeichen ein, etwa https://www.beispiel.com.',
  'field.url_scheme': 'Geben Sie eine Adresse ein, die so anfängt wie verlangt, etwa mit https://.',
  'field.url_fragment': 'Entfernen Sie aus der Adresse das Rautezeichen (#) und alles, was danach kommt.',
  'field.date': 'Geben Sie ein Datum ein, das es gibt, im verlangten Format.',
  'field.name_characters': 'Entfernen Sie Sonderzeichen wie < > & % $ # * / und Klammern: Sie sind hier nicht zulässig.',
  'field.name_address':
    'Geben Sie nur den Namen ein, ohne Web- und E-Mail-Adressen. Ist es eine Abkürzung, setzen Sie nach dem Punkt ein Leerzeichen.',
  'field.name_symbols':
    'Prüfen Sie die Buchstaben: Es sind Zeichen dabei, die in keinem Namen vorkommen, etwa £, ¤ oder ‚. Kommen sie aus einer Datei, speichern Sie diese als „CSV UTF-8“ und senden Sie sie erneut.',
  'field.username_characters': 'Verwenden Sie nur Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche, ohne Leerzeichen.',
  'field.username_exists': 'Dieser Benutzername ist schon vergeben. Wählen Sie einen anderen.',
  'field.username_address':
    'Die Adresse einer anderen Person kann kein Benutzername sein. Wählen Sie einen anderen oder Ihre eigene Adresse.',
  'field.read_only': 'Diese Angabe lässt sich hier nicht ändern. Lassen Sie sie, wie sie war.',
  'field.realm_message': '{text}',

  // ── Names that Keycloak's user profile knows, after `attribute.` (src/i18n/profile-texts.ts) ──
  'attribute.username': 'Benutzername',
  'attribute.email': 'E-Mail-Adresse',
  'attribute.firstName': 'Vorname',
  'attribute.lastName': 'Nachname',
  'attribute.street': 'Straße und Hausnummer',
  'attribute.locality': 'Ort',
  'attribute.region': 'Bundesland oder Region',
  'attribute.postal_code': 'Postleitzahl',
  'attribute.country': 'Land',
  'attribute.website': 'Website',
  'attribute.phoneNumber': 'Telefon',
  'attribute.gender': 'Geschlecht',
  'attribute.birthday': 'Geburtsdatum',
  'attribute.zoneinfo': 'Zeitzone',
  'attribute.locale': 'Sprache',

  // ── Password: rules of the realm's policy as a list, and what to do when one is not met (src/views/present/password-words.ts) ──
  'password.rule.length': 'Mindestens {count, plural, one {# Zeichen} other {# Zeichen}}',
  'password.rule.maxLength': 'Höchstens {count, plural, one {# Zeichen} other {# Zeichen}}',
  'password.rule.lowerCase': 'Mindestens {count, plural, one {ein Kleinbuchstabe} other {# Kleinbuchstaben}}',
  'password.rule.upperCase': 'Mindestens {count, plural, one {ein Großbuchstabe} other {# Großbuchstaben}}',
  'password.rule.digits': 'Mindestens {count, plural, one {eine Ziffer} other {# Ziffern}}',
  'password.rule.specialChars':
    'Mindestens {count, plural, one {ein Sonderzeichen} other {# Sonderzeichen}} (zum Beispiel * oder @)',
  'password.rule.notUsername': 'Anders als Ihr Benutzername',
  'password.rule.notContainsUsername': 'Ohne Ihren Benutzernamen',
  'password.rule.notContainsEmail': 'Ohne Ihre E-Mail-Adresse',
  'password.rule.notEmail': 'Anders als Ihre E-Mail-Adresse',
  'password.rule.regexPattern': 'In dem Format, das die Plattform verlangt',
  'password.rule.passwordHistory':
    'Anders als {count, plural, =0 {Ihr jetziges Passwort} one {Ihr jetziges Passwort} other {Ihre letzten # Passwörter}}',
  'password.rule.passwordAge':
    '{count, plural, =0 {Anders als Ihr jetziges Passwort} one {In den letzten 24 Stunden nicht verwendet} other {In den letzten # Tagen nicht verwendet}}',
  'password.rule.passwordBlacklist': 'Keines der bekanntesten Passwörter',
  'password.rule.other': 'Nach den übrigen Regeln der Plattform',
  'password.unmet.length':
    'Das Passwort ist zu kurz: Verwenden Sie mindestens {count, plural, one {# Zeichen} other {# Zeichen}}.',
  'password.unmet.maxLength':
    'Das Passwort ist zu lang: Verwenden Sie höchstens {count, plural, one {# Zeichen} other {# Zeichen}}.',
  'password.unmet.lowerCase':
    'Ergänzen Sie im Passwort {count, plural, one {einen Kleinbuchstaben} other {Kleinbuchstaben, bis es # sind}}.',
  'password.unmet.upperCase':
    'Ergänzen Sie im Passwort {count, plural, one {einen Großbuchstaben} other {Großbuchstaben, bis es # sind}}.',
  'password.unmet.digits': 'Ergänzen Sie im Passwort {count, plural, one {eine Ziffer} other {Ziffern, bis es # sind}}.',
  'password.unmet.specialChars':
    'Ergänzen Sie im Passwort {count, plural, one {ein Sonderzeichen} other {Sonderzeichen, bis es # sind}} (zum Beispiel * oder @).',
  'password.unmet.notUsername': 'Das Passwort darf nicht Ihr Benutzername sein: Wählen Sie ein anderes.',
  'password.unmet.notContainsUsername': 'Entfernen Sie Ihren Benutzernamen aus dem Passwort.',
  'password.unmet.notContainsEmail': 'Entfernen Sie Ihre E-Mail-Adresse aus dem Passwort.',
  'password.unmet.notEmail': 'Das Passwort darf nicht Ihre E-Mail-Adresse sein: Wählen Sie ein anderes.',
  'password.unmet.regexPattern':
    'Das Passwort hat nicht das Format, das die Plattform verlangt. Versuchen Sie ein anderes oder schreiben Sie an den Support.',
  'password.unmet.passwordHistory':
    'Wählen Sie ein Passwort, das anders ist als {count, plural, =0 {das jetzige} one {das jetzige} other {Ihre letzten #}}.',
  'password.unmet.passwordAge':
    '{count, plural, =0 {Wählen Sie ein anderes Passwort als das jetzige.} one {Wählen Sie ein Passwort, das Sie in den letzten 24 Stunden nicht verwendet haben.} other {Wählen Sie ein Passwort, das Sie in den letzten # Tagen nicht verwendet haben.}}',
  'password.unmet.passwordBlacklist': 'Dieses Passwort ist zu bekannt und nicht zulässig: Wählen Sie ein anderes.',
  'password.unmet.other': 'Das Passwort erfüllt nicht alle Regeln der Plattform: Wählen Sie ein anderes.',
  'password.required': 'Geben Sie ein Passwort ein.',
  'password.mismatch': 'Die beiden Passwörter stimmen nicht überein: Geben Sie sie erneut ein.',
  'password.too_weak': 'Das Passwort ist zu leicht zu erraten. {advice}',
  'password.show': 'Anzeigen',
  'password.show_label': 'Passwort anzeigen',
  'password.hide': 'Verbergen',
  'password.hide_label': 'Passwort verbergen',
  'password.met': 'erfüllt',
  'password.unmet': 'offen',
  'password.progress': 'Erfüllte Anforderungen: %met% von %all%.',
  'password.score.0': 'sehr gering',
  'password.score.1': 'gering',
  'password.score.2': 'mittel',
  'password.score.3': 'hoch',
  'password.score.4': 'sehr hoch',
  'password.strength': 'Sicherheit des Passworts: %score%.',

  // ── Password: what zxcvbn finds and advises; the keys are its own ──
  'password.warning.straightRow': 'Tasten nebeneinander sind leicht zu erraten.',
  'password.warning.keyPattern': 'Kurze Muster auf der Tastatur sind leicht zu erraten.',
  'password.warning.simpleRepeat': 'Wiederholte Zeichen wie „aaa“ sind leicht zu erraten.',
  'password.warning.extendedRepeat': 'Wiederholungen wie „abcabcabc“ sind kaum schwerer zu erraten als „abc“.',
  'password.warning.sequences': 'Reihen wie „abc“ oder „6543“ sind leicht zu erraten.',
  'password.warning.recentYears': 'Aktuelle Jahreszahlen sind leicht zu erraten.',
  'password.warning.dates': 'Datumsangaben sind leicht zu erraten.',
  'password.warning.topTen': 'Das ist eines der zehn häufigsten Passwörter.',
  'password.warning.topHundred': 'Das ist eines der hundert häufigsten Passwörter.',
  'password.warning.common': 'Das ist ein sehr häufiges Passwort.',
  'password.warning.similarToCommon': 'Das ähnelt einem sehr häufigen Passwort.',
  'password.warning.wordByItself': 'Ein einzelnes Wort ist leicht zu erraten.',
  'password.warning.namesByThemselves': 'Ein Vor- oder Nachname allein ist leicht zu erraten.',
  'password.warning.commonNames': 'Häufige Vor- und Nachnamen sind leicht zu erraten.',
  'password.warning.userInputs': 'Es enthält Angaben zu Ihnen oder zur Plattform; die werden zuerst probiert.',
  'password.suggestion.l33t': 'Buchstaben durch Ziffern oder Zeichen zu ersetzen, etwa „@“ für „a“, hilft wenig.',
  'password.suggestion.reverseWords': 'Wörter rückwärts zu schreiben hilft wenig.',
  'password.suggestion.allUppercase': 'Schreiben Sie nur einige Buchstaben groß.',
  'password.suggestion.capitalization': 'Verwenden Sie Großbuchstaben nicht nur am Anfang.',
  'password.suggestion.dates': 'Vermeiden Sie Datumsangaben und Jahreszahlen, die mit Ihnen zu tun haben.',
  'password.suggestion.recentYears': 'Vermeiden Sie aktuelle Jahreszahlen.',
  'password.suggestion.associatedYears': 'Vermeiden Sie Jahreszahlen, die mit Ihnen zu tun haben.',
  'password.suggestion.sequences': 'Vermeiden Sie Buchstaben- und Zahlenreihen.',
  'password.suggestion.repeated': 'Vermeiden Sie wiederholte Wörter und Zeichen.',
  'password.suggestion.longerKeyboardPattern': 'Nehmen Sie einen längeren Weg über die Tastatur, mit mehreren Richtungswechseln.',
  'password.suggestion.anotherWord': 'Fügen Sie ein weiteres, seltenes Wort hinzu.',
  'password.suggestion.useWords': 'Verbinden Sie mehrere Wörter, die sonst nicht zusammenstehen.',
  'password.suggestion.noNeed': 'Ein langes Passwort ist besser als ein kompliziertes.',

  // ── Pages: frame (src/views/partials) ──
  'layout.skip': 'Zum Inhalt',
  'layout.titleWithErrors': 'Prüfen Sie die Angaben: {heading}',
  'layout.accountNav': 'Ihr Konto',
  'layout.helpNav': 'Hilfe',
  'layout.language': 'Sprache',
  'layout.colon': ':',
  'layout.invitations': 'Einladungen',
  'layout.profile': 'Profil',
  'layout.signOut': 'Abmelden',
  'layout.help': 'Anleitung zur Aktivierung',
  'layout.support': 'Support',
  'form.optional': '(optional)',
  'form.choose': 'Bitte wählen',
  'form.chooseOne': 'Wählen Sie eine der Möglichkeiten.',
  'form.nth': '{label}, {n, number}',
  'form.addValue': 'Wert hinzufügen',
  'form.removeValue': 'Entfernen',
  'form.summary': 'Prüfen Sie Folgendes',
  'form.honeypot': 'Lassen Sie dieses Feld leer',
  'mail.word.subject': 'Eine Nachricht zu Ihrer Einladung bei {brand}',
  'mail.word.by':
    '{author} lädt Sie ein, einem Unternehmen bei {brand} beizutreten, und schreibt Ihnen Folgendes. Der Link zum Annehmen kommt in einer anderen E-Mail.',
  'mail.word.plain':
    'Wer Sie einlädt, einem Unternehmen bei {brand} beizutreten, schreibt Ihnen Folgendes. Der Link zum Annehmen kommt in einer anderen E-Mail.',
  'mail.word.unexpected': 'Sie haben diese Einladung nicht erwartet? Dann müssen Sie nichts tun.',
  'mail.activationSubject': 'Aktivierung Ihres {brand}-Kontos',
  'date.inMadrid': '{date} (Madrider Zeit)',

  // ── Pages: start ──
  'home.title': 'Ihr Konto bei {brand}',
  'home.lead': 'Hier aktivieren Sie Ihr Konto und verwalten Ihren Zugang zur Plattform.',
  'home.signIn': 'Anmelden',
  'home.profile': 'Zu meinem Profil',
  'home.mail.title': 'Haben Sie die Aktivierungs-E-Mail erhalten?',
  'home.mail.text': 'Öffnen Sie den Link in der E-Mail und ergänzen Sie Ihre Angaben. Das dauert etwa zwei Minuten.',
  'home.mail.resend': 'Neuen Link anfordern',
  'home.mail.guide': 'Anleitung zur Aktivierung ansehen',

  // ── Pages: activation ──
  'activate.title': 'Aktivieren Sie Ihr Konto',
  'activate.lead': 'Ergänzen Sie Ihre Angaben und wählen Sie ein Passwort. Danach können Sie sich anmelden.',
  'activate.leadForApp': 'Ergänzen Sie Ihre Angaben und wählen Sie ein Passwort. Danach können Sie sich bei {app} anmelden.',
  'activate.directory.title': 'Ihr Passwort steht im Verzeichnis Ihres Unternehmens',
  'activate.directory.lead':
    'Dieses Konto kommt aus dem Verzeichnis Ihres Unternehmens. Dort stehen Ihre Angaben und Ihr Passwort; von hier aus lassen sie sich nicht ändern. Melden Sie sich mit dem Passwort an, das Sie schon verwenden. Haben Sie es nicht oder nicht mehr, kann es Ihnen geben, wer dieses Verzeichnis verwaltet: meist das IT-Team Ihres Unternehmens.',
  'activate.account': 'Ihr Konto',
  'activate.username': 'Ihr Benutzername',
  'activate.password.label': 'Passwort',
  'activate.password.hint':
    'Ein schwaches Passwort erhöht das Risiko von Sicherheitsvorfällen. Wählen Sie eines, das Sie sonst nirgends verwenden.',
  'activate.password.rules': 'Das Passwort muss Folgendes erfüllen:',
  'activate.password.capsLock': 'Die Feststelltaste ist eingeschaltet.',
  'activate.password.confirm': 'Passwort wiederholen',
  'activate.noCookies':
    'Ihr Browser speichert keine Cookies, und dieses Formular braucht eines zu seinem Schutz. Erlauben Sie die Cookies dieser Seite und senden Sie es erneut.',
  'activate.submit': 'Anlegen',
  'activate.after': 'Danach können Sie sich mit Ihrer E-Mail-Adresse und diesem Passwort anmelden.',
  'activate.afterWithUsername': 'Danach können Sie sich mit Ihrem Benutzernamen und diesem Passwort anmelden.',
  'activate.company.title': 'Melden Sie sich mit dem Konto Ihres Unternehmens an',
  'activate.company.lead':
    'Prüfen Sie Ihre Angaben und klicken Sie auf die Schaltfläche: Sie kommen zur Seite Ihres Unternehmens, melden sich dort wie gewohnt an und kehren mit aktivem Konto hierher zurück.',
  'activate.company.leadForApp':
    'Prüfen Sie Ihre Angaben und klicken Sie auf die Schaltfläche: Sie kommen zur Seite Ihres Unternehmens, melden sich dort wie gewohnt an und gelangen danach zu {app}.',
  'activate.company.leadConfirms':
    'Prüfen Sie Ihre Angaben und klicken Sie auf die Schaltfläche: Sie kommen zur Seite Ihres Unternehmens und melden sich dort wie gewohnt an. Danach erhalten Sie eine zweite E-Mail an diese Adresse: Klicken Sie auf den Link darin, um das Konto zu aktivieren.',
  'activate.company.submit': 'Weiter mit meinem Unternehmen',
  'activate.company.after': 'Verwenden Sie dort die oben angegebene Adresse. Nur mit ihr wird dieses Konto aktiviert.',
  'activate.more.title': 'Ein Schritt fehlt noch',
  'activate.more.lead': 'Was Sie schon eingegeben haben, ist gespeichert. Füllen Sie noch Folgendes aus.',
  'activate.anew':
    'Es ist zu viel Zeit vergangen, diese Schritte müssen wiederholt werden. Ihre Angaben stehen noch hier: Geben Sie das Passwort erneut ein.',
  'signIn.password': 'Passwort',
  'signIn.passkey': 'Passkey',
  'signIn.company': 'Das Konto des Unternehmens ({provider})',
  'passkey.lead': 'Ergänzen Sie Ihre Angaben und legen Sie einen Passkey an. Danach können Sie sich anmelden.',
  'passkey.leadForApp': 'Ergänzen Sie Ihre Angaben und legen Sie einen Passkey an. Danach können Sie sich bei {app} anmelden.',
  'passkey.title': 'Ihr Passkey',
  'passkey.text':
    'Sie melden sich mit Fingerabdruck, Gesicht oder PIN dieses Geräts an: Sie müssen sich nichts merken und nichts eintippen. Wenn Sie auf die Schaltfläche klicken, leitet Sie der Browser an.',
  'passkey.submit': 'Passkey anlegen',
  'passkey.after': 'Danach können Sie sich damit anmelden.',
  'passkey.label': 'Passkey',
  'passkey.cancelled':
    'Der Passkey wurde nicht angelegt: Der Vorgang wurde abgebrochen oder hat zu lange gedauert. Klicken Sie auf die Schaltfläche, um es noch einmal zu versuchen; Ihre Angaben sind noch da.',
  'passkey.refused':
    'Der Passkey ließ sich nicht speichern. Klicken Sie auf die Schaltfläche, um es noch einmal zu versuchen; Ihre Angaben sind noch da.',
  'activate.anewWithoutPassword':
    'Es ist zu viel Zeit vergangen, dieser Schritt muss wiederholt werden. Ihre Angaben sind noch da: Klicken Sie noch einmal auf die Schaltfläche.',
  'passkey.noScript':
    'Um einen Passkey anzulegen, ist JavaScript nötig. Schalten Sie es im Browser ein und laden Sie die Seite neu, oder öffnen Sie den Link aus der E-Mail auf einem anderen Gerät.',
  'passkey.impossible':
    'Dieser Browser oder dieses Gerät kann keine Passkeys anlegen. Öffnen Sie den Link aus der E-Mail anderswo, zum Beispiel auf Ihrem Telefon.',
  'passkey.orPassword': 'Können Sie keine Passkeys anlegen? Sie können sich auch mit einem Passwort anmelden.',
  'passkey.choosePassword': 'Ein Passwort wählen',
  'passkey.offLead':
    'Zurzeit können keine Passkeys angelegt werden, deshalb melden Sie sich mit einem Passwort an. Ergänzen Sie Ihre Angaben und wählen Sie eines.',
  'emailKept.title': 'Ihre E-Mail-Adresse ist damit bestätigt',
  'emailKept.text': 'Dieser Link ist bei {address} angekommen: Sie müssen nichts weiter tun.',
  'totp.title': 'Bestätigung in zwei Schritten',
  'totp.lead':
    'Zum Anmelden brauchen Sie außer dem Passwort einen Code aus einer App auf Ihrem Telefon, etwa Google Authenticator, Microsoft Authenticator oder FreeOTP.',
  'totp.leadWithoutPassword':
    'Ihr Konto braucht außerdem eine App auf Ihrem Telefon, die Einmalcodes anzeigt, etwa Google Authenticator, Microsoft Authenticator oder FreeOTP.',
  'totp.scan': 'Öffnen Sie die App und scannen Sie diesen QR-Code.',
  'totp.qr': 'QR-Code mit dem Schlüssel, der im nächsten Schritt steht',
  'totp.open': 'Ist die App auf diesem Gerät? App öffnen',
  'totp.type': 'Lässt er sich nicht scannen, geben Sie in der App diesen Schlüssel ein:',
  'totp.settings': 'Falls die App danach fragt: zeitbasiert, {algorithm}, {digits} Ziffern, {period} Sekunden.',
  'totp.settingsCounter': 'Falls die App danach fragt: zählerbasiert, {algorithm}, {digits} Ziffern, Anfangszähler {counter}.',
  'totp.code': 'Code aus der App',
  'totp.hint': 'Die {digits} Ziffern, die die App gerade anzeigt.',
  'totp.after':
    'Danach können Sie sich mit Ihrer E-Mail-Adresse, diesem Passwort und dem nächsten Code anmelden: Warten Sie, bis die App einen neuen anzeigt, denn der jetzige gilt nicht zweimal.',
  'totp.afterWithUsername':
    'Danach können Sie sich mit Ihrem Benutzernamen, diesem Passwort und dem nächsten Code anmelden: Warten Sie, bis die App einen neuen anzeigt, denn der jetzige gilt nicht zweimal.',
  'totp.asked':
    'Ihr Konto verlangt die Bestätigung in zwei Schritten. Scannen Sie den QR-Code und geben Sie den Code aus der App ein.',
  'totp.required': 'Geben Sie die {digits} Ziffern ein, die die App anzeigt.',
  'totp.wrong': 'Dieser Code stimmt nicht oder ist schon abgelaufen. Geben Sie den ein, den die App jetzt anzeigt.',
  'totp.clock':
    'Die Uhr des Geräts, das den Code anzeigt, geht um etwa {minutes, plural, one {# Minute} other {# Minuten}} falsch. Schalten Sie dort die automatische Uhrzeit ein und geben Sie den neuen Code ein.',
  'totp.again':
    'Der Code stimmte dreimal nicht. Löschen Sie den Eintrag in der App, scannen Sie diesen QR-Code, der neu ist, und geben Sie den Code ein, den die App anzeigt. Hilft auch das nicht, schreiben Sie an den Support.',
  'passkeyLater.title': 'Später ein Passkey',
  'passkeyLater.text':
    'Bei Ihrer ersten Anmeldung werden Sie gebeten, einen Passkey anzulegen: mit Fingerabdruck, Gesicht oder PIN Ihres Geräts.',
  'codes.title': 'Bewahren Sie Ihre Wiederherstellungs\u00adcodes auf',
  'codes.lead':
    'Was Sie schon eingegeben haben, ist gespeichert. Verlieren Sie einmal Ihr Telefon, melden Sie sich mit einem dieser Codes an; jeder gilt nur einmal. Sie werden nicht noch einmal angezeigt.',
  'codes.leadAndMore':
    'Verlieren Sie einmal Ihr Telefon, melden Sie sich mit einem dieser Codes an; jeder gilt nur einmal. Sie werden nicht noch einmal angezeigt. Ergänzen Sie darunter, was noch fehlt.',
  'codes.copy': 'Kopieren',
  'codes.print': 'Drucken',
  'codes.download': 'Herunterladen',
  'codes.copied': 'Kopiert',
  'codes.kept': 'Ich habe diese Codes sicher aufbewahrt',
  'codes.required': 'Bewahren Sie die Codes auf und setzen Sie das Häkchen: Sie werden nicht noch einmal angezeigt.',
  'codes.submit': 'Fertig',
  'codes.after': 'Danach können Sie sich anmelden.',
  'codes.file.name': 'wiederherstellungscodes',
  'codes.file.title': 'Wiederherstellungscodes für {brand}',
  'codes.file.text': 'Mit jedem Code können Sie sich einmal ohne die App anmelden. Bewahren Sie sie sicher auf.',
  'codes.file.date': 'Angelegt am',
  'terms.title': 'Nutzungsbedingungen',
  'terms.read': 'Nutzungsbedingungen lesen (öffnen sich in einem anderen Tab)',
  'terms.accept': 'Ich habe die Nutzungsbedingungen gelesen und stimme ihnen zu',
  'terms.required': 'Um Ihr Konto zu aktivieren, lesen Sie die Nutzungsbedingungen und setzen Sie das Häkchen.',
  'terms.changed':
    'Die Nutzungsbedingungen sind neu oder haben sich geändert, seit Sie diese Seite geöffnet haben. Lesen Sie sie und setzen Sie das Häkchen.',
  'terms.otherText':
    'Das ist nicht der Text, für den Sie das Häkchen gesetzt haben. Lesen Sie ihn und setzen Sie es noch einmal.',

  // ── Pages: what happened and what to do now (src/views/models/notices.ts) ──
  'notice.reference': 'Referenz:',
  'notice.action.signIn': 'Anmelden',
  'notice.action.signInAgain': 'Erneut anmelden',
  'notice.action.sendLink': 'Neuen Link erhalten',
  'notice.action.resend': 'Aktivierungslink anfordern',
  'notice.action.continue': 'Weiter',
  'notice.action.retry': 'Erneut versuchen',
  'notice.action.sendAgain': 'Senden',
  'notice.action.back': 'Zurück',
  'notice.action.home': 'Zur Startseite',
  'notice.action.support': 'An den Support schreiben',
  'notice.action.help': 'Anleitung ansehen',
  'notice.passwordStands.title': 'Ihr Passwort ist schon gespeichert',
  'notice.passwordStands.lead':
    'Sie müssen nur noch Ihre Angaben berichtigen. Melden Sie sich mit dem eben gewählten Passwort an und ergänzen Sie sie auf der nächsten Seite. {faults}',
  'notice.otherApp.title': 'Prüfen Sie Ihre App für Einmalcodes',
  'notice.otherApp.lead':
    'Für Ihr Konto war bereits eine App für Einmalcodes eingerichtet, und nur diese gilt. Falls Sie auf dieser Seite gerade eine weitere eingerichtet haben, löschen Sie den neuen Eintrag: Seine Codes funktionieren nicht.',
  'notice.otherCodes.title': 'Die neuen Codes gelten nicht',
  'notice.otherCodes.lead':
    'Auf einem anderen Gerät oder in einem anderen Fenster wurden schon vorher Codes gespeichert, und nur diese gelten. Bewahren Sie sie auf und vernichten Sie die Codes, die Sie gerade gespeichert haben. Sie können jetzt fortfahren.',
  'notice.otherAppAndCodes.title': 'Ihr neuer App-Eintrag und die neuen Codes gelten nicht',
  'notice.otherAppAndCodes.lead':
    'Das Konto wurde vorher auf einem anderen Gerät oder in einem anderen Fenster aktiviert, und nur die App für Einmalcodes und die Wiederherstellungscodes von dort gelten. Löschen Sie den neuen Eintrag in der App und vernichten Sie die Codes, die Sie gerade gespeichert haben. Sie können jetzt fortfahren.',
  'notice.toCompany.title': 'Wir bringen Sie zu Ihrem Unternehmen',
  'notice.toCompany.lead':
    'Gleich öffnet sich die Anmeldeseite Ihres Unternehmens. Öffnet sie sich nicht, klicken Sie auf die Schaltfläche.',
  'notice.companyWaits.title': 'Es fehlt nur noch die Anmeldung bei Ihrem Unternehmen',
  'notice.companyWaits.lead':
    'Ihre Angaben sind gespeichert. Klicken Sie auf die Schaltfläche und melden Sie sich auf der Seite Ihres Unternehmens an. Falls Sie das schon getan und eine Bestätigungs-E-Mail erhalten haben, öffnen Sie den Link darin.',
  'notice.companyGone.title': 'Ihr Unternehmen hat die Anmeldung geändert',
  'notice.companyGone.lead':
    'Dieser Link führt nicht mehr zu Ihrem Konto: Ihr Unternehmen verwendet die angekündigte Anmeldung nicht mehr. Fordern Sie einen neuen Link an; er kommt per E-Mail und führt auf dem jetzt gültigen Weg zu Ihrem Konto.',
  'notice.companyOff.title': 'Der Zugang Ihres Unternehmens ist abgeschaltet',
  'notice.companyOff.lead':
    'Ihr Unternehmen kann {brand} im Moment nicht nutzen, und Ihr Konto lässt sich so lange nicht aktivieren. Fragen Sie die Person, die {brand} in Ihrem Unternehmen verwaltet. Sobald der Zugang wieder besteht, öffnen Sie diesen Link noch einmal oder fordern Sie einen neuen an.',
  'notice.companyOther.title': 'Bei Ihrem Unternehmen ist eine andere Person angemeldet',
  'notice.companyOther.lead':
    'Ihr Unternehmen sagt, Sie seien {who}, dieses Konto aber ist für {account}. Klicken Sie auf die Schaltfläche und melden Sie sich dort als {account} an.',
  'notice.companyOtherActive.title': 'Bei Ihrem Unternehmen ist eine andere Person angemeldet',
  'notice.companyOtherActive.lead':
    'Ihr Unternehmen sagt, Sie seien {who}. Dieses Konto ist jetzt aktiv, der Link in der zugehörigen E-Mail ist nicht mehr nötig. Um das Konto von {account} zu aktivieren, klicken Sie auf die Schaltfläche und melden Sie sich dort als {account} an.',
  'notice.companySpelling.title': 'Ihr Unternehmen schreibt Ihre Adresse anders',
  'notice.companySpelling.lead':
    'Für Ihr Unternehmen sind Sie {who}, und die Einladung lautet auf {account}. Es ist dieselbe Adresse, sie muss aber an beiden Stellen gleich geschrieben sein. Bitten Sie die Person, die Sie eingeladen hat, Sie als {who} einzuladen. Ihre Angaben bleiben gespeichert.',
  'notice.companyFailed.title': 'Ihr Unternehmen hat die Anmeldung nicht bestätigt',
  'notice.companyFailed.lead':
    'Vielleicht haben Sie abgebrochen, Ihr Unternehmen hat die Anmeldung abgelehnt, oder seine Anmeldeseite ist nicht erreichbar. Ihre Angaben bleiben gespeichert: Versuchen Sie es erneut, melden Sie sich dort als {account} an, und wenn es so bleibt, schreiben Sie an den Support.',
  'notice.companyUnverified.title': 'Ihr Unternehmen bestätigt diese Adresse nicht',
  'notice.companyUnverified.lead':
    'Ihr Unternehmen hat uns nicht gesagt, dass {account} Ihre Adresse ist. Ohne das können wir das Konto nicht öffnen. Bitten Sie das IT-Team Ihres Unternehmens, Ihre Adresse zu bestätigen, und versuchen Sie es erneut. Ihre Angaben bleiben gespeichert.',
  'notice.providerFailed.title': 'Ihr Unternehmen hat die Anmeldung nicht bestätigt',
  'notice.providerFailed.lead':
    'Vielleicht haben Sie abgebrochen, Ihr Unternehmen hat die Anmeldung abgelehnt, oder seine Anmeldeseite ist nicht erreichbar. Versuchen Sie es erneut, und wenn es so bleibt, schreiben Sie an den Support.',
  'notice.providerUnverified.title': 'Ihr Unternehmen bestätigt Ihre Adresse nicht',
  'notice.providerUnverified.lead':
    'Ihr Unternehmen hat uns nicht gesagt, dass die E-Mail-Adresse, mit der Sie sich dort angemeldet haben, Ihre ist. Ohne das können wir das Konto nicht öffnen. Bitten Sie das IT-Team Ihres Unternehmens, die Adresse zu bestätigen, und versuchen Sie es erneut.',
  'notice.used.title': 'Ihr Konto ist schon aktiv',
  'notice.used.lead':
    'Dieser Link wurde bereits verwendet, und es ist nichts mehr zu aktivieren. Sie können sich anmelden. Wenn etwas nicht klappt, hilft Ihnen die Anmeldeseite.',
  'notice.activated.title': 'Ihr Konto ist aktiv',
  'notice.activated.lead': 'Sie können sich jetzt anmelden.',
  'notice.unfinished.title': 'Ein letzter Schritt fehlt noch',
  'notice.unfinished.lead':
    'Sie können sich noch nicht anmelden: Etwas ist offengeblieben. Öffnen Sie den Link aus unserer E-Mail noch einmal und machen Sie dort weiter, oder geben Sie Ihre Adresse ein, dann senden wir Ihnen einen neuen.',
  'notice.back.title': 'Melden Sie sich an',
  'notice.back.lead':
    'Wenn Sie alle Schritte abgeschlossen haben, ist Ihr Konto aktiv. Ist etwas offengeblieben, öffnen Sie den Link aus unserer E-Mail noch einmal oder fordern Sie einen neuen an.',
  'notice.expired.title': 'Der Link ist abgelaufen',
  'notice.expired.lead':
    'Aus Sicherheitsgründen gilt jeder Link nur eine begrenzte Zeit. Klicken Sie auf die Schaltfläche, dann senden wir Ihnen per E-Mail einen neuen.',
  'notice.replaced.title': 'Es gibt einen neueren Link',
  'notice.replaced.lead':
    'Nach diesem Link haben wir Ihnen einen anderen gesendet, und nur der letzte gilt. Suchen Sie die neueste E-Mail mit dem Betreff „{subject}“, auch im Spam-Ordner. Finden Sie sie nicht, klicken Sie auf die Schaltfläche, dann senden wir Ihnen einen neuen.',
  'notice.invalid.title': 'Wir erkennen diesen Link nicht',
  'notice.invalid.lead':
    'Vielleicht wurde er nicht vollständig kopiert. Öffnen Sie ihn direkt aus der E-Mail oder geben Sie Ihre Adresse ein, dann senden wir Ihnen einen neuen.',
  'notice.damaged.title': 'Kopieren Sie den ganzen Link',
  'notice.damaged.lead':
    'Diesem Link fehlt ein Teil, oder Ihr E-Mail-Programm hat ihn verändert. Kopieren Sie in der E-Mail den ganzen Link, von „https“ bis zum letzten Zeichen, und fügen Sie ihn in die Adresszeile ein. Oder geben Sie Ihre Adresse ein, dann senden wir Ihnen einen neuen.',
  'notice.missing.title': 'Öffnen Sie den Link aus Ihrer E-Mail',
  'notice.missing.lead':
    'Die Aktivierung beginnt mit dem Link, den wir Ihnen per E-Mail gesendet haben. Finden Sie ihn nicht, geben Sie Ihre Adresse ein, dann senden wir Ihnen einen neuen.',
  'notice.disabled.title': 'Dieses Konto ist deaktiviert',
  'notice.disabled.lead':
    'Im Moment ist damit keine Anmeldung möglich. Fragen Sie die Person, die {brand} in Ihrem Unternehmen verwaltet, oder schreiben Sie an unseren Support.',
  'notice.revoked.title': 'Die Einladung wurde zurückgezogen',
  'notice.revoked.lead':
    'Dieser Link gilt nicht mehr. Brauchen Sie das Konto noch, bitten Sie die Person, die {brand} in Ihrem Unternehmen verwaltet, um eine neue Einladung, oder schreiben Sie an unseren Support.',
  'notice.blocked.title': 'Eine Angabe können Sie hier nicht berichtigen',
  'notice.blocked.lead':
    'In Ihrem Konto steht eine Angabe, die nur unser Team ändern kann. Schreiben Sie uns, dann berichtigen wir sie; danach können Sie den Link in der E-Mail erneut öffnen.',
  'notice.heldBack.title': 'Dieser Link wird zur Sicherheit zurückgehalten',
  'notice.heldBack.lead':
    'Ihr Konto hat sich geändert, seit wir Ihnen diesen Link gesendet haben. Zu Ihrem Schutz muss unser Team Ihnen einen neuen senden: Schreiben Sie uns, dann bekommen Sie ihn.',
  'notice.passkeysOff.title': 'Ihr Passkey kann gerade nicht angelegt werden',
  'notice.passkeysOff.lead':
    'Ihr Konto wird mit einem Passkey geöffnet, und zurzeit kann keiner angelegt werden. Ihr Link bleibt gültig: Versuchen Sie es später noch einmal, oder schreiben Sie uns, wir helfen Ihnen.',
  'notice.passwordsOff.title': 'Ihr Passwort kann gerade nicht festgelegt werden',
  'notice.passwordsOff.lead':
    'Ihr Konto wird mit einem Passwort aktiviert, und zurzeit kann keines gespeichert werden. Ihr Link bleibt gültig: Versuchen Sie es später noch einmal, oder schreiben Sie uns, wir helfen Ihnen.',
  'notice.continue.title': 'Ein paar Schritte fehlen noch',
  'notice.continue.lead':
    'Dieses Konto braucht noch eine zusätzliche Prüfung. Klicken Sie auf die Schaltfläche, wir begleiten Sie bis zum Ende.',
  'notice.maintenance.title': 'Der Dienst ist unterbrochen',
  'notice.maintenance.lead':
    'Bei uns gibt es einen Konfigurationsfehler; er wurde festgehalten. Sie müssen nichts Neues anfordern: Sind Sie über einen Link gekommen, ist er nicht verbraucht. Versuchen Sie es später erneut; bleibt es so, schreiben Sie an den Support und nennen Sie die Referenz.',
  'notice.unavailable.title': 'Der Dienst antwortet gerade nicht',
  'notice.unavailable.lead':
    '{kept, select, all {Was Sie eingegeben haben, bleibt erhalten. Warten Sie eine Minute und versuchen Sie es erneut.} withoutPassword {Was Sie eingegeben haben, bleibt erhalten, nur das Passwort nicht. Warten Sie eine Minute, versuchen Sie es erneut und geben Sie das Passwort noch einmal ein.} other {Warten Sie eine Minute und versuchen Sie es erneut.}}',
  'notice.directoryAway.title': 'Das Verzeichnis Ihres Unternehmens antwortet gerade nicht',
  'notice.directoryAway.lead':
    '{kept, select, all {Was Sie eingegeben haben, bleibt erhalten. Warten Sie einige Minuten und versuchen Sie es erneut.} withoutPassword {Was Sie eingegeben haben, bleibt erhalten, nur das Passwort nicht. Warten Sie einige Minuten, versuchen Sie es erneut und geben Sie das Passwort noch einmal ein.} other {Warten Sie einige Minuten und versuchen Sie es erneut.}}',
  'notice.signOut.title': 'Möchten Sie sich abmelden?',
  'notice.signOut.lead': 'Sie sind als {who} angemeldet.',
  'notice.switchAccount.title': 'Sie sind mit einem anderen Konto angemeldet',
  'notice.switchAccount.lead':
    'In diesem Browser ist {who} angemeldet. Um sich als {account} anzumelden, müssen Sie zuerst diese Sitzung beenden, auch in den übrigen Apps.',
  'notice.action.switchAccount': 'Abmelden und Konto wechseln',
  'notice.signedOut.title': 'Sie sind abgemeldet',
  'notice.signedOut.lead': 'Sie können dieses Fenster schließen oder sich jederzeit wieder anmelden.',
  'notice.stepUpFailed.title': 'Eine zusätzliche Bestätigung fehlt',
  'notice.stepUpFailed.lead':
    'Sie sind angemeldet. Um Einladungen zu verwalten, ist aber eine zusätzliche Bestätigung nötig, etwa ein Einmalcode, und die hat diesmal nicht stattgefunden. Melden Sie sich erneut an; sehen Sie diese Seite wieder, schreiben Sie uns: Vielleicht fehlt bei uns eine Einstellung.',
  'notice.signInFailed.title': 'Die Anmeldung wurde nicht abgeschlossen',
  'notice.signInFailed.lead': 'Das kommt vor, wenn die Anmeldeseite lange offen war. Melden Sie sich von hier aus erneut an.',
  'notice.tooMany.title': 'Zu viele Versuche hintereinander',
  'notice.tooMany.lead':
    '{minutes, plural, =0 {Warten Sie einen Moment} one {Warten Sie eine Minute} other {Warten Sie # Minuten}} und versuchen Sie es erneut.',
  'notice.formKept.title': 'Die Seite war zu lange offen',
  'notice.formKept.lead':
    '{kept, select, all {Was Sie eingegeben haben, bleibt erhalten, ist aber noch nicht gesendet. Klicken Sie auf die Schaltfläche, um es zu senden.} withoutPassword {Was Sie eingegeben haben, bleibt erhalten, nur das Passwort nicht; gesendet ist es noch nicht. Klicken Sie auf die Schaltfläche und geben Sie das Passwort erneut ein.} other {Es ist noch nichts gesendet. Klicken Sie auf die Schaltfläche, um es zu senden.}}',
  'notice.tooManyLinks.title': 'Es wurden schon mehrere Links angefordert',
  'notice.tooManyLinks.lead':
    'Sie können {minutes, plural, =0 {gleich} one {in einer Minute} other {in # Minuten}} einen weiteren anfordern. Suchen Sie inzwischen die E-Mails mit dem Betreff „{subject}“, auch im Spam-Ordner: Nur der Link in der neuesten gilt. Haben Sie keine erhalten, schreiben Sie uns.',
  'notice.formExpired.title': 'Die Seite war zu lange offen',
  'notice.formExpired.lead':
    'Aus Sicherheitsgründen haben wir nicht gespeichert, was Sie gesendet haben. Klicken Sie auf die Schaltfläche, um die Seite neu zu laden.',
  'notice.forbidden.title': 'Sie haben keinen Zugang zu dieser Seite',
  'notice.forbidden.lead':
    'Brauchen Sie ihn für Ihre Arbeit, bitten Sie die Person darum, die {brand} in Ihrem Unternehmen verwaltet.',
  'notice.notFound.title': 'Diese Seite gibt es nicht',
  'notice.notFound.lead': 'Vielleicht ist die Adresse unvollständig oder hat sich geändert.',
  'notice.refused.title': 'Der Vorgang ließ sich nicht abschließen',
  'notice.error.title': 'Bei uns ist etwas schiefgegangen',
  'notice.error.lead':
    'Versuchen Sie es in einigen Minuten erneut. Kommt es wieder vor, schreiben Sie uns und nennen Sie die Referenz.',

  // ── Pages: a new link ──
  'resend.title': 'Fordern Sie einen neuen Link an',
  'resend.lead': 'Geben Sie die E-Mail-Adresse Ihres Kontos ein, dann senden wir Ihnen einen neuen Aktivierungslink.',
  'resend.leadByKey':
    'Mit diesem Link wissen wir nicht, an welches Konto ein neuer gehen soll. Geben Sie die E-Mail-Adresse Ihres Kontos ein, dann senden wir ihn Ihnen.',
  'resend.email': 'E-Mail-Adresse',
  'resend.submit': 'Neuen Link erhalten',
  'resend.active': 'Haben Sie Ihr Konto schon aktiviert?',
  'resend.signIn': 'Anmelden',
  'resend.sent.title': 'Sehen Sie in Ihrem Postfach nach',
  'resend.sent.byEmail':
    'Wartet unter der Adresse {email} ein Konto auf seine Aktivierung, erhalten Sie in einigen Minuten eine E-Mail.',
  'resend.sent.byKey': 'Wartet Ihr Konto noch auf seine Aktivierung, erhalten Sie in einigen Minuten eine E-Mail.',
  'resend.sent.subject': 'Der Betreff ist „{subject}“.',
  'resend.sent.spam': 'Sehen Sie auch im Spam-Ordner nach.',
  'resend.sent.latest': 'Nur der Link in der letzten E-Mail gilt.',
  'resend.sent.active': 'Ist Ihr Konto schon aktiv?',
  'resend.sent.signIn': 'Anmelden',
  'resend.sent.nothing': 'Kommt nichts an?',
  'resend.sent.again': 'Eine andere Adresse versuchen',

  // ── Pages: profile ──
  'profile.title': 'Profil',
  'profile.greeting': 'Guten Tag, {name}',
  'profile.email': 'E-Mail-Adresse',
  'profile.companies': '{count, plural, one {Unternehmen} other {Unternehmen}}',
  'profile.password.title': 'Passwort',
  'profile.password.text': 'Sie können jederzeit ein neues Passwort wählen.',
  'profile.password.change': 'Passwort ändern',
  'profile.password.off':
    'Es kann zurzeit nicht geändert werden. Wenn jemand anderes es kennen könnte, sagen Sie dem Support Bescheid.',
  'profile.password.directory':
    'Ihr Passwort steht im Verzeichnis Ihres Unternehmens und wird dort geändert. Wenn Sie ein anderes möchten, hilft Ihnen gern, wer dieses Verzeichnis verwaltet: meist das IT-Team Ihres Unternehmens.',
  'profile.passkey.title': 'Ohne Passwort anmelden',
  'profile.passkey.text':
    'Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder PIN Ihres Geräts an. Das geht schneller, und niemand kann ihn erraten.',
  'profile.passkey.add': 'Passkey hinzufügen',
  'profile.passkeys.title': 'Ihre Passkeys',
  'profile.passkeys.text':
    'Sie melden sich mit einem Passkey an. In Ihrem Konto können Sie einen weiteren hinzufügen, etwa für ein anderes Gerät, oder einen entfernen, den Sie nicht mehr brauchen.',
  'profile.passkeys.manage': 'Meine Passkeys ansehen',
  'profile.language.title': 'Sprache',
  'profile.language.label': 'Sprache der Seiten und E-Mails',
  'profile.language.save': 'Sprache speichern',
  'profile.sessions.title': 'Sitzungen',
  'profile.sessions.text': 'Haben Sie sich auf einem Gerät angemeldet, das nicht Ihres ist, melden Sie sich am Ende dort ab.',
  'profile.sessions.here': 'Abmelden',
  'profile.sessions.everywhere': 'Auf allen Geräten abmelden',

  // ── Pages: guide ──
  'help.title': 'So aktivieren Sie Ihr Konto',
  'help.lead': 'Für die erste Anmeldung bei {brand} brauchen Sie die Aktivierungs-E-Mail und etwa zwei Minuten.',
  'help.contents': 'In dieser Anleitung',
  'help.steps.title': 'Schritt für Schritt',
  'help.steps.mail.title': 'Suchen Sie die E-Mail',
  'help.steps.mail.text':
    'Der Zugang zur Plattform kommt per E-Mail mit dem Betreff „{subject}“. Sehen Sie auch im Spam-Ordner nach: Einladungen landen manchmal dort.',
  'help.steps.mail.picture': 'Die Aktivierungs-E-Mail mit der Schaltfläche, die zur Seite für das Passwort führt.',
  'help.steps.link.title': 'Öffnen Sie den Link',
  'help.steps.link.text':
    'Die Schaltfläche in der E-Mail führt zu einer Seite, deren Adresse mit {url} anfängt. Der Link ist persönlich und gilt {days, plural, =0 {{hours, plural, one {# Stunde} other {# Stunden}}} one {# Tag} other {# Tage}}, sofern die E-Mail keine andere Frist nennt.',
  'help.steps.form.title': 'Ergänzen Sie Ihre Angaben',
  'help.steps.form.text':
    'Die Seite fragt nach einigen persönlichen Angaben und einem Passwort. Während Sie es eingeben, sehen Sie, welche Bedingungen es schon erfüllt. Wenn Sie sich mit einem Passkey oder mit dem Konto Ihres Unternehmens anmelden sollen, brauchen Sie kein Passwort: Folgen Sie den Hinweisen auf der Seite.',
  'help.steps.form.passkey': 'Die Seite fragt nach einigen persönlichen Angaben.',
  'help.steps.form.picture': 'Die Aktivierungsseite mit Vor- und Nachname.',
  'help.steps.create.title': 'Klicken Sie auf „Anlegen“',
  'help.steps.create.text':
    'Klicken Sie zum Schluss auf „Anlegen“. Fehlt etwas, sagt die Seite, was zu berichtigen ist, und behält alles, was Sie eingegeben haben, nur das Passwort nicht.',
  'help.steps.create.passkeyTitle': 'Klicken Sie auf „Passkey anlegen“',
  'help.steps.create.passkey':
    'Der Browser fragt nach Fingerabdruck, Gesicht oder PIN Ihres Geräts und speichert den Passkey. Fehlt etwas, sagt die Seite, was zu berichtigen ist, und behält alles, was Sie eingegeben haben.',
  'help.steps.create.picture': 'Das Passwort mit allen erfüllten Bedingungen und die Schaltfläche „Anlegen“.',
  'help.steps.signIn.title': 'Melden Sie sich bei der Plattform an',
  'help.steps.signIn.text':
    'Sie kommen zur Anmeldeseite. Melden Sie sich mit Ihrer E-Mail-Adresse und dem eben gewählten Passwort an.',
  'help.steps.signIn.textWithUsername':
    'Sie kommen zur Anmeldeseite. Melden Sie sich mit Ihrem Benutzernamen und dem eben gewählten Passwort an.',
  'help.steps.signIn.passkey': 'Sie kommen zur Anmeldeseite. Melden Sie sich mit dem eben angelegten Passkey an.',
  'help.steps.signIn.picture': 'Die Anmeldeseite mit E-Mail-Adresse und Passwort.',
  'help.password.title': 'Ein gutes Passwort',
  'help.password.rules': 'Das Passwort muss Folgendes erfüllen:',
  'help.password.usual':
    'Das Passwort muss mindestens acht Zeichen haben und Groß- und Kleinbuchstaben, Ziffern und Sonderzeichen verbinden.',
  'help.password.warning': 'Ein schwaches Passwort erhöht das Risiko von Sicherheitsvorfällen, für Sie und für Ihr Unternehmen.',
  'help.password.advice':
    'Am besten ist ein langer Satz, den Sie sonst nirgends verwenden und in dem weder Ihr Name noch der Ihres Unternehmens steht. Ein Passwortmanager kann ihn für Sie erzeugen und sich merken.',
  'help.passkey.title': 'Was ist ein Passkey?',
  'help.passkey.text':
    'Ein Passkey öffnet Ihr Konto mit Fingerabdruck, Gesicht oder PIN Ihres Geräts. Sie müssen sich nichts merken, und eine gefälschte Seite kann ihn nicht verwenden.',
  'help.passkey.impossible':
    'Kann Ihr Browser oder Ihr Gerät keine Passkeys anlegen, öffnen Sie den Link aus der E-Mail anderswo, zum Beispiel auf Ihrem Telefon.',
  'help.passkey.lost':
    'In Ihrem Profil können Sie einen weiteren hinzufügen, zum Beispiel auf einem zweiten Gerät. Haben Sie keinen mehr, schreiben Sie an den Support.',
  'help.ways.title': 'Wenn die E-Mail einen anderen Weg zur Anmeldung nennt',
  'help.ways.password':
    'Ein Passwort: Wählen Sie es auf derselben Seite, klicken Sie auf „Anlegen“ und melden Sie sich damit an.',
  'help.ways.passkey':
    'Ein Passkey: Ergänzen Sie Ihre Angaben, klicken Sie auf „Passkey anlegen“ und bestätigen Sie mit Fingerabdruck, Gesicht oder PIN Ihres Geräts. Sie melden sich damit an und müssen sich nichts merken.',
  'help.ways.company':
    'Das Konto Ihres Unternehmens: Prüfen Sie Ihre Angaben, klicken Sie auf „Weiter mit meinem Unternehmen“ und melden Sie sich auf der Seite Ihres Unternehmens wie gewohnt an. Kündigt die Seite eine zweite E-Mail an, öffnen Sie diese danach und klicken Sie auf den Link darin, um Ihre Adresse zu bestätigen.',
  'help.more.title': 'Wenn die Seite noch etwas verlangt',
  'help.more.terms': 'Die Nutzungsbedingungen: Lesen Sie sie und setzen Sie das Häkchen.',
  'help.more.totp':
    'Eine Authenticator-App: Scannen Sie damit den QR-Code und geben Sie den Code ein, den sie anzeigt. Wollen Sie sich gleich danach anmelden, warten Sie auf den nächsten.',
  'help.more.codes':
    'Wiederherstellungscodes: Drucken Sie sie aus oder bewahren Sie sie sicher auf. Sie werden nur dieses eine Mal angezeigt.',
  'help.more.passkey': 'Ein Passkey zusätzlich zum Passwort: Wir bitten Sie bei Ihrer ersten Anmeldung darum.',
  'help.faq.title': 'Häufige Fragen',
  'help.faq.mail.question': 'Die E-Mail ist nicht angekommen',
  'help.faq.mail.answer':
    'Sehen Sie zuerst im Spam-Ordner nach. Fragen Sie dann die Person, die Ihr Konto angelegt hat, ob Ihre Adresse richtig geschrieben ist. Sie können auch einen neuen Link anfordern. Kommt weiter nichts an, schreiben Sie an den Support.',
  'help.faq.mail.resend': 'Neuen Link anfordern',
  'help.faq.expired.question': 'Der Link ist abgelaufen',
  'help.faq.expired.answer': 'Öffnen Sie ihn trotzdem: Auf der Seite können Sie einen neuen anfordern.',
  'help.faq.change.question': 'Kann ich das Passwort später ändern?',
  'help.faq.change.answer': 'Ja, jederzeit, in den Einstellungen Ihres Profils.',
  'help.faq.change.profile': 'Zu meinem Profil',
  'help.faq.forgotten.question': 'Ich habe das Passwort vergessen',
  'help.faq.forgotten.answer':
    'Klicken Sie auf der Anmeldeseite auf „Passwort vergessen?“. Fragt die Seite nur nach der E-Mail-Adresse, geben Sie diese ein und klicken Sie zuerst auf „Weiter“. Sie erhalten eine E-Mail, um ein neues Passwort zu wählen.',
  'help.faq.forgotten.answerWithUsername':
    'Klicken Sie auf der Anmeldeseite auf „Passwort vergessen?“. Fragt die Seite nur nach dem Benutzernamen, geben Sie diesen ein und klicken Sie zuerst auf „Weiter“. Sie erhalten eine E-Mail, um ein neues Passwort zu wählen.',
  'help.faq.used.question': 'Die Seite sagt, mein Konto sei schon aktiv',
  'help.faq.used.answer':
    'Jeder Link gilt nur einmal. Haben Sie Ihr Konto schon aktiviert, melden Sie sich einfach an; es ist nichts mehr zu aktivieren.',
  'help.faq.genuine.question': 'Woran erkenne ich, dass die E-Mail echt ist?',
  'help.faq.genuine.answer':
    'Der Link in der Aktivierungs-E-Mail fängt immer mit {url} an; der zum Zurücksetzen des Passworts führt dorthin, wo auch die Anmeldeseite ist. Wir bitten Sie nie, mit Ihrem Passwort zu antworten. Sind Sie unsicher, öffnen Sie den Link nicht, sondern schreiben Sie uns.',
  'help.admins.title': 'Wenn Sie die Konten Ihres Unternehmens verwalten',
  'help.admins.automatic':
    'Für die Konten, die Sie anlegen, gilt dasselbe. Die Aktivierungs-E-Mail wird automatisch gesendet, sobald das Konto angelegt ist: Sie müssen nichts weiter senden.',
  'help.admins.tell': 'Erklären Sie allen, die neu dazukommen, den Ablauf, damit sie wissen, was kommt:',
  'help.admins.tell.subject':
    'Alle erhalten eine E-Mail mit dem Betreff „{subject}“, jeweils in der Sprache der Person. Der Link darin führt zu einer Seite, auf der sie ihre Angaben ergänzen und ihr Konto aktivieren.',
  'help.admins.tell.spam': 'Auch ein Blick in den Spam-Ordner lohnt sich.',
  'help.admins.tell.deadline':
    'Der Link gilt {days, plural, =0 {{hours, plural, one {# Stunde} other {# Stunden}}} one {# Tag} other {# Tage}}, sofern die E-Mail keine andere Frist nennt; danach können sie einen neuen anfordern.',
  'help.admins.follow':
    'Auf der Seite der Einladungen sehen Sie, wer das Konto aktiviert hat, und können eine weitere E-Mail senden oder eine Einladung zurückziehen.',
  'help.contact.title': 'Wenn Sie Hilfe brauchen',
  'help.contact.text':
    'Erzählen Sie uns, was passiert ist, mit allen Einzelheiten, an die Sie sich erinnern. Unser Team antwortet Ihnen so bald wie möglich.',
  'help.contact.form': 'Support-Formular öffnen',
  'feedback.title': 'War diese Anleitung hilfreich?',
  'feedback.yes': 'Ja',
  'feedback.no': 'Nein',
  'feedback.comment': 'Was können wir besser machen?',
  'feedback.comment.hint': 'Schreiben Sie keine persönlichen Angaben und keine Passwörter.',
  'feedback.submit': 'Meinung senden',
  'feedback.thanks.title': 'Danke für Ihre Meinung',
  'feedback.thanks.yes': 'Es freut uns, dass die Anleitung Ihnen geholfen hat.',
  'feedback.thanks.no':
    'Das hilft uns, die Anleitung zu verbessern. Ist noch etwas offen, schreiben Sie uns, dann helfen wir Ihnen.',

  // ── Pages: support ──
  'help.mail.feedback.yes': 'Anleitung zur Aktivierung: war hilfreich',
  'help.mail.feedback.no': 'Anleitung zur Aktivierung: war nicht hilfreich',
  'help.mail.support': 'Support {ticket}: {topic}',
  'support.title': 'Schreiben Sie an den Support',
  'support.lead': 'Erzählen Sie uns, was passiert ist. Wir antworten Ihnen so bald wie möglich per E-Mail.',
  'support.topic': 'Worum geht es?',
  'support.topic.mail': 'Ich erhalte die Aktivierungs-E-Mail nicht',
  'support.topic.link': 'Der Link funktioniert nicht',
  'support.topic.form': 'Ich kann meine Angaben nicht ergänzen',
  'support.topic.password': 'Ich habe ein Problem mit dem Passwort',
  'support.topic.signin': 'Ich kann mich bei der Plattform nicht anmelden',
  'support.topic.other': 'Etwas anderes',
  'support.message': 'Was ist passiert?',
  'support.message.hint':
    'Schreiben Sie, was Sie tun wollten und was Sie auf dem Bildschirm gesehen haben. Schreiben Sie nie Ihr Passwort.',
  'support.when': 'Wann ist es passiert?',
  'support.when.hint': 'Zum Beispiel: heute gegen 10:00 Uhr.',
  'support.email': 'E-Mail-Adresse',
  'support.email.hint': 'An diese Adresse antworten wir Ihnen.',
  'support.name': 'Name',
  'support.company': 'Unternehmen',
  'support.reference': 'Referenz',
  'support.reference.hint': 'Sie kennzeichnet Ihren Fall: Sie müssen sie nicht ändern.',
  'support.submit': 'Nachricht senden',
  'support.mail': 'Sie können uns auch schreiben an',
  'support.sent.title': 'Wir haben Ihre Nachricht erhalten',
  'support.sent.lead': 'Wir antworten Ihnen so bald wie möglich an {email}.',
  'support.sent.ticket': 'Ihre Referenznummer, falls Sie uns noch einmal schreiben:',
  'support.failed.title': 'Ihre Nachricht ließ sich nicht senden',
  'support.failed.text':
    'Was Sie geschrieben haben, steht noch hier unten. Versuchen Sie es in einigen Minuten erneut oder senden Sie es selbst per E-Mail.',
  'support.failed.mailto': 'In meinem E-Mail-Programm öffnen',

  // ── Mail with what the support form was told (src/views/present/support-text.ts) ──
  'support.text.ticket': 'Support-Anfrage {ticket}',
  'support.text.topic': 'Problem',
  'support.text.when': 'Wann es passiert ist',
  'support.text.message': 'Was passiert ist',
  'support.text.reply': 'Antworten Sie auf diese Nachricht: Ihre Antwort geht an {email}.',

  // ── Pages: documentation of the API (src/http/openapi/api-docs.ts) ──
  'api.title': 'API',
  'api.lead': 'Damit laden Sie aus Ihren eigenen Programmen ein. Dieselbe Beschreibung für Maschinen steht unter',
  'api.access': 'Zugang',
  'api.access.text':
    'Senden Sie ein Zugriffstoken im Header Authorization. Sind Sie hier mit einem Konto angemeldet, das einladen darf, brauchen Sie zum Ausprobieren kein Token.',
  'api.token': 'Zugriffstoken',
  'api.token.hint': 'Es bleibt auf dieser Seite: Es wird weder gespeichert noch anderswohin gesendet.',
  'api.parameters': 'Parameter',
  'api.required': 'erforderlich',
  'api.column.name': 'Name',
  'api.column.type': 'Typ',
  'api.column.meaning': 'Bedeutung',
  'api.column.status': 'Code',
  'api.body': 'Inhalt',
  'api.answers': 'Antworten',
  'api.try': 'Ausprobieren',
  'api.send': 'Anfrage senden',
  'api.sending': 'Wird gesendet …',
  'api.failed': 'Die Anfrage ließ sich nicht senden. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
  'api.danger': 'Wird wirklich ausgeführt, mit echten Daten.',
  'api.answer': 'Antwort',
  'api.empty': 'ohne Inhalt',

  // ── Pages: administration ──
  'status.queued': 'Wartet',
  'status.sent': 'Gesendet',
  'status.failed': 'Fehlgeschlagen',
  'status.opened': 'Geöffnet',
  'status.activated': 'Aktiviert',
  'status.expired': 'Abgelaufen',
  'status.revoked': 'Zurückgezogen',
  'admin.tab.queued': 'Wartend',
  'admin.tab.sent': 'Gesendet',
  'admin.tab.failed': 'Fehlgeschlagen',
  'admin.tab.opened': 'Geöffnet',
  'admin.tab.activated': 'Aktiviert',
  'admin.tab.expired': 'Abgelaufen',
  'admin.tab.revoked': 'Zurückgezogen',
  'status.queued.explained': 'Die E-Mail ist vorbereitet und wartet, bis sie an der Reihe ist.',
  'status.sent.explained': 'Die E-Mail ist gesendet. Die Person muss noch den Link öffnen.',
  'status.failed.explained':
    'Die E-Mail ließ sich nicht senden. Wir versuchen es automatisch erneut; Sie können sie auch jetzt selbst senden.',
  'status.failed.forGood':
    'Die E-Mail ließ sich nach mehreren Versuchen nicht senden, und es folgen keine weiteren. Prüfen Sie die Adresse und senden Sie die E-Mail selbst erneut.',
  'status.opened.explained': 'Die Person hat den Link geöffnet, ist aber noch nicht fertig.',
  'status.accessEnded.explained': 'Der Zugang aus dieser Einladung ist zu Ende.',
  'status.activated.explained': 'Das Konto ist aktiv. Es ist nichts mehr zu tun.',
  'status.expired.explained':
    'Die Frist ist zu Ende gegangen, ohne dass das Konto aktiviert wurde. Wird es noch gebraucht, senden Sie eine weitere E-Mail.',
  'status.revoked.explained':
    'Die Einladung wurde zurückgezogen, ihre Links gelten nicht mehr. Überlegen Sie es sich anders, senden Sie eine weitere E-Mail.',
  'admin.back': 'Zurück zu den Einladungen',
  'admin.cancel': 'Abbrechen',
  'admin.none': 'Keines',
  'admin.notYet': 'Noch nicht',
  'admin.column.person': 'Person',
  'admin.column.organization': 'Unternehmen',
  'admin.column.status': 'Status',
  'admin.column.sentAt': 'Gesendet',
  'admin.column.expiresAt': 'Läuft ab',
  'admin.list.faults': 'Angaben zu berichtigen',
  'admin.list.title': 'Einladungen',
  'admin.list.invite': 'Eine Person einladen',
  'admin.list.import': 'Importieren',
  'admin.list.byStatus': 'Nach Status filtern',
  'admin.list.all': 'Alle',
  'admin.list.search': 'Nach Name, E-Mail-Adresse oder Referenz suchen',
  'admin.list.organization': 'Unternehmen',
  'admin.list.everyOrganization': 'Alle Unternehmen',
  'admin.list.filter': 'Suchen',
  'admin.list.export': 'Diese Einladungen herunterladen (CSV)',
  'admin.list.sample.text': 'Möchten Sie die E-Mail so sehen, wie sie ankommt?',
  'admin.list.sample.send': 'Muster an mich senden',
  'admin.list.clear': 'Filter entfernen',
  'admin.list.pages': 'Seiten',
  'admin.list.range': '{from, number}–{to, number} von {total, plural, one {# Einladung} other {# Einladungen}}',
  'admin.list.previous': 'Vorherige',
  'admin.list.rangeAbout': '{from, number}–{to, number} von etwa {total, plural, one {# Einladung} other {# Einladungen}}',
  'admin.list.rangeUncounted': '{from, number}–{to, number} von mehr als {to, number} Einladungen',
  'admin.list.next': 'Nächste',
  'admin.list.unreadable.title': 'In den Filtern ist etwas zu berichtigen',
  'admin.list.noMatch.title': 'Keine Einladung passt',
  'admin.list.noMatch.text': 'Versuchen Sie ein anderes Wort oder entfernen Sie die Filter.',
  'admin.list.empty.title': 'Hier sehen Sie Ihre Einladungen',
  'admin.list.empty.text':
    'Für die erste Einladung genügt eine E-Mail-Adresse. Die Person erhält einen Link, um ihr Konto zu aktivieren, und Sie sehen hier, ob sie es getan hat.',
  'admin.list.empty.guide': 'Was alle wissen sollten, die neu dazukommen',
  'admin.column.by': 'Eingeladen von',
  'admin.column.sends': 'E-Mails',
  'admin.column.actions': 'Aktionen',
  'admin.list.filters': 'Filter und Reihenfolge',
  'admin.list.everyInviter': 'Beliebige Person',
  'admin.list.byMe': 'Ich',
  'admin.list.byThem': 'Nur die Einladungen von {who} ansehen',
  'admin.list.otherInviter': 'Jemand anderes',
  'admin.list.noInviter': 'Unbekannt',
  'admin.list.group': 'Gruppe, die vergeben wird',
  'admin.list.app': 'App, zu der die Person kommt',
  'admin.list.sentBetween': 'Tage des letzten Versands',
  'admin.list.sentFrom': 'Gesendet ab',
  'admin.list.sentUntil': 'Gesendet bis',
  'admin.list.order': 'Reihenfolge',
  'admin.list.size': 'Einladungen je Seite',
  'admin.list.apply': 'Anwenden',
  'admin.list.expires': 'Läuft ab',
  'admin.list.noExpiry': 'Läuft nicht mehr ab',
  'admin.list.within':
    'Es sind viele Personen: Nur die ersten {count, number} wurden durchgesehen. Grenzen Sie die Suche ein, um alle zu sehen.',
  'admin.list.wholeWords': 'Nur nach ganzen Wörtern.',
  'admin.list.partsToo': 'Auch Wortteile suchen',
  'admin.list.shortcut': 'zum Suchen.',
  'admin.list.shortcut.off': 'Diese Taste ausschalten',
  'admin.list.shortcut.on': 'Diese Taste einschalten',
  'admin.list.first': 'Erste Seite',
  'admin.list.last': 'Letzte Seite',
  'admin.order.attention': 'Zuerst, was Aufmerksamkeit braucht',
  'admin.order.name': 'Nach Name',
  'admin.order.sent': 'Nach Versanddatum, älteste zuerst',
  'admin.order.sentLatest': 'Nach Versanddatum, neueste zuerst',
  'admin.order.expires': 'Nach Ablaufdatum, früheste zuerst',
  'admin.order.expiresLatest': 'Nach Ablaufdatum, späteste zuerst',
  'admin.menu.of': 'Aktionen für {who}',
  'admin.menu.open': 'Einladung ansehen',
  'admin.menu.copyAddress': 'E-Mail-Adresse kopieren',
  'admin.menu.copyReference': 'Referenz kopieren',
  'admin.menu.copied': 'Kopiert',
  'admin.selection.skip': 'Zu den Aktionen mit den ausgewählten Einladungen',
  'admin.selection.keys': 'Eingabetaste in einem Kästchen: hierher · Umschalttaste: bis zu diesem Kästchen auswählen',
  'admin.selection.column': 'Auswählen',
  'admin.selection.all': 'Alle auf dieser Seite auswählen',
  'admin.selection.choose': 'Einladung für {who} auswählen',
  'admin.selection.with': 'Mit den ausgewählten Einladungen:',
  'admin.selection.count': '{count, plural, one {Eine Einladung ausgewählt} other {# Einladungen ausgewählt}}',
  'admin.selection.resend': 'Weitere E-Mail senden',
  'admin.selection.revoke': 'Zurückziehen',
  'admin.selection.none.title': 'Sie haben keine Einladung ausgewählt',
  'admin.selection.none.text':
    'Gehen Sie zurück zur Liste, setzen Sie die Häkchen bei den gewünschten Einladungen und wählen Sie, was mit ihnen geschehen soll.',
  'admin.selection.gone':
    '{count, plural, one {Eine der ausgewählten Einladungen gibt es nicht mehr.} other {# der ausgewählten Einladungen gibt es nicht mehr.}}',
  'admin.selection.resend.title':
    '{count, plural, =0 {Es ist keine Einladung mehr zu senden} one {Eine weitere E-Mail an eine Person senden?} other {Eine weitere E-Mail an # Personen senden?}}',
  'admin.selection.resend.lead':
    '{count, plural, one {Die Person} other {Jede Person}} erhält einen neuen Link, und ihre früheren Links gelten nicht mehr, außer das Konto gehört nicht nur zu Ihrem Unternehmen oder hat möglicherweise eigene Rechte.',
  'admin.selection.resend.submit': '{count, plural, one {Eine E-Mail senden} other {# E-Mails senden}}',
  'admin.selection.resend.done':
    '{count, plural, =0 {Es wurde keine E-Mail gesendet} one {Eine E-Mail wurde gesendet} other {# E-Mails wurden gesendet}}',
  'admin.selection.revoke.title':
    '{count, plural, =0 {Es ist keine Einladung mehr zurückzuziehen} one {Eine Einladung zurückziehen?} other {# Einladungen zurückziehen?}}',
  'admin.selection.revoke.lead':
    '{count, plural, one {Der Link dieser Person gilt} other {Die Links dieser Personen gelten}} dann nicht mehr.',
  'admin.selection.mayLeave':
    'Gehört {count, plural, one {das} other {ein}} Konto nicht nur zu Ihrem Unternehmen, wird die Person aus dem Unternehmen und den Gruppen entfernt, die es vergeben hat; sonst bleibt das Konto, wie es ist.',
  'admin.selection.deletes':
    'Auch {count, plural, one {das Konto, das für diese Einladung angelegt wurde, wird} other {die Konten, die für diese Einladungen angelegt wurden, werden}} gelöscht. Das lässt sich nicht rückgängig machen: Um {count, plural, one {die Person} other {diese Personen}} wieder einzuladen, müssen Sie von vorn beginnen.',
  'admin.selection.revoke.submit': '{count, plural, one {Eine Einladung zurückziehen} other {# Einladungen zurückziehen}}',
  'admin.selection.revoke.done':
    '{count, plural, =0 {Es wurde keine Einladung zurückgezogen} one {Eine Einladung wurde zurückgezogen} other {# Einladungen wurden zurückgezogen}}',
  'admin.selection.failed':
    '{count, plural, one {Diese E-Mail ließ sich nicht senden.} other {Diese E-Mails ließen sich nicht senden.}} Wir versuchen es automatisch erneut.',
  'admin.selection.refused':
    '{count, plural, one {Bei einer Einladung war es nicht möglich} other {Bei # Einladungen war es nicht möglich}}',
  'admin.selection.allDone': 'Es ist nichts mehr zu tun.',
  'admin.bulk.with': 'Mit allen, die passen:',
  'admin.bulk.resend': 'Allen eine weitere E-Mail senden',
  'admin.bulk.revoke': 'Alle zurückziehen',
  'admin.bulk.extend': 'Frist verlängern',
  'admin.bulk.extend.title':
    '{count, plural, =0 {Es gibt keine Einladung mehr, deren Frist sich verlängern lässt} one {Die Frist einer Person verlängern?} other {Die Frist von # Personen verlängern?}}',
  'admin.bulk.extend.lead':
    '{count, plural, one {Die Person} other {Jede Person}} erhält einen neuen Link, der so lange gilt, wie Sie wählen, höchstens bis zum letzten Tag des Zugangs. Die früheren Links gelten nicht mehr, außer das Konto gehört nicht nur zu Ihrem Unternehmen oder hat möglicherweise eigene Rechte.',
  'admin.bulk.counted':
    '{count, plural, one {Es ist die Einladung, die in diesem Moment passt und diese Aktion zulässt} other {Es sind die Einladungen, die in diesem Moment passen und diese Aktion zulassen}}; was später passt, bleibt unberührt.',
  'admin.bulk.notRevoked': 'Zurückgezogene Einladungen sind nur dabei, wenn Sie nach „Zurückgezogen“ filtern.',
  'admin.bulk.nobody':
    'Keine der passenden Einladungen lässt diese Aktion zu. Gehen Sie zurück zur Liste und ändern Sie die Filter.',
  'admin.bulk.sending': 'Die E-Mails werden gesendet',
  'admin.bulk.revoking': 'Die Einladungen werden zurückgezogen',
  'admin.bulk.done': 'Die Aufgabe ist abgeschlossen',
  'admin.bulk.doneWithFaults': 'Die Aufgabe ist abgeschlossen, aber es bleibt etwas zu prüfen',
  'admin.bulk.interrupted': 'Die Aufgabe wurde unterbrochen',
  'admin.bulk.interrupted.text':
    'Was schon erledigt ist, gilt weiter. Gehen Sie zurück zur Liste und beginnen Sie mit den übrigen Einladungen von vorn.',
  'admin.bulk.running.text':
    'Sie können diese Seite schließen: Die Aufgabe läuft weiter. Öffnen Sie die Seite wieder, um den Stand zu sehen; das Ergebnis bleibt einen Tag lang erhalten.',
  'admin.bulk.total': 'Einladungen',
  'admin.bulk.revoked': 'Zurückgezogene Einladungen',
  'admin.bulk.refused': 'Unverändert',
  'admin.bulk.refusals': 'Warum einige unverändert sind',
  'admin.bulk.progress': '{done, number} von {rows, number} Einladungen',
  'admin.bulk.rate': '{rate, plural, one {# Einladung} other {# Einladungen}} pro Sekunde',
  'admin.bulk.waitingRights':
    'Wir können gerade nicht prüfen, ob die Person, die die Aufgabe begonnen hat, ihre Rechte noch hat; bis dahin wird nichts weiter geändert. Waren Sie es, laden Sie diese Seite neu.',
  'admin.new.title': 'Eine Person einladen',
  'admin.new.lead': 'Die Person erhält eine E-Mail mit einem persönlichen Link, um ihr Konto zu aktivieren.',
  'admin.new.email': 'E-Mail-Adresse',
  'admin.new.firstName': 'Vorname',
  'admin.new.lastName': 'Nachname',
  'admin.new.organization': 'Unternehmen',
  'admin.new.noOrganization': 'Ohne Unternehmen',
  'admin.new.options': 'Weitere Optionen',
  'admin.new.locale': 'Sprache der E-Mail',
  'admin.new.lifespanHours': 'Gültigkeit des Links',
  'admin.new.accessUntil': 'Letzter Tag des Zugangs',
  'admin.new.accessUntil.hint':
    'Am Ende dieses Tages wird die Person aus dem Unternehmen und den Gruppen entfernt, die ihr die Einladung gegeben hat. Hat die Einladung das Konto angelegt und hat es sonst nichts, wird es deaktiviert. Ohne Datum endet der Zugang nicht.',
  'admin.new.lifespan': '{days, plural, =0 {{hours, plural, one {# Stunde} other {# Stunden}}} one {# Tag} other {# Tage}}',
  'admin.new.lifespan.usual': '{span}, wie üblich',
  'admin.new.message': 'Persönliche Nachricht',
  'admin.new.message.hint':
    'Steht in der E-Mail als Ihre eigene Nachricht, mit Ihrem Namen. Ohne Links und Adressen, bis zu 500 Zeichen.',
  'admin.new.another': 'Eine weitere Person einladen',
  'admin.new.submit': 'Einladung senden',
  'admin.detail.title': 'Einladung für {who}',
  'admin.detail.error': 'Der letzte Versand ist fehlgeschlagen',
  'mailFault.refused': 'Keycloak konnte die E-Mail nicht an den Mailserver übergeben.',
  'mailFault.sender':
    'In den E-Mail-Einstellungen von Keycloak fehlt die Absenderadresse. Geben Sie der Person Bescheid, die den Realm verwaltet.',
  'mailFault.provider':
    'Der Identitätsanbieter des Unternehmens ist in Keycloak ausgeschaltet oder nicht mehr vorhanden, und der Link würde nirgendwohin führen. Die E-Mail geht hinaus, sobald er wieder eingeschaltet ist; Sie können beim Korrigieren der Einladung auch eine andere Art der Anmeldung wählen.',
  'mailFault.other': 'Keycloak konnte die E-Mail nicht senden.',
  'mailFault.detail': 'Technische Einzelheiten',
  'admin.detail.facts': 'Angaben zur Einladung',
  'admin.detail.email': 'E-Mail-Adresse',
  'admin.detail.username': 'Benutzername',
  'admin.detail.locale': 'Sprache',
  'admin.detail.signIn': 'Meldet sich an mit',
  'admin.detail.sentAt': 'Letzter Versand',
  'admin.detail.expiresAt': 'Der Link gilt bis',
  'admin.detail.expiredAt': 'Der Link ist abgelaufen am',
  'admin.detail.noLink': 'Es wurde noch kein Link gesendet',
  'admin.detail.accessUntil': 'Zugang bis',
  'admin.detail.accessEnded': 'Der Zugang endete nach dem',
  'admin.detail.limit': 'Letzten Tag des Zugangs ändern',
  'admin.detail.limit.submit': 'Letzten Tag speichern',
  'admin.detail.sends': 'Gesendete E-Mails',
  'form.groups': 'Gruppen',
  'form.groups.hint': 'Die Person hat sie vom ersten Moment an. Angezeigt wird nur, was Sie vergeben können.',
  'form.groups.find': 'Eine Gruppe suchen',
  'form.groups.found': 'Angezeigte Gruppen:',
  'form.groups.foundNone': 'Keine Gruppe passt.',
  'form.groups.chosen': 'Gewählt:',
  'form.app': 'App, zu der die Person kommt',
  'form.signIn': 'Art der Anmeldung',
  'form.signIn.usual': 'Je nach Adresse',
  'form.signIn.now': 'Jetzt: {way}.',
  'form.signIn.company': 'Das Konto des Unternehmens',
  'form.app.none': 'Dorthin, wo alle ankommen',
  'form.target': 'Seite der App',
  'form.target.hint': 'Ein Pfad wie /berichte oder eine Adresse dieser App.',
  'admin.detail.groups': 'Gruppen',
  'admin.detail.more': '{count, plural, one {Eine weitere} other {# weitere}}',
  'admin.detail.app': 'App, zu der die Person kommt',
  'admin.detail.target': 'Seite der App',
  'admin.detail.missing': 'Etwas, das zu dieser Einladung gehört, fehlt',
  'admin.detail.by': 'Einladung angelegt von',
  'admin.detail.resend': 'Weitere E-Mail senden',
  'admin.detail.revoke': 'Zurückziehen',
  'admin.detail.amend': 'Angaben berichtigen',
  'admin.detail.reference': 'Referenz',
  'admin.detail.reference.hint': 'Nennen Sie sie, wenn Sie an den Support schreiben; zum Anmelden dient sie nicht.',
  'admin.detail.copy': 'Kopieren',
  'admin.detail.copied': 'Kopiert',
  'admin.detail.history': 'Verlauf',
  'admin.detail.faults': 'Angaben des Kontos erfüllen die Regeln nicht; berichtigen Sie sie, um es ändern zu können',
  'admin.amend.title': 'Angaben von {who} berichtigen',
  'admin.amend.back': 'Zurück zur Einladung',
  'admin.amend.lead': 'Sie können sie berichtigen, bis die Person das Konto aktiviert.',
  'admin.amend.email.hint':
    'Ändern Sie die Adresse, gelten die früheren Links nicht mehr, und wir senden eine E-Mail an die neue, außer die Einladung ist zurückgezogen.',
  'admin.amend.signIn.hint':
    'Wählen Sie eine andere, gelten die früheren Links nicht mehr, und wir senden eine neue E-Mail, außer die Einladung ist zurückgezogen.',
  'admin.amend.submit': 'Änderungen speichern',
  'admin.revoke.title': 'Diese Einladung zurückziehen?',
  'admin.revoke.lead': '{who} ({email}) kann das Konto mit den erhaltenen Links nicht mehr aktivieren.',
  'admin.revoke.leadAddress': 'Die an {email} gesendeten Links gelten dann nicht mehr.',
  'admin.revoke.later': 'Später können Sie {count, plural, one {der Person} other {den Personen}} eine weitere E-Mail senden.',
  'admin.revoke.deletes':
    'Das Konto wird mit seinem Verlauf gelöscht, und das lässt sich nicht rückgängig machen. Um die Person wieder einzuladen, müssen Sie von vorn beginnen.',
  'admin.revoke.mayLeave':
    'Gehört das Konto nicht nur zu Ihrem Unternehmen, wird die Person aus dem Unternehmen und den Gruppen entfernt, die es vergeben hat; sonst bleiben Konto und Links, wie sie sind.',
  'admin.revoke.submit': 'Einladung zurückziehen',
  'admin.revoke.keep': 'Einladung behalten',
  'history.created': 'Konto angelegt',
  'history.createdBy': 'Einladung angelegt von {by}',
  'history.amended': 'Angaben berichtigt',
  'history.doer.user': 'Von {name}',
  'history.doer.client': 'Von der App {name}',
  'history.doer.worker': 'Vom System',
  'history.doer.person': 'Von der Person selbst',
  'history.queued': 'E-Mail vorbereitet',
  'history.sent': 'E-Mail gesendet',
  'history.failed': 'Die E-Mail ließ sich nicht senden',
  'history.opened': 'Die Person hat den Link geöffnet',
  'history.groups':
    '{count, plural, one {mit der Gruppe {groups}} other {mit den Gruppen {groups}}}{more, plural, =0 {} one { und einer weiteren} other { und # weiteren}}',
  'history.app': 'in der App {app}',
  'history.activated': 'Konto aktiviert',
  'history.expired': 'Der Link ist abgelaufen',
  'history.revoked': 'Einladung zurückgezogen',
  'history.accessEnded': 'Ende des Zugangs aus der Einladung',
  'history.neverActivated': 'Einladung zurückgezogen: Das Konto wurde nicht rechtzeitig aktiviert',
  'history.signedIn': 'Die Person hat sich angemeldet',
  'history.linkRefused': 'Ein Link, der nicht mehr galt, wurde geöffnet',
  'flash.sampleSent':
    'Wir haben eine Muster-Einladung an {email} gesendet. Die Schaltfläche darin öffnet die Anleitung: Sie können die E-Mail unbesorgt weiterleiten.',
  'flash.sampleFailed': 'Das Muster ließ sich nicht an {email} senden. Versuchen Sie es in einigen Minuten erneut.',
  'flash.invited': 'Wir haben die Einladung an {email} gesendet.',
  'flash.inviteFailed':
    'Die Einladung für {email} ist angelegt, aber die E-Mail ließ sich nicht senden. Wir versuchen es automatisch erneut.',
  'flash.resent': 'Wir haben eine weitere E-Mail an {email} gesendet. Die früheren Links gelten nicht mehr.',
  'flash.mailedAgain': 'Wir haben eine weitere E-Mail an {email} gesendet.',
  'flash.resendFailed': 'Die E-Mail an {email} ließ sich nicht senden. Wir versuchen es automatisch erneut.',
  'flash.amended': 'Wir haben die Angaben von {email} gespeichert.',
  'flash.asItWas': 'Es gab nichts zu speichern: Die Angaben von {email} sind unverändert.',
  'flash.limited': 'Wir haben den letzten Tag des Zugangs von {email} gespeichert.',
  'flash.revokedAccountOn':
    'Die Einladung für {email} ist zurückgezogen. Das Konto wurde nicht deaktiviert, weil Keycloak nicht sagt, welche Rechte es hat: Deaktivieren Sie es bei Bedarf in der Konsole von Keycloak.',
  'flash.left':
    '{email} gehört nicht mehr zum Unternehmen und auch nicht zu den Gruppen, die es vergeben hat. Sonst bleibt das Konto, wie es war.',
  'flash.revokedUnwritten':
    'Die Einladung für {email} ist zurückgezogen, und ihr Link gilt auf dieser Website nicht mehr. Das Konto ließ sich noch nicht deaktivieren: Berichtigen Sie zuerst die genannten Angaben.',
  'flash.revoked': 'Wir haben die Einladung für {email} zurückgezogen.',
  'flash.activated': 'Ihr Konto ist aktiv, und Sie sind angemeldet.',
  'flash.passwordChanged': 'Wir haben Ihr neues Passwort gespeichert.',
  'flash.passkeyAdded': 'Der Passkey ist bereit. Beim nächsten Mal können Sie sich damit anmelden.',
  'flash.languageSaved': 'Wir haben Ihre Sprache gespeichert.',

  // ── Import: faults of a file and of its rows (src/invitations/import) ──
  'import.file.empty': 'Die Datei ist leer. Senden Sie eine mit den Spaltentiteln und mindestens einer Person.',
  'import.file.no_rows': 'Die Datei hat nur die Titelzeile: Es fehlt mindestens eine Person.',
  'import.file.spreadsheet':
    'Das ist eine Tabellendatei. Öffnen Sie sie, wählen Sie „Speichern unter“ und das Format CSV, und senden Sie die CSV-Datei.',
  'import.file.binary': 'Das ist keine Textdatei. Senden Sie eine CSV-Datei.',
  'import.file.missing': 'Wählen Sie eine CSV-Datei.',
  'import.file.not_found': 'Die Datei „{file}“ gibt es nicht. Prüfen Sie den Pfad.',
  'import.file.folder': '„{file}“ ist ein Ordner. Geben Sie eine CSV-Datei an.',
  'import.file.unreadable':
    'Die Datei „{file}“ lässt sich nicht lesen ({code}). Prüfen Sie ihre Zugriffsrechte und versuchen Sie es erneut.',
  'import.file.quotes':
    'Die Anführungszeichen in Zeile {line, number} sind nicht richtig geschlossen. Innerhalb eines Textes in Anführungszeichen wird jedes Anführungszeichen verdoppelt.',
  'import.file.record_too_long':
    'Zeile {line, number} ist zu lang: Jede Zeile fasst höchstens {max, number} Zeichen. Vielleicht fehlt ein schließendes Anführungszeichen.',
  'import.file.too_many_rows': 'Die Datei hat mehr als {max, number} Personen. Verteilen Sie sie auf mehrere Dateien.',
  'import.file.too_large': 'Die Datei ist größer als {max, number} MB. Verteilen Sie sie auf mehrere Dateien.',
  'import.file.unreadable_titles':
    'In der Titelzeile stehen Buchstaben, die sich nicht lesen lassen: Ein Teil der Datei ist anders codiert. Speichern Sie sie als „CSV UTF-8“ und senden Sie sie erneut.',
  'import.column.no_email':
    'Die Spalte mit den Adressen fehlt. Die erste Zeile muss die Spalten benennen, und eine davon muss „E-Mail-Adresse“ oder „email“ heißen.',
  'import.column.unknown':
    'Die Spalte „{column}“ entspricht keiner Angabe des Profils. Entfernen Sie sie oder ändern Sie ihren Titel.',
  'import.column.ambiguous':
    'Die Spalte „{column}“ kann hier mehreres bedeuten: {meanings}. Sagen Sie mit „columns“, was gemeint ist, etwa {column}:{example} (im Terminal --column {column}={example}).',
  'import.column.no_email_in_template':
    'Das ist eine Vorlage von {template}, aber keine ihrer Spalten enthält die E-Mail-Adresse. Nennen Sie die Spalte, die sie hat, „email“.',
  'import.column.twice': 'Diese Angabe steht in zwei Spalten. Lassen Sie nur eine.',
  'import.row.barred':
    'Laut der Datei soll diese Person keinen Zugang haben („{value}“). Entfernen Sie die Zeile oder berichtigen Sie diese Angabe.',
  'import.row.unreadable':
    'Hier stehen Buchstaben, die sich nicht lesen lassen: Diese Zeile ist anders codiert als der Rest der Datei. Schreiben Sie sie neu und speichern Sie die Datei als „CSV UTF-8“.',
  'import.row.too_many_cells':
    'Die Zeile hat {found, number} Zellen, Titel gibt es {expected, number}. Enthält ein Text das Trennzeichen, setzen Sie ihn in Anführungszeichen.',
  'import.row.language': 'Auf „{value}“ senden wir keine E-Mails. Verwenden Sie eine dieser Sprachen: {options}.',
  'import.row.organization_required': 'Geben Sie das Unternehmen dieser Person an.',
  'import.row.duplicate': 'Diese Adresse steht schon in Zeile {line, number}.',
  'import.row.exists': 'Diese Person hat schon ein Konto: Sie erhält keine Einladung.',
  'import.row.invited': 'Diese Person hat schon eine Einladung: Sie erhält keine weitere.',
  'import.row.mail_failed':
    'Die Einladung ist angelegt, aber die E-Mail ließ sich nicht senden. Wir versuchen es automatisch erneut.',
  'import.row.provider_off':
    'Die Einladung ist angelegt, aber der Identitätsanbieter „{provider}“, über den sich diese Person anmeldet, ist in Keycloak ausgeschaltet oder nicht mehr vorhanden. Die E-Mail geht hinaus, sobald er wieder eingeschaltet ist; Sie können beim Korrigieren der Einladung auch eine andere Art der Anmeldung wählen.',
  'import.row.too_many_mails':
    'An diese Adresse {max, plural, one {ist in den letzten 24 Stunden schon eine E-Mail} other {sind in den letzten 24 Stunden schon # E-Mails}} gegangen: Importieren Sie diese Zeile in {hours, plural, one {einer Stunde} other {# Stunden}} erneut.',
  'import.row.refused': 'Der Kontendienst hat diese Angaben abgelehnt. Prüfen Sie sie und senden Sie die Datei erneut.',
  'import.row.directory':
    'Neue Konten werden in einem Verzeichnis gespeichert, in dem Einladungen keinen Platz haben: Es wurde keines angelegt. Legen Sie das Konto im Verzeichnis an oder schreiben Sie an den Support.',
  'import.row.directory_away':
    'Keycloak konnte das Konto nicht im Verzeichnis „{directory}“ (Benutzerföderation) speichern: Es antwortet nicht, oder seine Einstellungen passen nicht dazu. Importieren Sie diese Zeile erneut, wenn das behoben ist.',
  'import.row.username': 'Die Adresse kann hier kein Benutzername sein; der des Kontos ist „{username}“.',
  'import.row.queued': 'Die Einladung ist angelegt, und die E-Mail wartet, bis sie an der Reihe ist.',
  'import.outcome.sent': 'Eingeladen',
  'import.outcome.queued': 'Wartet',
  'import.outcome.failed': 'Mit Fehler',
  'import.outcome.skipped': 'Übersprungen',
  'import.outcome.ok': 'In Ordnung',
  'bulk.outcome.sent': 'E-Mail gesendet',
  'bulk.outcome.queued': 'Wartet',
  'bulk.outcome.failed': 'Unverändert',
  'bulk.outcome.skipped': 'Übersprungen',
  'bulk.outcome.ok': 'Zurückgezogen',
  'bulk.stopped.account': 'Das Konto der Person, die diese Aufgabe begonnen hat, wurde deaktiviert oder gelöscht.',
  'bulk.stopped.role': 'Der Person, die diese Aufgabe begonnen hat, wurden Rechte entzogen.',
  'bulk.stopped.company': 'Die Person, die diese Aufgabe begonnen hat, gehört nicht mehr zum Unternehmen.',
  'bulk.stopped.company_disabled': 'Das Unternehmen wurde deaktiviert.',
  'bulk.stopped.unknown':
    'Eine Stunde lang ließ sich nicht prüfen, ob die Person, die diese Aufgabe begonnen hat, ihre Rechte noch hat.',
  'bulk.stopped.rest': 'Was schon erledigt ist, gilt weiter; die übrigen Einladungen sind unberührt.',
  'import.stopped.account': 'Das Konto der Person, die diesen Import begonnen hat, wurde deaktiviert oder gelöscht.',
  'import.stopped.role': 'Der Person, die diesen Import begonnen hat, wurden Rechte entzogen.',
  'import.stopped.company': 'Die Person, die diesen Import begonnen hat, gehört nicht mehr zum Unternehmen.',
  'import.stopped.company_disabled': 'Das Unternehmen wurde deaktiviert.',
  'import.stopped.unknown':
    'Eine Stunde lang ließ sich nicht prüfen, ob die Person, die diesen Import begonnen hat, ihre Rechte noch hat.',
  'import.stopped.rest':
    'Was schon gesendet ist, gilt weiter; die übrigen Zeilen sind unberührt. Jemand mit Berechtigung kann dieselbe Datei senden: Niemand erhält die E-Mail zweimal.',
  'export.email': 'E-Mail-Adresse',
  'export.firstName': 'Vorname',
  'export.lastName': 'Nachname',
  'export.locale': 'Sprache',
  'export.groups': 'Gruppen',
  'export.app': 'App',
  'export.accessUntil': 'Zugang bis',
  'export.id': 'Referenz',
  'import.report.line': 'Zeile',
  'import.report.email': 'E-Mail-Adresse',
  'import.report.outcome': 'Ergebnis',
  'import.report.column': 'Spalte',
  'import.report.message': 'Was geschehen ist',

  // ── Pages: import of a file (src/views/pages/admin-import*.hbs) ──
  'admin.import.title': 'Mehrere Personen einladen',
  'admin.import.lead':
    'Senden Sie eine CSV-Datei mit einer Person je Zeile. Zuerst prüfen wir sie und zeigen Ihnen das Ergebnis; niemand erhält etwas, bevor Sie es bestätigen.',
  'admin.import.format.title': 'Wie die Datei aussehen muss',
  'admin.import.format.header': 'Die erste Zeile enthält die Titel der Spalten, in beliebiger Reihenfolge:',
  'admin.import.format.required': '(erforderlich)',
  'admin.import.format.example': 'Beispiel einer Datei',
  'admin.import.format.download': 'Vorlage herunterladen (CSV)',
  'admin.import.format.further': 'Bei Bedarf sind auch diese Spalten möglich:',
  'admin.import.format.extra': 'Und die Angaben aus dem Profil der Personen: {names}.',
  'admin.import.format.file':
    'Geeignet sind CSV-Dateien aus Excel, LibreOffice oder Google Sheets, getrennt durch Kommas, Semikolons oder Tabulatoren, mit bis zu {rows, number} Personen und {megabytes, number} MB.',
  'admin.import.format.idempotent':
    'Wer schon in der Liste der Einladungen steht, erhält keine weitere E-Mail. Sie können dieselbe Datei also unbesorgt noch einmal senden.',
  'admin.import.file': 'CSV-Datei',
  'admin.import.file.hint': 'Wählen Sie sie oder ziehen Sie sie hierher.',
  'import.title.email': 'E-Mail-Adresse',
  'import.title.firstName': 'Vorname',
  'import.title.lastName': 'Nachname',
  'import.title.locale': 'Sprache',
  'import.title.organization': 'Unternehmen',
  'import.title.groups': 'Gruppen',
  'import.title.app': 'App',
  'import.title.target': 'Ziel',
  'import.title.accessUntil': 'Zugang bis',
  'import.title.signIn': 'Art der Anmeldung',
  'import.title.message': 'Nachricht',
  'import.example.email': 'ana@sol.example',
  'import.example.firstName': 'Ana',
  'import.example.lastName': 'García',
  'import.example.locale': 'de',
  'import.example.organization': 'Sol',
  'import.template.name': 'vorlage-einladungen.csv',
  'admin.import.organization': 'Unternehmen, wenn die Datei keines nennt',
  'admin.import.locale': 'Sprache der E-Mail, wenn die Datei keine nennt',
  'admin.import.check': 'Datei prüfen',
  'admin.import.again': 'Eine andere Datei wählen',
  'admin.import.checking': 'Die Datei wird geprüft',
  'admin.import.checking.text':
    'Sie können diese Seite schließen: Die Prüfung läuft weiter. Öffnen Sie die Seite wieder, wann immer Sie das Ergebnis sehen wollen.',
  'admin.import.checked': 'Ergebnis der Prüfung',
  'admin.import.asked': 'Für die Prüfung fehlt eine Angabe',
  'admin.import.asked.lead':
    'Der Titel einer Spalte kann hier mehr als eines bedeuten. Sagen Sie uns, was gemeint ist, dann prüfen wir die Datei.',
  'admin.import.question': 'Was steht in der Spalte „{column}“?',
  'admin.import.meaning.email': 'Die E-Mail-Adresse',
  'admin.import.meaning.firstName': 'Der Vorname der Person',
  'admin.import.meaning.lastName': 'Der Nachname der Person',
  'admin.import.meaning.locale': 'Die Sprache der E-Mail',
  'admin.import.meaning.organization': 'Das Unternehmen, in das die Person eingeladen wird',
  'admin.import.meaning.groups': 'Die Gruppen, die die Person erhält',
  'admin.import.meaning.app': 'Die App, zu der die Person kommt',
  'admin.import.meaning.target': 'Die Seite dieser App',
  'admin.import.meaning.accessUntil': 'Der letzte Tag des Zugangs',
  'admin.import.meaning.signIn': 'Womit sich die Person anmeldet: mit Passwort, Passkey oder dem Konto des Unternehmens',
  'admin.import.meaning.message': 'Eine Nachricht für die E-Mail',
  'admin.import.meaning.attribute': 'Die Angabe „{name}“ im Profil der Person ({technical})',
  'admin.import.template':
    'Das ist eine Vorlage von {template}. Die Adressen sind die der Spalte „{address}“: Prüfen Sie, ob es Postfächer sind, die gelesen werden.',
  'admin.import.template.unused': 'Diese Spalten werden nicht verwendet: {names}.',
  'admin.import.ready':
    '{count, plural, =0 {Es ist niemand Neues einzuladen.} one {Eine Person erhält eine Einladung.} other {# Personen erhalten eine Einladung.}}',
  'admin.import.faulty':
    '{count, plural, one {In einer Zeile ist etwas zu berichtigen; sie bleibt außen vor.} other {In # Zeilen ist etwas zu berichtigen; sie bleiben außen vor.}}',
  'admin.import.existing':
    '{count, plural, one {Eine Person hat schon ein Konto oder eine Einladung und erhält keine weitere E-Mail.} other {# Personen haben schon ein Konto oder eine Einladung und erhalten keine weitere E-Mail.}}',
  'admin.import.start': '{count, plural, one {Eine Einladung} other {# Einladungen}} senden',
  'admin.import.running': 'Die Einladungen werden gesendet',
  'admin.import.running.text':
    'Sie können diese Seite schließen: Der Versand läuft weiter. Öffnen Sie die Seite wieder, wann immer Sie den Stand sehen wollen.',
  'admin.import.done': 'Die Einladungen sind gesendet',
  'admin.import.doneWithFaults': 'Der Versand ist abgeschlossen, aber es bleibt etwas zu prüfen',
  'admin.import.interrupted': 'Der Import wurde unterbrochen',
  'admin.import.interrupted.text':
    'Was schon gesendet ist, gilt weiter. Senden Sie dieselbe Datei noch einmal: Es geht dort weiter, wo es aufgehört hat, und niemand erhält die E-Mail zweimal.',
  'admin.import.rows': 'Zeilen der Datei',
  'admin.import.created': 'Angelegte Einladungen',
  'admin.import.sent': 'Gesendete E-Mails',
  'admin.import.queued': 'Wartende E-Mails',
  'admin.import.failed': 'Mit Fehler',
  'admin.import.skipped': 'Übersprungen, weil schon vorhanden',
  'admin.import.progress': '{done, number} von {rows, number} Zeilen',
  'admin.import.rate': '{rate, plural, one {# Zeile} other {# Zeilen}} pro Sekunde',
  'admin.import.remaining':
    '{minutes, plural, =0 {Noch weniger als eine Minute} one {Noch ungefähr eine Minute} other {Noch etwa # Minuten}}',
  'admin.import.waiting':
    'Der Kontendienst ist nicht erreichbar. Wir warten, bis er wieder erreichbar ist, und machen dann weiter.',
  'admin.import.waitingMail':
    'Der Mailserver nimmt nichts an. Wir legen weiter die Konten an; die E-Mails gehen hinaus, sobald er wieder da ist.',
  'admin.import.waitingRights':
    'Wir können gerade nicht prüfen, ob die Person, die den Import begonnen hat, ihre Rechte noch hat; bis dahin wird niemand mehr eingeladen. Waren Sie es, laden Sie diese Seite neu.',
  'admin.import.refresh': 'Neu laden',
  'admin.import.report': 'Bericht herunterladen (CSV)',
  'admin.import.faults': 'Zeilen, in denen etwas zu berichtigen ist',
  'admin.import.notes': 'Benutzernamen',
  'admin.import.faultsMore': 'Wir zeigen die ersten {shown, number}. Die übrigen stehen im Bericht.',
  'admin.import.wholeLine': 'ganze Zeile',
  'admin.import.toList': 'Einladungen ansehen',
};
