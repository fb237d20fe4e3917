import type { Messages } from './index.ts';

/** Basque. Sorted as es.ts. */
export const eu: Messages = {
  // ── Errors: the key after `error.` is the stable `code` of problem+json (src/errors.ts) ──
  'error.invalid_request': 'Daturen bat ez da zuzena. Berrikusi datuak eta bidali berriro.',
  'error.invalid_json': 'Eskaeraren edukia ez da baliozko JSON bat. Zuzendu eta bidali berriro.',
  'error.invalid_file': 'Fitxategi hau ezin da inportatu. Zuzendu adierazitakoa eta bidali berriro.',
  'error.unauthenticated': 'Jarraitzeko, hasi saioa zure kontuarekin edo bidali baliozko token bat.',
  'error.insufficient_user_authentication': 'Gonbidapenak kudeatzeko, saioa egiaztapen gehigarri batekin hasi behar da.',
  'error.forbidden': 'Zure kontuak ez du horretarako baimenik. Behar baduzu, eskatu zure enpresako kontuak kudeatzen dituenari.',
  'error.csrf': 'Formularioa iraungi da. Berrikusi datuak eta bidali berriro.',
  'error.not_found': 'Ez dugu bilatzen duzuna aurkitzen. Egiaztatu helbidea edo identifikatzailea.',
  'error.method_not_allowed': 'Helbide honek ez du metodo hori onartzen. Allow goiburuak esaten du zeintzuk onartzen dituen.',
  'error.email_exists':
    'Badago kontu bat helbide elektroniko horrekin. Egiaztatu helbidea edo bilatu pertsona gonbidapenen zerrendan.',
  'error.already_active': 'Kontua aktibo dago dagoeneko; beraz, gonbidapena ezin da berriro bidali, ez zuzendu, ez baliogabetu.',
  'error.not_yours':
    'Kontu hau ezin da hemendik aldatu, ez delako zure enpresarena bakarrik edo baimen propioak dituelako. Keycloak kudeatzen duenak bakarrik egin dezake, bere kontsolan.',
  'error.account_disabled':
    'Norbaitek kontu hau desaktibatu edo Keycloaken aldatu du gonbidapena baliogabetu zenetik; beraz, ez da ezer bidaltzen. Keycloak kudeatzen duenak berriro aktiba dezake.',
  'error.access_ended':
    'Gonbidapen honek ematen duen sarbidea adierazitako egunean amaitu zen. Aurretik, aukeratu geroagoko egun bat.',
  'error.organization_disabled':
    'Gonbidapen honen enpresa desaktibatuta dago; beraz, ez da ezer bidaltzen. Haren kontuak dauden bezala geratzen dira; zain dauden mezuak enpresa Keycloaken berriro aktibatzen denean aterako dira.',
  'error.organizations_off':
    'Hau ezin da enpresarik gabe egin, eta une honetan guztiak desaktibatuta daude Keycloaken. Ez da ezer aldatu: eskatu Keycloak kudeatzen duenari berriro aktiba ditzan (Realm settings).',
  'error.provider_off':
    'Pertsona honek «{provider}» identitate-hornitzailearekin hasten du saioa, baina hornitzailea itzalita dago edo jada ez dago Keycloaken; beraz, ez da ezer bidaltzen. Eskatu Keycloak kudeatzen duenari aktiba dezan, edo aukeratu saioa hasteko beste modu bat gonbidapena zuzentzean.',
  'error.passkeys_off':
    'Une honetan inork ezin du Keycloaken sarbide-gakorik edo pasahitzik sortu; estekak ez luke balioko eta ez da ezer bidaltzen. Eskatu Keycloak kudeatzen duenari bietako bat aktibatzeko.',
  'error.passwords_off':
    'Une honetan inork ezin du Keycloaken pasahitzik aukeratu; estekak ez luke balioko eta ez da ezer bidaltzen. Eskatu Keycloak kudeatzen duenari berriro baimentzeko, edo aukeratu saioa hasteko beste modu bat gonbidapena zuzentzean.',
  'error.domain_unclear':
    'Helbidearen domeinuak karaktere bat du (ß, ς edo ikusezin bat), eta harekin mezua beste domeinu batera joango litzateke; horregatik ez da ezer bidaltzen. Zuzendu helbidea eta idatzi domeinua ASCII forman (xn-- hasiera duena).',
  'error.earlier_link_works':
    'Pertsona honen aurreko esteka batek balioko luke kontua aktibatuz gero, eta kontua ezin da beste batekin ordezkatu. Gonbidapena data honetatik aurrera bidal dezakezu berriro: {until, date, ::yyyyMMMMdHHmmz}.',
  'error.directory_keeps_nothing':
    'Erreinu honek gonbidapenik onartzen ez duen direktorio batean gordetzen ditu kontu berriak. Ez da konturik sortu; idatzi laguntza-taldeari edo sortu kontua direktorioan.',
  'error.not_an_invitation':
    'Kontu hau ez dator gonbidapen batetik eta ezin da hemendik kudeatu. Zerbait aldatu behar bada, idatzi laguntza-taldeari.',
  'error.precondition_failed': 'Gonbidapena aldatu egin da kontsultatu zenuenetik. Kargatu berriro eta erabaki oraingo datuekin.',
  'error.idempotency_key_reused':
    'Idempotentzia-gako hori beste datu batzuekin erabili zen. Erabili gako berri bat eskaera bakoitzean.',
  'error.payload_too_large': 'Bidali duzuna handiegia da. Txikitu edo banatu bidalketa batzuetan.',
  'error.unsupported_media_type': 'Eduki mota hori ez da onartzen. Bidali hau: {expected}.',
  'error.too_many_imports':
    '{max, plural, one {Inportazio bat duzu} other {# inportazio dituzu}} martxan. Itxaron bat amaitu arte eta saiatu berriro.',
  'error.too_many_streams':
    '{max, plural, one {Inportazio bati} other {# inportaziori}} jarraitzen ari zara aldi berean, agian beste fitxa batzuetan. Itxi bat eta saiatu berriro.',
  'error.too_many_requests': 'Eskaera gehiegi jaso ditugu jarraian. Itxaron une bat eta saiatu berriro.',
  'error.too_many_mails':
    'Helbide honek {max, plural, one {mezu bat jaso du} other {# mezu jaso ditu}} azken 24 orduetan, eta oraingoz ez du gehiago onartzen. Saiatu berriro {hours, plural, one {ordubete} other {# ordu}} barru.',
  'error.unexpected': 'Zerbaitek huts egin du gure aldetik. Saiatu berriro minutu batzuk barru.',
  'error.keycloak_misconfigured':
    'Zerbitzua etenda dago konfigurazio-errore batengatik. Erregistratuta geratu da: saiatu geroago eta, berdin jarraitzen badu, idatzi laguntza-taldeari.',
  'error.keycloak_unavailable': 'Kontuen zerbitzuak ez du une honetan erantzuten. Saiatu berriro minutu batzuk barru.',
  'error.directory_unavailable':
    'Keycloakek ezin izan du «{directory}» direktorioa erabili (erabiltzaileen federazioa): edo ez du erantzuten, edo Keycloakeko konfigurazioa ez dator bat harekin. Keycloaken ez da ezer aldatu. Saiatu geroago eta, berdin jarraitzen badu, jakinarazi erreinua kudeatzen duenari.',
  'error.realm_not_ready':
    'Zerbitzua etenda dago kontuen zerbitzuaren doikuntza bat zuzendu arte. Saiatu geroago eta, berdin jarraitzen badu, jakinarazi kudeatzen duenari.',

  // ── Faults of single fields in forms and API bodies (src/http/request/validation.ts) ──
  'field.required': 'Bete eremu hau.',
  'field.email': 'Idatzi helbide elektroniko oso bat, adibidez izena@adibidea.com.',
  'field.email_domain':
    'Helbide honen domeinuak karaktere bat du (ß, ς edo ikusezin bat), eta harekin mezua beste domeinu batera joango litzateke. Idatzi domeinua ASCII forman (xn-- hasiera duena).',
  'field.too_long': 'Erabili gehienez {max, plural, one {karaktere #} other {# karaktere}}.',
  'field.too_many': 'Aukeratu gehienez {max, number}.',
  'field.too_short': 'Erabili gutxienez {min, plural, one {karaktere #} other {# karaktere}}.',
  'field.unknown': 'Eremu hau ez da existitzen: kendu.',
  'field.after_file': 'Eremu honek fitxategiaren aurretik joan behar du.',
  'field.revoke_lifespan': 'Baliogabetzen den gonbidapenak ez du iraupenik: kendu datu hau edo aukeratu beste ekintza bat.',
  'field.type': 'Balio hau ez da eskatutako motakoa. Zuzendu eta bidali berriro.',
  'field.option': 'Aukeratu hauetako bat: {options}.',
  'field.days_reversed': 'Azken eguna ezin da lehenengoa baino lehenagokoa izan.',
  'field.day': 'Idatzi data urtea, hilabetea eta eguna jarrita, adibidez 2026-12-31.',
  'field.date_past': 'Data hau pasatuta dago. Aukeratu gaur edo geroagoko egun bat.',
  'field.date_far': 'Data hau urrunegi dago. Aukeratu hurrengo {years} urteetako bat.',
  'field.access_before_link':
    'Sarbidea esteka iraungi baino lehen amaituko litzateke. Aukeratu geroagoko data bat, edo ordu gutxiago balio duen esteka bat.',
  'field.access_ended': 'Sarbide hau amaitu da: data ezin da aldatu.',
  'field.no_such_group': 'Talde hau ez da existitzen. Aukeratu beste bat.',
  'field.group_unknown': 'Ezin duzu «{group}» taldea eman: ez da existitzen edo ezin da gonbidatzean esleitu.',
  'field.app_not_yours': 'Plataforma osoa kudeatzen duenak bakarrik aukera dezake aplikazioa.',
  'field.group_missing':
    'Pertsona ez dago «{group}» taldean: taldea ez da jada existitzen, ezin da eman edo norbaitek hartatik atera du.',
  'field.app_missing': '«{app}» aplikazioa ez dago jada erabilgarri: denak iristen diren lekura iristen da pertsona.',
  'field.target_missing':
    'Aukeratutako helbidea ez da «{app}» aplikazioarena jada: pertsona aplikazioaren hasierako orrira iristen da.',
  'field.passkeys_off':
    'Hemen ezin da saioa sarbide-gako batekin bakarrik hasi. Aukeratu pasahitza, edo eskatu Keycloak kudeatzen duenari aktibatzeko.',
  'field.passwords_off':
    'Une honetan inork ezin du hemen pasahitzik aukeratu. Aukeratu saioa hasteko beste modu bat, edo eskatu Keycloak kudeatzen duenari baimentzeko.',
  'field.credentials_off':
    'Une honetan inork ezin du hemen pasahitzik aukeratu, ezta sarbide-gakorik sortu ere. Eskatu Keycloak kudeatzen duenari bietako bat aktibatzeko.',
  'field.sign_in_unknown':
    'Idatzi «pasahitza», «sarbide-gakoa», «enpresako kontua», «helbidearen arabera», edo «idp:» eta identitate-hornitzaile baten identifikatzailea.',
  'field.sign_in_value':
    'Bidali «password», «passkey», edo «idp:» eta identitate-hornitzaile baten identifikatzailea. Helbideak erabaki dezan, bidali testu huts bat ("").',
  'field.provider_unknown':
    'Ez dago identifikatzaile hori duen identitate-hornitzailerik helbide honetarako prest. Egiaztatu, edo utzi eremua hutsik.',
  'field.provider_not_for_address':
    'Lehen aukeratutako identitate-hornitzailea ez dago helbide honetarako prest. Helbideak erabaki dezan, bidali signIn ere hutsik (""), edo aukeratu saioa hasteko beste modu bat.',
  'field.company_sign_in_missing':
    'Enpresa honek ez du prest saioa enpresako kontuarekin hasteko aukera. Aukeratu saioa hasteko beste modu bat.',
  'field.app_unknown': 'Ez dago identifikatzaile horrekin gonbidapenik onartzen duen aplikaziorik. Aukeratu beste bat.',
  'field.inviter_unknown': 'Ez dago identifikatzaile hori duen pertsonarik. Aukeratu beste bat.',
  'field.target_outside': 'Helbide hori ez da aukeratutako aplikazioarena. Adierazi beste bat, edo bat ere ez.',
  'field.target_without_app': 'Adierazi aplikazioa ere.',
  'field.message_link':
    'Idatzi mezua webguneen eta posta elektronikoko helbiderik gabe. Puntu bakoitzaren ondoren, utzi tarte bat.',
  'field.message_signs':
    'Testua ez diren zeinuak daude. Idatzi mezua berriro, letrekin, zenbakiekin eta puntuazio-zeinuekin bakarrik.',
  'field.message_lines': 'Idatzi gehienez {max} lerro.',
  'field.message_not_yours': 'Plataforma osoa kudeatzen duenak bakarrik gehi dezake mezu bat.',
  'field.organization_unknown': 'Ez dago identifikatzaile hori duen enpresarik. Egiaztatu.',
  'field.organization_disabled':
    'Enpresa hau desaktibatuta dago: inor ezin da bertara gonbidatu. Aukeratu beste bat, edo eskatu Keycloak kudeatzen duenari aktibatzeko.',
  'field.email_exists':
    'Badago kontu bat helbide elektroniko honekin. Egiaztatu helbidea edo bilatu pertsona gonbidapenen zerrendan.',
  'field.email_in_use': 'Badago kontu bat helbide elektroniko honekin. Erabili beste helbide bat edo idatzi laguntza-taldeari.',
  'field.too_many_matches':
    'Gehiegi dira aldi berean. Mugatu bilaketa edo erabili iragazkiak gehienez {max, number} geratu arte.',
  'field.too_many_mails':
    'Helbide honek {max, plural, one {mezu bat jaso du} other {# mezu jaso ditu}} azken 24 orduetan, eta oraingoz ez du gehiago onartzen. Saiatu berriro {hours, plural, one {ordubete} other {# ordu}} barru.',
  'field.invalid': 'Berrikusi balio hau.',
  'field.too_deep':
    'Zenbatuz lehenengo {most, number} emaitzetara bakarrik iristen da. Irakurtzen jarraitzeko, erabili «next» eta «cursor».',

  // ── Faults of the realm's user profile (src/keycloak/profile/profile-errors.ts, profile-validation.ts) ──
  'field.length_exact': 'Erabili zehazki {count, plural, one {karaktere #} other {# karaktere}}.',
  'field.length_between': 'Erabili {min} eta {max, plural, one {# karaktere} other {# karaktere}} artean.',
  'field.number': 'Idatzi zenbaki bat, hamartarrak puntuarekin, adibidez 12.5.',
  'field.integer': 'Idatzi zenbaki oso bat, hamartarrik gabe.',
  'field.number_between': 'Idatzi {min, number} eta {max, number} arteko zenbaki bat.',
  'field.number_min': 'Idatzi zenbaki hau edo handiagoa: {min, number}.',
  'field.number_max': 'Idatzi zenbaki hau edo txikiagoa: {max, number}.',
  'field.values_between': 'Adierazi {min} eta {max, plural, one {# balio} other {# balio}} artean.',
  'field.values_min': 'Adierazi gutxienez {min, plural, one {balio #} other {# balio}}.',
  'field.values_max': 'Adierazi gehienez {max, plural, one {balio #} other {# balio}}.',
  'field.email_ascii': 'A bildua baino lehen ez erabili azenturik, ez eñerik.',
  'field.email_as_username':
    'Helbide honekin ezin da kontua sortu: hemen erabiltzaile-izena ere bada, eta horrek ez ditu & % bezalako zeinuak edo beste alfabeto batzuetako letrak onartzen. Erabili beste helbide bat.',
  'field.pattern': 'Datu honek ez du eskatutako formatua. Berrikusi eta idatzi berriro.',
  'field.option_unknown': 'Aukeratu zerrendako aukera bat.',
  'field.url': 'Idatzi helbide osoa, tarterik gabe, adibidez https://www.adibidea.com.',
  'field.url_scheme': 'Idatzi eskatutako moduan hasten den helbide bat, adibidez https://.',
  'field.url_fragment': 'Kendu helbidetik traola (#) eta ondoren datorren guztia.',
  'field.date': 'Idatzi existitzen den data bat, eskatutako formatuan.',
  'field.name_characters': 'Kendu zeinuak, hala nola < > & % $ # * / edo parentesiak: hemen ez dira onartzen.',
  'field.name_address':
    'Idatzi izena bakarrik, webguneen eta posta elektronikoko helbiderik gabe. Laburdura bada, utzi tarte bat puntuaren ondoren.',
  'field.name_symbols':
    'Berrikusi letrak: inongo izenek ez dituen zeinuak daude, hala nola £, ¤ edo ‚. Fitxategi batetik badatoz, gorde «CSV UTF-8» gisa eta bidali berriro.',
  'field.username_characters': 'Erabili letrak, zenbakiak, puntuak, marratxoak eta azpimarrak bakarrik, tarterik gabe.',
  'field.username_exists': 'Erabiltzaile-izen hori hartuta dago. Aukeratu beste bat.',
  'field.username_address':
    'Beste pertsona baten helbidea ezin da erabiltzaile-izena izan. Aukeratu beste bat, edo zure helbidea.',
  'field.read_only': 'Datu hau ezin da hemen aldatu. Utzi zegoen bezala.',
  'field.realm_message': '{text}',

  // ── Names that Keycloak's user profile knows, after `attribute.` (src/i18n/profile-texts.ts) ──
  'attribute.username': 'Erabiltzaile-izena',
  'attribute.email': 'Helbide elektronikoa',
  'attribute.firstName': 'Izena',
  'attribute.lastName': 'Abizenak',
  'attribute.street': 'Kalea eta zenbakia',
  'attribute.locality': 'Herria',
  'attribute.region': 'Probintzia edo eskualdea',
  'attribute.postal_code': 'Posta-kodea',
  'attribute.country': 'Herrialdea',
  'attribute.website': 'Webgunea',
  'attribute.phoneNumber': 'Telefonoa',
  'attribute.gender': 'Generoa',
  'attribute.birthday': 'Jaioteguna',
  'attribute.zoneinfo': 'Ordu-eremua',
  'attribute.locale': 'Hizkuntza',

  // ── Password: rules of the realm's policy as a list, and what to do when one is not met (src/views/present/password-words.ts) ──
  'password.rule.length': 'Gutxienez {count, plural, one {karaktere #} other {# karaktere}}',
  'password.rule.maxLength': 'Gehienez {count, plural, one {karaktere #} other {# karaktere}}',
  'password.rule.lowerCase': 'Gutxienez {count, plural, one {letra xehe bat} other {# letra xehe}}',
  'password.rule.upperCase': 'Gutxienez {count, plural, one {letra larri bat} other {# letra larri}}',
  'password.rule.digits': 'Gutxienez {count, plural, one {zenbaki bat} other {# zenbaki}}',
  'password.rule.specialChars': 'Gutxienez {count, plural, one {zeinu bat} other {# zeinu}} (adibidez, * edo @)',
  'password.rule.notUsername': 'Zure erabiltzaile-izenaren desberdina',
  'password.rule.notContainsUsername': 'Zure erabiltzaile-izenik gabe',
  'password.rule.notContainsEmail': 'Zure helbide elektronikorik gabe',
  'password.rule.notEmail': 'Zure helbide elektronikoaren desberdina',
  'password.rule.regexPattern': 'Plataformak eskatzen duen formatuan',
  'password.rule.passwordHistory':
    '{count, plural, =0 {Oraingo pasahitzaren desberdina} one {Oraingo pasahitzaren desberdina} other {Zure azken # pasahitzen desberdina}}',
  'password.rule.passwordAge':
    '{count, plural, =0 {Oraingo pasahitzaren desberdina} one {Azken egunean erabili gabea} other {Azken # egunetan erabili gabea}}',
  'password.rule.passwordBlacklist': 'Pasahitz ezagunenen desberdina',
  'password.rule.other': 'Plataformaren gainerako arauak betetzen dituena',
  'password.unmet.length': 'Pasahitza laburregia da: erabili gutxienez {count, plural, one {karaktere #} other {# karaktere}}.',
  'password.unmet.maxLength': 'Pasahitza luzeegia da: erabili gehienez {count, plural, one {karaktere #} other {# karaktere}}.',
  'password.unmet.lowerCase': 'Gehitu pasahitzari {count, plural, one {letra xehe bat} other {letra xeheak, # izan arte}}.',
  'password.unmet.upperCase': 'Gehitu pasahitzari {count, plural, one {letra larri bat} other {letra larriak, # izan arte}}.',
  'password.unmet.digits': 'Gehitu pasahitzari {count, plural, one {zenbaki bat} other {zenbakiak, # izan arte}}.',
  'password.unmet.specialChars':
    'Gehitu pasahitzari {count, plural, one {zeinu bat} other {zeinuak, # izan arte}} (adibidez, * edo @).',
  'password.unmet.notUsername': 'Pasahitza ezin da zure erabiltzaile-izena izan: aukeratu beste bat.',
  'password.unmet.notContainsUsername': 'Kendu zure erabiltzaile-izena pasahitzetik.',
  'password.unmet.notContainsEmail': 'Kendu zure helbide elektronikoa pasahitzetik.',
  'password.unmet.notEmail': 'Pasahitza ezin da zure helbide elektronikoa izan: aukeratu beste bat.',
  'password.unmet.regexPattern':
    'Pasahitzak ez du plataformak eskatzen duen formatua. Probatu beste batekin edo idatzi laguntza-taldeari.',
  'password.unmet.passwordHistory':
    'Aukeratu beste pasahitz bat, {count, plural, =0 {oraingoaren} one {oraingoaren} other {azken # pasahitzen}} desberdina.',
  'password.unmet.passwordAge':
    '{count, plural, =0 {Aukeratu oraingoaren desberdina den pasahitz bat.} one {Aukeratu azken egunean erabili ez duzun pasahitz bat.} other {Aukeratu azken # egunetan erabili ez duzun pasahitz bat.}}',
  'password.unmet.passwordBlacklist': 'Pasahitz hau ezagunegia da eta ez da onartzen: aukeratu beste bat.',
  'password.unmet.other': 'Pasahitzak ez ditu plataformaren arau guztiak betetzen: aukeratu beste bat.',
  'password.required': 'Idatzi pasahitz bat.',
  'password.mismatch': 'Bi pasahitzak ez datoz bat: idatzi berriro.',
  'password.too_weak': 'Pasahitza asmatzen errazegia da. {advice}',
  'password.show': 'Erakutsi',
  'password.show_label': 'Erakutsi pasahitza',
  'password.hide': 'Ezkutatu',
  'password.hide_label': 'Ezkutatu pasahitza',
  'password.met': 'beteta',
  'password.unmet': 'bete gabe',
  'password.progress': 'Betetako baldintzak: %all% horietatik %met%.',
  'password.score.0': 'oso txikia',
  'password.score.1': 'txikia',
  'password.score.2': 'hobetzekoa',
  'password.score.3': 'handia',
  'password.score.4': 'oso handia',
  'password.strength': 'Pasahitzaren segurtasuna: %score%.',

  // ── Password: what zxcvbn finds and advises; the keys are its own ──
  'password.warning.straightRow': 'Teklatuan jarraian dauden teklak erraz asmatzen dira.',
  'password.warning.keyPattern': 'Teklatuko ibilbide laburrak erraz asmatzen dira.',
  'password.warning.simpleRepeat': 'Errepikatutako karaktereak, «aaa» adibidez, erraz asmatzen dira.',
  'password.warning.extendedRepeat': 'Errepikapenak, «abcabcabc» adibidez, «abc» bezain erraz asmatzen dira ia.',
  'password.warning.sequences': 'Segidak, «abc» edo «6543» adibidez, erraz asmatzen dira.',
  'password.warning.recentYears': 'Azken urteak erraz asmatzen dira.',
  'password.warning.dates': 'Datak erraz asmatzen dira.',
  'password.warning.topTen': 'Hamar pasahitz erabilienetako bat da.',
  'password.warning.topHundred': 'Ehun pasahitz erabilienetako bat da.',
  'password.warning.common': 'Oso pasahitz erabilia da.',
  'password.warning.similarToCommon': 'Oso pasahitz erabili baten antza du.',
  'password.warning.wordByItself': 'Hitz bakar bat erraz asmatzen da.',
  'password.warning.namesByThemselves': 'Izen edo abizen bat bakarrik erraz asmatzen da.',
  'password.warning.commonNames': 'Ohiko izenak eta abizenak erraz asmatzen dira.',
  'password.warning.userInputs': 'Zure edo plataformaren datuak ditu, eta hori da asmatzeko lehenengo probatzen dena.',
  'password.suggestion.l33t': 'Letren ordez zenbakiak edo zeinuak jartzeak, «a»-ren ordez «@» adibidez, gutxi laguntzen du.',
  'password.suggestion.reverseWords': 'Hitzak alderantziz idazteak gutxi laguntzen du.',
  'password.suggestion.allUppercase': 'Jarri letra batzuk bakarrik larriz.',
  'password.suggestion.capitalization': 'Erabili letra larriak beste leku batzuetan ere, ez hasieran bakarrik.',
  'password.suggestion.dates': 'Saihestu zurekin zerikusia duten datak eta urteak.',
  'password.suggestion.recentYears': 'Saihestu azken urteak.',
  'password.suggestion.associatedYears': 'Saihestu zurekin zerikusia duten urteak.',
  'password.suggestion.sequences': 'Saihestu letra edo zenbaki segidak.',
  'password.suggestion.repeated': 'Saihestu hitzak eta karaktereak errepikatzea.',
  'password.suggestion.longerKeyboardPattern': 'Egin ibilbide luzeagoa teklatuan, norabidea behin baino gehiagotan aldatuz.',
  'password.suggestion.anotherWord': 'Gehitu ezohiko beste hitz bat.',
  'password.suggestion.useWords': 'Elkartu normalean batera joaten ez diren hitz batzuk.',
  'password.suggestion.noNeed': 'Pasahitz luze batek konplikatu batek baino gehiago balio du.',

  // ── Pages: frame (src/views/partials) ──
  'layout.skip': 'Joan edukira',
  'layout.titleWithErrors': 'Berrikusi datuak: {heading}',
  'layout.accountNav': 'Zure kontua',
  'layout.helpNav': 'Laguntza',
  'layout.language': 'Hizkuntza',
  'layout.colon': ':',
  'layout.invitations': 'Gonbidapenak',
  'layout.profile': 'Profila',
  'layout.signOut': 'Amaitu saioa',
  'layout.help': 'Aktibazio-gida',
  'layout.support': 'Laguntza-taldea',
  'form.optional': '(aukerakoa)',
  'form.choose': 'Aukeratu bat',
  'form.chooseOne': 'Aukeratu aukeretako bat.',
  'form.nth': '{label}, {n, number}',
  'form.addValue': 'Gehitu beste bat',
  'form.removeValue': 'Kendu',
  'form.summary': 'Berrikusi hau',
  'form.honeypot': 'Utzi eremu hau hutsik',
  'mail.word.subject': 'Zure gonbidapenari buruzko mezu bat ({brand})',
  'mail.word.by':
    'Gonbidatzailea: {author}. {brand} plataformako enpresa batera gonbidatu zaitu, eta hau idatzi dizu. Onartzeko esteka beste mezu batean dator.',
  'mail.word.plain':
    '{brand} plataformako enpresa batera gonbidatzen zaituenak hau idatzi dizu. Onartzeko esteka beste mezu batean dator.',
  'mail.word.unexpected': 'Ez zenuen gonbidapen hau espero? Ez duzu ezer egin behar.',
  'mail.activationSubject': 'Kontuaren aktibazioa: {brand}',
  'date.inMadrid': '{date} (penintsulako ordua)',

  // ── Pages: start ──
  'home.title': 'Zure kontua: {brand}',
  'home.lead': 'Hemen zure kontua aktiba dezakezu eta plataformarako sarbidea kudeatu.',
  'home.signIn': 'Hasi saioa',
  'home.profile': 'Joan nire profilera',
  'home.mail.title': 'Aktibazio-mezua jaso duzu?',
  'home.mail.text': 'Ireki mezuko esteka eta osatu zure datuak. Minutu pare bat besterik ez da.',
  'home.mail.resend': 'Eskatu esteka berri bat',
  'home.mail.guide': 'Ikusi aktibazio-gida',

  // ── Pages: activation ──
  'activate.title': 'Aktibatu zure kontua',
  'activate.lead': 'Osatu zure datuak eta aukeratu pasahitz bat. Ondoren, saioa hasi ahal izango duzu.',
  'activate.leadForApp':
    'Osatu zure datuak eta aukeratu pasahitz bat. Ondoren, saioa hasi ahal izango duzu aplikazio honetan: {app}.',
  'activate.directory.title': 'Zure pasahitza enpresaren direktorioan dago',
  'activate.directory.lead':
    'Kontu hau zure enpresaren direktoriotik dator. Han gordetzen dira zure datuak eta pasahitza; hemendik ezin dira aldatu. Hasi saioa lehendik duzun pasahitzarekin. Ez baduzu edo gogoratzen ez baduzu, direktorio hori kudeatzen duenak eman diezazuke: normalean, zure enpresako informatika-taldeak.',
  'activate.account': 'Zure kontua',
  'activate.username': 'Zure erabiltzaile-izena',
  'activate.password.label': 'Pasahitza',
  'activate.password.hint':
    'Pasahitz ahul batek segurtasun-arazoak izateko arriskua handitzen du. Aukeratu beste inon erabiltzen ez duzun bat.',
  'activate.password.rules': 'Pasahitzak hau bete behar du:',
  'activate.password.capsLock': 'Maiuskulen blokeoa aktibatuta dago.',
  'activate.password.confirm': 'Errepikatu pasahitza',
  'activate.noCookies':
    'Zure nabigatzaileak ez du cookierik gordetzen, eta formulario honek bat behar du babestuta egoteko. Baimendu orri honen cookieak eta bidali berriro.',
  'activate.submit': 'Sortu',
  'activate.after': 'Ondoren, zure helbide elektronikoarekin eta pasahitz honekin hasi ahal izango duzu saioa.',
  'activate.afterWithUsername': 'Ondoren, zure erabiltzaile-izenarekin eta pasahitz honekin hasi ahal izango duzu saioa.',
  'activate.company.title': 'Hasi saioa zure enpresako kontuarekin',
  'activate.company.lead':
    'Berrikusi zure datuak eta sakatu botoia: zure enpresaren orrira pasako zara, han ohi bezala hasiko duzu saioa, eta hona itzuliko zara kontua aktibo duzula.',
  'activate.company.leadForApp':
    'Berrikusi zure datuak eta sakatu botoia: zure enpresaren orrira pasako zara, han ohi bezala hasiko duzu saioa, eta gero aplikazio honetan sartu ahal izango zara: {app}.',
  'activate.company.leadConfirms':
    'Berrikusi zure datuak eta sakatu botoia: zure enpresaren orrira pasako zara, eta han ohi bezala hasiko duzu saioa. Gero, bigarren mezu bat jasoko duzu helbide honetan: ireki eta sakatu esteka kontua aktibatzeko.',
  'activate.company.submit': 'Jarraitu nire enpresarekin',
  'activate.company.after': 'Erabili han goian agertzen den helbidea. Harekin bakarrik aktibatzen da kontu hau.',
  'activate.more.title': 'Urrats bat falta da',
  'activate.more.lead': 'Idatzi duzuna gordeta dago. Amaitzeko, osatu ondoren datorrena.',
  'activate.anew':
    'Denbora gehiegi pasa da, eta urrats hauek errepikatu behar dira. Zure datuak hemen daude: idatzi pasahitza berriro.',
  'signIn.password': 'Pasahitza',
  'signIn.passkey': 'Sarbide-gakoa',
  'signIn.company': 'Enpresako kontua ({provider})',
  'passkey.lead': 'Osatu zure datuak eta sortu sarbide-gako bat. Gero, saioa hasi ahal izango duzu.',
  'passkey.leadForApp': 'Osatu zure datuak eta sortu sarbide-gako bat. Gero, saioa hasi ahal izango duzu hemen: {app}.',
  'passkey.title': 'Zure sarbide-gakoa',
  'passkey.text':
    'Gailu honetako hatz-marka, aurpegia edo PINa erabiliko duzu saioa hasteko: ez dago ezer gogoratu edo idatzi beharrik. Botoia sakatzean, nabigatzaileak gidatuko zaitu.',
  'passkey.submit': 'Sortu sarbide-gakoa',
  'passkey.after': 'Ondoren, saioa hasi ahal izango duzu gako horrekin.',
  'passkey.label': 'Sarbide-gakoa',
  'passkey.cancelled':
    'Sarbide-gakoa ez da sortu: bertan behera utzi da edo denbora gehiegi igaro da. Sakatu botoia berriro saiatzeko; zure datuak hemen daude oraindik.',
  'passkey.refused': 'Ezin izan da sarbide-gakoa gorde. Sakatu botoia berriro saiatzeko; zure datuak hemen daude oraindik.',
  'activate.anewWithoutPassword':
    'Denbora gehiegi igaro da eta urrats hau errepikatu behar da. Zure datuak hemen daude oraindik: sakatu botoia berriro.',
  'passkey.noScript':
    'Sarbide-gako bat sortzeko, JavaScript behar da. Aktibatu zure nabigatzailean eta kargatu berriro orria, edo ireki mezuko esteka beste gailu batean.',
  'passkey.impossible':
    'Nabigatzaile edo gailu honek ezin du sarbide-gakorik sortu. Ireki mezuko esteka beste batean, adibidez, zure telefonoan.',
  'passkey.orPassword': 'Ezin duzu sarbide-gakorik sortu? Pasahitz batekin ere has dezakezu saioa.',
  'passkey.choosePassword': 'Aukeratu pasahitz bat',
  'passkey.offLead':
    'Une honetan ezin da sarbide-gakorik sortu; beraz, pasahitz batekin hasiko duzu saioa. Osatu zure datuak eta aukeratu bat.',
  'emailKept.title': 'Zure helbidea baieztatuta geratzen da',
  'emailKept.text': 'Esteka hau helbide honetara iritsi da: {address}. Ez duzu beste ezer egin behar.',
  'totp.title': 'Bi urratseko egiaztapena',
  'totp.lead':
    'Saioa hasteko, pasahitzaz gain, zure telefonoko aplikazio baten kodea beharko da; adibidez, Google Authenticator, Microsoft Authenticator edo FreeOTP.',
  'totp.leadWithoutPassword':
    'Zure kontuak, gainera, erabilera bakarreko kodeak ematen dituen telefonoko aplikazio bat behar du; adibidez, Google Authenticator, Microsoft Authenticator edo FreeOTP.',
  'totp.scan': 'Ireki aplikazioa eta eskaneatu QR kode hau.',
  'totp.qr': 'QR kodea, hurrengo urratsean agertzen den gakoarekin',
  'totp.open': 'Aplikazioa gailu honetan bertan dago? Ireki',
  'totp.type': 'Ezin baduzu eskaneatu, idatzi gako hau aplikazioan:',
  'totp.settings': 'Aplikazioak galdetzen badu: denboran oinarritua, {algorithm}, {digits} zifra, {period} segundo.',
  'totp.settingsCounter':
    'Aplikazioak galdetzen badu: kontagailuan oinarritua, {algorithm}, {digits} zifra, hasierako kontagailua {counter}.',
  'totp.code': 'Aplikazioaren kodea',
  'totp.hint': 'Une honetan erakusten dituen {digits} zifrak.',
  'totp.after':
    'Ondoren, zure helbide elektronikoarekin, pasahitz honekin eta hurrengo kodearekin hasi ahal izango duzu saioa: itxaron aplikazioak beste bat erakutsi arte, oraingoak ez baitu bi aldiz balio.',
  'totp.afterWithUsername':
    'Ondoren, zure erabiltzaile-izenarekin, pasahitz honekin eta hurrengo kodearekin hasi ahal izango duzu saioa: itxaron aplikazioak beste bat erakutsi arte, oraingoak ez baitu bi aldiz balio.',
  'totp.asked': 'Zure kontuak bi urratseko egiaztapena behar du. Eskaneatu QR kodea eta idatzi aplikazioaren kodea.',
  'totp.required': 'Idatzi aplikazioak erakusten dituen {digits} zifrak.',
  'totp.wrong': 'Kode hau ez da zuzena edo iraungi da. Idatzi aplikazioak orain erakusten duena.',
  'totp.clock':
    'Kodea ematen duen gailuaren erlojua {minutes, plural, one {minutu bat} other {# minutu}} inguru desbideratuta dago. Aktibatu gailu horretan ordu automatikoa eta idatzi kode berria.',
  'totp.again':
    'Kodea okerra izan da hiru aldiz. Ezabatu aplikazioko sarrera, eskaneatu QR kode hau, berria baita, eta idatzi erakusten duen kodea. Hala ere ez badabil, idatzi laguntza-taldeari.',
  'passkeyLater.title': 'Gero, sarbide-gako bat',
  'passkeyLater.text':
    'Saioa lehen aldiz hasten duzunean, sarbide-gako bat sortzeko eskatuko zaizu, zure gailuko hatz-marka, aurpegia edo PINa erabiliz.',
  'codes.title': 'Gorde zure berreskuratze-kodeak',
  'codes.lead':
    'Idatzi duzuna gordeta dago. Egunen batean telefonoa galtzen baduzu, kode hauetako batekin hasiko duzu saioa; bakoitzak behin bakarrik balio du. Ez dira berriro erakutsiko.',
  'codes.leadAndMore':
    'Egunen batean telefonoa galtzen baduzu, kode hauetako batekin hasiko duzu saioa; bakoitzak behin bakarrik balio du. Ez dira berriro erakutsiko. Osatu behean falta dena.',
  'codes.copy': 'Kopiatu',
  'codes.print': 'Inprimatu',
  'codes.download': 'Deskargatu',
  'codes.copied': 'Kopiatuta',
  'codes.kept': 'Kode hauek leku seguruan gorde ditut',
  'codes.required': 'Gorde kodeak eta markatu laukia: ez dira berriro erakutsiko.',
  'codes.submit': 'Amaitu',
  'codes.after': 'Ondoren, saioa hasi ahal izango duzu.',
  'codes.file.name': 'berreskuratze-kodeak',
  'codes.file.title': 'Berreskuratze-kodeak: {brand}',
  'codes.file.text': 'Kode bakoitzak behin bakarrik balio du saioa aplikaziorik gabe hasteko. Gorde leku seguruan.',
  'codes.file.date': 'Sorrera-data:',
  'terms.title': 'Erabilera-baldintzak',
  'terms.read': 'Irakurri erabilera-baldintzak (beste fitxa batean irekitzen dira)',
  'terms.accept': 'Erabilera-baldintzak irakurri ditut eta onartzen ditut',
  'terms.required': 'Kontua aktibatzeko, irakurri erabilera-baldintzak eta markatu laukia.',
  'terms.changed':
    'Erabilera-baldintzak berriak dira edo aldatu egin dira orri hau ireki zenuenetik. Irakurri eta markatu laukia.',
  'terms.otherText': 'Hau ez da laukia markatzean ikusi zenuen testua. Irakurri eta markatu laukia berriro.',

  // ── Pages: what happened and what to do now (src/views/models/notices.ts) ──
  'notice.reference': 'Erreferentzia:',
  'notice.action.signIn': 'Hasi saioa',
  'notice.action.signInAgain': 'Hasi saioa berriro',
  'notice.action.sendLink': 'Jaso esteka berri bat',
  'notice.action.resend': 'Eskatu aktibazio-esteka bat',
  'notice.action.continue': 'Jarraitu',
  'notice.action.retry': 'Saiatu berriro',
  'notice.action.sendAgain': 'Bidali',
  'notice.action.back': 'Itzuli',
  'notice.action.home': 'Joan hasierara',
  'notice.action.support': 'Idatzi laguntza-taldeari',
  'notice.action.help': 'Ikusi gida',
  'notice.passwordStands.title': 'Zure pasahitza gordeta dago',
  'notice.passwordStands.lead':
    'Datuak zuzentzea besterik ez da falta. Hasi saioa aukeratu berri duzun pasahitzarekin eta osatu hurrengo orrian. {faults}',
  'notice.otherApp.title': 'Egiaztatu zure kodeen aplikazioa',
  'notice.otherApp.lead':
    'Zure kontuak bazuen lehendik kodeen aplikazio bat, eta hark bakarrik balio du. Orri honetan beste bat konfiguratu berri baduzu, ezabatu sarrera berria: ematen dituen kodeek ez dute balio.',
  'notice.otherCodes.title': 'Gorde berri dituzun kodeek ez dute balio',
  'notice.otherCodes.lead':
    'Lehenago beste kode batzuk gorde ziren, beste gailu batean edo beste leiho batean, eta haiek dira balio dutenak. Gorde haiek eta bota gorde berri dituzunak. Orain jarrai dezakezu.',
  'notice.otherAppAndCodes.title': 'Aplikazioko sarrera berriak eta kode berriek ez dute balio',
  'notice.otherAppAndCodes.lead':
    'Kontua lehenago aktibatu zen, beste gailu batean edo beste leiho batean, eta hango kodeen aplikazioak eta berreskuratze-kodeek bakarrik balio dute. Ezabatu aplikazioko sarrera berria eta bota gorde berri dituzun kodeak. Orain jarrai dezakezu.',
  'notice.toCompany.title': 'Zure enpresaren orria irekitzen ari gara',
  'notice.toCompany.lead': 'Une bat barru zure enpresan saioa hasteko orria irekiko da. Irekitzen ez bada, sakatu botoia.',
  'notice.companyWaits.title': 'Zure enpresako kontuarekin saioa hastea falta da',
  'notice.companyWaits.lead':
    'Zure datuak gordeta daude. Sakatu botoia eta hasi saioa zure enpresaren orrian. Dagoeneko egin baduzu eta baieztapen-mezu bat jaso baduzu, ireki mezuko esteka.',
  'notice.companyGone.title': 'Zure enpresak saioa hasteko modua aldatu du',
  'notice.companyGone.lead':
    'Esteka honek jada ez zaitu zure kontura eramaten: zure enpresak ez du jada erabiltzen esan genizun saioa hasteko modua. Eskatu esteka berri bat: posta elektronikoz iritsiko zaizu, eta harekin zure kontua aktibatu ahal izango duzu.',
  'notice.companyOff.title': 'Zure enpresaren sarbidea desaktibatuta dago',
  'notice.companyOff.lead':
    'Zure enpresak ezin du {brand} erabili oraingoz, eta bitartean ezin da zure kontua aktibatu. Galdetu zure enpresan {brand} kudeatzen duenari. Berriro aktibatzen denean, ireki berriz esteka hau edo eskatu beste bat.',
  'notice.companyOther.title': 'Zure enpresan beste pertsona batek hasi du saioa',
  'notice.companyOther.lead':
    'Zure enpresaren arabera, hau zara: {who}. Baina kontu hau beste honena da: {account}. Sakatu botoia eta hasi han saioa azken horrekin.',
  'notice.companyOtherActive.title': 'Zure enpresan beste pertsona batek hasi du saioa',
  'notice.companyOtherActive.lead':
    'Zure enpresaren arabera, hau zara: {who}. Kontu hori aktibo dago orain, eta ez da haren mezuko esteka ireki behar. Beste kontu hau aktibatzeko ({account}), sakatu botoia eta hasi han saioa honekin: {account}.',
  'notice.companySpelling.title': 'Zure enpresak beste era batera idazten du zure helbidea',
  'notice.companySpelling.lead':
    'Zure enpresarentzat helbidea hau da: {who}; eta gonbidapena honentzat da: {account}. Helbide bera da, baina berdin idatzita egon behar du bi lekuetan. Eskatu gonbidatu zaituenari helbide honekin gonbidatzeko: {who}. Zure datuak gordeta daude.',
  'notice.companyFailed.title': 'Zure enpresak ez du saio-hasiera berretsi',
  'notice.companyFailed.lead':
    'Agian bertan behera utzi duzu, zure enpresak ez dizu sartzen utzi edo haren orria ez dago erabilgarri. Zure datuak gordeta daude: saiatu berriro, hasi han saioa honekin: {account} eta, berdin jarraitzen badu, idatzi laguntza-taldeari.',
  'notice.companyUnverified.title': 'Zure enpresak ez du helbide hau baieztatu',
  'notice.companyUnverified.lead':
    'Zure enpresak ez digu esan {account} zurea denik, eta hori gabe ezin dugu kontua ireki. Eskatu zure enpresako informatika-taldeari zure helbidea egiaztatzeko, eta saiatu berriro. Zure datuak gordeta daude.',
  'notice.providerFailed.title': 'Zure enpresak ez du saio-hasiera berretsi',
  'notice.providerFailed.lead':
    'Agian bertan behera utzi duzu, zure enpresak ez dizu sartzen utzi edo haren orria ez dago erabilgarri. Saiatu berriro eta, berdin jarraitzen badu, idatzi laguntza-taldeari.',
  'notice.providerUnverified.title': 'Zure enpresak ez du zure helbidea baieztatu',
  'notice.providerUnverified.lead':
    'Zure enpresak ez digu esan han saioa hasteko erabili duzun helbidea zurea denik, eta hori gabe ezin dugu kontua ireki. Eskatu zure enpresako informatika-taldeari helbidea egiaztatzeko, eta saiatu berriro.',
  'notice.used.title': 'Zure kontua aktibo dago dagoeneko',
  'notice.used.lead':
    'Esteka hau erabili da jada eta ez da beste ezer aktibatu behar. Saioa has dezakezu. Zerbaitek huts egiten badu, saioa hasteko orriak lagunduko dizu.',
  'notice.activated.title': 'Zure kontua aktibo dago',
  'notice.activated.lead': 'Saioa has dezakezu.',
  'notice.unfinished.title': 'Azken urrats bat falta da',
  'notice.unfinished.lead':
    'Oraindik ezin duzu saioa hasi: zerbait amaitu gabe geratu da. Ireki berriro gure mezuko esteka eta jarraitu handik, edo idatzi zure helbidea eta beste bat bidaliko dizugu.',
  'notice.back.title': 'Hasi saioa zure kontuan',
  'notice.back.lead':
    'Urrats guztiak amaitu badituzu, zure kontua aktibo dago. Zerbait amaitu gabe geratu bada, ireki berriro gure mezuko esteka edo eskatu beste bat.',
  'notice.expired.title': 'Esteka iraungi da',
  'notice.expired.lead':
    'Segurtasunagatik, esteka bakoitzak denbora mugatu batez balio du. Sakatu botoia eta beste bat bidaliko dizugu posta elektronikoz.',
  'notice.replaced.title': 'Esteka berriago bat dago',
  'notice.replaced.lead':
    'Esteka honen ondoren beste bat bidali genizun, eta azkenak bakarrik balio du. Bilatu «{subject}» gaia duen mezurik berriena, spam karpetan ere bai. Aurkitzen ez baduzu, sakatu botoia eta berri bat bidaliko dizugu.',
  'notice.invalid.title': 'Ez dugu esteka hau ezagutzen',
  'notice.invalid.lead':
    'Agian ez zen osorik kopiatu. Ireki zuzenean mezutik, edo idatzi zure helbidea eta beste bat bidaliko dizugu.',
  'notice.damaged.title': 'Kopiatu esteka osoa',
  'notice.damaged.lead':
    'Esteka honi zati bat falta zaio, edo zure posta-programak aldatu du. Itzuli mezura, kopiatu esteka osoa, «https» hasieratik azken letraraino, eta itsatsi helbide-barran. Edo idatzi zure helbidea eta beste bat bidaliko dizugu.',
  'notice.missing.title': 'Ireki mezuko esteka',
  'notice.missing.lead':
    'Aktibazioa posta elektronikoz bidali genizun estekarekin hasten da. Aurkitzen ez baduzu, idatzi zure helbidea eta beste bat bidaliko dizugu.',
  'notice.disabled.title': 'Kontu hau desaktibatuta dago',
  'notice.disabled.lead':
    'Oraingoz ezin da harekin saiorik hasi. Galdetu zure enpresan {brand} kudeatzen duenari edo idatzi gure laguntza-taldeari.',
  'notice.revoked.title': 'Gonbidapena baliogabetu da',
  'notice.revoked.lead':
    'Esteka honek ez du balio jada. Kontua oraindik behar baduzu, eskatu beste gonbidapen bat zure enpresan {brand} kudeatzen duenari edo idatzi gure laguntza-taldeari.',
  'notice.blocked.title': 'Badago hemendik zuzendu ezin duzun datu bat',
  'notice.blocked.lead':
    'Zure kontuak gure taldeak bakarrik alda dezakeen datu bat du. Idatzi laguntza-taldeari eta zuzenduko dugu; gero, mezuko esteka berriro ireki ahal izango duzu.',
  'notice.heldBack.title': 'Esteka hau blokeatuta dago segurtasunagatik',
  'notice.heldBack.lead':
    'Zure kontua aldatu egin da esteka hau bidali genizunetik. Babesteko, gure taldeak beste bat bidali behar dizu: idatzi laguntza-taldeari eta jasoko duzu.',
  'notice.passkeysOff.title': 'Orain ezin da zure sarbide-gakoa sortu',
  'notice.passkeysOff.lead':
    'Zure kontua sarbide-gako batekin irekitzen da, eta une honetan ezin da sortu. Zure estekak balio du oraindik: saiatu geroago, edo idatzi laguntza-taldeari eta lagunduko dizugu.',
  'notice.passwordsOff.title': 'Orain ezin da zure pasahitza aukeratu',
  'notice.passwordsOff.lead':
    'Zure kontua pasahitz batekin aktibatzen da, eta une honetan ezin da gorde. Zure estekak balio du oraindik: saiatu geroago, edo idatzi laguntza-taldeari eta lagunduko dizugu.',
  'notice.continue.title': 'Urrats batzuk falta dira',
  'notice.continue.lead': 'Kontu honek egiaztapen gehigarriren bat behar du. Sakatu botoia eta amaieraraino lagunduko dizugu.',
  'notice.maintenance.title': 'Zerbitzua etenda dago',
  'notice.maintenance.lead':
    'Gure aldetik konfigurazio-errore bat dago, erregistratuta geratu dena. Ez duzu ezer berririk eskatu behar: esteka batekin iritsi bazara, ez da galdu. Saiatu berriro geroago; berdin jarraitzen badu, idatzi laguntza-taldeari eta adierazi erreferentzia.',
  'notice.unavailable.title': 'Zerbitzuak ez du une honetan erantzuten',
  'notice.unavailable.lead':
    '{kept, select, all {Idatzi duzuna gordeta daukagu. Itxaron minutu bat eta saiatu berriro.} withoutPassword {Idatzi duzuna gordeta daukagu, pasahitza izan ezik. Itxaron minutu bat, saiatu berriro eta idatzi berriz pasahitza.} other {Itxaron minutu bat eta saiatu berriro.}}',
  'notice.directoryAway.title': 'Zure enpresaren direktorioak ez du une honetan erantzuten',
  'notice.directoryAway.lead':
    '{kept, select, all {Idatzi duzuna gordeta daukagu. Itxaron minutu batzuk eta saiatu berriro.} withoutPassword {Idatzi duzuna gordeta daukagu, pasahitza izan ezik. Itxaron minutu batzuk, saiatu berriro eta idatzi berriz pasahitza.} other {Itxaron minutu batzuk eta saiatu berriro.}}',
  'notice.signOut.title': 'Saioa amaitu nahi duzu?',
  'notice.signOut.lead': 'Saio hau irekita dago: {who}.',
  'notice.switchAccount.title': 'Beste kontu batekin hasi duzu saioa',
  'notice.switchAccount.lead':
    'Nabigatzaile honetan saio hau irekita dago: {who}. Saioa {account} kontuarekin hasteko, lehenengo hori amaitu behar da, gainerako aplikazioetan ere bai.',
  'notice.action.switchAccount': 'Amaitu saioa eta aldatu kontua',
  'notice.signedOut.title': 'Saioa amaitu duzu',
  'notice.signedOut.lead': 'Leiho hau itxi dezakezu, edo saioa berriro hasi nahi duzunean.',
  'notice.stepUpFailed.title': 'Egiaztapen gehigarri bat falta da',
  'notice.stepUpFailed.lead':
    'Saioa hasi duzu, baina gonbidapenak kudeatzeko egiaztapen gehigarri bat behar da, erabilera bakarreko kode bat adibidez, eta oraingoan ez da egin. Hasi saioa berriro; orri hau berriro ikusten baduzu, idatzi laguntza-taldeari: agian doikuntza bat falta da gure aldetik.',
  'notice.signInFailed.title': 'Saio-hasiera ez da osatu',
  'notice.signInFailed.lead':
    'Saioa hasteko orria denbora luzez irekita egon denean gertatu ohi da. Hasi saioa berriro hemendik.',
  'notice.tooMany.title': 'Saiakera gehiegi jarraian',
  'notice.tooMany.lead':
    '{minutes, plural, =0 {Itxaron une bat} one {Itxaron minutu bat} other {Itxaron # minutu}} eta saiatu berriro.',
  'notice.formKept.title': 'Orria denbora gehiegi egon da irekita',
  'notice.formKept.lead':
    '{kept, select, all {Idatzi duzuna gordeta daukagu, baina oraindik ez da bidali. Sakatu botoia bidaltzeko.} withoutPassword {Idatzi duzuna gordeta daukagu, pasahitza izan ezik, baina oraindik ez da bidali. Sakatu botoia eta idatzi berriz pasahitza.} other {Oraindik ez da ezer bidali. Sakatu botoia bidaltzeko.}}',
  'notice.tooManyLinks.title': 'Esteka batzuk eskatu dira dagoeneko',
  'notice.tooManyLinks.lead':
    'Beste bat eskatu ahal izango duzu {minutes, plural, =0 {une bat barru} one {minutu bat barru} other {# minutu barru}}. Bitartean, bilatu «{subject}» gaia duten mezuak, spam karpetan ere bai: mezurik berrienaren estekak bakarrik balio du. Ez baduzu bat ere jaso, idatzi laguntza-taldeari.',
  'notice.formExpired.title': 'Orria denbora gehiegi egon da irekita',
  'notice.formExpired.lead': 'Segurtasunagatik ez dugu bidali duzuna gorde. Sakatu botoia orria berriro kargatzeko.',
  'notice.forbidden.title': 'Ez duzu orri honetarako sarbiderik',
  'notice.forbidden.lead': 'Zure lanerako behar baduzu, eskatu baimena zure enpresan {brand} kudeatzen duenari.',
  'notice.notFound.title': 'Orri hau ez da existitzen',
  'notice.notFound.lead': 'Agian helbidea osatu gabe dago edo aldatu egin da.',
  'notice.refused.title': 'Ezin izan dugu eragiketa osatu',
  'notice.error.title': 'Zerbaitek huts egin du gure aldetik',
  'notice.error.lead':
    'Saiatu berriro minutu batzuk barru. Errepikatzen bada, idatzi laguntza-taldeari eta adierazi erreferentzia.',

  // ── Pages: a new link ──
  'resend.title': 'Eskatu esteka berri bat',
  'resend.lead': 'Idatzi zure kontuaren helbide elektronikoa eta beste aktibazio-esteka bat bidaliko dizugu.',
  'resend.leadByKey':
    'Esteka horrekin ez dakigu zein kontutara bidali beste bat. Idatzi zure kontuaren helbide elektronikoa eta bidaliko dizugu.',
  'resend.email': 'Helbide elektronikoa',
  'resend.submit': 'Jaso esteka berri bat',
  'resend.active': 'Aktibatu duzu kontua?',
  'resend.signIn': 'Hasi saioa',
  'resend.sent.title': 'Begiratu zure posta',
  'resend.sent.byEmail': '{email} helbidearekin aktibatu gabeko konturik badago, mezu bat jasoko duzu minutu batzuk barru.',
  'resend.sent.byKey': 'Zure kontua oraindik aktibatu gabe badago, mezu bat jasoko duzu minutu batzuk barru.',
  'resend.sent.subject': 'Gaia hau da: «{subject}».',
  'resend.sent.spam': 'Begiratu spam karpetan ere.',
  'resend.sent.latest': 'Azken mezuaren estekak bakarrik balio du.',
  'resend.sent.active': 'Zure kontua aktibo dago?',
  'resend.sent.signIn': 'Hasi saioa',
  'resend.sent.nothing': 'Oraindik ez da iritsi?',
  'resend.sent.again': 'Probatu beste helbide batekin',

  // ── Pages: profile ──
  'profile.title': 'Profila',
  'profile.greeting': 'Kaixo, {name}',
  'profile.email': 'Helbide elektronikoa',
  'profile.companies': '{count, plural, one {Enpresa} other {Enpresak}}',
  'profile.password.title': 'Pasahitza',
  'profile.password.text': 'Nahi duzunean aukera dezakezu pasahitz berri bat.',
  'profile.password.change': 'Aldatu pasahitza',
  'profile.password.off': 'Une honetan ezin da aldatu. Beste norbaitek jakin badezake, esan laguntza-taldeari.',
  'profile.password.directory':
    'Zure pasahitza enpresaren direktorioan dago, eta han aldatzen da. Beste bat nahi baduzu, direktorio hori kudeatzen duenak lagun diezazuke: normalean, zure enpresako informatika-taldeak.',
  'profile.passkey.title': 'Hasi saioa pasahitzik gabe',
  'profile.passkey.text':
    'Sarbide-gako batekin, zure gailuko hatz-marka, aurpegia edo PINa erabiltzen duzu. Azkarragoa da, eta inork ezin du asmatu.',
  'profile.passkey.add': 'Gehitu sarbide-gako bat',
  'profile.passkeys.title': 'Zure sarbide-gakoak',
  'profile.passkeys.text':
    'Sarbide-gako batekin hasten duzu saioa. Zure kontuan beste bat gehi dezakezu, beste gailu baterako, edo erabiltzen ez duzuna kendu.',
  'profile.passkeys.manage': 'Ikusi nire sarbide-gakoak',
  'profile.language.title': 'Hizkuntza',
  'profile.language.label': 'Orrien eta mezuen hizkuntza',
  'profile.language.save': 'Gorde hizkuntza',
  'profile.sessions.title': 'Saioak',
  'profile.sessions.text': 'Saioa zurea ez den gailu batean hasi baduzu, ez ahaztu bukatzean saioa amaitzea.',
  'profile.sessions.here': 'Amaitu saioa',
  'profile.sessions.everywhere': 'Amaitu saioa gailu guztietan',

  // ── Pages: guide ──
  'help.title': 'Nola aktibatu zure kontua',
  'help.lead': '{brand} plataforman lehen aldiz sartzeko, aktibazio-mezua eta minutu pare bat behar dituzu.',
  'help.contents': 'Gida honetan',
  'help.steps.title': 'Urratsez urrats',
  'help.steps.mail.title': 'Bilatu mezua',
  'help.steps.mail.text':
    'Plataformarako sarbidea posta elektronikoz iristen da, «{subject}» gaiarekin. Begiratu spam karpetan ere: batzuetan gonbidapenak han geratzen dira.',
  'help.steps.mail.picture': 'Aktibazio-mezua, pasahitza sortzeko orrira eramaten duen botoiarekin.',
  'help.steps.link.title': 'Ireki esteka',
  'help.steps.link.text':
    'Mezuko botoiak orri batera eramaten du; haren helbidea honela hasten da: {url}. Esteka pertsonala da eta {days, plural, =0 {{hours, plural, one {ordubetez} other {# orduz}}} one {egun batez} other {# egunez}} balio du, mezuak beste epe bat adierazi ezean.',
  'help.steps.form.title': 'Osatu zure datuak',
  'help.steps.form.text':
    'Orriak datu pertsonal batzuk eta pasahitz bat eskatzen ditu. Idazten duzun bitartean, zein baldintza betetzen dituen ikusiko duzu. Sarbide-gako batekin edo enpresako kontuarekin hasi behar baduzu saioa, ez duzu pasahitzik behar: egin orriak dioena.',
  'help.steps.form.passkey': 'Orriak datu pertsonal batzuk eskatzen ditu.',
  'help.steps.form.picture': 'Aktibazio-orria, izenarekin eta abizenekin.',
  'help.steps.create.title': 'Sakatu «Sortu»',
  'help.steps.create.text':
    'Amaitzean, sakatu «Sortu» berresteko. Zerbait falta bada, orriak zer zuzendu adieraziko dizu eta idatzi duzuna gordeko du, pasahitza izan ezik.',
  'help.steps.create.passkeyTitle': 'Sakatu «Sortu sarbide-gakoa»',
  'help.steps.create.passkey':
    'Nabigatzaileak zure gailuko hatz-marka, aurpegia edo PINa eskatuko dizu, eta gakoa gordeko du. Zerbait falta bada, orriak zer zuzendu adieraziko dizu eta idatzi duzuna gordeko du.',
  'help.steps.create.picture': 'Pasahitza, baldintza guztiak beteta, eta «Sortu» botoia.',
  'help.steps.signIn.title': 'Sartu plataforman',
  'help.steps.signIn.text':
    'Saioa hasteko orrira pasako zara. Erabili zure helbide elektronikoa eta aukeratu berri duzun pasahitza.',
  'help.steps.signIn.textWithUsername':
    'Saioa hasteko orrira pasako zara. Erabili zure erabiltzaile-izena eta aukeratu berri duzun pasahitza.',
  'help.steps.signIn.passkey': 'Saioa hasteko orrira pasako zara. Erabili sortu berri duzun sarbide-gakoa.',
  'help.steps.signIn.picture': 'Saioa hasteko orria, helbide elektronikoarekin eta pasahitzarekin.',
  'help.password.title': 'Pasahitz on bat',
  'help.password.rules': 'Pasahitzak hau bete behar du:',
  'help.password.usual':
    'Pasahitzak gutxienez zortzi karaktere izan behar ditu, eta letra larriak eta xeheak, zenbakiak eta zeinuak konbinatu.',
  'help.password.warning':
    'Pasahitz ahul batek segurtasun-arazoak izateko arriskua handitzen du, zuretzat eta zure enpresarentzat.',
  'help.password.advice':
    'Onena beste inon erabiltzen ez duzun esaldi luze bat da, zure izenik eta enpresarenik gabea. Pasahitz-kudeatzaile batek sor dezake eta zure ordez gogoratu.',
  'help.passkey.title': 'Zer da sarbide-gako bat',
  'help.passkey.text':
    'Sarbide-gako batek (passkey) zure kontua irekitzen du, gailuko hatz-marka, aurpegia edo PINa erabiliz. Ez dago ezer gogoratu beharrik, eta orri faltsu batek ezin du erabili.',
  'help.passkey.impossible':
    'Zure nabigatzaileak edo gailuak ezin badu sarbide-gakorik sortu, ireki mezuko esteka beste batean, adibidez, zure telefonoan.',
  'help.passkey.lost':
    'Beste bat gehi dezakezu zure profilean, adibidez, bigarren gailu batean. Bat ere gabe geratzen bazara, idatzi laguntza-taldeari.',
  'help.ways.title': 'Mezuak saioa hasteko beste modu bat proposatzen badu',
  'help.ways.password': 'Pasahitz bat: aukeratu orri berean, sakatu «Sortu» eta hasi saioa harekin.',
  'help.ways.passkey':
    'Sarbide-gako bat: osatu zure datuak, sakatu «Sortu sarbide-gakoa» eta berretsi, zure gailuko hatz-marka, aurpegia edo PINa erabiliz. Harekin hasiko duzu saioa, ezer gogoratu beharrik gabe.',
  'help.ways.company':
    'Zure enpresako kontua: berrikusi zure datuak, sakatu «Jarraitu nire enpresarekin» eta hasi saioa zure enpresaren orrian, ohi bezala. Orriak bigarren mezu bat iragartzen badu, ireki gero eta sakatu esteka helbidea berresteko.',
  'help.more.title': 'Orriak beste zerbait eskatzen badizu',
  'help.more.terms': 'Erabilera-baldintzak: irakurri eta markatu laukia.',
  'help.more.totp':
    'Autentifikazio-aplikazio bat: eskaneatu harekin QR kodea eta idatzi erakusten duen kodea. Jarraian saioa hasteko, itxaron hurrengo kodea agertu arte.',
  'help.more.codes': 'Berreskuratze-kodeak: inprimatu edo gorde leku seguruan. Oraingoan bakarrik erakusten dira.',
  'help.more.passkey': 'Sarbide-gako bat, pasahitzaz gain: saioa lehen aldiz hasten duzunean eskatuko zaizu.',
  'help.faq.title': 'Ohiko galderak',
  'help.faq.mail.question': 'Ez zait mezua iritsi',
  'help.faq.mail.answer':
    'Begiratu lehenengo spam karpetan. Gero, egiaztatu kontua sortu zizunarekin zure helbidea ondo idatzita dagoela. Beste esteka bat ere eska dezakezu. Oraindik ez bada iristen, idatzi laguntza-taldeari.',
  'help.faq.mail.resend': 'Eskatu beste esteka bat',
  'help.faq.expired.question': 'Esteka iraungi da',
  'help.faq.expired.answer': 'Ireki hala ere: orrian beste bat eska dezakezu.',
  'help.faq.change.question': 'Pasahitza geroago alda dezaket?',
  'help.faq.change.answer': 'Bai, edozein unetan, zure profileko ezarpenetan.',
  'help.faq.change.profile': 'Joan nire profilera',
  'help.faq.forgotten.question': 'Pasahitza ahaztu dut',
  'help.faq.forgotten.answer':
    'Saioa hasteko orrian, sakatu «Pasahitza ahaztu duzu?». Orriak helbide elektronikoa bakarrik eskatzen badu, idatzi eta sakatu lehenengo «Jarraitu». Beste pasahitz bat aukeratzeko mezu bat jasoko duzu.',
  'help.faq.forgotten.answerWithUsername':
    'Saioa hasteko orrian, sakatu «Pasahitza ahaztu duzu?». Orriak erabiltzaile-izena bakarrik eskatzen badu, idatzi eta sakatu lehenengo «Jarraitu». Beste pasahitz bat aukeratzeko mezu bat jasoko duzu.',
  'help.faq.used.question': 'Orriak dio nire kontua aktibo dagoela',
  'help.faq.used.answer':
    'Esteka bakoitzak behin bakarrik balio du. Zure kontua aktibatu bazenuen, hasi saioa; ez da ezer gehiago aktibatu behar.',
  'help.faq.genuine.question': 'Nola jakin mezua benetakoa dela?',
  'help.faq.genuine.answer':
    'Aktibazio-mezuko esteka beti honela hasten da: {url}; pasahitza berrezartzekoak saioa hasteko orriaren leku berera eramaten du. Inoiz ez dizugu zure pasahitzarekin erantzuteko eskatzen. Zalantzarik baduzu, ez ireki esteka: idatzi laguntza-taldeari.',
  'help.admins.title': 'Zure enpresako kontuak kudeatzen badituzu',
  'help.admins.automatic':
    'Prozedura bera da zuk sortzen dituzun kontuetarako. Aktibazio-mezua automatikoki bidaltzen da kontua sortu bezain laster: ez duzu beste ezer bidali behar.',
  'help.admins.tell': 'Azaldu prozesua etorri berriei, zer espero dezaketen jakin dezaten:',
  'help.admins.tell.subject':
    'Mezu bat jasoko dute, «{subject}» gaiarekin, bakoitzaren hizkuntzan. Estekak orri batera eramaten du; han datuak osatu eta kontua aktibatzen dute.',
  'help.admins.tell.spam': 'Komeni da spam karpetan ere begiratzea.',
  'help.admins.tell.deadline':
    'Estekak {days, plural, =0 {{hours, plural, one {ordubetez} other {# orduz}}} one {egun batez} other {# egunez}} balio du, mezuak beste epe bat adierazi ezean; gero, beste bat eska dezakete.',
  'help.admins.follow':
    'Gonbidapenen orrian ikus dezakezu nork aktibatu duen kontua, beste mezu bat bidal dezakezu edo gonbidapen bat baliogabetu.',
  'help.contact.title': 'Laguntza behar baduzu',
  'help.contact.text':
    'Kontatu zer gertatu den, gogoratzen dituzun xehetasun guztiekin. Gure taldeak ahalik eta lasterren erantzungo dizu.',
  'help.contact.form': 'Ireki laguntza-formularioa',
  'feedback.title': 'Gida hau erabilgarria izan zaizu?',
  'feedback.yes': 'Bai',
  'feedback.no': 'Ez',
  'feedback.comment': 'Nola hobetu dezakegu?',
  'feedback.comment.hint': 'Ez idatzi datu pertsonalik, ez pasahitzik.',
  'feedback.submit': 'Bidali iritzia',
  'feedback.thanks.title': 'Eskerrik asko zure iritziagatik',
  'feedback.thanks.yes': 'Pozten gaitu lagundu izanak.',
  'feedback.thanks.no':
    'Gida hobetzen laguntzen digu. Zerbait argitu gabe geratu bazaizu, idatzi laguntza-taldeari eta lagunduko dizugu.',

  // ── Pages: support ──
  'help.mail.feedback.yes': 'Aktibazio-gida: erabilgarria izan da',
  'help.mail.feedback.no': 'Aktibazio-gida: ez da erabilgarria izan',
  'help.mail.support': 'Laguntza {ticket}: {topic}',
  'support.title': 'Idatzi laguntza-taldeari',
  'support.lead': 'Kontatu zer gertatu den. Posta elektronikoz erantzungo dizugu ahalik eta lasterren.',
  'support.topic': 'Zer arazo duzu?',
  'support.topic.mail': 'Ez dut aktibazio-mezua jasotzen',
  'support.topic.link': 'Estekak ez du funtzionatzen',
  'support.topic.form': 'Ezin ditut nire datuak osatu',
  'support.topic.password': 'Arazo bat dut pasahitzarekin',
  'support.topic.signin': 'Ezin naiz plataforman sartu',
  'support.topic.other': 'Beste arazo bat',
  'support.message': 'Zer gertatu da?',
  'support.message.hint': 'Kontatu zer egin nahi zenuen eta zer ikusi zenuen pantailan. Ez idatzi inoiz zure pasahitza.',
  'support.when': 'Noiz gertatu da?',
  'support.when.hint': 'Adibidez: gaur, 10:00ak aldera.',
  'support.email': 'Helbide elektronikoa',
  'support.email.hint': 'Helbide honetara erantzungo dizugu.',
  'support.name': 'Izena',
  'support.company': 'Enpresa',
  'support.reference': 'Erreferentzia',
  'support.reference.hint': 'Zure kasua identifikatzen du: ez duzu aldatu behar.',
  'support.submit': 'Bidali mezua',
  'support.mail': 'Helbide honetara ere idatz dezakezu:',
  'support.sent.title': 'Zure mezua jaso dugu',
  'support.sent.lead': '{email} helbidera erantzungo dizugu ahalik eta lasterren.',
  'support.sent.ticket': 'Zure erreferentzia-zenbakia, berriro idazten badiguzu:',
  'support.failed.title': 'Ezin izan dugu zure mezua bidali',
  'support.failed.text':
    'Idatzi duzuna hemen behean dago oraindik. Saiatu berriro minutu batzuk barru edo bidali zeuk posta elektronikoz.',
  'support.failed.mailto': 'Ireki nire posta-programan',

  // ── Mail with what the support form was told (src/views/present/support-text.ts) ──
  'support.text.ticket': 'Laguntza-eskaera {ticket}',
  'support.text.topic': 'Arazoa',
  'support.text.when': 'Noiz gertatu den',
  'support.text.message': 'Zer gertatu den',
  'support.text.reply': 'Erantzun mezu honi: zure erantzuna {email} helbidera iritsiko da.',

  // ── Pages: documentation of the API (src/http/openapi/api-docs.ts) ──
  'api.title': 'APIa',
  'api.lead': 'Zure programetatik gonbidatzeko. Deskribapen bera, makinentzat, hemen dago:',
  'api.access': 'Sarbidea',
  'api.access.text':
    'Bidali sarbide-token bat Authorization goiburuan. Hemen gonbidatzeko baimena duen kontu batekin hasi baduzu saioa, ez duzu tokenik behar probatzeko.',
  'api.token': 'Sarbide-tokena',
  'api.token.hint': 'Orri honetan geratzen da: ez da gordetzen, ezta beste inora bidaltzen ere.',
  'api.parameters': 'Parametroak',
  'api.required': 'nahitaezkoa',
  'api.column.name': 'Izena',
  'api.column.type': 'Mota',
  'api.column.meaning': 'Esanahia',
  'api.column.status': 'Kodea',
  'api.body': 'Edukia',
  'api.answers': 'Erantzunak',
  'api.try': 'Probatu',
  'api.send': 'Bidali eskaera',
  'api.sending': 'Bidaltzen…',
  'api.failed': 'Ezin izan da eskaera bidali. Egiaztatu konexioa eta saiatu berriro.',
  'api.danger': 'Benetan exekutatzen da, benetako datuekin.',
  'api.answer': 'Erantzuna',
  'api.empty': 'edukirik gabe',

  // ── Pages: administration ──
  'status.queued': 'Zain',
  'status.sent': 'Bidalita',
  'status.failed': 'Huts eginda',
  'status.opened': 'Irekita',
  'status.activated': 'Aktibatuta',
  'status.expired': 'Iraungita',
  'status.revoked': 'Baliogabetuta',
  'admin.tab.queued': 'Zain',
  'admin.tab.sent': 'Bidalita',
  'admin.tab.failed': 'Huts eginda',
  'admin.tab.opened': 'Irekita',
  'admin.tab.activated': 'Aktibatuta',
  'admin.tab.expired': 'Iraungita',
  'admin.tab.revoked': 'Baliogabetuta',
  'status.queued.explained': 'Mezua prest dago eta bere txandaren zain.',
  'status.sent.explained': 'Mezua bidali da. Pertsonak esteka ireki behar du oraindik.',
  'status.failed.explained': 'Ezin izan da mezua bidali. Automatikoki saiatuko gara berriro; zuk ere bidal dezakezu orain.',
  'status.failed.forGood':
    'Saiakera batzuen ondoren, ezin izan da mezua bidali, eta ez da gehiago saiatuko. Egiaztatu helbidea eta bidali zeuk berriro.',
  'status.opened.explained': 'Pertsonak esteka ireki du, baina oraindik ez du amaitu.',
  'status.accessEnded.explained': 'Gonbidapen honek ematen zuen sarbidea amaitu da.',
  'status.activated.explained': 'Kontua aktibo dago. Ez da ezer gehiago egin behar.',
  'status.expired.explained': 'Epea amaitu zen kontua aktibatu gabe. Oraindik behar bada, bidali beste mezu bat.',
  'status.revoked.explained':
    'Gonbidapena baliogabetu da eta haren estekek ez dute balio. Iritziz aldatzen baduzu, bidali beste mezu bat.',
  'admin.back': 'Itzuli gonbidapenetara',
  'admin.cancel': 'Utzi',
  'admin.none': 'Bat ere ez',
  'admin.notYet': 'Oraindik ez',
  'admin.column.person': 'Pertsona',
  'admin.column.organization': 'Enpresa',
  'admin.column.status': 'Egoera',
  'admin.column.sentAt': 'Bidalketa',
  'admin.column.expiresAt': 'Iraungitzea',
  'admin.list.faults': 'Datuak zuzentzeko',
  'admin.list.title': 'Gonbidapenak',
  'admin.list.invite': 'Gonbidatu pertsona bat',
  'admin.list.import': 'Inportatu',
  'admin.list.byStatus': 'Iragazi egoeraren arabera',
  'admin.list.all': 'Guztiak',
  'admin.list.search': 'Bilatu izena, helbidea edo erreferentzia',
  'admin.list.organization': 'Enpresa',
  'admin.list.everyOrganization': 'Enpresa guztiak',
  'admin.list.filter': 'Bilatu',
  'admin.list.export': 'Deskargatu gonbidapen hauek (CSV)',
  'admin.list.sample.text': 'Mezua iristen den bezala ikusi nahi duzu?',
  'admin.list.sample.send': 'Bidali niri lagin bat',
  'admin.list.clear': 'Kendu iragazkiak',
  'admin.list.pages': 'Orriak',
  'admin.list.range': '{from, number}–{to, number}, guztira {total, plural, one {gonbidapen #} other {# gonbidapen}}',
  'admin.list.previous': 'Aurrekoak',
  'admin.list.rangeAbout':
    '{from, number}–{to, number}, guztira {total, plural, one {gonbidapen # inguru} other {# gonbidapen inguru}}',
  'admin.list.rangeUncounted': '{from, number}–{to, number}, {to, number} gonbidapen baino gehiagotatik',
  'admin.list.next': 'Hurrengoak',
  'admin.list.unreadable.title': 'Iragazkietan zerbait zuzendu behar da',
  'admin.list.noMatch.title': 'Ez dago bat datorren gonbidapenik',
  'admin.list.noMatch.text': 'Probatu beste hitz batekin edo kendu iragazkiak.',
  'admin.list.empty.title': 'Hemen ikusiko dituzu zure gonbidapenak',
  'admin.list.empty.text':
    'Lehen gonbidapenerako helbide elektroniko bat besterik ez da behar. Pertsonak kontua aktibatzeko esteka bat jasoko du, eta hemen ikusiko duzu egin duen.',
  'admin.list.empty.guide': 'Zer kontatu etorri berriei',
  'admin.column.by': 'Gonbidatzailea',
  'admin.column.sends': 'Mezuak',
  'admin.column.actions': 'Ekintzak',
  'admin.list.filters': 'Iragazkiak eta ordena',
  'admin.list.everyInviter': 'Edozein pertsona',
  'admin.list.byMe': 'Ni',
  'admin.list.byThem': 'Ikusi honen gonbidapenak bakarrik: {who}',
  'admin.list.otherInviter': 'Beste pertsona bat',
  'admin.list.noInviter': 'Daturik gabe',
  'admin.list.group': 'Ematen duen taldea',
  'admin.list.app': 'Helmugako aplikazioa',
  'admin.list.sentBetween': 'Azken bidalketaren egunak',
  'admin.list.sentFrom': 'Bidalita egun honetatik',
  'admin.list.sentUntil': 'Bidalita egun honetara arte',
  'admin.list.order': 'Ordena',
  'admin.list.size': 'Gonbidapenak orriko',
  'admin.list.apply': 'Aplikatu',
  'admin.list.expires': 'Epea:',
  'admin.list.noExpiry': 'Ez da iraungitzen jada',
  'admin.list.within':
    'Jende asko dago: lehenengo {count, number} pertsonen artean bakarrik begiratu da. Mugatu bilaketa denak ikusteko.',
  'admin.list.wholeWords': 'Hitz osoen arabera bakarrik.',
  'admin.list.partsToo': 'Bilatu hitzen zatiak ere',
  'admin.list.shortcut': 'bilatzeko.',
  'admin.list.shortcut.off': 'Desaktibatu tekla hau',
  'admin.list.shortcut.on': 'Aktibatu tekla hau',
  'admin.list.first': 'Lehen orria',
  'admin.list.last': 'Azken orria',
  'admin.order.attention': 'Arreta behar dutenak lehenengo',
  'admin.order.name': 'Izenaren arabera',
  'admin.order.sent': 'Bidalketaren arabera, zaharrenak lehenengo',
  'admin.order.sentLatest': 'Bidalketaren arabera, berrienak lehenengo',
  'admin.order.expires': 'Iraungitzearen arabera, hurbilenak lehenengo',
  'admin.order.expiresLatest': 'Iraungitzearen arabera, urrunenak lehenengo',
  'admin.menu.of': 'Ekintzak: {who}',
  'admin.menu.open': 'Ikusi gonbidapena',
  'admin.menu.copyAddress': 'Kopiatu helbide elektronikoa',
  'admin.menu.copyReference': 'Kopiatu erreferentzia',
  'admin.menu.copied': 'Kopiatuta',
  'admin.selection.skip': 'Joan aukeratutako gonbidapenekin egin daitezkeen ekintzetara',
  'admin.selection.keys': 'Sartu tekla lauki batean: hona etorri · Maiuskulak: lauki horretaraino aukeratu',
  'admin.selection.column': 'Aukeratu',
  'admin.selection.all': 'Aukeratu orri honetako guztiak',
  'admin.selection.choose': 'Aukeratu honen gonbidapena: {who}',
  'admin.selection.with': 'Aukeratutako gonbidapenekin:',
  'admin.selection.count': '{count, plural, one {Gonbidapen bat aukeratuta} other {# gonbidapen aukeratuta}}',
  'admin.selection.resend': 'Bidali beste mezu bat',
  'admin.selection.revoke': 'Baliogabetu',
  'admin.selection.none.title': 'Ez duzu gonbidapenik aukeratu',
  'admin.selection.none.text': 'Itzuli zerrendara, markatu nahi dituzun gonbidapenen laukiak eta aukeratu zer egin.',
  'admin.selection.gone':
    '{count, plural, one {Aukeratutako gonbidapenetako bat ez dago jada.} other {Aukeratutako gonbidapenetako # ez daude jada.}}',
  'admin.selection.resend.title':
    '{count, plural, =0 {Ez da bidaltzeko gonbidapenik geratzen} one {Beste mezu bat bidali pertsona bati?} other {Beste mezu bat bidali # pertsonari?}}',
  'admin.selection.resend.lead':
    '{count, plural, one {Pertsonak} other {Pertsona bakoitzak}} esteka berri bat jasoko du, eta aurrekoek ez dute gehiago balioko, salbu kontua zure enpresarena bakarrik ez bada edo baimen propioak izan baditzake.',
  'admin.selection.resend.submit': '{count, plural, one {Bidali mezu bat} other {Bidali # mezu}}',
  'admin.selection.resend.done': '{count, plural, =0 {Ez da mezurik bidali} one {Mezu bat bidali da} other {# mezu bidali dira}}',
  'admin.selection.revoke.title':
    '{count, plural, =0 {Ez da baliogabetzeko gonbidapenik geratzen} one {Gonbidapen bat baliogabetu?} other {# gonbidapen baliogabetu?}}',
  'admin.selection.revoke.lead':
    '{count, plural, one {Pertsona honen estekak ez du} other {Pertsona hauen estekek ez dute}} gehiago balioko.',
  'admin.selection.mayLeave':
    '{count, plural, one {Kontua} other {Kontu bat}} ez bada zure enpresarena bakarrik, pertsonak enpresa eta hark emandako taldeak utziko ditu; gainerakoan, kontua dagoen bezala geratuko da.',
  'admin.selection.deletes':
    '{count, plural, one {Gonbidapen honetarako sortutako kontua ere ezabatuko da} other {Gonbidapen hauetarako sortutako kontuak ere ezabatuko dira}}. Ezin da desegin: {count, plural, one {pertsona} other {pertsona hauek}} berriro gonbidatzeko, hasieratik hasi beharko duzu.',
  'admin.selection.revoke.submit': '{count, plural, one {Baliogabetu gonbidapen bat} other {Baliogabetu # gonbidapen}}',
  'admin.selection.revoke.done':
    '{count, plural, =0 {Ez da gonbidapenik baliogabetu} one {Gonbidapen bat baliogabetu da} other {# gonbidapen baliogabetu dira}}',
  'admin.selection.failed':
    '{count, plural, one {Mezu hau ezin izan da bidali.} other {Mezu hauek ezin izan dira bidali.}} Automatikoki saiatuko gara berriro.',
  'admin.selection.refused':
    '{count, plural, one {Gonbidapen batekin ez da posible izan} other {# gonbidapenekin ez da posible izan}}',
  'admin.selection.allDone': 'Ez dago ezer gehiago egiteko.',
  'admin.bulk.with': 'Bat datozen guztiekin:',
  'admin.bulk.resend': 'Bidali beste mezu bat guztiei',
  'admin.bulk.revoke': 'Baliogabetu guztiak',
  'admin.bulk.extend': 'Luzatu epea',
  'admin.bulk.extend.title':
    '{count, plural, =0 {Ez da luzatzeko eperik geratzen} one {Pertsona baten epea luzatu?} other {# pertsonaren epea luzatu?}}',
  'admin.bulk.extend.lead':
    '{count, plural, one {Pertsonak} other {Pertsona bakoitzak}} esteka berri bat jasoko du, zuk aukeratutako denboran balioko duena, gehienez sarbidearen azken egunera arte. Aurrekoek ez dute gehiago balioko, salbu kontua zure enpresarena bakarrik ez bada edo baimen propioak izan baditzake.',
  'admin.bulk.counted':
    '{count, plural, one {Une honetan bat datorren eta ekintza hau onartzen duen gonbidapena da} other {Une honetan bat datozen eta ekintza hau onartzen duten gonbidapenak dira}}; gero bat datozenak ez dira ukituko.',
  'admin.bulk.notRevoked': 'Baliogabetutako gonbidapenak «Baliogabetuta» iragazten baduzu bakarrik sartzen dira.',
  'admin.bulk.nobody':
    'Bat datozen gonbidapenetako batek ere ez du ekintza hau onartzen. Itzuli zerrendara eta aldatu iragazkiak.',
  'admin.bulk.sending': 'Mezuak bidaltzen',
  'admin.bulk.revoking': 'Gonbidapenak baliogabetzen',
  'admin.bulk.done': 'Zeregina amaitu da',
  'admin.bulk.doneWithFaults': 'Zeregina amaitu da, baina zerbait berrikusi behar da',
  'admin.bulk.interrupted': 'Zeregina eten egin da',
  'admin.bulk.interrupted.text': 'Egindakoak balio du. Itzuli zerrendara eta hasi berriro geratzen diren gonbidapenekin.',
  'admin.bulk.running.text':
    'Orri hau itxi dezakezu: zereginak aurrera jarraitzen du. Ireki berriro, nola doan ikusteko; emaitza egun batez gordetzen da.',
  'admin.bulk.total': 'Gonbidapenak',
  'admin.bulk.revoked': 'Baliogabetutako gonbidapenak',
  'admin.bulk.refused': 'Aldaketarik gabe',
  'admin.bulk.refusals': 'Zergatik ez diren batzuk aldatu',
  'admin.bulk.progress': '{rows, number} gonbidapenetatik {done, number}',
  'admin.bulk.rate': '{rate, plural, one {gonbidapen #} other {# gonbidapen}} segundoko',
  'admin.bulk.waitingRights':
    'Orain ezin dugu egiaztatu zeregina hasi zuenak baimenak dituen, eta ordura arte ez da beste ezer aldatuko. Zu izan bazinen, eguneratu orri hau.',
  'admin.new.title': 'Gonbidatu pertsona bat',
  'admin.new.lead': 'Pertsonak mezu bat jasoko du, kontua aktibatzeko esteka pertsonal batekin.',
  'admin.new.email': 'Helbide elektronikoa',
  'admin.new.firstName': 'Izena',
  'admin.new.lastName': 'Abizenak',
  'admin.new.organization': 'Enpresa',
  'admin.new.noOrganization': 'Enpresarik gabe',
  'admin.new.options': 'Aukera gehiago',
  'admin.new.locale': 'Mezuaren hizkuntza',
  'admin.new.lifespanHours': 'Estekaren iraupena',
  'admin.new.accessUntil': 'Sarbidearen azken eguna',
  'admin.new.accessUntil.hint':
    'Egun hori amaitzean, pertsonak enpresa eta gonbidapenak eman zizkion taldeak uzten ditu. Kontua gonbidapenarekin sortu bazen eta beste ezer ez badu, desaktibatu egiten da. Datarik gabe, sarbidea ez da amaitzen.',
  'admin.new.lifespan': '{days, plural, =0 {{hours, plural, one {ordu #} other {# ordu}}} one {egun #} other {# egun}}',
  'admin.new.lifespan.usual': '{span}, ohikoa',
  'admin.new.message': 'Mezu pertsonala',
  'admin.new.message.hint':
    'Mezuan zure hitz gisa agertzen da, zure izenarekin. Estekarik eta helbiderik gabe, 500 karaktere gehienez.',
  'admin.new.another': 'Gonbidatu beste pertsona bat',
  'admin.new.submit': 'Bidali gonbidapena',
  'admin.detail.title': 'Gonbidapena: {who}',
  'admin.detail.error': 'Azken bidalketak huts egin du',
  'mailFault.refused': 'Keycloakek ezin izan dio mezua posta-zerbitzariari eman.',
  'mailFault.sender': 'Keycloaken posta-konfigurazioan bidaltzailearen helbidea falta da. Jakinarazi erreinua kudeatzen duenari.',
  'mailFault.provider':
    'Enpresaren identitate-hornitzailea itzalita dago edo jada ez dago Keycloaken, eta estekak ez luke inora eramango. Mezua hornitzailea berriro aktibatuta dagoenean aterako da; gonbidapena zuzentzean saioa hasteko beste modu bat ere aukera dezakezu.',
  'mailFault.other': 'Keycloakek ezin izan du mezua bidali.',
  'mailFault.detail': 'Xehetasun teknikoa',
  'admin.detail.facts': 'Gonbidapenaren datuak',
  'admin.detail.email': 'Helbide elektronikoa',
  'admin.detail.username': 'Erabiltzaile-izena',
  'admin.detail.locale': 'Hizkuntza',
  'admin.detail.signIn': 'Saioa hasteko modua',
  'admin.detail.sentAt': 'Azken bidalketa',
  'admin.detail.expiresAt': 'Estekaren epea',
  'admin.detail.expiredAt': 'Esteka iraungi zen unea',
  'admin.detail.noLink': 'Oraindik ez da estekarik bidali',
  'admin.detail.accessUntil': 'Sarbidearen azken eguna',
  'admin.detail.accessEnded': 'Sarbidea egun honen ondoren amaitu zen',
  'admin.detail.limit': 'Aldatu sarbidearen azken eguna',
  'admin.detail.limit.submit': 'Gorde azken eguna',
  'admin.detail.sends': 'Bidalitako mezuak',
  'form.groups': 'Taldeak',
  'form.groups.hint': 'Pertsonak lehen unetik ditu. Eman ditzakezunak bakarrik erakusten dira.',
  'form.groups.find': 'Bilatu talde bat',
  'form.groups.found': 'Erakusten diren taldeak:',
  'form.groups.foundNone': 'Ez dago bat datorren talderik.',
  'form.groups.chosen': 'Aukeratuta:',
  'form.app': 'Helmugako aplikazioa',
  'form.signIn': 'Nola hasiko duen saioa',
  'form.signIn.usual': 'Helbidearen arabera',
  'form.signIn.now': 'Orain: {way}.',
  'form.signIn.company': 'Enpresako kontua',
  'form.app.none': 'Denak iristen diren lekura',
  'form.target': 'Aplikazioaren orria',
  'form.target.hint': 'Bide bat, /txostenak adibidez, edo aplikazio horren helbide bat.',
  'admin.detail.groups': 'Taldeak',
  'admin.detail.more': '{count, plural, one {Beste bat} other {Beste #}}',
  'admin.detail.app': 'Helmugako aplikazioa',
  'admin.detail.target': 'Aplikazioaren orria',
  'admin.detail.missing': 'Gonbidapen honek daramanetik zerbait falta da',
  'admin.detail.by': 'Gonbidapenaren sortzailea',
  'admin.detail.resend': 'Bidali beste mezu bat',
  'admin.detail.revoke': 'Baliogabetu',
  'admin.detail.amend': 'Zuzendu datuak',
  'admin.detail.reference': 'Erreferentzia',
  'admin.detail.reference.hint': 'Aipatu laguntza-taldeari idazten badiozu; ez du saioa hasteko balio.',
  'admin.detail.copy': 'Kopiatu',
  'admin.detail.copied': 'Kopiatuta',
  'admin.detail.history': 'Historia',
  'admin.detail.faults': 'Kontuko datu batzuek ez dituzte arauak betetzen; zuzendu itzazu kontua aldatu ahal izateko',
  'admin.amend.title': 'Zuzendu datuak: {who}',
  'admin.amend.back': 'Itzuli gonbidapenera',
  'admin.amend.lead': 'Pertsonak kontua aktibatu arte zuzen ditzakezu.',
  'admin.amend.email.hint':
    'Helbidea aldatzen baduzu, aurreko estekek ez dute gehiago balioko, eta mezu bat bidaliko dugu berrira, salbu gonbidapena baliogabetuta badago.',
  'admin.amend.signIn.hint':
    'Beste era bat aukeratzen baduzu, aurreko estekek ez dute gehiago balioko, eta mezu berri bat bidaliko dugu, salbu gonbidapena baliogabetuta badago.',
  'admin.amend.submit': 'Gorde aldaketak',
  'admin.revoke.title': 'Gonbidapen hau baliogabetu?',
  'admin.revoke.lead': '{who} ({email}): ezin izango du kontua aktibatu jaso dituen estekekin.',
  'admin.revoke.leadAddress': '{email} helbidera bidalitako estekek ez dute gehiago balioko.',
  'admin.revoke.later': 'Geroago, beste mezu bat bidali ahal izango {count, plural, one {diozu} other {diezu}}.',
  'admin.revoke.deletes':
    'Kontua bere historiarekin ezabatuko da, eta hori ezin da desegin. Pertsona berriro gonbidatzeko, hasieratik hasi beharko duzu.',
  'admin.revoke.mayLeave':
    'Kontua ez bada zure enpresarena bakarrik, pertsonak enpresa eta hark emandako taldeak utziko ditu; gainerakoan, kontua eta estekak dauden bezala geratuko dira.',
  'admin.revoke.submit': 'Baliogabetu gonbidapena',
  'admin.revoke.keep': 'Mantendu gonbidapena',
  'history.created': 'Kontua sortuta',
  'history.createdBy': 'Gonbidapena sortuta. Sortzailea: {by}',
  'history.amended': 'Datuak zuzenduta',
  'history.doer.user': 'Nork: {name}',
  'history.doer.client': 'Aplikazioa: {name}',
  'history.doer.worker': 'Sistemak',
  'history.doer.person': 'Pertsonak berak',
  'history.queued': 'Mezua prest',
  'history.sent': 'Mezua bidalita',
  'history.failed': 'Ezin izan zen mezua bidali',
  'history.opened': 'Pertsonak esteka ireki zuen',
  'history.groups':
    '{count, plural, one {talde honekin: {groups}} other {talde hauekin: {groups}}}{more, plural, =0 {} one { eta beste bat} other { eta beste #}}',
  'history.app': 'aplikazio honetan: {app}',
  'history.activated': 'Kontua aktibatuta',
  'history.expired': 'Esteka iraungi zen',
  'history.revoked': 'Gonbidapena baliogabetuta',
  'history.accessEnded': 'Gonbidapenak ematen zuen sarbidearen amaiera',
  'history.neverActivated': 'Gonbidapena baliogabetuta: kontua ez zen garaiz aktibatu',
  'history.signedIn': 'Pertsonak saioa hasi zuen',
  'history.linkRefused': 'Balio ez zuen esteka bat ireki zen',
  'flash.sampleSent':
    'Laginezko gonbidapen bat bidali dugu {email} helbidera. Mezuaren botoiak gida irekitzen du: mezua lasai birbidal dezakezu.',
  'flash.sampleFailed': 'Ezin izan da lagina {email} helbidera bidali. Saiatu berriro minutu batzuk barru.',
  'flash.invited': 'Gonbidapena bidali dugu {email} helbidera.',
  'flash.inviteFailed':
    '{email} helbiderako gonbidapena sortuta dago, baina ezin izan da mezua bidali. Automatikoki saiatuko gara berriro.',
  'flash.resent': 'Beste mezu bat bidali dugu {email} helbidera. Aurreko estekek ez dute gehiago balio.',
  'flash.mailedAgain': 'Beste mezu bat bidali dugu {email} helbidera.',
  'flash.resendFailed': 'Ezin izan da mezua {email} helbidera bidali. Automatikoki saiatuko gara berriro.',
  'flash.amended': '{email} helbidearen datuak gorde ditugu.',
  'flash.asItWas': 'Ez zegoen ezer gordetzekorik: {email} helbidearen datuak berdinak dira.',
  'flash.limited': 'Gorde dugu {email} helbidearen sarbidearen azken eguna.',
  'flash.revokedAccountOn':
    '{email} helbiderako gonbidapena baliogabetuta dago. Kontua ez da desaktibatu, Keycloakek ez duelako esaten zer baimen dituen: behar bada, desaktibatu Keycloaken kontsolan.',
  'flash.left':
    '{email} ez da enpresakoa jada, ezta hark emandako taldeetakoa ere. Gainerakoan, kontua zegoen bezala geratzen da.',
  'flash.revokedUnwritten':
    '{email} helbiderako gonbidapena baliogabetuta dago, eta haren estekak ez du webgune honetan balio. Kontua ezin izan da oraindik desaktibatu: zuzendu lehenengo adierazitako datuak.',
  'flash.revoked': '{email} helbiderako gonbidapena baliogabetu dugu.',
  'flash.activated': 'Zure kontua aktibo dago eta saioa hasita.',
  'flash.passwordChanged': 'Zure pasahitz berria gorde dugu.',
  'flash.passkeyAdded': 'Sarbide-gakoa prest dago. Hurrengoan harekin hasi ahal izango duzu saioa.',
  'flash.languageSaved': 'Zure hizkuntza gorde dugu.',

  // ── Import: faults of a file and of its rows (src/invitations/import) ──
  'import.file.empty': 'Fitxategia hutsik dago. Bidali bat zutabeen izenburuekin eta gutxienez pertsona batekin.',
  'import.file.no_rows': 'Fitxategiak izenburuen lerroa bakarrik du: gutxienez pertsona bat falta da.',
  'import.file.spreadsheet':
    'Kalkulu-orri baten fitxategia da. Ireki, aukeratu «Gorde honela» eta CSV formatua, eta bidali CSV fitxategia.',
  'import.file.binary': 'Ez da testu-fitxategi bat. Bidali CSV fitxategi bat.',
  'import.file.missing': 'Aukeratu CSV fitxategi bat.',
  'import.file.not_found': '«{file}» fitxategia ez da existitzen. Egiaztatu bidea.',
  'import.file.folder': '«{file}» karpeta bat da. Adierazi CSV fitxategi bat.',
  'import.file.unreadable': '«{file}» fitxategia ezin da irakurri ({code}). Egiaztatu baimenak eta saiatu berriro.',
  'import.file.quotes':
    '{line, number}. lerroko komatxoak ez daude ondo itxita. Komatxo arteko testu batean, komatxo bakoitza bi aldiz idazten da.',
  'import.file.record_too_long':
    '{line, number}. lerroa luzeegia da: lerro bakoitzak {max, number} karaktere onartzen ditu gehienez. Agian komatxo batzuk ixtea falta da.',
  'import.file.too_many_rows': 'Fitxategiak {max, number} pertsona baino gehiago ditu. Banatu fitxategi batzuetan.',
  'import.file.too_large': 'Fitxategiak {max, number} MB baino gehiago ditu. Banatu fitxategi batzuetan.',
  'import.file.unreadable_titles':
    'Izenburuen lerroak irakurri ezin diren letrak ditu: fitxategiaren zati bat beste kodeketa batekin gordeta dago. Gorde «CSV UTF-8» gisa eta bidali berriro.',
  'import.column.no_email':
    'Helbideen zutabea falta da. Lehen lerroak zutabeen izenak eman behar ditu, eta batek «helbide elektronikoa» edo «email» izena izan behar du.',
  'import.column.unknown': '«{column}» zutabea ez dagokio profileko ezein daturi. Kendu edo aldatu izenburua.',
  'import.column.ambiguous':
    '«{column}» zutabeak gauza bat baino gehiago esan nahi dezake hemen: {meanings}. Esan zein «columns» erabiliz, adibidez {column}:{example} (terminal batean, --column {column}={example}).',
  'import.column.no_email_in_template':
    '{template} txantiloi bat da, baina zutabe batek ere ez du helbide elektronikoa. Jarri «email» izena hura duen zutabeari.',
  'import.column.twice': 'Datu hau bi zutabetan dago. Utzi bakarra.',
  'import.row.barred':
    'Fitxategiaren arabera, pertsona honek ez du sarbiderik izan behar («{value}»). Kendu lerroa edo zuzendu datu hori.',
  'import.row.unreadable':
    'Hemen irakurri ezin diren letrak daude: lerro hau beste kodeketa batekin gordeta dago, ez fitxategiaren gainerakoarekin. Idatzi berriro eta gorde fitxategia «CSV UTF-8» gisa.',
  'import.row.too_many_cells':
    'Lerroak {found, number} gelaxka ditu, eta izenburuak {expected, number} dira. Testu batek bereizlea badu, idatzi komatxo artean.',
  'import.row.language': 'Ez dugu hizkuntza honetan mezurik bidaltzen: «{value}». Erabili hauetako bat: {options}.',
  'import.row.organization_required': 'Adierazi pertsona honen enpresa.',
  'import.row.duplicate': 'Helbide hau {line, number}. lerroan dago dagoeneko.',
  'import.row.exists': 'Pertsona honek badu kontua: ez du gonbidapenik jasoko.',
  'import.row.invited': 'Pertsona honek badu gonbidapena: ez du besterik jasoko.',
  'import.row.mail_failed': 'Gonbidapena sortuta dago, baina mezua ezin izan da bidali. Automatikoki saiatuko gara berriro.',
  'import.row.provider_off':
    'Gonbidapena sortuta dago, baina pertsona honek saioa hasteko erabiltzen duen «{provider}» identitate-hornitzailea itzalita dago edo jada ez dago Keycloaken. Mezua hornitzailea berriro aktibatuta dagoenean aterako da; gonbidapena zuzentzean saioa hasteko beste modu bat ere aukera dezakezu.',
  'import.row.too_many_mails':
    'Helbide honek {max, plural, one {mezu bat jaso du} other {# mezu jaso ditu}} azken 24 orduetan: inportatu lerro hau berriro {hours, plural, one {ordubete} other {# ordu}} barru.',
  'import.row.refused': 'Kontuen zerbitzuak ez ditu datu hauek onartu. Berrikusi eta bidali fitxategia berriro.',
  'import.row.directory':
    'Kontu berriak gonbidapenik onartzen ez duen direktorio batean gordetzen dira: ez da bat ere sortu. Sortu kontua direktorioan edo idatzi laguntza-taldeari.',
  'import.row.directory_away':
    'Keycloakek ezin izan du kontua «{directory}» direktorioan gorde (erabiltzaileen federazioa): edo ez du erantzuten, edo konfigurazioa ez dator bat harekin. Inportatu lerro hau berriro konponduta dagoenean.',
  'import.row.username': 'Helbidea ezin da hemen erabiltzaile-izena izan; kontuarena hau da: «{username}».',
  'import.row.queued': 'Gonbidapena sortuta dago eta mezua bere txandaren zain dago.',
  'import.outcome.sent': 'Gonbidatuta',
  'import.outcome.queued': 'Zain',
  'import.outcome.failed': 'Errorearekin',
  'import.outcome.skipped': 'Baztertuta',
  'import.outcome.ok': 'Zuzena',
  'bulk.outcome.sent': 'Mezua bidalita',
  'bulk.outcome.queued': 'Zain',
  'bulk.outcome.failed': 'Aldaketarik gabe',
  'bulk.outcome.skipped': 'Baztertuta',
  'bulk.outcome.ok': 'Baliogabetuta',
  'bulk.stopped.account': 'Zeregin hau hasi zuenaren kontua desaktibatu edo ezabatu da.',
  'bulk.stopped.role': 'Zeregin hau hasi zuenari baimenak kendu zaizkio.',
  'bulk.stopped.company': 'Zeregin hau hasi zuena ez da enpresakoa jada.',
  'bulk.stopped.company_disabled': 'Enpresa desaktibatu da.',
  'bulk.stopped.unknown': 'Ordubetez ezin izan da egiaztatu zeregin hau hasi zuenak baimenak dituen.',
  'bulk.stopped.rest': 'Egindakoak balio du; gainerako gonbidapenak ez dira ukitu.',
  'import.stopped.account': 'Inportazio hau hasi zuenaren kontua desaktibatu edo ezabatu da.',
  'import.stopped.role': 'Inportazio hau hasi zuenari baimenak kendu zaizkio.',
  'import.stopped.company': 'Inportazio hau hasi zuena ez da enpresakoa jada.',
  'import.stopped.company_disabled': 'Enpresa desaktibatu da.',
  'import.stopped.unknown': 'Ordubetez ezin izan da egiaztatu inportazio hau hasi zuenak baimenak dituen.',
  'import.stopped.rest':
    'Bidalitakoak balio du; gainerako lerroak ez dira ukitu. Baimena duen norbaitek fitxategi bera bidal dezake: inork ez du mezua bi aldiz jasoko.',
  'export.email': 'Helbide elektronikoa',
  'export.firstName': 'Izena',
  'export.lastName': 'Abizenak',
  'export.locale': 'Hizkuntza',
  'export.groups': 'Taldeak',
  'export.app': 'Aplikazioa',
  'export.accessUntil': 'Sarbidea noiz arte',
  'export.id': 'Erreferentzia',
  'import.report.line': 'Lerroa',
  'import.report.email': 'Helbide elektronikoa',
  'import.report.outcome': 'Emaitza',
  'import.report.column': 'Zutabea',
  'import.report.message': 'Zer gertatu den',

  // ── Pages: import of a file (src/views/pages/admin-import*.hbs) ──
  'admin.import.title': 'Gonbidatu pertsona batzuk',
  'admin.import.lead':
    'Bidali CSV fitxategi bat, lerro bakoitzean pertsona bat. Lehenengo egiaztatu eta emaitza erakutsiko dizugu; inork ez du ezer jasoko zuk berretsi arte.',
  'admin.import.format.title': 'Nolakoa izan behar duen fitxategiak',
  'admin.import.format.header': 'Lehen lerroak zutabeen izenburuak ditu, nahi duzun ordenan:',
  'admin.import.format.required': '(nahitaezkoa)',
  'admin.import.format.example': 'Fitxategiaren adibidea',
  'admin.import.format.download': 'Deskargatu txantiloi bat (CSV)',
  'admin.import.format.further': 'Behar badituzu, zutabe hauek ere jar ditzakezu:',
  'admin.import.format.extra': 'Eta pertsonen profileko datuak: {names}.',
  'admin.import.format.file':
    'Excel, LibreOffice edo Google Sheets programen CSVak balio du, komaz, puntu eta komaz edo tabulazioz bereizita, {rows, number} pertsona eta {megabytes, number} MB arte.',
  'admin.import.format.idempotent':
    'Gonbidapenen zerrendan dagoenak ez du beste mezurik jasotzen; beraz, fitxategi bera lasai bidal dezakezu berriro.',
  'admin.import.file': 'CSV fitxategia',
  'admin.import.file.hint': 'Aukeratu edo arrastatu hona.',
  'import.title.email': 'helbide elektronikoa',
  'import.title.firstName': 'izena',
  'import.title.lastName': 'abizenak',
  'import.title.locale': 'hizkuntza',
  'import.title.organization': 'enpresa',
  'import.title.groups': 'taldeak',
  'import.title.app': 'aplikazioa',
  'import.title.target': 'helburua',
  'import.title.accessUntil': 'sarbidearen azken eguna',
  'import.title.signIn': 'saioa hasteko modua',
  'import.title.message': 'mezua',
  'import.example.email': 'ana@sol.example',
  'import.example.firstName': 'Ana',
  'import.example.lastName': 'García',
  'import.example.locale': 'eu',
  'import.example.organization': 'Sol',
  'import.template.name': 'gonbidapenen-txantiloia.csv',
  'admin.import.organization': 'Enpresa, fitxategiak adierazten ez badu',
  'admin.import.locale': 'Mezuaren hizkuntza, fitxategiak adierazten ez badu',
  'admin.import.check': 'Egiaztatu fitxategia',
  'admin.import.again': 'Aukeratu beste fitxategi bat',
  'admin.import.checking': 'Fitxategia egiaztatzen',
  'admin.import.checking.text':
    'Orri hau itxi dezakezu: egiaztapenak aurrera jarraitzen du. Ireki berriro nahi duzunean, emaitza ikusteko.',
  'admin.import.checked': 'Egiaztapenaren emaitza',
  'admin.import.asked': 'Datu bat falta da fitxategia egiaztatzeko',
  'admin.import.asked.lead':
    'Zutabe baten izenburuak gauza bat baino gehiago esan nahi dezake hemen. Esan zein, eta fitxategia egiaztatuko dugu.',
  'admin.import.question': 'Zer dago «{column}» zutabean?',
  'admin.import.meaning.email': 'Helbide elektronikoa',
  'admin.import.meaning.firstName': 'Pertsonaren izena',
  'admin.import.meaning.lastName': 'Pertsonaren abizenak',
  'admin.import.meaning.locale': 'Mezuaren hizkuntza',
  'admin.import.meaning.organization': 'Zein enpresatara gonbidatzen den',
  'admin.import.meaning.groups': 'Jasotzen dituen taldeak',
  'admin.import.meaning.app': 'Zein aplikaziotara joango den',
  'admin.import.meaning.target': 'Aplikazio horren orria',
  'admin.import.meaning.accessUntil': 'Sarbidearen azken eguna',
  'admin.import.meaning.signIn': 'Nola hasiko duen saioa: pasahitzarekin, sarbide-gakoarekin edo enpresako kontuarekin',
  'admin.import.meaning.message': 'Mezurako hitz batzuk',
  'admin.import.meaning.attribute': 'Pertsonaren profileko «{name}» datua ({technical})',
  'admin.import.template':
    '{template} txantiloi bat da. Helbideak «{address}» zutabekoak dira: egiaztatu jendeak irakurtzen dituen postontziak direla.',
  'admin.import.template.unused': 'Zutabe hauek ez dira erabiltzen: {names}.',
  'admin.import.ready':
    '{count, plural, =0 {Ez dago gonbidatzeko inor berririk.} one {Pertsona batek gonbidapen bat jasoko du.} other {# pertsonak gonbidapen bat jasoko dute.}}',
  'admin.import.faulty':
    '{count, plural, one {Lerro batek zerbait zuzentzeko du eta kanpoan geratuko da.} other {# lerrok zerbait zuzentzeko dute eta kanpoan geratuko dira.}}',
  'admin.import.existing':
    '{count, plural, one {Pertsona batek badu kontua edo gonbidapena, eta ez du beste mezurik jasoko.} other {# pertsonak badute kontua edo gonbidapena, eta ez dute beste mezurik jasoko.}}',
  'admin.import.start': 'Bidali {count, plural, one {gonbidapen bat} other {# gonbidapen}}',
  'admin.import.running': 'Gonbidapenak bidaltzen',
  'admin.import.running.text':
    'Orri hau itxi dezakezu: bidalketak aurrera jarraitzen du. Ireki berriro nahi duzunean, nola doan ikusteko.',
  'admin.import.done': 'Gonbidapenak bidalita daude',
  'admin.import.doneWithFaults': 'Bidalketa amaitu da, baina zerbait berrikusi behar da',
  'admin.import.interrupted': 'Inportazioa eten egin da',
  'admin.import.interrupted.text':
    'Bidalitakoak balio du. Bidali fitxategi bera berriro: geratu zen lekutik jarraituko du, eta inork ez du mezua bi aldiz jasoko.',
  'admin.import.rows': 'Fitxategiaren lerroak',
  'admin.import.created': 'Sortutako gonbidapenak',
  'admin.import.sent': 'Bidalitako mezuak',
  'admin.import.queued': 'Zain dauden mezuak',
  'admin.import.failed': 'Errorearekin',
  'admin.import.skipped': 'Baztertuta, lehendik zeudelako',
  'admin.import.progress': '{rows, number} lerrotik {done, number}',
  'admin.import.rate': '{rate, plural, one {lerro #} other {# lerro}} segundoko',
  'admin.import.remaining':
    '{minutes, plural, =0 {Minutu bat baino gutxiago falta da} one {Minutu bat inguru falta da} other {# minutu inguru falta dira}}',
  'admin.import.waiting': 'Kontuen zerbitzua ez dago erabilgarri. Prest egon arte itxarongo dugu, gero jarraitzeko.',
  'admin.import.waitingMail':
    'Posta-zerbitzariak ez du bidalketarik onartzen. Kontuak sortzen jarraitzen dugu; mezuak zerbitzariak berriro onartzen dituenean aterako dira.',
  'admin.import.waitingRights':
    'Orain ezin dugu egiaztatu inportazioa hasi zuenak baimenak dituen, eta ordura arte ez da beste inor gonbidatuko. Zu izan bazinen, eguneratu orri hau.',
  'admin.import.refresh': 'Eguneratu',
  'admin.import.report': 'Deskargatu txostena (CSV)',
  'admin.import.faults': 'Zerbait zuzentzeko duten lerroak',
  'admin.import.notes': 'Erabiltzaile-izenak',
  'admin.import.faultsMore': 'Lehenengo {shown, number} erakusten ditugu. Besteak txostenean daude.',
  'admin.import.wholeLine': 'lerro osoa',
  'admin.import.toList': 'Ikusi gonbidapenak',
};
