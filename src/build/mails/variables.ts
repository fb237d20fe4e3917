/**
 * What each mail may speak of: the variables that Keycloak 26.7.4 gives its template (`FreeMarkerEmailTemplateProvider` and its
 * callers), as FreeMarker expressions under the names that sources and messages use. `fn` is email-templates/functions.ftl.
 * A source or message that names anything else fails the build.
 */
export type Kind = 'text' | 'number' | 'condition' | 'list';
export type Variables = Record<string, { kind: Kind; ftl: string }>;

const text = (ftl: string) => ({ kind: 'text', ftl }) as const;
const condition = (ftl: string) => ({ kind: 'condition', ftl }) as const;
const list = (ftl: string) => ({ kind: 'list', ftl }) as const;

/** Given to every template. */
const common: Variables = {
  language: text('locale.language'),
  direction: text("ltr?then('ltr', 'rtl')"),
  subject: text('subject'),
  publicUrl: text('properties.publicUrl?remove_ending("/")'),
  name: text('fn.fullName(user)'),
  hasName: condition('fn.fullName(user) != ""'),
  email: text('(user.email)!""'),
};

/** `addLinkInfoIntoAttributes`: the link and its life in minutes. */
const linked: Variables = {
  ...common,
  link: text('link'),
  duration: text('fn.duration(linkExpiration)'),
  expires: text('fn.expiry(linkExpiration)'),
};

/** `sendExecuteActions`. Absent required actions come as null. */
const executeActions: Variables = {
  ...linked,
  link: text('fn.activationLink(link)'),
  isInvitation: condition('fn.isInvitation(requiredActions![])'),
  asksPassword: condition('(requiredActions![])?seq_contains("UPDATE_PASSWORD")'),
  hasInviter: condition('((user.attributes["invitation.by"])!"") != ""'),
  inviter: text('user.attributes["invitation.by"]'),
  laterActions: list('fn.actionWords(requiredActions![], ["UPDATE_PASSWORD", "UPDATE_PROFILE", "VERIFY_EMAIL"])'),
  actions: list('fn.actionWords(requiredActions![], [])'),
};

export const MAILS: Record<string, Variables> = {
  executeActions,
};

export type MailName = string;
