import { PAGES } from '../../common/addresses.ts';

/**
 * What each mail may speak of: the variables that Keycloak 26.7.4 gives its template (`FreeMarkerEmailTemplateProvider` and its
 * callers), as FreeMarker expressions under the names that sources and messages use. `fn` is email-templates/functions.ftl.
 * A source or message that names anything else fails the build.
 */
export type Kind = 'text' | 'condition' | 'list';
export interface Variable {
  kind: Kind;
  ftl: string;
}
export type Variables = Record<string, Variable>;

const text = (ftl: string): Variable => ({ kind: 'text', ftl });
const condition = (ftl: string): Variable => ({ kind: 'condition', ftl });
/** Typed by somebody: no mail client makes a link of it. */
const typed = (ftl: string): Variable => text(`fn.unlinked(${ftl})`);
const list = (ftl: string): Variable => ({ kind: 'list', ftl });

/** Given to every template. */
const common = {
  language: text('locale.language'),
  direction: text("ltr?then('ltr', 'rtl')"),
  // Keycloak up to 26.4 does not give it.
  subject: text('subject!realmName'),
  name: typed('fn.fullName(user)'),
  hasName: condition('fn.fullName(user) != ""'),
  email: text('(user.email)!""'),
  loginUrl: text(`fn.page("${PAGES.signIn}")`),
  profileUrl: text(`fn.page("${PAGES.profile}")`),
  support: text('properties.supportEmail'),
  supportUrl: text('"mailto:" + properties.supportEmail'),
};

/** `addLinkInfoIntoAttributes`: the link and its life in minutes; and what the person signs in with behind it. */
const linked = {
  ...common,
  link: text('link'),
  // As people read it: where it leads. The whole of it holds a key of some 600 characters.
  linkPlace: text('fn.placeOf(link)'),
  duration: text('fn.duration(linkExpiration)'),
  expires: text('fn.expiry(linkExpiration)'),
  username: text('(user.username)!""'),
  // Whether the username differs from the address: then the mail names it, because the person may have to sign in with it.
  hasUsername: condition('((user.username)!"") != "" && user.username?lower_case != ((user.email)!"")?lower_case'),
};

/** `sendEvent`, by the e-mail event listener. */
const event = {
  ...common,
  when: text('fn.moment(event.date)'),
  ip: text('event.ipAddress'),
  hasIp: condition('event.ipAddress?has_content'),
};

const credentialEvent = { ...event, credential: text('fn.word("credential.", event.getDetail("credential_type")!"other")') };

const mails = {
  // `requiredActions` is null when the administrator names none. The key of a sample does nothing, and stands nowhere in it.
  executeActions: {
    ...linked,
    link: text('fn.activationLink(link, requiredActions!["none"])'),
    linkPlace: text('fn.placeOf(fn.activationLink(link, requiredActions!["none"]))'),
    isSample: condition('fn.isSample(requiredActions!["none"])'),
    isInvitation: condition('fn.isSample(requiredActions!["none"]) || fn.isInvitation(requiredActions![])'),
    byPasskey: condition('fn.isByPasskey(requiredActions![])'),
    byCompany: condition('fn.isByCompany(requiredActions![])'),
    asksPassword: condition('(requiredActions![])?seq_contains("UPDATE_PASSWORD")'),
    hasInviter: condition('((user.attributes["invitation.by"])!"") != ""'),
    inviter: typed('user.attributes["invitation.by"]'),
    hasAccessUntil: condition('fn.lastDay() != ""'),
    accessUntil: text('fn.lastDay()'),
    hasApp: condition('((user.attributes["invitation.appName"])!"") != ""'),
    app: typed('user.attributes["invitation.appName"]'),
    hasMessage: condition('((user.attributes["invitation.message"])!"")?trim != ""'),
    messageLines: list('fn.spoken(user.attributes["invitation.message"])'),
    hasMessageAuthor: condition('((user.attributes["invitation.messageBy"])!"") != ""'),
    messageAuthor: typed('user.attributes["invitation.messageBy"]'),
    laterActions: list(
      'fn.actionWords(requiredActions![], fn.isByPasskey(requiredActions![])?then(["webauthn-register-passwordless"], []) + ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"])',
    ),
    actions: list('fn.actionWords(requiredActions![], [])'),
  },
  'password-reset': { ...linked, withoutPassword: condition('fn.isWithoutPassword()') },
  'email-verification': linked,
  'email-verification-with-code': { ...common, code: text('code') },
  // Goes to the new address, while `user` still has the old one.
  'email-update-confirmation': { ...linked, email: text('newEmail'), newEmail: text('newEmail') },
  'identity-provider-link': {
    ...linked,
    provider: typed('identityProviderDisplayName'),
    // The username there may be a made-up one, as of SAML's persistent name ids.
    providerAccount: typed('(identityProviderContext.email)!(identityProviderContext.username)!""'),
  },
  'org-invite': { ...linked, organization: typed('organization.name') },
  'verifiable-credential-offer': { ...linked, credential: typed('credentialScopeDisplayName') },
  'email-test': common,
  'workflow-notification': {
    ...common,
    isCustom: condition('messageKey == "customMessage"'),
    // Administrators may write HTML; kcSanitize leaves what cannot do harm. The text twin has no use for tags.
    customHtml: text('kcSanitize(customMessage)?no_esc'),
    customText: text('customMessage?replace("<[^>]+>", "", "r")'),
    notice: text('fn.notice(messageKey, daysRemaining)'),
    reason: text('fn.workflowReason(reason)'),
    hasReason: condition('messageKey != "accountNotificationBody"'),
  },
  'event-login_error': event,
  'event-update_password': event,
  'event-update_credential': credentialEvent,
  'event-remove_credential': credentialEvent,
  'event-update_totp': event,
  'event-remove_totp': event,
  'event-user_disabled_by_temporary_lockout': event,
  'event-user_disabled_by_permanent_lockout': event,
} satisfies Record<string, Variables>;

export type MailName = keyof typeof mails;
export const MAILS: Record<MailName, Variables> = mails;
