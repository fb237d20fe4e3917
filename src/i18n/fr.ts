import type { Messages } from './index.ts';

/** French. Sorted as es.ts. */
export const fr: Messages = {
  // ── Errors: the key after `error.` is the stable `code` of problem+json (src/errors.ts) ──
  'error.invalid_request': 'L’une des informations n’est pas valide. Vérifiez-les et envoyez-les à nouveau.',
  'error.invalid_json': 'Le contenu de la requête n’est pas du JSON valide. Corrigez-le et envoyez-le à nouveau.',
  'error.invalid_file': 'Ce fichier ne peut pas être importé. Corrigez ce qui est indiqué et envoyez-le à nouveau.',
  'error.unauthenticated': 'Pour continuer, connectez-vous avec votre compte ou envoyez un jeton valide.',
  'error.insufficient_user_authentication':
    'Pour gérer les invitations, il faut se connecter avec une vérification supplémentaire.',
  'error.forbidden':
    'Votre compte n’a pas l’autorisation nécessaire. Si vous en avez besoin, demandez-la à la personne qui gère les comptes de votre entreprise.',
  'error.csrf': 'Le formulaire a expiré. Vérifiez les informations et envoyez-le à nouveau.',
  'error.not_found': 'Nous ne trouvons pas ce que vous cherchez. Vérifiez l’adresse ou la référence.',
  'error.method_not_allowed': 'Cette adresse n’accepte pas cette méthode. L’en-tête Allow indique celles qu’elle accepte.',
  'error.email_exists':
    'Un compte existe déjà avec cette adresse e-mail. Vérifiez l’adresse ou cherchez la personne dans la liste des invitations.',
  'error.already_active': 'Le compte est déjà actif : son invitation ne peut plus être renvoyée, corrigée ni annulée.',
  'error.not_yours':
    'Ce compte ne peut pas être modifié ici, car il ne dépend pas seulement de votre entreprise ou possède ses propres droits. Seule la personne qui gère Keycloak peut le faire, dans sa console.',
  'error.account_disabled':
    'Quelqu’un a désactivé ce compte ou l’a modifié dans Keycloak depuis l’annulation de l’invitation : rien n’est donc envoyé. La personne qui gère Keycloak peut le réactiver.',
  'error.access_ended':
    'L’accès que donne cette invitation a pris fin à la date indiquée. Choisissez d’abord une date ultérieure.',
  'error.organization_disabled':
    'L’entreprise de cette invitation est désactivée : rien n’est donc envoyé. Ses comptes restent tels quels ; les e-mails en attente partiront quand elle sera réactivée dans Keycloak.',
  'error.organizations_off':
    'Cela n’est pas possible sans entreprises, et toutes sont actuellement désactivées dans Keycloak. Rien n’a changé : demandez à la personne qui administre Keycloak de les réactiver (Realm settings).',
  'error.provider_off':
    'Le fournisseur d’identité « {provider} », par lequel cette personne se connecte, est désactivé ou n’existe plus dans Keycloak : rien n’est donc envoyé. Demandez à la personne qui administre Keycloak de l’activer, ou choisissez une autre façon de se connecter en corrigeant l’invitation.',
  'error.passkeys_off':
    'Personne ne peut actuellement créer de clé d’accès ni de mot de passe dans Keycloak : le lien ne servirait à rien et rien n’est envoyé. Demandez à l’administration de Keycloak d’activer l’un des deux.',
  'error.passwords_off':
    'Personne ne peut actuellement choisir de mot de passe dans Keycloak : le lien ne servirait à rien et rien n’est envoyé. Demandez à l’administration de Keycloak de le permettre de nouveau, ou choisissez une autre façon de se connecter en corrigeant l’invitation.',
  'error.domain_unclear':
    'Le domaine de l’adresse contient un caractère (ß, ς ou un caractère invisible) avec lequel l’e-mail partirait vers un autre domaine : rien n’est envoyé. Corrigez l’adresse et écrivez son domaine sous sa forme ASCII, qui commence par xn--.',
  'error.earlier_link_works':
    'Un lien précédent de cette personne fonctionnerait encore si le compte était activé, et le compte ne peut pas être remplacé par un autre. Vous pourrez renvoyer l’invitation à partir du {until, date, ::yyyyMMMMdHHmmz}.',
  'error.directory_keeps_nothing':
    'Ce domaine enregistre les nouveaux comptes dans un annuaire où les invitations n’ont pas de place. Aucun compte n’a été créé ; écrivez à l’assistance ou créez-le dans l’annuaire.',
  'error.not_an_invitation':
    'Ce compte ne provient pas d’une invitation et ne peut pas être géré ici. Si quelque chose doit changer, écrivez à l’assistance.',
  'error.precondition_failed':
    'L’invitation a changé depuis que vous l’avez consultée. Chargez-la à nouveau et décidez d’après les données actuelles.',
  'error.idempotency_key_reused':
    'Cette clé d’idempotence a déjà servi avec d’autres données. Utilisez une nouvelle clé pour chaque requête.',
  'error.payload_too_large': 'Ce que vous avez envoyé est trop volumineux. Réduisez-le ou répartissez-le en plusieurs envois.',
  'error.unsupported_media_type': 'Ce type de contenu n’est pas accepté. Envoyez {expected}.',
  'error.too_many_imports':
    'Vous avez déjà {max, plural, one {une importation} other {# importations}} en cours. Attendez que l’une se termine et réessayez.',
  'error.too_many_streams':
    'Vous suivez déjà {max, plural, one {une importation} other {# importations}} à la fois, peut-être dans d’autres onglets. Fermez-en un et réessayez.',
  'error.too_many_requests': 'Nous avons reçu trop de requêtes à la suite. Attendez un instant et réessayez.',
  'error.too_many_mails':
    'Cette adresse a déjà reçu {max, plural, one {un e-mail} other {# e-mails}} au cours des dernières 24 heures et n’en accepte pas plus pour l’instant. Réessayez dans {hours, plural, one {une heure} other {# heures}}.',
  'error.unexpected': 'Un incident s’est produit de notre côté. Réessayez dans quelques minutes.',
  'error.keycloak_misconfigured':
    'Le service est suspendu à cause d’une erreur de configuration. Elle a été enregistrée : réessayez plus tard et, si rien ne change, écrivez à l’assistance.',
  'error.keycloak_unavailable': 'Le service des comptes ne répond pas en ce moment. Réessayez dans quelques minutes.',
  'error.directory_unavailable':
    'Keycloak n’a pas pu utiliser l’annuaire « {directory} » (fédération d’utilisateurs) : soit il ne répond pas, soit sa configuration dans Keycloak ne lui correspond pas. Rien n’a changé dans Keycloak. Réessayez plus tard et, si rien ne change, prévenez la personne qui gère le domaine.',
  'error.realm_not_ready':
    'Le service est suspendu tant qu’un réglage du service des comptes n’est pas corrigé. Réessayez plus tard et, si rien ne change, prévenez la personne qui le gère.',

  // ── Faults of single fields in forms and API bodies (src/http/request/validation.ts) ──
  'field.required': 'Remplissez ce champ.',
  'field.email': 'Saisissez une adresse e-mail complète, comme nom@exemple.com.',
  'field.email_domain':
    'Le domaine de cette adresse contient un caractère (ß, ς ou un caractère invisible) avec lequel l’e-mail partirait vers un autre domaine. Écrivez le domaine sous sa forme ASCII, qui commence par xn--.',
  'field.too_long': 'Utilisez {max, plural, one {# caractère} other {# caractères}} au maximum.',
  'field.too_many': 'Choisissez-en {max, number} au maximum.',
  'field.too_short': 'Utilisez au moins {min, plural, one {# caractère} other {# caractères}}.',
  'field.unknown': 'Ce champ n’existe pas : retirez-le.',
  'field.after_file': 'Ce champ doit précéder le fichier.',
  'field.revoke_lifespan':
    'Une invitation que l’on annule n’a pas de durée : retirez cette donnée ou choisissez une autre action.',
  'field.type': 'Cette valeur n’est pas du type demandé. Corrigez-la et envoyez-la à nouveau.',
  'field.option': 'Choisissez l’une de ces options : {options}.',
  'field.days_reversed': 'Le dernier jour ne peut pas précéder le premier.',
  'field.day': 'Saisissez une date avec année, mois et jour, comme 2026-12-31.',
  'field.date_past': 'Cette date est déjà passée. Choisissez aujourd’hui ou un jour ultérieur.',
  'field.date_far': 'Cette date est trop lointaine. Choisissez-en une dans les {years} prochaines années.',
  'field.access_before_link':
    'L’accès prendrait fin avant l’expiration du lien. Choisissez une date ultérieure, ou un lien valable moins d’heures.',
  'field.access_ended': 'Cet accès a déjà pris fin : sa date ne peut plus changer.',
  'field.no_such_group': 'Ce groupe n’existe pas. Choisissez-en un autre.',
  'field.group_unknown':
    'Vous ne pouvez pas donner le groupe « {group} » : il n’existe pas ou ne peut pas être attribué lors de l’invitation.',
  'field.app_not_yours': 'Seule une personne qui gère toute la plateforme peut choisir l’application.',
  'field.group_missing':
    'La personne n’est pas dans le groupe « {group} » : il n’existe plus, il ne peut pas être donné ou quelqu’un l’en a sortie.',
  'field.app_missing': 'L’application « {app} » n’est plus disponible : la personne arrive là où tout le monde arrive.',
  'field.target_missing':
    'L’adresse choisie n’appartient plus à l’application « {app} » : la personne arrive à l’accueil de l’application.',
  'field.passkeys_off':
    'Ici, on ne peut pas se connecter avec une clé d’accès seule. Choisissez le mot de passe, ou demandez à la personne qui gère Keycloak d’activer ce mode de connexion.',
  'field.passwords_off':
    'Personne ne peut choisir de mot de passe ici pour le moment. Choisissez une autre façon de se connecter, ou demandez à la personne qui gère Keycloak de le permettre.',
  'field.credentials_off':
    'Personne ne peut choisir de mot de passe ni créer de clé d’accès ici pour le moment. Demandez à la personne qui gère Keycloak d’activer l’un des deux.',
  'field.sign_in_unknown':
    'Écrivez « mot de passe », « clé d’accès », « le compte de l’entreprise », « selon l’adresse », ou « idp: » suivi de la référence d’un fournisseur d’identité.',
  'field.sign_in_value':
    'Envoyez « password », « passkey », ou « idp: » suivi de la référence d’un fournisseur d’identité. Pour que l’adresse décide, envoyez un texte vide ("").',
  'field.provider_unknown':
    'Aucun fournisseur d’identité avec cette référence n’est prêt pour cette adresse. Vérifiez la référence, ou laissez le champ vide.',
  'field.provider_not_for_address':
    'Le fournisseur d’identité choisi auparavant n’est pas prêt pour cette adresse. Pour que l’adresse décide, envoyez aussi signIn vide (""), ou choisissez un autre mode de connexion.',
  'field.company_sign_in_missing':
    'Cette entreprise n’a pas préparé la connexion avec son propre compte. Choisissez un autre mode de connexion.',
  'field.app_unknown': 'Aucune application avec cette référence n’accepte d’invitations. Choisissez-en une autre.',
  'field.inviter_unknown': 'Aucune personne n’a cette référence. Choisissez-en une autre.',
  'field.target_outside': 'Cette adresse n’appartient pas à l’application choisie. Indiquez-en une autre, ou aucune.',
  'field.target_without_app': 'Indiquez aussi l’application.',
  'field.message_link': 'Écrivez le message sans adresse web ni adresse e-mail. Après chaque point, laissez une espace.',
  'field.message_signs':
    'Certains signes ne sont pas du texte. Réécrivez le message, uniquement avec des lettres, des chiffres et de la ponctuation.',
  'field.message_lines': 'Écrivez {max} lignes au maximum.',
  'field.message_not_yours': 'Seule une personne qui gère toute la plateforme peut ajouter un message.',
  'field.organization_unknown': 'Aucune entreprise n’a cette référence. Vérifiez-la.',
  'field.organization_disabled':
    'Cette entreprise est désactivée : personne ne peut y être invité. Choisissez-en une autre, ou demandez à la personne qui gère Keycloak de l’activer.',
  'field.email_exists':
    'Un compte existe déjà avec cette adresse e-mail. Vérifiez l’adresse ou cherchez la personne dans la liste des invitations.',
  'field.email_in_use': 'Un compte existe déjà avec cette adresse e-mail. Utilisez-en une autre ou écrivez à l’assistance.',
  'field.too_many_matches':
    'Cela en fait trop à la fois. Précisez la recherche ou filtrez jusqu’à ce qu’il en reste {max, number} au plus.',
  'field.too_many_mails':
    'Cette adresse a déjà reçu {max, plural, one {un e-mail} other {# e-mails}} au cours des dernières 24 heures et n’en accepte pas plus pour l’instant. Réessayez dans {hours, plural, one {une heure} other {# heures}}.',
  'field.invalid': 'Vérifiez cette valeur.',
  'field.too_deep':
    'Avec « first », on n’atteint que les {most, number} premières. Pour lire la suite, utilisez « next » avec « cursor ».',

  // ── Faults of the realm's user profile (src/keycloak/profile/profile-errors.ts, profile-validation.ts) ──
  'field.length_exact': 'Utilisez exactement {count, plural, one {# caractère} other {# caractères}}.',
  'field.length_between': 'Utilisez entre {min} et {max, plural, one {# caractère} other {# caractères}}.',
  'field.number': 'Saisissez un nombre, avec un point pour les décimales, comme 12.5.',
  'field.integer': 'Saisissez un nombre entier, sans décimales.',
  'field.number_between': 'Saisissez un nombre entre {min, number} et {max, number}.',
  'field.number_min': 'Saisissez un nombre supérieur ou égal à {min, number}.',
  'field.number_max': 'Saisissez un nombre inférieur ou égal à {max, number}.',
  'field.values_between': 'Indiquez entre {min} et {max, plural, one {# valeur} other {# valeurs}}.',
  'field.values_min': 'Indiquez au moins {min, plural, one {# valeur} other {# valeurs}}.',
  'field.values_max': 'Indiquez au maximum {max, plural, one {# valeur} other {# valeurs}}.',
  'field.email_ascii': 'N’utilisez pas d’accents ni de cédilles avant l’arobase.',
  'field.email_as_username':
    'Cette adresse ne permet pas de créer le compte : elle sert aussi de nom d’utilisateur, qui n’accepte ni les signes comme & % ni les lettres d’autres alphabets. Utilisez une autre adresse.',
  'field.pattern': 'Cette information n’a pas le format demandé. Vérifiez-la et saisissez-la à nouveau.',
  'field.option_unknown': 'Choisissez l’une des options de la liste.',
  'field.url': 'Saisissez l’adresse complète et sans espaces, comme https://www.exemple.com.',
  'field.url_scheme': 'Saisissez une adresse qui commence comme demandé, par exemple https://.',
  'field.url_fragment': 'Retirez de l’adresse le dièse (#) et tout ce qui le suit.',
  'field.date': 'Saisissez une date qui existe, au format demandé.',
  'field.name_characters': 'Retirez les symboles comme < > & % $ # * / et les parenthèses : ils ne sont pas acceptés ici.',
  'field.name_address':
    'Saisissez seulement le nom, sans adresse web ni adresse e-mail. Si c’est une abréviation, laissez une espace après le point.',
  'field.name_symbols':
    'Vérifiez les lettres : certains signes ne se trouvent dans aucun nom, comme £, ¤ ou ‚. S’ils viennent d’un fichier, enregistrez-le en « CSV UTF-8 » et envoyez-le à nouveau.',
  'field.username_characters':
    'Utilisez seulement des lettres, des chiffres, des points, des tirets et des tirets bas, sans espaces.',
  'field.username_exists': 'Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.',
  'field.username_address':
    'L’adresse d’une autre personne ne peut pas servir de nom d’utilisateur. Choisissez-en un autre, ou votre propre adresse.',
  'field.read_only': 'Cette information ne peut pas être modifiée ici. Laissez-la comme elle était.',
  'field.realm_message': '{text}',

  // ── Names that Keycloak's user profile knows, after `attribute.` (src/i18n/profile-texts.ts) ──
  'attribute.username': 'Nom d’utilisateur',
  'attribute.email': 'Adresse e-mail',
  'attribute.firstName': 'Prénom',
  'attribute.lastName': 'Nom',
  'attribute.street': 'Rue et numéro',
  'attribute.locality': 'Localité',
  'attribute.region': 'Région ou département',
  'attribute.postal_code': 'Code postal',
  'attribute.country': 'Pays',
  'attribute.website': 'Site web',
  'attribute.phoneNumber': 'Téléphone',
  'attribute.gender': 'Genre',
  'attribute.birthday': 'Date de naissance',
  'attribute.zoneinfo': 'Fuseau horaire',
  'attribute.locale': 'Langue',

  // ── Password: rules of the realm's policy as a list, and what to do when one is not met (src/views/present/password-words.ts) ──
  'password.rule.length': 'Au moins {count, plural, one {# caractère} other {# caractères}}',
  'password.rule.maxLength': 'Au maximum {count, plural, one {# caractère} other {# caractères}}',
  'password.rule.lowerCase': 'Au moins {count, plural, one {une lettre minuscule} other {# lettres minuscules}}',
  'password.rule.upperCase': 'Au moins {count, plural, one {une lettre majuscule} other {# lettres majuscules}}',
  'password.rule.digits': 'Au moins {count, plural, one {un chiffre} other {# chiffres}}',
  'password.rule.specialChars': 'Au moins {count, plural, one {un symbole} other {# symboles}} (par exemple * ou @)',
  'password.rule.notUsername': 'Différent de votre nom d’utilisateur',
  'password.rule.notContainsUsername': 'Sans votre nom d’utilisateur',
  'password.rule.notContainsEmail': 'Sans votre adresse e-mail',
  'password.rule.notEmail': 'Différent de votre adresse e-mail',
  'password.rule.regexPattern': 'Au format exigé par la plateforme',
  'password.rule.passwordHistory':
    'Différent de {count, plural, =0 {votre mot de passe actuel} one {votre mot de passe actuel} other {vos # derniers mots de passe}}',
  'password.rule.passwordAge':
    '{count, plural, =0 {Différent de votre mot de passe actuel} one {Non utilisé au cours des dernières 24 heures} other {Non utilisé au cours des # derniers jours}}',
  'password.rule.passwordBlacklist': 'Absent des mots de passe les plus connus',
  'password.rule.other': 'Conforme aux autres règles de la plateforme',
  'password.unmet.length':
    'Le mot de passe est trop court : utilisez au moins {count, plural, one {# caractère} other {# caractères}}.',
  'password.unmet.maxLength':
    'Le mot de passe est trop long : utilisez {count, plural, one {# caractère} other {# caractères}} au maximum.',
  'password.unmet.lowerCase':
    'Ajoutez au mot de passe {count, plural, one {une lettre minuscule} other {des lettres minuscules pour en avoir #}}.',
  'password.unmet.upperCase':
    'Ajoutez au mot de passe {count, plural, one {une lettre majuscule} other {des lettres majuscules pour en avoir #}}.',
  'password.unmet.digits': 'Ajoutez au mot de passe {count, plural, one {un chiffre} other {des chiffres pour en avoir #}}.',
  'password.unmet.specialChars':
    'Ajoutez au mot de passe {count, plural, one {un symbole} other {des symboles pour en avoir #}} (par exemple * ou @).',
  'password.unmet.notUsername': 'Le mot de passe ne peut pas être votre nom d’utilisateur : choisissez-en un autre.',
  'password.unmet.notContainsUsername': 'Retirez votre nom d’utilisateur du mot de passe.',
  'password.unmet.notContainsEmail': 'Retirez votre adresse e-mail du mot de passe.',
  'password.unmet.notEmail': 'Le mot de passe ne peut pas être votre adresse e-mail : choisissez-en un autre.',
  'password.unmet.regexPattern':
    'Le mot de passe n’a pas le format exigé par la plateforme. Essayez-en un autre ou écrivez à l’assistance.',
  'password.unmet.passwordHistory':
    'Choisissez un mot de passe différent {count, plural, =0 {de l’actuel} one {de l’actuel} other {de vos # derniers}}.',
  'password.unmet.passwordAge':
    '{count, plural, =0 {Choisissez un mot de passe différent de l’actuel.} one {Choisissez un mot de passe que vous n’avez pas utilisé au cours des dernières 24 heures.} other {Choisissez un mot de passe que vous n’avez pas utilisé au cours des # derniers jours.}}',
  'password.unmet.passwordBlacklist': 'Ce mot de passe est trop connu et n’est pas autorisé : choisissez-en un autre.',
  'password.unmet.other': 'Le mot de passe ne respecte pas toutes les règles de la plateforme : choisissez-en un autre.',
  'password.required': 'Saisissez un mot de passe.',
  'password.mismatch': 'Les deux mots de passe ne sont pas identiques : saisissez-les à nouveau.',
  'password.too_weak': 'Le mot de passe est trop facile à deviner. {advice}',
  'password.show': 'Afficher',
  'password.show_label': 'Afficher le mot de passe',
  'password.hide': 'Masquer',
  'password.hide_label': 'Masquer le mot de passe',
  'password.met': 'rempli',
  'password.unmet': 'à remplir',
  'password.progress': 'Critères remplis : %met% sur %all%.',
  'password.score.0': 'très faible',
  'password.score.1': 'faible',
  'password.score.2': 'moyenne',
  'password.score.3': 'élevée',
  'password.score.4': 'très élevée',
  'password.strength': 'Sécurité du mot de passe : %score%.',

  // ── Password: what zxcvbn finds and advises; the keys are its own ──
  'password.warning.straightRow': 'Des touches voisines du clavier sont faciles à deviner.',
  'password.warning.keyPattern': 'De courts trajets sur le clavier sont faciles à deviner.',
  'password.warning.simpleRepeat': 'Des caractères répétés, comme « aaa », sont faciles à deviner.',
  'password.warning.extendedRepeat': 'Des répétitions, comme « abcabcabc », sont presque aussi faciles à deviner que « abc ».',
  'password.warning.sequences': 'Des suites, comme « abc » ou « 6543 », sont faciles à deviner.',
  'password.warning.recentYears': 'Les années récentes sont faciles à deviner.',
  'password.warning.dates': 'Les dates sont faciles à deviner.',
  'password.warning.topTen': 'C’est l’un des dix mots de passe les plus utilisés.',
  'password.warning.topHundred': 'C’est l’un des cent mots de passe les plus utilisés.',
  'password.warning.common': 'C’est un mot de passe très utilisé.',
  'password.warning.similarToCommon': 'Il ressemble à un mot de passe très utilisé.',
  'password.warning.wordByItself': 'Un seul mot est facile à deviner.',
  'password.warning.namesByThemselves': 'Un prénom ou un nom seul est facile à deviner.',
  'password.warning.commonNames': 'Les prénoms et noms courants sont faciles à deviner.',
  'password.warning.userInputs': 'Il contient des données sur vous ou sur la plateforme, que l’on essaie en premier.',
  'password.suggestion.l33t': 'Remplacer des lettres par des chiffres ou des symboles, comme « @ » pour « a », aide peu.',
  'password.suggestion.reverseWords': 'Écrire des mots à l’envers aide peu.',
  'password.suggestion.allUppercase': 'Ne mettez que quelques lettres en majuscules.',
  'password.suggestion.capitalization': 'Utilisez aussi des majuscules ailleurs qu’au début.',
  'password.suggestion.dates': 'Évitez les dates et les années qui vous concernent.',
  'password.suggestion.recentYears': 'Évitez les années récentes.',
  'password.suggestion.associatedYears': 'Évitez les années qui vous concernent.',
  'password.suggestion.sequences': 'Évitez les suites de lettres ou de chiffres.',
  'password.suggestion.repeated': 'Évitez de répéter des mots et des caractères.',
  'password.suggestion.longerKeyboardPattern':
    'Suivez un chemin plus long sur le clavier, avec plusieurs changements de direction.',
  'password.suggestion.anotherWord': 'Ajoutez un autre mot peu courant.',
  'password.suggestion.useWords': 'Assemblez plusieurs mots qui ne vont pas ensemble d’habitude.',
  'password.suggestion.noNeed': 'Un mot de passe long vaut mieux qu’un mot de passe compliqué.',

  // ── Pages: frame (src/views/partials) ──
  'layout.skip': 'Aller au contenu',
  'layout.titleWithErrors': 'Vérifiez les informations : {heading}',
  'layout.accountNav': 'Votre compte',
  'layout.helpNav': 'Aide',
  'layout.language': 'Langue',
  'layout.colon': '\u00a0:',
  'layout.invitations': 'Invitations',
  'layout.profile': 'Profil',
  'layout.signOut': 'Se déconnecter',
  'layout.help': 'Guide d’activation',
  'layout.support': 'Assistance',
  'form.optional': '(facultatif)',
  'form.choose': 'Choisissez une option',
  'form.chooseOne': 'Choisissez l’une des options.',
  'form.nth': '{label}, {n, number}',
  'form.addValue': 'Ajouter',
  'form.removeValue': 'Retirer',
  'form.summary': 'Vérifiez ce qui suit',
  'form.honeypot': 'Laissez ce champ vide',
  'mail.word.subject': 'Un message au sujet de votre invitation sur {brand}',
  'mail.word.by':
    '{author} vous invite à rejoindre une entreprise sur {brand} et vous écrit ce qui suit. Le lien pour accepter arrive dans un autre e-mail.',
  'mail.word.plain':
    'La personne qui vous invite à rejoindre une entreprise sur {brand} vous écrit ce qui suit. Le lien pour accepter arrive dans un autre e-mail.',
  'mail.word.unexpected': 'Vous n’attendiez pas cette invitation ? Vous n’avez rien à faire.',
  'mail.activationSubject': 'Activation de votre compte {brand}',
  'date.inMadrid': '{date} (heure de Madrid)',

  // ── Pages: start ──
  'home.title': 'Votre compte {brand}',
  'home.lead': 'Ici, vous pouvez activer votre compte et gérer votre accès à la plateforme.',
  'home.signIn': 'Se connecter',
  'home.profile': 'Aller à mon profil',
  'home.mail.title': 'Avez-vous reçu l’e-mail d’activation ?',
  'home.mail.text': 'Ouvrez le lien de l’e-mail et complétez vos informations. Cela prend environ deux minutes.',
  'home.mail.resend': 'Demander un nouveau lien',
  'home.mail.guide': 'Voir le guide d’activation',

  // ── Pages: activation ──
  'activate.title': 'Activez votre compte',
  'activate.lead': 'Complétez vos informations et choisissez un mot de passe. Vous pourrez ensuite vous connecter.',
  'activate.leadForApp': 'Complétez vos informations et choisissez un mot de passe. Vous pourrez ensuite vous connecter à {app}.',
  'activate.directory.title': 'Votre mot de passe se trouve dans l’annuaire de votre entreprise',
  'activate.directory.lead':
    'Ce compte vient de l’annuaire de votre entreprise, qui garde vos informations et votre mot de passe ; ils ne peuvent pas être modifiés ici. Connectez-vous avec le mot de passe que vous utilisez déjà. Si vous ne l’avez pas ou l’avez oublié, la personne qui gère cet annuaire peut vous le donner : en général, l’équipe informatique de votre entreprise.',
  'activate.account': 'Votre compte',
  'activate.username': 'Votre nom d’utilisateur',
  'activate.password.label': 'Mot de passe',
  'activate.password.hint':
    'Un mot de passe faible augmente le risque d’incidents de sécurité. Choisissez-en un que vous n’utilisez nulle part ailleurs.',
  'activate.password.rules': 'Le mot de passe doit respecter ce qui suit :',
  'activate.password.capsLock': 'Le verrouillage des majuscules est activé.',
  'activate.password.confirm': 'Répétez le mot de passe',
  'activate.noCookies':
    'Votre navigateur n’enregistre pas de cookies, alors que ce formulaire a besoin d’un cookie pour être protégé. Autorisez les cookies de cette page et envoyez-le à nouveau.',
  'activate.submit': 'Créer',
  'activate.after': 'Vous pourrez ensuite vous connecter avec votre adresse e-mail et ce mot de passe.',
  'activate.afterWithUsername': 'Vous pourrez ensuite vous connecter avec votre nom d’utilisateur et ce mot de passe.',
  'activate.company.title': 'Connectez-vous avec le compte de votre entreprise',
  'activate.company.lead':
    'Vérifiez vos informations et appuyez sur le bouton : il vous mène à la page de votre entreprise, où vous vous connectez comme d’habitude, puis vous revenez ici avec votre compte actif.',
  'activate.company.leadForApp':
    'Vérifiez vos informations et appuyez sur le bouton : il vous mène à la page de votre entreprise, où vous vous connectez comme d’habitude, puis à {app}.',
  'activate.company.leadConfirms':
    'Vérifiez vos informations et appuyez sur le bouton : il vous mène à la page de votre entreprise, où vous vous connectez comme d’habitude. Vous recevrez ensuite un second e-mail à cette adresse : ouvrez-le et suivez son lien pour activer le compte.',
  'activate.company.submit': 'Continuer avec mon entreprise',
  'activate.company.after': 'Sur cette page, utilisez l’adresse indiquée plus haut. C’est la seule qui active ce compte.',
  'activate.more.title': 'Il reste une étape',
  'activate.more.lead': 'Ce que vous avez déjà saisi est enregistré. Complétez ce qui suit pour terminer.',
  'activate.anew':
    'Trop de temps s’est écoulé : il faut refaire ces étapes. Vos informations sont toujours là ; saisissez à nouveau le mot de passe.',
  'signIn.password': 'Mot de passe',
  'signIn.passkey': 'Clé d’accès',
  'signIn.company': 'Le compte de l’entreprise ({provider})',
  'passkey.lead': 'Complétez vos informations et créez une clé d’accès. Vous pourrez ensuite vous connecter.',
  'passkey.leadForApp': 'Complétez vos informations et créez une clé d’accès. Vous pourrez ensuite vous connecter à {app}.',
  'passkey.title': 'Votre clé d’accès',
  'passkey.text':
    'Vous vous connecterez avec l’empreinte, le visage ou le code PIN de cet appareil : rien à retenir ni à saisir. Quand vous appuierez sur le bouton, le navigateur vous guidera.',
  'passkey.submit': 'Créer la clé d’accès',
  'passkey.after': 'Vous pourrez ensuite vous connecter avec elle.',
  'passkey.label': 'Clé d’accès',
  'passkey.cancelled':
    'La clé d’accès n’a pas été créée : l’opération a été annulée ou a pris trop de temps. Appuyez sur le bouton pour réessayer ; vos informations sont toujours là.',
  'passkey.refused':
    'La clé d’accès n’a pas pu être enregistrée. Appuyez sur le bouton pour réessayer ; vos informations sont toujours là.',
  'activate.anewWithoutPassword':
    'Trop de temps s’est écoulé : il faut refaire cette étape. Vos informations sont toujours là ; appuyez de nouveau sur le bouton.',
  'passkey.noScript':
    'Pour créer une clé d’accès, il faut JavaScript. Activez-le dans votre navigateur et rechargez la page, ou ouvrez le lien de l’e-mail sur un autre appareil.',
  'passkey.impossible':
    'Ce navigateur ou cet appareil ne peut pas créer de clés d’accès. Ouvrez le lien de l’e-mail ailleurs, par exemple sur votre téléphone.',
  'passkey.orPassword': 'Vous ne pouvez pas créer de clé d’accès ? Vous pouvez aussi vous connecter avec un mot de passe.',
  'passkey.choosePassword': 'Choisir un mot de passe',
  'passkey.offLead':
    'Il n’est pas possible de créer de clés d’accès pour le moment : vous vous connecterez avec un mot de passe. Complétez vos informations et choisissez-en un.',
  'emailKept.title': 'Votre adresse e-mail est ainsi confirmée',
  'emailKept.text': 'Ce lien est bien arrivé à {address} : vous n’avez rien d’autre à faire.',
  'totp.title': 'Vérification en deux étapes',
  'totp.lead':
    'Pour vous connecter, il faudra, en plus du mot de passe, un code d’une application de votre téléphone, comme Google Authenticator, Microsoft Authenticator ou FreeOTP.',
  'totp.leadWithoutPassword':
    'Votre compte demande aussi une application de votre téléphone qui donne des codes à usage unique, comme Google Authenticator, Microsoft Authenticator ou FreeOTP.',
  'totp.scan': 'Ouvrez l’application et scannez ce code QR.',
  'totp.qr': 'Code QR avec la clé qui figure à l’étape suivante',
  'totp.open': 'L’application est sur cet appareil ? L’ouvrir',
  'totp.type': 'Si vous ne pouvez pas le scanner, saisissez cette clé dans l’application :',
  'totp.settings': 'Si l’application le demande : basé sur le temps, {algorithm}, {digits} chiffres, {period} secondes.',
  'totp.settingsCounter':
    'Si l’application le demande : basé sur un compteur, {algorithm}, {digits} chiffres, compteur initial {counter}.',
  'totp.code': 'Code de l’application',
  'totp.hint': 'Les {digits} chiffres que l’application affiche en ce moment.',
  'totp.after':
    'Vous pourrez ensuite vous connecter avec votre adresse e-mail, ce mot de passe et le code suivant : attendez que l’application en affiche un autre, car celui-ci ne sert pas deux fois.',
  'totp.afterWithUsername':
    'Vous pourrez ensuite vous connecter avec votre nom d’utilisateur, ce mot de passe et le code suivant : attendez que l’application en affiche un autre, car celui-ci ne sert pas deux fois.',
  'totp.asked': 'Votre compte exige la vérification en deux étapes. Scannez le code QR et saisissez le code de l’application.',
  'totp.required': 'Saisissez les {digits} chiffres que l’application affiche.',
  'totp.wrong': 'Ce code n’est pas correct ou a déjà expiré. Saisissez celui que l’application affiche maintenant.',
  'totp.clock':
    'L’horloge de l’appareil qui donne le code est décalée d’environ {minutes, plural, one {# minute} other {# minutes}}. Activez-y l’heure automatique et saisissez le nouveau code.',
  'totp.again':
    'Le code a été incorrect trois fois de suite. Supprimez l’entrée dans l’application, scannez ce code QR, qui est nouveau, et saisissez le code affiché. Si cela ne marche toujours pas, écrivez à l’assistance.',
  'passkeyLater.title': 'Ensuite, une clé d’accès',
  'passkeyLater.text':
    'À votre première connexion, il vous sera demandé de créer une clé d’accès avec l’empreinte, le visage ou le code PIN de votre appareil.',
  'codes.title': 'Gardez vos codes de récupération',
  'codes.lead':
    'Ce que vous avez déjà saisi est enregistré. Si un jour vous perdez votre téléphone, vous vous connecterez avec l’un de ces codes ; chacun ne sert qu’une fois. Ils ne seront plus affichés.',
  'codes.leadAndMore':
    'Si un jour vous perdez votre téléphone, vous vous connecterez avec l’un de ces codes ; chacun ne sert qu’une fois. Ils ne seront plus affichés. Complétez ci-dessous ce qui manque.',
  'codes.copy': 'Copier',
  'codes.print': 'Imprimer',
  'codes.download': 'Télécharger',
  'codes.copied': 'Copiés',
  'codes.kept': 'J’ai gardé ces codes en lieu sûr',
  'codes.required': 'Gardez les codes et cochez la case : ils ne seront plus affichés.',
  'codes.submit': 'Terminer',
  'codes.after': 'Vous pourrez ensuite vous connecter.',
  'codes.file.name': 'codes-de-recuperation',
  'codes.file.title': 'Codes de récupération de {brand}',
  'codes.file.text': 'Chaque code permet de se connecter une seule fois sans l’application. Gardez-les en lieu sûr.',
  'codes.file.date': 'Créés le',
  'terms.title': 'Conditions d’utilisation',
  'terms.read': 'Lire les conditions d’utilisation (s’ouvrent dans un autre onglet)',
  'terms.accept': 'J’ai lu et j’accepte les conditions d’utilisation',
  'terms.required': 'Pour activer votre compte, lisez les conditions d’utilisation et cochez la case.',
  'terms.changed':
    'Les conditions d’utilisation sont nouvelles ou ont changé depuis que vous avez ouvert cette page. Lisez-les et cochez la case.',
  'terms.otherText': 'Ce n’est pas le texte pour lequel vous avez coché la case. Lisez-le et cochez-la de nouveau.',

  // ── Pages: what happened and what to do now (src/views/models/notices.ts) ──
  'notice.reference': 'Référence :',
  'notice.action.signIn': 'Se connecter',
  'notice.action.signInAgain': 'Se connecter à nouveau',
  'notice.action.sendLink': 'Recevoir un nouveau lien',
  'notice.action.resend': 'Demander un lien d’activation',
  'notice.action.continue': 'Continuer',
  'notice.action.retry': 'Réessayer',
  'notice.action.sendAgain': 'Envoyer',
  'notice.action.back': 'Retour',
  'notice.action.home': 'Aller à l’accueil',
  'notice.action.support': 'Écrire à l’assistance',
  'notice.action.help': 'Consulter le guide',
  'notice.passwordStands.title': 'Votre mot de passe est déjà enregistré',
  'notice.passwordStands.lead':
    'Il ne reste qu’à corriger vos informations. Connectez-vous avec le mot de passe que vous venez de choisir et complétez-les sur la page suivante. {faults}',
  'notice.otherApp.title': 'Vérifiez votre application d’authentification',
  'notice.otherApp.lead':
    'Votre compte avait déjà une application d’authentification, et seule celle-là compte. Si vous venez d’en configurer une autre sur cette page, supprimez la nouvelle entrée : ses codes ne fonctionnent pas.',
  'notice.otherCodes.title': 'Les codes que vous venez de garder ne fonctionnent pas',
  'notice.otherCodes.lead':
    'D’autres codes ont été gardés avant, sur un autre appareil ou dans une autre fenêtre, et ce sont eux qui comptent. Conservez-les et jetez ceux que vous venez de garder. Vous pouvez maintenant continuer.',
  'notice.otherAppAndCodes.title': 'Votre nouvelle application et vos nouveaux codes ne comptent pas',
  'notice.otherAppAndCodes.lead':
    'Le compte a été activé avant, sur un autre appareil ou dans une autre fenêtre, et seuls comptent l’application d’authentification et les codes de récupération de là-bas. Supprimez la nouvelle entrée de l’application et jetez les codes que vous venez de garder. Vous pouvez maintenant continuer.',
  'notice.toCompany.title': 'Nous ouvrons la page de votre entreprise',
  'notice.toCompany.lead':
    'La page de connexion de votre entreprise s’ouvre dans un instant. Si elle ne s’ouvre pas, appuyez sur le bouton.',
  'notice.companyWaits.title': 'Il reste à vous connecter avec le compte de votre entreprise',
  'notice.companyWaits.lead':
    'Vos informations sont enregistrées. Appuyez sur le bouton et connectez-vous sur la page de votre entreprise. Si vous l’avez déjà fait et avez reçu un e-mail de confirmation, ouvrez le lien qu’il contient.',
  'notice.companyGone.title': 'Votre entreprise a changé de mode de connexion',
  'notice.companyGone.lead':
    'Ce lien ne mène plus à votre compte : votre entreprise n’utilise plus la connexion que nous vous avions indiquée. Demandez un nouveau lien : vous le recevrez par e-mail et il vous permettra d’activer votre compte.',
  'notice.companyOff.title': 'L’accès de votre entreprise est désactivé',
  'notice.companyOff.lead':
    'Votre entreprise ne peut pas utiliser {brand} pour l’instant, et votre compte ne peut pas être activé dans l’intervalle. Adressez-vous à la personne qui gère {brand} dans votre entreprise. Dès que l’accès sera rétabli, ouvrez de nouveau ce lien ou demandez-en un autre.',
  'notice.companyOther.title': 'La session ouverte dans votre entreprise est celle d’une autre personne',
  'notice.companyOther.lead':
    'Selon votre entreprise, vous êtes {who}, mais ce compte est celui de {account}. Appuyez sur le bouton et connectez-vous sur la page de votre entreprise avec {account}.',
  'notice.companyOtherActive.title': 'La session ouverte dans votre entreprise est celle d’une autre personne',
  'notice.companyOtherActive.lead':
    'Selon votre entreprise, vous êtes {who} : ce compte est maintenant actif, et il n’est plus nécessaire d’ouvrir le lien de son e-mail. Pour activer le compte de {account}, appuyez sur le bouton et connectez-vous sur la page de votre entreprise avec {account}.',
  'notice.companySpelling.title': 'Votre entreprise écrit votre adresse autrement',
  'notice.companySpelling.lead':
    'Pour votre entreprise, vous êtes {who}, et l’invitation est au nom de {account}. C’est la même adresse, mais elle doit être écrite de la même façon aux deux endroits. Demandez à la personne qui vous a invité de vous inviter sous {who}. Vos données restent enregistrées.',
  'notice.companyFailed.title': 'Votre entreprise n’a pas confirmé la connexion',
  'notice.companyFailed.lead':
    'Vous avez peut-être annulé, votre entreprise a refusé la connexion, ou sa page n’est pas disponible. Vos informations restent enregistrées : réessayez, connectez-vous sur la page de votre entreprise avec {account} et, si rien ne change, écrivez à l’assistance.',
  'notice.companyUnverified.title': 'Votre entreprise ne confirme pas cette adresse',
  'notice.companyUnverified.lead':
    'Votre entreprise ne nous a pas dit que l’adresse {account} est la vôtre, et sans cela nous ne pouvons pas ouvrir le compte. Demandez à l’équipe informatique de votre entreprise de vérifier votre adresse et réessayez. Vos informations restent enregistrées.',
  'notice.providerFailed.title': 'Votre entreprise n’a pas confirmé la connexion',
  'notice.providerFailed.lead':
    'Vous avez peut-être annulé, votre entreprise a refusé la connexion, ou sa page n’est pas disponible. Réessayez et, si rien ne change, écrivez à l’assistance.',
  'notice.providerUnverified.title': 'Votre entreprise ne confirme pas votre adresse',
  'notice.providerUnverified.lead':
    'Votre entreprise ne nous a pas dit que l’adresse de votre compte chez elle est la vôtre, et sans cela nous ne pouvons pas ouvrir le compte. Demandez à l’équipe informatique de votre entreprise de vérifier cette adresse et réessayez.',
  'notice.used.title': 'Votre compte est déjà actif',
  'notice.used.lead':
    'Ce lien a déjà été utilisé et il n’y a plus rien à activer. Vous pouvez vous connecter. En cas de problème, la page de connexion vous aidera.',
  'notice.activated.title': 'Votre compte est actif',
  'notice.activated.lead': 'Vous pouvez maintenant vous connecter.',
  'notice.unfinished.title': 'Il reste une dernière étape',
  'notice.unfinished.lead':
    'Vous ne pouvez pas encore vous connecter : une étape n’est pas terminée. Ouvrez de nouveau le lien reçu par e-mail et reprenez à partir de là, ou saisissez votre adresse et nous vous en envoyons un autre.',
  'notice.back.title': 'Connectez-vous à votre compte',
  'notice.back.lead':
    'Si vous avez terminé toutes les étapes, votre compte est actif. S’il en reste une, ouvrez de nouveau le lien reçu par e-mail ou demandez-en un autre.',
  'notice.expired.title': 'Le lien a expiré',
  'notice.expired.lead':
    'Par sécurité, chaque lien est valable pendant un temps limité. Appuyez sur le bouton et nous vous en envoyons un autre par e-mail.',
  'notice.replaced.title': 'Il existe un lien plus récent',
  'notice.replaced.lead':
    'Après ce lien, nous vous en avons envoyé un autre, et seul le dernier est valable. Cherchez l’e-mail le plus récent avec l’objet « {subject} », aussi dans le dossier des courriers indésirables (spam). Si vous ne le trouvez pas, appuyez sur le bouton et nous vous en enverrons un nouveau.',
  'notice.invalid.title': 'Nous ne reconnaissons pas ce lien',
  'notice.invalid.lead':
    'Il n’a peut-être pas été copié en entier. Ouvrez-le directement depuis l’e-mail, ou saisissez votre adresse et nous vous en envoyons un autre.',
  'notice.damaged.title': 'Copiez le lien en entier',
  'notice.damaged.lead':
    'Il manque une partie à ce lien, ou votre logiciel de messagerie l’a modifié. Revenez à l’e-mail, copiez le lien en entier, de « https » jusqu’à la dernière lettre, et collez-le dans la barre d’adresse. Ou saisissez votre adresse et nous vous en envoyons un autre.',
  'notice.missing.title': 'Ouvrez le lien reçu par e-mail',
  'notice.missing.lead':
    'L’activation commence par le lien que nous vous avons envoyé par e-mail. Si vous ne le trouvez pas, saisissez votre adresse et nous vous en envoyons un autre.',
  'notice.disabled.title': 'Ce compte est désactivé',
  'notice.disabled.lead':
    'Pour l’instant, il ne permet pas de se connecter. Adressez-vous à la personne qui gère {brand} dans votre entreprise ou écrivez à notre assistance.',
  'notice.revoked.title': 'L’invitation a été annulée',
  'notice.revoked.lead':
    'Ce lien n’est plus valable. Si vous avez encore besoin du compte, demandez une autre invitation à la personne qui gère {brand} dans votre entreprise ou écrivez à notre assistance.',
  'notice.blocked.title': 'Une information ne peut pas être corrigée ici',
  'notice.blocked.lead':
    'Votre compte contient une information que seule notre équipe peut modifier. Écrivez-nous et nous la corrigeons ; vous pourrez ensuite rouvrir le lien de l’e-mail.',
  'notice.heldBack.title': 'Ce lien est retenu par sécurité',
  'notice.heldBack.lead':
    'Votre compte a changé depuis que nous vous avons envoyé ce lien. Pour le protéger, notre équipe doit vous en envoyer un nouveau : écrivez-nous et vous le recevrez.',
  'notice.passkeysOff.title': 'Votre clé d’accès ne peut pas être créée maintenant',
  'notice.passkeysOff.lead':
    'Votre compte s’ouvre avec une clé d’accès, et aucune ne peut être créée pour le moment. Votre lien reste valable : réessayez plus tard, ou écrivez-nous et nous vous aiderons.',
  'notice.passwordsOff.title': 'Votre mot de passe ne peut pas être choisi maintenant',
  'notice.passwordsOff.lead':
    'Votre compte s’active avec un mot de passe, et aucun ne peut être enregistré pour le moment. Votre lien reste valable : réessayez plus tard, ou écrivez-nous et nous vous aiderons.',
  'notice.continue.title': 'Il reste quelques étapes',
  'notice.continue.lead':
    'Ce compte demande une vérification supplémentaire. Appuyez sur le bouton et nous vous guidons jusqu’au bout.',
  'notice.maintenance.title': 'Le service est suspendu',
  'notice.maintenance.lead':
    'Il y a une erreur de configuration de notre côté, qui a été enregistrée. Vous n’avez rien de nouveau à demander : si vous avez suivi un lien, il reste utilisable. Réessayez plus tard ; si rien ne change, écrivez à l’assistance en indiquant la référence.',
  'notice.unavailable.title': 'Le service ne répond pas en ce moment',
  'notice.unavailable.lead':
    '{kept, select, all {Nous gardons ce que vous avez saisi. Attendez une minute et réessayez.} withoutPassword {Nous gardons ce que vous avez saisi, sauf le mot de passe. Attendez une minute, réessayez et saisissez-le à nouveau.} other {Attendez une minute et réessayez.}}',
  'notice.directoryAway.title': 'L’annuaire de votre entreprise ne répond pas en ce moment',
  'notice.directoryAway.lead':
    '{kept, select, all {Nous gardons ce que vous avez saisi. Attendez quelques minutes et réessayez.} withoutPassword {Nous gardons ce que vous avez saisi, sauf le mot de passe. Attendez quelques minutes, réessayez et saisissez-le à nouveau.} other {Attendez quelques minutes et réessayez.}}',
  'notice.signOut.title': 'Voulez-vous vous déconnecter ?',
  'notice.signOut.lead': 'Session ouverte : {who}.',
  'notice.switchAccount.title': 'Une session est ouverte avec un autre compte',
  'notice.switchAccount.lead':
    'Dans ce navigateur, la session est celle de {who}. Pour vous connecter avec {account}, il faut d’abord la fermer, dans les autres applications aussi.',
  'notice.action.switchAccount': 'Se déconnecter et changer de compte',
  'notice.signedOut.title': 'La session est fermée',
  'notice.signedOut.lead': 'Vous pouvez fermer cette fenêtre ou vous reconnecter quand vous voulez.',
  'notice.stepUpFailed.title': 'Il manque une vérification supplémentaire',
  'notice.stepUpFailed.lead':
    'Votre session est ouverte, mais gérer les invitations demande une vérification supplémentaire, comme un code à usage unique, et elle n’a pas eu lieu cette fois. Connectez-vous à nouveau ; si vous revoyez cette page, écrivez-nous : il manque peut-être un réglage de notre côté.',
  'notice.signInFailed.title': 'La connexion n’a pas abouti',
  'notice.signInFailed.lead':
    'Cela arrive quand la page de connexion est restée longtemps ouverte. Appuyez sur le bouton pour vous connecter à nouveau.',
  'notice.tooMany.title': 'Trop de tentatives à la suite',
  'notice.tooMany.lead':
    '{minutes, plural, =0 {Attendez un instant} one {Attendez une minute} other {Attendez # minutes}} et réessayez.',
  'notice.formKept.title': 'La page est restée ouverte trop longtemps',
  'notice.formKept.lead':
    '{kept, select, all {Nous gardons ce que vous avez saisi, mais rien n’est encore envoyé. Appuyez sur le bouton pour l’envoyer.} withoutPassword {Nous gardons ce que vous avez saisi, sauf le mot de passe, mais rien n’est encore envoyé. Appuyez sur le bouton et saisissez à nouveau le mot de passe.} other {Rien n’est encore envoyé. Appuyez sur le bouton pour envoyer.}}',
  'notice.tooManyLinks.title': 'Plusieurs liens ont déjà été demandés',
  'notice.tooManyLinks.lead':
    'Vous pourrez en demander un autre {minutes, plural, =0 {dans un instant} one {dans une minute} other {dans # minutes}}. En attendant, cherchez les e-mails avec l’objet « {subject} », aussi dans le dossier des courriers indésirables (spam) : seul le lien du plus récent est valable. Si vous n’en avez reçu aucun, écrivez-nous.',
  'notice.formExpired.title': 'La page est restée ouverte trop longtemps',
  'notice.formExpired.lead':
    'Par sécurité, nous n’avons pas gardé ce que vous avez envoyé. Appuyez sur le bouton pour charger à nouveau la page.',
  'notice.forbidden.title': 'Vous n’avez pas accès à cette page',
  'notice.forbidden.lead':
    'Si vous en avez besoin pour votre travail, demandez-le à la personne qui gère {brand} dans votre entreprise.',
  'notice.notFound.title': 'Cette page n’existe pas',
  'notice.notFound.lead': 'L’adresse est peut-être incomplète ou a changé.',
  'notice.refused.title': 'L’opération n’a pas pu être menée à bien',
  'notice.error.title': 'Un incident s’est produit de notre côté',
  'notice.error.lead': 'Réessayez dans quelques minutes. Si cela se reproduit, écrivez-nous en indiquant la référence.',

  // ── Pages: a new link ──
  'resend.title': 'Demandez un nouveau lien',
  'resend.lead': 'Saisissez l’adresse e-mail de votre compte et nous vous envoyons un autre lien d’activation.',
  'resend.leadByKey':
    'Avec ce lien, nous ne savons pas à quel compte en envoyer un autre. Saisissez l’adresse e-mail de votre compte et nous vous l’envoyons.',
  'resend.email': 'Adresse e-mail',
  'resend.submit': 'Recevoir un nouveau lien',
  'resend.active': 'Avez-vous déjà activé votre compte ?',
  'resend.signIn': 'Se connecter',
  'resend.sent.title': 'Consultez votre messagerie',
  'resend.sent.byEmail':
    'Si un compte attend son activation avec l’adresse {email}, vous recevrez un e-mail dans quelques minutes.',
  'resend.sent.byKey': 'Si votre compte attend encore son activation, vous recevrez un e-mail dans quelques minutes.',
  'resend.sent.subject': 'L’objet est « {subject} ».',
  'resend.sent.spam': 'Regardez aussi dans le dossier des courriers indésirables (spam).',
  'resend.sent.latest': 'Seul le lien du dernier e-mail est valable.',
  'resend.sent.active': 'Votre compte est déjà actif ?',
  'resend.sent.signIn': 'Se connecter',
  'resend.sent.nothing': 'Rien n’arrive ?',
  'resend.sent.again': 'Essayer avec une autre adresse',

  // ── Pages: profile ──
  'profile.title': 'Profil',
  'profile.greeting': 'Bonjour, {name}',
  'profile.email': 'Adresse e-mail',
  'profile.companies': '{count, plural, one {Entreprise} other {Entreprises}}',
  'profile.password.title': 'Mot de passe',
  'profile.password.text': 'Vous pouvez choisir un nouveau mot de passe à tout moment.',
  'profile.password.change': 'Changer le mot de passe',
  'profile.password.off':
    'Il ne peut pas être changé pour le moment. Si quelqu’un d’autre peut le connaître, prévenez l’assistance.',
  'profile.password.directory':
    'Votre mot de passe se trouve dans l’annuaire de votre entreprise, et c’est là qu’il se change. Si vous en voulez un autre, la personne qui gère cet annuaire peut vous aider : en général, l’équipe informatique de votre entreprise.',
  'profile.passkey.title': 'Se connecter sans mot de passe',
  'profile.passkey.text':
    'Avec une clé d’accès, vous vous connectez avec l’empreinte, le visage ou le code PIN de votre appareil. C’est plus rapide et personne ne peut la deviner.',
  'profile.passkey.add': 'Ajouter une clé d’accès',
  'profile.passkeys.title': 'Vos clés d’accès',
  'profile.passkeys.text':
    'Vous vous connectez avec une clé d’accès. Dans votre compte, vous pouvez en ajouter une autre, pour un autre appareil, ou retirer celle que vous n’utilisez plus.',
  'profile.passkeys.manage': 'Voir mes clés d’accès',
  'profile.language.title': 'Langue',
  'profile.language.label': 'Langue des pages et des e-mails',
  'profile.language.save': 'Enregistrer la langue',
  'profile.sessions.title': 'Sessions',
  'profile.sessions.text': 'Si vous utilisez un appareil qui n’est pas le vôtre, fermez la session en partant.',
  'profile.sessions.here': 'Se déconnecter',
  'profile.sessions.everywhere': 'Se déconnecter sur tous les appareils',

  // ── Pages: guide ──
  'help.title': 'Comment activer votre compte',
  'help.lead': 'Pour vous connecter à {brand} la première fois, il vous faut l’e-mail d’activation et environ deux minutes.',
  'help.contents': 'Dans ce guide',
  'help.steps.title': 'Étape par étape',
  'help.steps.mail.title': 'Cherchez l’e-mail',
  'help.steps.mail.text':
    'L’accès à la plateforme arrive par e-mail, avec l’objet « {subject} ». Regardez aussi dans le dossier des courriers indésirables (spam) : les invitations s’y retrouvent parfois.',
  'help.steps.mail.picture': 'L’e-mail d’activation, avec le bouton qui mène à la page où créer le mot de passe.',
  'help.steps.link.title': 'Ouvrez le lien',
  'help.steps.link.text':
    'Le bouton de l’e-mail mène à une page dont l’adresse commence par {url}. Le lien est personnel et valable {days, plural, =0 {{hours, plural, one {# heure} other {# heures}}} one {# jour} other {# jours}}, sauf si l’e-mail indique un autre délai.',
  'help.steps.form.title': 'Complétez vos informations',
  'help.steps.form.text':
    'La page demande quelques informations personnelles et un mot de passe. Pendant la saisie, vous voyez quelles conditions il remplit déjà. Si vous devez vous connecter avec une clé d’accès ou avec le compte de votre entreprise, aucun mot de passe n’est nécessaire : suivez les indications de la page.',
  'help.steps.form.passkey': 'La page demande quelques informations personnelles.',
  'help.steps.form.picture': 'La page d’activation, avec le prénom et le nom.',
  'help.steps.create.title': 'Appuyez sur « Créer »',
  'help.steps.create.text':
    'Pour terminer, appuyez sur « Créer ». S’il manque quelque chose, la page indique quoi corriger et garde ce que vous avez saisi, sauf le mot de passe.',
  'help.steps.create.passkeyTitle': 'Appuyez sur « Créer la clé d’accès »',
  'help.steps.create.passkey':
    'Le navigateur demande l’empreinte, le visage ou le code PIN de votre appareil et enregistre la clé d’accès. S’il manque quelque chose, la page indique quoi corriger et garde ce que vous avez saisi.',
  'help.steps.create.picture': 'Le mot de passe, avec toutes les conditions remplies, et le bouton « Créer ».',
  'help.steps.signIn.title': 'Connectez-vous à la plateforme',
  'help.steps.signIn.text':
    'Vous arrivez à la page de connexion. Connectez-vous avec votre adresse e-mail et le mot de passe que vous venez de choisir.',
  'help.steps.signIn.textWithUsername':
    'Vous arrivez à la page de connexion. Connectez-vous avec votre nom d’utilisateur et le mot de passe que vous venez de choisir.',
  'help.steps.signIn.passkey': 'Vous arrivez à la page de connexion. Connectez-vous avec la clé d’accès que vous venez de créer.',
  'help.steps.signIn.picture': 'La page de connexion, avec l’adresse e-mail et le mot de passe.',
  'help.password.title': 'Un bon mot de passe',
  'help.password.rules': 'Le mot de passe doit respecter ce qui suit :',
  'help.password.usual':
    'Le mot de passe doit avoir au moins huit caractères et combiner des lettres majuscules et minuscules, des chiffres et des symboles.',
  'help.password.warning':
    'Un mot de passe faible augmente le risque d’incidents de sécurité, pour vous et pour votre entreprise.',
  'help.password.advice':
    'Le mieux est une longue phrase que vous n’utilisez nulle part ailleurs et qui ne contient ni votre nom ni celui de votre entreprise. Un gestionnaire de mots de passe peut la créer et la retenir pour vous.',
  'help.passkey.title': 'Qu’est-ce qu’une clé d’accès ?',
  'help.passkey.text':
    'Une clé d’accès (passkey) ouvre votre compte avec l’empreinte, le visage ou le code PIN de votre appareil. Il n’y a rien à retenir, et une fausse page ne peut pas s’en servir.',
  'help.passkey.impossible':
    'Si votre navigateur ou votre appareil ne peut pas en créer, ouvrez le lien de l’e-mail ailleurs, par exemple sur votre téléphone.',
  'help.passkey.lost':
    'Vous pouvez en ajouter une autre dans votre profil, par exemple sur un second appareil. S’il ne vous en reste aucune, écrivez à l’assistance.',
  'help.ways.title': 'Si l’e-mail propose une autre façon de vous connecter',
  'help.ways.password':
    'Un mot de passe : choisissez-le sur la même page, appuyez sur « Créer » et utilisez-le pour vous connecter.',
  'help.ways.passkey':
    'Une clé d’accès : complétez vos informations, appuyez sur « Créer la clé d’accès » et confirmez avec l’empreinte, le visage ou le code PIN de votre appareil. Vous vous connecterez avec elle, sans rien avoir à retenir.',
  'help.ways.company':
    'Le compte de votre entreprise : vérifiez vos informations, appuyez sur « Continuer avec mon entreprise » et connectez-vous sur la page de votre entreprise, comme d’habitude. Si la page annonce un second e-mail, ouvrez-le ensuite et suivez son lien pour confirmer votre adresse.',
  'help.more.title': 'Si la page demande autre chose',
  'help.more.terms': 'Les conditions d’utilisation : lisez-les et cochez la case.',
  'help.more.totp':
    'Une application d’authentification : utilisez-la pour scanner le code QR et saisissez le code qu’elle affiche. Pour vous connecter juste après, attendez le code suivant.',
  'help.more.codes': 'Des codes de récupération : imprimez-les ou gardez-les en lieu sûr. Ils ne seront plus affichés.',
  'help.more.passkey': 'Une clé d’accès en plus du mot de passe : il vous sera demandé de la créer à votre première connexion.',
  'help.faq.title': 'Questions fréquentes',
  'help.faq.mail.question': 'L’e-mail ne m’est pas parvenu',
  'help.faq.mail.answer':
    'Regardez d’abord dans le dossier des courriers indésirables (spam). Vérifiez ensuite, auprès de la personne qui a créé votre compte, que votre adresse est bien écrite. Vous pouvez aussi demander un autre lien. Si rien n’arrive, écrivez à l’assistance.',
  'help.faq.mail.resend': 'Demander un autre lien',
  'help.faq.expired.question': 'Le lien a expiré',
  'help.faq.expired.answer': 'Ouvrez-le quand même : la page vous permet d’en demander un autre.',
  'help.faq.change.question': 'Puis-je changer le mot de passe plus tard ?',
  'help.faq.change.answer': 'Oui, à tout moment, dans les réglages de votre profil.',
  'help.faq.change.profile': 'Aller à mon profil',
  'help.faq.forgotten.question': 'J’ai oublié le mot de passe',
  'help.faq.forgotten.answer':
    'Sur la page de connexion, appuyez sur « Mot de passe oublié ? ». Si la page ne demande que l’adresse e-mail, saisissez-la et appuyez d’abord sur « Continuer ». Vous recevrez un e-mail pour choisir un autre mot de passe.',
  'help.faq.forgotten.answerWithUsername':
    'Sur la page de connexion, appuyez sur « Mot de passe oublié ? ». Si la page ne demande que le nom d’utilisateur, saisissez-le et appuyez d’abord sur « Continuer ». Vous recevrez un e-mail pour choisir un autre mot de passe.',
  'help.faq.used.question': 'La page dit que mon compte est déjà actif',
  'help.faq.used.answer':
    'Chaque lien ne sert qu’une fois. Si vous avez déjà activé votre compte, connectez-vous ; il n’y a plus rien à activer.',
  'help.faq.genuine.question': 'Comment savoir si l’e-mail est authentique ?',
  'help.faq.genuine.answer':
    'Le lien de l’e-mail d’activation commence toujours par {url} ; celui qui permet de réinitialiser le mot de passe mène au même site que la page de connexion. Nous ne vous demandons jamais de répondre avec votre mot de passe. En cas de doute, n’ouvrez pas le lien, écrivez-nous.',
  'help.admins.title': 'Si vous gérez les comptes de votre entreprise',
  'help.admins.automatic':
    'La démarche est la même pour les comptes que vous créez. L’e-mail d’activation part automatiquement dès que le compte est créé : vous n’avez rien d’autre à envoyer.',
  'help.admins.tell': 'Expliquez la démarche aux personnes qui arrivent, pour qu’elles sachent à quoi s’attendre :',
  'help.admins.tell.subject':
    'Elles recevront un e-mail avec l’objet « {subject} », dans la langue de chacune. Son lien mène à une page où elles complètent leurs informations et activent leur compte.',
  'help.admins.tell.spam': 'Il vaut mieux qu’elles regardent aussi dans le dossier des courriers indésirables (spam).',
  'help.admins.tell.deadline':
    'Le lien est valable {days, plural, =0 {{hours, plural, one {# heure} other {# heures}}} one {# jour} other {# jours}}, sauf si l’e-mail indique un autre délai ; ensuite, elles peuvent en demander un autre.',
  'help.admins.follow':
    'Sur la page des invitations, vous voyez qui a activé son compte et pouvez envoyer un autre e-mail ou annuler une invitation.',
  'help.contact.title': 'Si vous avez besoin d’aide',
  'help.contact.text':
    'Racontez-nous ce qui s’est passé, avec tous les détails dont vous vous souvenez. Notre équipe vous répond dès que possible.',
  'help.contact.form': 'Ouvrir le formulaire d’assistance',
  'feedback.title': 'Ce guide vous a-t-il été utile ?',
  'feedback.yes': 'Oui',
  'feedback.no': 'Non',
  'feedback.comment': 'Comment pouvons-nous l’améliorer ?',
  'feedback.comment.hint': 'N’écrivez ni informations personnelles ni mots de passe.',
  'feedback.submit': 'Envoyer mon avis',
  'feedback.thanks.title': 'Merci de votre avis',
  'feedback.thanks.yes': 'Nous nous réjouissons que ce guide vous ait été utile.',
  'feedback.thanks.no': 'Cela nous aide à améliorer le guide. S’il reste une question, écrivez-nous et nous vous aidons.',

  // ── Pages: support ──
  'help.mail.feedback.yes': 'Guide d’activation : utile',
  'help.mail.feedback.no': 'Guide d’activation : pas utile',
  'help.mail.support': 'Assistance {ticket} : {topic}',
  'support.title': 'Écrivez à l’assistance',
  'support.lead': 'Racontez-nous ce qui s’est passé. Nous vous répondons par e-mail dès que possible.',
  'support.topic': 'Quel est le problème ?',
  'support.topic.mail': 'Je ne reçois pas l’e-mail d’activation',
  'support.topic.link': 'Le lien ne fonctionne pas',
  'support.topic.form': 'Je n’arrive pas à compléter mes informations',
  'support.topic.password': 'J’ai un problème avec le mot de passe',
  'support.topic.signin': 'Je n’arrive pas à me connecter à la plateforme',
  'support.topic.other': 'Un autre problème',
  'support.message': 'Que s’est-il passé ?',
  'support.message.hint':
    'Dites-nous ce que vous vouliez faire et ce que vous avez vu à l’écran. N’écrivez jamais votre mot de passe.',
  'support.when': 'Quand cela s’est-il passé ?',
  'support.when.hint': 'Par exemple : aujourd’hui, vers 10 h.',
  'support.email': 'Adresse e-mail',
  'support.email.hint': 'Nous répondrons à cette adresse.',
  'support.name': 'Nom',
  'support.company': 'Entreprise',
  'support.reference': 'Référence',
  'support.reference.hint': 'Elle désigne votre cas : il n’est pas nécessaire de la changer.',
  'support.submit': 'Envoyer le message',
  'support.mail': 'Vous pouvez aussi nous écrire à',
  'support.sent.title': 'Nous avons reçu votre message',
  'support.sent.lead': 'Nous vous répondrons à {email} dès que possible.',
  'support.sent.ticket': 'Votre numéro de référence, si vous nous écrivez à nouveau :',
  'support.failed.title': 'Votre message n’a pas pu être envoyé',
  'support.failed.text':
    'Ce que vous avez écrit est toujours ici, plus bas. Réessayez dans quelques minutes ou envoyez-le vous-même par e-mail.',
  'support.failed.mailto': 'L’ouvrir dans mon logiciel de messagerie',

  // ── Mail with what the support form was told (src/views/present/support-text.ts) ──
  'support.text.ticket': 'Demande d’assistance {ticket}',
  'support.text.topic': 'Problème',
  'support.text.when': 'Quand cela s’est passé',
  'support.text.message': 'Ce qui s’est passé',
  'support.text.reply': 'Répondez à ce message : votre réponse parviendra à {email}.',

  // ── Pages: documentation of the API (src/http/openapi/api-docs.ts) ──
  'api.title': 'API',
  'api.lead': 'Pour inviter depuis vos propres programmes. La même description, pour les machines, se trouve à',
  'api.access': 'Accès',
  'api.access.text':
    'Envoyez un jeton d’accès dans l’en-tête Authorization. Si votre session est ouverte ici avec un compte qui peut inviter, aucun jeton n’est nécessaire pour essayer.',
  'api.token': 'Jeton d’accès',
  'api.token.hint': 'Il reste sur cette page : il n’est ni enregistré ni envoyé ailleurs.',
  'api.parameters': 'Paramètres',
  'api.required': 'obligatoire',
  'api.column.name': 'Nom',
  'api.column.type': 'Type',
  'api.column.meaning': 'Signification',
  'api.column.status': 'Code',
  'api.body': 'Contenu',
  'api.answers': 'Réponses',
  'api.try': 'Essayer',
  'api.send': 'Envoyer la requête',
  'api.sending': 'Envoi…',
  'api.failed': 'La requête n’a pas pu être envoyée. Vérifiez la connexion et réessayez.',
  'api.danger': 'S’exécute réellement, sur de vraies données.',
  'api.answer': 'Réponse',
  'api.empty': 'sans contenu',

  // ── Pages: administration ──
  'status.queued': 'En attente',
  'status.sent': 'Envoyée',
  'status.failed': 'En échec',
  'status.opened': 'Ouverte',
  'status.activated': 'Activée',
  'status.expired': 'Expirée',
  'status.revoked': 'Annulée',
  'admin.tab.queued': 'En attente',
  'admin.tab.sent': 'Envoyées',
  'admin.tab.failed': 'En échec',
  'admin.tab.opened': 'Ouvertes',
  'admin.tab.activated': 'Activées',
  'admin.tab.expired': 'Expirées',
  'admin.tab.revoked': 'Annulées',
  'status.queued.explained': 'L’e-mail est prêt et attend son tour.',
  'status.sent.explained': 'L’e-mail est envoyé. La personne doit encore ouvrir le lien.',
  'status.failed.explained':
    'L’e-mail n’a pas pu être envoyé. Nous réessaierons automatiquement ; vous pouvez aussi l’envoyer vous-même maintenant.',
  'status.failed.forGood':
    'L’e-mail n’a pas pu être envoyé après plusieurs essais, et il n’y en aura pas d’autre. Vérifiez l’adresse et envoyez-le vous-même à nouveau.',
  'status.opened.explained': 'La personne a ouvert le lien, mais n’a pas encore terminé.',
  'status.accessEnded.explained': 'L’accès que donnait cette invitation a pris fin.',
  'status.activated.explained': 'Le compte est actif. Il n’y a plus rien à faire.',
  'status.expired.explained':
    'Le délai s’est écoulé sans que le compte soit activé. S’il est encore nécessaire, envoyez un autre e-mail.',
  'status.revoked.explained':
    'L’invitation a été annulée et ses liens ne sont plus valables. Si vous changez d’avis, envoyez un autre e-mail.',
  'admin.back': 'Retour aux invitations',
  'admin.cancel': 'Abandonner',
  'admin.none': 'Aucune',
  'admin.notYet': 'Pas encore',
  'admin.column.person': 'Personne',
  'admin.column.organization': 'Entreprise',
  'admin.column.status': 'État',
  'admin.column.sentAt': 'Envoi',
  'admin.column.expiresAt': 'Expiration',
  'admin.list.faults': 'Informations à corriger',
  'admin.list.title': 'Invitations',
  'admin.list.invite': 'Inviter une personne',
  'admin.list.import': 'Importer',
  'admin.list.byStatus': 'Filtrer par état',
  'admin.list.all': 'Toutes',
  'admin.list.search': 'Chercher par nom, adresse e-mail ou référence',
  'admin.list.organization': 'Entreprise',
  'admin.list.everyOrganization': 'Toutes les entreprises',
  'admin.list.filter': 'Chercher',
  'admin.list.export': 'Télécharger ces invitations (CSV)',
  'admin.list.sample.text': 'Voulez-vous voir l’e-mail tel qu’il arrive ?',
  'admin.list.sample.send': 'M’envoyer un exemple',
  'admin.list.clear': 'Retirer les filtres',
  'admin.list.pages': 'Pages',
  'admin.list.range': '{from, number}–{to, number} sur {total, plural, one {# invitation} other {# invitations}}',
  'admin.list.previous': 'Précédentes',
  'admin.list.rangeAbout': '{from, number}–{to, number} sur environ {total, plural, one {# invitation} other {# invitations}}',
  'admin.list.rangeUncounted': '{from, number}–{to, number} sur plus de {to, number} invitations',
  'admin.list.next': 'Suivantes',
  'admin.list.unreadable.title': 'Quelque chose est à corriger dans les filtres',
  'admin.list.noMatch.title': 'Aucune invitation ne correspond',
  'admin.list.noMatch.text': 'Essayez un autre mot ou retirez les filtres.',
  'admin.list.empty.title': 'Ici, vous verrez vos invitations',
  'admin.list.empty.text':
    'Pour la première invitation, une adresse e-mail suffit. La personne recevra un lien pour activer son compte, et vous verrez ici si c’est fait.',
  'admin.list.empty.guide': 'Ce qu’il convient de dire aux personnes qui arrivent',
  'admin.column.by': 'Invitée par',
  'admin.column.sends': 'E-mails',
  'admin.column.actions': 'Actions',
  'admin.list.filters': 'Filtres et ordre',
  'admin.list.everyInviter': 'Toute personne',
  'admin.list.byMe': 'Moi',
  'admin.list.byThem': 'Voir seulement les invitations de {who}',
  'admin.list.otherInviter': 'Quelqu’un d’autre',
  'admin.list.noInviter': 'Aucune donnée',
  'admin.list.group': 'Groupe attribué',
  'admin.list.app': 'Application d’arrivée',
  'admin.list.sentBetween': 'Jours du dernier envoi',
  'admin.list.sentFrom': 'Envoyées depuis le',
  'admin.list.sentUntil': 'Envoyées jusqu’au',
  'admin.list.order': 'Ordre',
  'admin.list.size': 'Invitations par page',
  'admin.list.apply': 'Appliquer',
  'admin.list.expires': 'Expire',
  'admin.list.noExpiry': 'N’expire plus',
  'admin.list.within':
    'Il y a beaucoup de personnes : seules les {count, number} premières ont été examinées. Précisez la recherche pour toutes les voir.',
  'admin.list.wholeWords': 'Par mots entiers seulement.',
  'admin.list.partsToo': 'Chercher aussi des parties de mots',
  'admin.list.shortcut': 'pour chercher.',
  'admin.list.shortcut.off': 'Désactiver cette touche',
  'admin.list.shortcut.on': 'Activer cette touche',
  'admin.list.first': 'Première page',
  'admin.list.last': 'Dernière page',
  'admin.order.attention': 'D’abord celles qui demandent de l’attention',
  'admin.order.name': 'Par nom',
  'admin.order.sent': 'Par envoi, les plus anciennes d’abord',
  'admin.order.sentLatest': 'Par envoi, les plus récentes d’abord',
  'admin.order.expires': 'Par expiration, les plus proches d’abord',
  'admin.order.expiresLatest': 'Par expiration, les plus lointaines d’abord',
  'admin.menu.of': 'Actions pour {who}',
  'admin.menu.open': 'Voir l’invitation',
  'admin.menu.copyAddress': 'Copier l’adresse e-mail',
  'admin.menu.copyReference': 'Copier la référence',
  'admin.menu.copied': 'Copié',
  'admin.selection.skip': 'Aller aux actions sur les invitations choisies',
  'admin.selection.keys': 'Entrée sur une case : venir ici · Maj : choisir jusqu’à cette case',
  'admin.selection.column': 'Choisir',
  'admin.selection.all': 'Choisir toutes celles de cette page',
  'admin.selection.choose': 'Choisir l’invitation pour {who}',
  'admin.selection.with': 'Avec les invitations choisies :',
  'admin.selection.count': '{count, plural, one {Une invitation choisie} other {# invitations choisies}}',
  'admin.selection.resend': 'Envoyer un autre e-mail',
  'admin.selection.revoke': 'Annuler',
  'admin.selection.none.title': 'Vous n’avez choisi aucune invitation',
  'admin.selection.none.text': 'Revenez à la liste, cochez les cases des invitations voulues et choisissez quoi en faire.',
  'admin.selection.gone':
    '{count, plural, one {Une des invitations choisies n’existe plus.} other {# des invitations choisies n’existent plus.}}',
  'admin.selection.resend.title':
    '{count, plural, =0 {Il ne reste aucune invitation à envoyer} one {Envoyer un autre e-mail à une personne ?} other {Envoyer un autre e-mail à # personnes ?}}',
  'admin.selection.resend.lead':
    '{count, plural, one {La personne} other {Chaque personne}} recevra un nouveau lien, et ses liens précédents ne seront plus valables, sauf si le compte ne dépend pas seulement de votre entreprise ou peut avoir ses propres droits.',
  'admin.selection.resend.submit': '{count, plural, one {Envoyer un e-mail} other {Envoyer # e-mails}}',
  'admin.selection.resend.done':
    '{count, plural, =0 {Aucun e-mail n’a été envoyé} one {Un e-mail a été envoyé} other {# e-mails ont été envoyés}}',
  'admin.selection.revoke.title':
    '{count, plural, =0 {Il ne reste aucune invitation à annuler} one {Annuler une invitation ?} other {Annuler # invitations ?}}',
  'admin.selection.revoke.lead':
    '{count, plural, one {Le lien de cette personne ne sera plus valable.} other {Les liens de ces personnes ne seront plus valables.}}',
  'admin.selection.mayLeave':
    'Si {count, plural, one {le} other {un}} compte ne dépend pas seulement de votre entreprise, la personne ne fera plus partie de celle-ci ni des groupes qu’elle en a reçus ; pour le reste, le compte ne change pas.',
  'admin.selection.deletes':
    '{count, plural, one {Le compte créé pour cette invitation sera aussi supprimé} other {Les comptes créés pour ces invitations seront aussi supprimés}}. C’est irréversible : pour inviter à nouveau {count, plural, one {la personne} other {ces personnes}}, il faudra recommencer.',
  'admin.selection.revoke.submit': '{count, plural, one {Annuler une invitation} other {Annuler # invitations}}',
  'admin.selection.revoke.done':
    '{count, plural, =0 {Aucune invitation n’a été annulée} one {Une invitation a été annulée} other {# invitations ont été annulées}}',
  'admin.selection.failed':
    '{count, plural, one {Cet e-mail n’a pas pu être envoyé.} other {Ces e-mails n’ont pas pu être envoyés.}} Nous réessaierons automatiquement.',
  'admin.selection.refused':
    '{count, plural, one {Pour une invitation, cela n’a pas été possible} other {Pour # invitations, cela n’a pas été possible}}',
  'admin.selection.allDone': 'Il n’y a plus rien à faire.',
  'admin.bulk.with': 'Avec toutes celles qui correspondent :',
  'admin.bulk.resend': 'Envoyer un autre e-mail à toutes',
  'admin.bulk.revoke': 'Les annuler toutes',
  'admin.bulk.extend': 'Prolonger le délai',
  'admin.bulk.extend.title':
    '{count, plural, =0 {Il ne reste aucune invitation dont le délai puisse être prolongé} one {Prolonger le délai d’une personne ?} other {Prolonger le délai de # personnes ?}}',
  'admin.bulk.extend.lead':
    '{count, plural, one {La personne} other {Chaque personne}} recevra un nouveau lien, valable le temps que vous choisissez, au plus jusqu’au dernier jour d’accès. Les liens précédents ne seront plus valables, sauf si le compte ne dépend pas seulement de votre entreprise ou peut avoir ses propres droits.',
  'admin.bulk.counted':
    '{count, plural, one {C’est l’invitation qui correspond et accepte cette action} other {Ce sont les invitations qui correspondent et acceptent cette action}} en ce moment ; celles qui correspondront plus tard ne changent pas.',
  'admin.bulk.notRevoked': 'Les invitations annulées ne sont incluses que si vous filtrez par « Annulées ».',
  'admin.bulk.nobody':
    'Aucune des invitations qui correspondent n’accepte cette action. Revenez à la liste et changez les filtres.',
  'admin.bulk.sending': 'Envoi des e-mails',
  'admin.bulk.revoking': 'Annulation des invitations',
  'admin.bulk.done': 'La tâche est terminée',
  'admin.bulk.doneWithFaults': 'La tâche est terminée, mais il reste quelque chose à vérifier',
  'admin.bulk.interrupted': 'La tâche a été interrompue',
  'admin.bulk.interrupted.text':
    'Ce qui est fait reste valable. Revenez à la liste et recommencez avec les invitations qui restent.',
  'admin.bulk.running.text':
    'Vous pouvez fermer cette page : la tâche continue. Rouvrez-la pour voir où elle en est ; le résultat est conservé un jour.',
  'admin.bulk.total': 'Invitations',
  'admin.bulk.revoked': 'Invitations annulées',
  'admin.bulk.refused': 'Sans changement',
  'admin.bulk.refusals': 'Pourquoi certaines n’ont pas changé',
  'admin.bulk.progress': '{done, number} sur {rows, number} invitations',
  'admin.bulk.rate': '{rate, plural, one {# invitation} other {# invitations}} par seconde',
  'admin.bulk.waitingRights':
    'Nous ne pouvons pas vérifier en ce moment si la personne qui a lancé la tâche a toujours ses droits, et d’ici là rien d’autre ne change. Si c’était vous, actualisez cette page.',
  'admin.new.title': 'Inviter une personne',
  'admin.new.lead': 'La personne recevra un e-mail avec un lien personnel pour activer son compte.',
  'admin.new.email': 'Adresse e-mail',
  'admin.new.firstName': 'Prénom',
  'admin.new.lastName': 'Nom',
  'admin.new.organization': 'Entreprise',
  'admin.new.noOrganization': 'Sans entreprise',
  'admin.new.options': 'Plus d’options',
  'admin.new.locale': 'Langue de l’e-mail',
  'admin.new.lifespanHours': 'Validité du lien',
  'admin.new.accessUntil': 'Dernier jour d’accès',
  'admin.new.accessUntil.hint':
    'À la fin de ce jour, la personne ne fait plus partie de l’entreprise ni des groupes que l’invitation lui a donnés. Si l’invitation a créé le compte et qu’il n’a rien d’autre, il est désactivé. Sans date, l’accès ne prend pas fin.',
  'admin.new.lifespan': '{days, plural, =0 {{hours, plural, one {# heure} other {# heures}}} one {# jour} other {# jours}}',
  'admin.new.lifespan.usual': '{span}, la durée habituelle',
  'admin.new.message': 'Message personnel',
  'admin.new.message.hint':
    'Il apparaît dans l’e-mail comme vos propres mots, avec votre nom. Sans liens ni adresses, 500 caractères au maximum.',
  'admin.new.another': 'Inviter une autre personne',
  'admin.new.submit': 'Envoyer l’invitation',
  'admin.detail.title': 'Invitation pour {who}',
  'admin.detail.error': 'Le dernier envoi a échoué',
  'mailFault.refused': 'Keycloak n’a pas pu remettre l’e-mail au serveur de messagerie.',
  'mailFault.sender':
    'Il manque l’adresse d’expéditeur dans la configuration des e-mails de Keycloak. Prévenez la personne qui gère le domaine.',
  'mailFault.provider':
    'Le fournisseur d’identité de l’entreprise est désactivé ou n’existe plus dans Keycloak, et le lien ne mènerait nulle part. L’e-mail partira quand il sera de nouveau actif ; vous pouvez aussi choisir une autre façon de se connecter en corrigeant l’invitation.',
  'mailFault.other': 'Keycloak n’a pas pu envoyer l’e-mail.',
  'mailFault.detail': 'Détail technique',
  'admin.detail.facts': 'Données de l’invitation',
  'admin.detail.email': 'Adresse e-mail',
  'admin.detail.username': 'Nom d’utilisateur',
  'admin.detail.locale': 'Langue',
  'admin.detail.signIn': 'Se connecte avec',
  'admin.detail.sentAt': 'Dernier envoi',
  'admin.detail.expiresAt': 'Le lien est valable jusqu’au',
  'admin.detail.expiredAt': 'Le lien a expiré le',
  'admin.detail.noLink': 'Aucun lien n’a encore été envoyé',
  'admin.detail.accessUntil': 'Accès jusqu’au',
  'admin.detail.accessEnded': 'L’accès a pris fin après le',
  'admin.detail.limit': 'Modifier le dernier jour d’accès',
  'admin.detail.limit.submit': 'Enregistrer le dernier jour',
  'admin.detail.sends': 'E-mails envoyés',
  'form.groups': 'Groupes',
  'form.groups.hint': 'La personne les a dès le premier instant. Seuls ceux que vous pouvez donner sont affichés.',
  'form.groups.find': 'Chercher un groupe',
  'form.groups.found': 'Groupes affichés :',
  'form.groups.foundNone': 'Aucun groupe ne correspond.',
  'form.groups.chosen': 'Choisis :',
  'form.app': 'Application d’arrivée',
  'form.signIn': 'Mode de connexion',
  'form.signIn.usual': 'Selon l’adresse',
  'form.signIn.now': 'Actuellement : {way}.',
  'form.signIn.company': 'Le compte de l’entreprise',
  'form.app.none': 'Là où tout le monde arrive',
  'form.target': 'Page de l’application',
  'form.target.hint': 'Un chemin comme /rapports, ou une adresse de cette application.',
  'admin.detail.groups': 'Groupes',
  'admin.detail.more': '{count, plural, one {Un de plus} other {# de plus}}',
  'admin.detail.app': 'Application d’arrivée',
  'admin.detail.target': 'Page de l’application',
  'admin.detail.missing': 'Il manque une partie de ce que donne cette invitation',
  'admin.detail.by': 'Invitation créée par',
  'admin.detail.resend': 'Envoyer un autre e-mail',
  'admin.detail.revoke': 'Annuler',
  'admin.detail.amend': 'Corriger les informations',
  'admin.detail.reference': 'Référence',
  'admin.detail.reference.hint': 'Citez-la si vous écrivez à l’assistance ; elle ne permet pas de se connecter.',
  'admin.detail.copy': 'Copier',
  'admin.detail.copied': 'Copiée',
  'admin.detail.history': 'Historique',
  'admin.detail.faults': 'Des informations du compte ne respectent pas les règles ; corrigez-les pour pouvoir le modifier',
  'admin.amend.title': 'Corriger les informations de {who}',
  'admin.amend.back': 'Retour à l’invitation',
  'admin.amend.lead': 'Vous pouvez les corriger tant que la personne n’a pas activé le compte.',
  'admin.amend.email.hint':
    'Si vous changez l’adresse, les liens précédents ne seront plus valables et nous enverrons un e-mail à la nouvelle, sauf si l’invitation est annulée.',
  'admin.amend.signIn.hint':
    'Si vous en choisissez un autre, les liens précédents ne seront plus valables et nous enverrons un nouvel e-mail, sauf si l’invitation est annulée.',
  'admin.amend.submit': 'Enregistrer les modifications',
  'admin.revoke.title': 'Annuler cette invitation ?',
  'admin.revoke.lead': '{who} ({email}) ne pourra plus activer son compte avec les liens reçus.',
  'admin.revoke.leadAddress': 'Les liens envoyés à {email} ne seront plus valables.',
  'admin.revoke.later': 'Plus tard, vous pourrez {count, plural, one {lui} other {leur}} envoyer un autre e-mail.',
  'admin.revoke.deletes':
    'Le compte sera supprimé avec son historique, et c’est irréversible. Pour inviter à nouveau la personne, il faudra recommencer.',
  'admin.revoke.mayLeave':
    'Si le compte ne dépend pas seulement de votre entreprise, la personne ne fera plus partie de celle-ci ni des groupes qu’elle en a reçus ; pour le reste, le compte et les liens ne changent pas.',
  'admin.revoke.submit': 'Annuler l’invitation',
  'admin.revoke.keep': 'Garder l’invitation',
  'history.created': 'Compte créé',
  'history.createdBy': 'Invitation créée par {by}',
  'history.amended': 'Informations corrigées',
  'history.doer.user': 'Par {name}',
  'history.doer.client': 'Par l’application {name}',
  'history.doer.worker': 'Par le système',
  'history.doer.person': 'Par la personne elle-même',
  'history.queued': 'E-mail préparé',
  'history.sent': 'E-mail envoyé',
  'history.failed': 'L’e-mail n’a pas pu être envoyé',
  'history.opened': 'La personne a ouvert le lien',
  'history.groups':
    '{count, plural, one {avec le groupe {groups}} other {avec les groupes {groups}}}{more, plural, =0 {} one { et un de plus} other { et # de plus}}',
  'history.app': 'dans l’application {app}',
  'history.activated': 'Compte activé',
  'history.expired': 'Le lien a expiré',
  'history.revoked': 'Invitation annulée',
  'history.accessEnded': 'Fin de l’accès que donnait l’invitation',
  'history.neverActivated': 'Invitation annulée : le compte n’a pas été activé à temps',
  'history.signedIn': 'La personne s’est connectée',
  'history.linkRefused': 'Un lien qui n’était plus valable a été ouvert',
  'flash.sampleSent':
    'Nous avons envoyé un exemple d’invitation à {email}. Son bouton ouvre le guide : vous pouvez transférer l’e-mail sans crainte.',
  'flash.sampleFailed': 'L’exemple n’a pas pu être envoyé à {email}. Réessayez dans quelques minutes.',
  'flash.invited': 'Nous avons envoyé l’invitation à {email}.',
  'flash.inviteFailed':
    'L’invitation pour {email} est créée, mais l’e-mail n’a pas pu être envoyé. Nous réessaierons automatiquement.',
  'flash.resent': 'Nous avons envoyé un autre e-mail à {email}. Les liens précédents ne sont plus valables.',
  'flash.mailedAgain': 'Nous avons envoyé un autre e-mail à {email}.',
  'flash.resendFailed': 'L’e-mail n’a pas pu être envoyé à {email}. Nous réessaierons automatiquement.',
  'flash.amended': 'Nous avons enregistré les informations de {email}.',
  'flash.asItWas': 'Il n’y avait rien à enregistrer : les informations de {email} sont les mêmes.',
  'flash.limited': 'Nous avons enregistré le dernier jour d’accès de {email}.',
  'flash.revokedAccountOn':
    'L’invitation pour {email} est annulée. Le compte n’a pas été désactivé, car Keycloak ne dit pas quels droits il a : si nécessaire, désactivez-le dans la console de Keycloak.',
  'flash.left':
    '{email} n’appartient plus à l’entreprise ni aux groupes que celle-ci a donnés. Pour le reste, le compte ne change pas.',
  'flash.revokedUnwritten':
    'L’invitation pour {email} est annulée et son lien n’est plus valable sur ce site. Le compte n’a pas encore pu être désactivé : corrigez d’abord les informations indiquées.',
  'flash.revoked': 'Nous avons annulé l’invitation pour {email}.',
  'flash.activated': 'Votre compte est actif et votre session est ouverte.',
  'flash.passwordChanged': 'Nous avons enregistré votre nouveau mot de passe.',
  'flash.passkeyAdded': 'La clé d’accès est prête. La prochaine fois, vous pourrez vous connecter avec elle.',
  'flash.languageSaved': 'Nous avons enregistré votre langue.',

  // ── Import: faults of a file and of its rows (src/invitations/import) ──
  'import.file.empty': 'Le fichier est vide. Envoyez-en un avec les titres des colonnes et au moins une personne.',
  'import.file.no_rows': 'Le fichier n’a que la ligne de titres : il manque au moins une personne.',
  'import.file.spreadsheet':
    'C’est un fichier de tableur. Ouvrez-le, choisissez « Enregistrer sous » et le format CSV, puis envoyez le fichier CSV.',
  'import.file.binary': 'Ce n’est pas un fichier texte. Envoyez un fichier CSV.',
  'import.file.missing': 'Choisissez un fichier CSV.',
  'import.file.not_found': 'Le fichier « {file} » n’existe pas. Vérifiez le chemin.',
  'import.file.folder': '« {file} » est un dossier. Indiquez un fichier CSV.',
  'import.file.unreadable': 'Le fichier « {file} » ne peut pas être lu ({code}). Vérifiez ses droits et réessayez.',
  'import.file.quotes':
    'Les guillemets de la ligne {line, number} ne sont pas bien fermés. Dans un texte entre guillemets, chaque guillemet s’écrit deux fois.',
  'import.file.record_too_long':
    'La ligne {line, number} est trop longue : chaque ligne accepte {max, number} caractères au maximum. Il manque peut-être un guillemet fermant.',
  'import.file.too_many_rows': 'Le fichier compte plus de {max, number} personnes. Répartissez-les en plusieurs fichiers.',
  'import.file.too_large': 'Le fichier dépasse {max, number} Mo. Répartissez-le en plusieurs fichiers.',
  'import.file.unreadable_titles':
    'La ligne de titres contient des lettres illisibles : une partie du fichier a un autre encodage. Enregistrez-le en « CSV UTF-8 » et envoyez-le à nouveau.',
  'import.column.no_email':
    'Il manque la colonne des adresses. La première ligne doit nommer les colonnes, et l’une d’elles doit s’appeler « adresse e-mail » ou « email ».',
  'import.column.unknown':
    'La colonne « {column} » ne correspond à aucune information du profil. Retirez-la ou changez son titre.',
  'import.column.ambiguous':
    'La colonne « {column} » peut signifier ici plusieurs choses : {meanings}. Dites laquelle avec « columns », par exemple {column}:{example} (dans un terminal, --column {column}={example}).',
  'import.column.no_email_in_template':
    'C’est un modèle de {template}, mais aucune de ses colonnes ne contient l’adresse e-mail. Nommez « email » celle qui la contient.',
  'import.column.twice': 'Cette information se trouve dans deux colonnes. N’en laissez qu’une.',
  'import.row.barred':
    'Selon le fichier, cette personne ne doit pas avoir d’accès (« {value} »). Retirez la ligne ou corrigez cette information.',
  'import.row.unreadable':
    'Il y a ici des lettres illisibles : cette ligne a un autre encodage que le reste du fichier. Réécrivez-la et enregistrez le fichier en « CSV UTF-8 ».',
  'import.row.too_many_cells':
    'La ligne a {found, number} cellules pour {expected, number} titres. Si un texte contient le séparateur, mettez-le entre guillemets.',
  'import.row.language': 'Nous n’envoyons pas d’e-mails en « {value} ». Utilisez l’une de ces langues : {options}.',
  'import.row.organization_required': 'Indiquez l’entreprise de cette personne.',
  'import.row.duplicate': 'Cette adresse se trouve déjà à la ligne {line, number}.',
  'import.row.exists': 'Cette personne a déjà un compte : elle ne recevra pas d’invitation.',
  'import.row.invited': 'Cette personne a déjà une invitation : elle n’en recevra pas d’autre.',
  'import.row.mail_failed': 'L’invitation est créée, mais l’e-mail n’a pas pu être envoyé. Nous réessaierons automatiquement.',
  'import.row.provider_off':
    'L’invitation est créée, mais le fournisseur d’identité « {provider} », par lequel cette personne se connecte, est désactivé ou n’existe plus dans Keycloak. L’e-mail partira quand il sera de nouveau actif ; vous pouvez aussi choisir une autre façon de se connecter en corrigeant l’invitation.',
  'import.row.too_many_mails':
    'Cette adresse a déjà reçu {max, plural, one {un e-mail} other {# e-mails}} au cours des dernières 24 heures : importez cette ligne à nouveau dans {hours, plural, one {une heure} other {# heures}}.',
  'import.row.refused': 'Le service des comptes a refusé ces informations. Vérifiez-les et envoyez le fichier à nouveau.',
  'import.row.directory':
    'Les nouveaux comptes sont enregistrés dans un annuaire où les invitations n’ont pas de place : aucun n’a été créé. Créez le compte dans l’annuaire ou écrivez à l’assistance.',
  'import.row.directory_away':
    'Keycloak n’a pas pu enregistrer le compte dans l’annuaire « {directory} » (fédération d’utilisateurs) : soit il ne répond pas, soit sa configuration ne lui correspond pas. Importez cette ligne à nouveau quand ce sera résolu.',
  'import.row.username': 'L’adresse ne peut pas être un nom d’utilisateur ici ; celui du compte est « {username} ».',
  'import.row.queued': 'L’invitation est créée et l’e-mail attend son tour.',
  'import.outcome.sent': 'Invitée',
  'import.outcome.queued': 'En attente',
  'import.outcome.failed': 'En erreur',
  'import.outcome.skipped': 'Ignorée',
  'import.outcome.ok': 'Correcte',
  'bulk.outcome.sent': 'E-mail envoyé',
  'bulk.outcome.queued': 'En attente',
  'bulk.outcome.failed': 'Sans changement',
  'bulk.outcome.skipped': 'Ignorée',
  'bulk.outcome.ok': 'Annulée',
  'bulk.stopped.account': 'Le compte de la personne qui a lancé cette tâche a été désactivé ou supprimé.',
  'bulk.stopped.role': 'Des droits ont été retirés à la personne qui a lancé cette tâche.',
  'bulk.stopped.company': 'La personne qui a lancé cette tâche n’appartient plus à l’entreprise.',
  'bulk.stopped.company_disabled': 'L’entreprise a été désactivée.',
  'bulk.stopped.unknown':
    'Pendant une heure, il n’a pas été possible de vérifier si la personne qui a lancé cette tâche a toujours ses droits.',
  'bulk.stopped.rest': 'Ce qui est fait reste valable ; les autres invitations n’ont pas changé.',
  'import.stopped.account': 'Le compte de la personne qui a lancé cette importation a été désactivé ou supprimé.',
  'import.stopped.role': 'Des droits ont été retirés à la personne qui a lancé cette importation.',
  'import.stopped.company': 'La personne qui a lancé cette importation n’appartient plus à l’entreprise.',
  'import.stopped.company_disabled': 'L’entreprise a été désactivée.',
  'import.stopped.unknown':
    'Pendant une heure, il n’a pas été possible de vérifier si la personne qui a lancé cette importation a toujours ses droits.',
  'import.stopped.rest':
    'Ce qui est envoyé reste valable ; les autres lignes n’ont pas changé. Quelqu’un qui en a le droit peut envoyer le même fichier : personne ne recevra l’e-mail deux fois.',
  'export.email': 'Adresse e-mail',
  'export.firstName': 'Prénom',
  'export.lastName': 'Nom',
  'export.locale': 'Langue',
  'export.groups': 'Groupes',
  'export.app': 'Application',
  'export.accessUntil': 'Accès jusqu’au',
  'export.id': 'Référence',
  'import.report.line': 'Ligne',
  'import.report.email': 'Adresse e-mail',
  'import.report.outcome': 'Résultat',
  'import.report.column': 'Colonne',
  'import.report.message': 'Ce qui s’est passé',

  // ── Pages: import of a file (src/views/pages/admin-import*.hbs) ──
  'admin.import.title': 'Inviter plusieurs personnes',
  'admin.import.lead':
    'Envoyez un fichier CSV avec une personne par ligne. Nous le vérifions d’abord et vous montrons le résultat ; personne ne reçoit rien avant votre confirmation.',
  'admin.import.format.title': 'À quoi doit ressembler le fichier',
  'admin.import.format.header': 'La première ligne contient les titres des colonnes, dans l’ordre que vous voulez :',
  'admin.import.format.required': '(obligatoire)',
  'admin.import.format.example': 'Exemple de fichier',
  'admin.import.format.download': 'Télécharger un modèle (CSV)',
  'admin.import.format.further': 'Si vous en avez besoin, vous pouvez aussi mettre ces colonnes :',
  'admin.import.format.extra': 'Et les données du profil des personnes : {names}.',
  'admin.import.format.file':
    'Le CSV d’Excel, de LibreOffice ou de Google Sheets convient, séparé par des virgules, des points-virgules ou des tabulations, jusqu’à {rows, number} personnes et {megabytes, number} Mo.',
  'admin.import.format.idempotent':
    'Les personnes déjà dans la liste des invitations ne reçoivent pas d’autre e-mail : vous pouvez donc envoyer le même fichier à nouveau sans crainte.',
  'admin.import.file': 'Fichier CSV',
  'admin.import.file.hint': 'Choisissez-le ou glissez-le jusqu’ici.',
  'import.title.email': 'adresse e-mail',
  'import.title.firstName': 'prénom',
  'import.title.lastName': 'nom',
  'import.title.locale': 'langue',
  'import.title.organization': 'entreprise',
  'import.title.groups': 'groupes',
  'import.title.app': 'application',
  'import.title.target': 'destination',
  'import.title.accessUntil': 'accès jusqu’au',
  'import.title.signIn': 'mode de connexion',
  'import.title.message': 'message',
  'import.example.email': 'ana@sol.example',
  'import.example.firstName': 'Ana',
  'import.example.lastName': 'García',
  'import.example.locale': 'fr',
  'import.example.organization': 'Sol',
  'import.template.name': 'modele-invitations.csv',
  'admin.import.organization': 'Entreprise, si le fichier ne l’indique pas',
  'admin.import.locale': 'Langue de l’e-mail, si le fichier ne l’indique pas',
  'admin.import.check': 'Vérifier le fichier',
  'admin.import.again': 'Choisir un autre fichier',
  'admin.import.checking': 'Vérification du fichier',
  'admin.import.checking.text':
    'Vous pouvez fermer cette page : la vérification continue. Rouvrez-la quand vous voulez pour voir le résultat.',
  'admin.import.checked': 'Résultat de la vérification',
  'admin.import.asked': 'Il manque une information pour vérifier le fichier',
  'admin.import.asked.lead':
    'Le titre d’une colonne peut signifier ici plusieurs choses. Dites-nous laquelle et nous vérifierons le fichier.',
  'admin.import.question': 'Que contient la colonne « {column} » ?',
  'admin.import.meaning.email': 'L’adresse e-mail',
  'admin.import.meaning.firstName': 'Le prénom de la personne',
  'admin.import.meaning.lastName': 'Le nom de la personne',
  'admin.import.meaning.locale': 'La langue de l’e-mail',
  'admin.import.meaning.organization': 'L’entreprise à laquelle la personne est invitée',
  'admin.import.meaning.groups': 'Les groupes que la personne reçoit',
  'admin.import.meaning.app': 'L’application où la personne arrive',
  'admin.import.meaning.target': 'La page de cette application',
  'admin.import.meaning.accessUntil': 'Le dernier jour d’accès',
  'admin.import.meaning.signIn':
    'Comment la personne se connectera : avec un mot de passe, une clé d’accès ou le compte de l’entreprise',
  'admin.import.meaning.message': 'Un message pour l’e-mail',
  'admin.import.meaning.attribute': 'L’information « {name} » du profil de la personne ({technical})',
  'admin.import.template':
    'C’est un modèle de {template}. Les adresses sont celles de la colonne « {address} » : vérifiez que ce sont des boîtes de réception que quelqu’un consulte.',
  'admin.import.template.unused': 'Ces colonnes ne sont pas utilisées : {names}.',
  'admin.import.ready':
    '{count, plural, =0 {Il n’y a personne de nouveau à inviter.} one {Une personne recevra une invitation.} other {# personnes recevront une invitation.}}',
  'admin.import.faulty':
    '{count, plural, one {Une ligne contient quelque chose à corriger et sera laissée de côté.} other {# lignes contiennent quelque chose à corriger et seront laissées de côté.}}',
  'admin.import.existing':
    '{count, plural, one {Une personne a déjà un compte ou une invitation et ne recevra pas d’autre e-mail.} other {# personnes ont déjà un compte ou une invitation et ne recevront pas d’autre e-mail.}}',
  'admin.import.start': 'Envoyer {count, plural, one {une invitation} other {# invitations}}',
  'admin.import.running': 'Envoi des invitations',
  'admin.import.running.text':
    'Vous pouvez fermer cette page : l’envoi continue. Rouvrez-la quand vous voulez pour voir où il en est.',
  'admin.import.done': 'Les invitations sont envoyées',
  'admin.import.doneWithFaults': 'L’envoi est terminé, mais il reste quelque chose à vérifier',
  'admin.import.interrupted': 'L’importation a été interrompue',
  'admin.import.interrupted.text':
    'Ce qui est envoyé reste valable. Envoyez à nouveau le même fichier : l’importation reprendra où elle s’est arrêtée et personne ne recevra l’e-mail deux fois.',
  'admin.import.rows': 'Lignes du fichier',
  'admin.import.created': 'Invitations créées',
  'admin.import.sent': 'E-mails envoyés',
  'admin.import.queued': 'E-mails en attente',
  'admin.import.failed': 'En erreur',
  'admin.import.skipped': 'Ignorées, car déjà présentes',
  'admin.import.progress': '{done, number} sur {rows, number} lignes',
  'admin.import.rate': '{rate, plural, one {# ligne} other {# lignes}} par seconde',
  'admin.import.remaining':
    '{minutes, plural, =0 {Il reste moins d’une minute} one {Il reste environ une minute} other {Il reste environ # minutes}}',
  'admin.import.waiting': 'Le service des comptes n’est pas disponible. Nous attendons qu’il le soit pour continuer.',
  'admin.import.waitingMail':
    'Le serveur de messagerie n’accepte pas d’envois. Nous continuons à créer les comptes ; les e-mails partiront dès son retour.',
  'admin.import.waitingRights':
    'Nous ne pouvons pas vérifier en ce moment si la personne qui a lancé l’importation a toujours ses droits, et d’ici là personne d’autre n’est invité. Si c’était vous, actualisez cette page.',
  'admin.import.refresh': 'Actualiser',
  'admin.import.report': 'Télécharger le rapport (CSV)',
  'admin.import.faults': 'Lignes où quelque chose est à corriger',
  'admin.import.notes': 'Noms d’utilisateur',
  'admin.import.faultsMore': 'Nous affichons les {shown, number} premières. Les autres sont dans le rapport.',
  'admin.import.wholeLine': 'toute la ligne',
  'admin.import.toList': 'Voir les invitations',
};
