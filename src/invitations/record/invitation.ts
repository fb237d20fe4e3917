import { createHash } from 'node:crypto';
import { type Act, actOfText, actText } from '../../authority/acts.ts';
import type { GivenGroup } from '../../authority/assignable-groups.ts';
import { GROUPS_ATTRIBUTE, groupsGiven, groupText } from '../../authority/groups-given.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../../common/statuses.ts';
import { type Attributes, localeOf, type User } from '../../keycloak/realm/users.ts';
import { pageActionsOf } from '../../keycloak/ride/required-actions.ts';
import { BY_MAILBOX, isNamedLikeAnother, MARK_ATTRIBUTE, type Names } from '../../keycloak/rights/company-providers.ts';
import { providerOfSignIn, type SignIn, signInOfText } from '../../settings/sign-in.ts';
import { BEGINNING, currentStatus, isOpen } from './life-cycle.ts';

export { INVITATION_STATUSES, type InvitationStatus };

/** What became of an invitation. Kept in admin-only attributes of the Keycloak user: the sidecar has no database. */
export interface InvitationRecord {
  /** Id that the links carry. It changes with each resend; a link that carries another one is refused. */
  invitationId: string;
  status: InvitationStatus;
  sentAt: Date | undefined;
  expiresAt: Date | undefined;
  /** How long its links hold, in hours, where somebody has said so; otherwise as the setting says. */
  lifespanHours: number | undefined;
  /** How many mails were sent. */
  sends: number;
  /** Name of who invites, as the mail shows it: a person or a company. */
  by: string | undefined;
  /** Id of the import that made it, or the hash of the request's `Idempotency-Key` (idempotency-key.ts). */
  batch: string | undefined;
  /**
   * Alias of the company that the person was invited into, or `-` for none, so that a list need not ask Keycloak about each of its rows. For showing
   * only: rights are decided by the memberships themselves. Undefined where it was never written.
   */
  organization: string | undefined;
  /** Groups that it gives: at creation, or when the person joins. */
  groups: GivenGroup[];
  /** The app that the person goes to after activation (client id), and what it is called; undefined for where everybody goes. */
  app: string | undefined;
  appName: string | undefined;
  /** The address in that app to arrive at; undefined for its home. */
  target: string | undefined;
  /** The last day (`2026-12-31`, in the sidecar's time zone) of what the invitation gave; undefined for no end. */
  accessUntil: string | undefined;
  /** The same day until all has been taken back: by it the worker finds whose day is over. Undefined afterwards. */
  accessDue: string | undefined;
  /** When the access ended. */
  accessEndedAt: Date | undefined;
  /** For a stand-in: what joining has given to the account elsewhere (join-gave.ts), and so what the end takes back. */
  joinGave: string[];
  /** How its person gets to sign in. */
  signIn: SignIn;
  /** Whether somebody has said so; else it follows from the address, and goes with it. */
  signInChosen: boolean;
  /** Of one to a passkey: whether the account was asked for one before. Then it stays asked for it if its person gets to sign in another way. */
  passkeyAsked: boolean;
  /** Of one by a provider: its account is linked only once its mailbox has said so, whatever the provider says of addresses. So it stays until the person is active. */
  byMailbox: boolean;
  /** A word for the mail, and whose it is; only while the account waits for its person. */
  message: string | undefined;
  messageBy: string | undefined;
  /**
   * The address that was invited, where its account is another one and this user only stands in for it (stand-in.ts). Undefined
   * where the user bears the address.
   */
  address: string | undefined;
  /** Hash of the address that the last mail was for (mailed-address.ts); undefined where it was never written. */
  mailedTo: string | undefined;
  /** Why the last mail could not be sent. */
  error: string | undefined;
  /** What happened to it, oldest first; the last {@link HISTORY_LENGTH} entries. */
  history: HistoryEntry[];
  /** Commands on the account through this sidecar, oldest first; undefined for an invitation of version 0.1, which did not record them. */
  actors: Act[] | undefined;
  /** Whether it was the revocation that disabled the account: only then may sending it again enable it. */
  switchedOff: boolean;
  /** The moment after which no key that was mailed to this account works any more (key-expiry.ts). */
  keysUntil: Date | undefined;
  /** Id of the account that this one has replaced (replace-account.ts), and since when. */
  previousId: string | undefined;
  replacedAt: Date | undefined;
}

/** One step in the life of an invitation: written in the same request as the status, so that neither is ever without the other. */
export interface HistoryEntry {
  at: Date;
  status: InvitationStatus;
  /**
   * For `failed`: the reason. For `sent`: {@link JOIN}, or nothing. For `revoked`: {@link NEVER_ACTIVATED}, {@link ACCESS_ENDED}, or nothing. For
   * `activated`: {@link ACCESS_ENDED} where the line tells the end of what the invitation gave.
   */
  reason?: string | undefined;
}

/**
 * Reason of a `sent` entry whose mail asked an existing account to join a company. Keycloak's record of mails does not say whom such a mail was for.
 */
export const JOIN = 'join';

/** Reason of a `revoked` entry: nobody had activated the account in time, and the sidecar ended the invitation by itself. */
export const NEVER_ACTIVATED = 'never-activated';

/** Reason of an entry that tells the end of what the invitation gave (`accessUntil`); its status is the one that stays. */
export const ACCESS_ENDED = 'access-ended';

/** How many entries a user carries along at most. */
const HISTORY_LENGTH = 20;

/** An invitation as the API and the administration show it. */
export interface Invitation extends InvitationRecord {
  /** The Keycloak user id. It outlives a resend, unless the invitation was revoked before (replace-account.ts). */
  id: string;
  email: string;
  firstName: string | undefined;
  lastName: string | undefined;
  locale: string | undefined;
  /** The account as it was read with it. */
  user?: User;
}

/** Domain of the made-up addresses of stand-ins. RFC 2606 §2: nobody ever has one, and no mail is delivered to it. */
export const STAND_IN_DOMAIN = 'stand-in.invalid';
/** What `invitation.journal` says of stand-ins whose names are others, because the realm's rules take none of that domain. */
export const STAND_IN = 'stand-in';

/** Whether a user claims to be such a stand-in. */
export function isMarked({ attributes }: User): boolean {
  return ((attributes ?? {}) as Attributes)['invitation.journal']?.[0] === STAND_IN;
}

/** The invitation of a user; undefined for a user who was never invited. */
export function invitationOf(user: User, now = new Date()): Invitation | undefined {
  const attributes = (user.attributes ?? {}) as Attributes;
  const text = (name: string) => attributes[`invitation.${name}`]?.[0];
  const date = (name: string) => {
    const value = new Date(text(name) ?? '');
    return Number.isNaN(value.getTime()) ? undefined : value;
  };
  const invitationId = text('id');
  // Read from attributes, and so only a claim: whoever acts on it first asks whether the user really is a stand-in (stand-in.ts).
  const address = user.email?.endsWith(`@${STAND_IN_DOMAIN}`) || isMarked(user) ? text('email') : undefined;
  if (!user.id || !invitationId) return undefined;
  const expiresAt = date('expiresAt');
  return {
    user,
    id: user.id,
    email: address ?? user.email ?? '',
    // Keycloak stores no empty name: an empty text is undefined here, too, as it will be at the next reading.
    firstName: user.firstName || undefined,
    lastName: user.lastName || undefined,
    locale: localeOf(user),
    invitationId,
    status: currentStatus(storedStatus(user), expiresAt, now),
    sentAt: date('sentAt'),
    expiresAt,
    lifespanHours: Number(text('lifespanHours')) || undefined,
    sends: Number(text('sends') ?? 0),
    by: text('by'),
    batch: text('batch'),
    organization: text('organization'),
    groups: groupsGiven(user),
    app: text('app'),
    appName: text('appName'),
    target: text('target'),
    accessUntil: text('accessUntil'),
    accessDue: text('accessDue'),
    accessEndedAt: date('accessEndedAt'),
    joinGave: attributes['invitation.joinGave'] ?? [],
    signIn: signInOfText(text('signIn')),
    signInChosen: text('signInChosen') === 'true',
    passkeyAsked: text('passkeyAsked') === 'true',
    byMailbox: text('idp') === BY_MAILBOX,
    message: text('message'),
    messageBy: text('messageBy'),
    address,
    mailedTo: text('mailedTo'),
    error: text('error'),
    history: (attributes['invitation.history'] ?? []).flatMap(historyEntryOf),
    actors: attributes['invitation.actors']?.map(actOfText),
    switchedOff: text('switchedOff') === 'true',
    keysUntil: date('keysUntil'),
    previousId: text('previousId'),
    replacedAt: date('replacedAt'),
  };
}

/** The stored status, even if the link has ended since; `queued` for a user without one. */
export function storedStatus({ attributes = {} }: User): InvitationStatus {
  const [stored] = (attributes as Attributes)['invitation.status'] ?? [];
  return INVITATION_STATUSES.find((name) => name === stored) ?? BEGINNING;
}

/** `2026-11-22T18:00:00.000Z failed the reason`: sorts by time, and can be read in the console as it stands. */
function historyEntryOf(text: string): HistoryEntry[] {
  const [, time = '', name, reason] = /^(\S+) (\S+)(?: (.*))?$/s.exec(text) ?? [];
  const at = new Date(time);
  const status = INVITATION_STATUSES.find((known) => known === name);
  return status && !Number.isNaN(at.getTime()) ? [{ at, status, reason }] : [];
}

function historyText({ at, status, reason }: HistoryEntry): string {
  return [at.toISOString(), status, ...(reason ? [reason] : [])].join(' ').slice(0, 255);
}

/** Properties that are stored as attributes with several values. */
type Lists = 'history' | 'actors' | 'groups' | 'joinGave';
/** Properties that stand in {@link MARK_ATTRIBUTE}. */
type Marks = 'byMailbox';

/** Attributes whose name (after `invitation.`) differs from the record's property. */
const ATTRIBUTE_NAMES: Record<string, string> = { invitationId: 'id', address: 'email', byMailbox: 'idp' };

/**
 * A record as user attributes. A value that is undefined removes its attribute.
 * @param names of the account that gets them, unless they are made up: one that {@link isNamedLikeAnother} is linked by its mailbox alone.
 */
export function attributesOf(record: InvitationRecord, names: Names = {}): Attributes {
  const values: Record<Exclude<keyof InvitationRecord, Lists | Marks>, string | undefined> = {
    invitationId: record.invitationId,
    status: record.status,
    sentAt: record.sentAt?.toISOString(),
    expiresAt: record.expiresAt?.toISOString(),
    lifespanHours: record.lifespanHours?.toString(),
    sends: String(record.sends),
    by: record.by,
    batch: record.batch,
    organization: record.organization,
    app: record.app,
    appName: record.appName,
    target: record.target,
    accessUntil: record.accessUntil,
    accessDue: record.accessDue,
    accessEndedAt: record.accessEndedAt?.toISOString(),
    signIn: record.signIn === 'password' ? undefined : record.signIn,
    signInChosen: record.signInChosen ? 'true' : undefined,
    passkeyAsked: record.passkeyAsked ? 'true' : undefined,
    message: record.message,
    messageBy: record.messageBy,
    address: record.address,
    mailedTo: record.mailedTo,
    error: record.error,
    switchedOff: record.switchedOff ? 'true' : undefined,
    keysUntil: record.keysUntil?.toISOString(),
    previousId: record.previousId,
    replacedAt: record.replacedAt?.toISOString(),
  };
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) attributes[`invitation.${ATTRIBUTE_NAMES[name] ?? name}`] = [value];
  }
  if (record.history.length > 0) attributes['invitation.history'] = record.history.slice(-HISTORY_LENGTH).map(historyText);
  if (record.groups.length > 0) attributes[GROUPS_ATTRIBUTE] = record.groups.map(groupText);
  if (record.joinGave.length > 0) attributes['invitation.joinGave'] = record.joinGave;
  if (record.actors) attributes['invitation.actors'] = record.actors.map(actText);
  const isOwn = record.address !== undefined || !isNamedLikeAnother(names);
  const mark = isOwn || !linksAtOnce(record) ? markOf(record) : BY_MAILBOX;
  if (mark !== undefined) attributes[MARK_ATTRIBUTE] = [mark];
  return attributes;
}

type Linking = Pick<InvitationRecord, 'byMailbox' | 'status' | 'signIn'>;

/** Whether whoever comes by the invitation's provider is linked to the account at once, without a mail to its address. */
export const linksAtOnce = (record: Linking): boolean => ![undefined, BY_MAILBOX].includes(markOf(record));

function markOf({ byMailbox, status, signIn }: Linking): string | undefined {
  if (byMailbox) return status === 'activated' ? undefined : BY_MAILBOX;
  return isOpen({ status }) ? providerOfSignIn(signIn) : undefined;
}

/** Whether `attributesOf` writes this attribute. Other `invitation.*` attributes may be those of a newer version. */
export function isOfRecord(attribute: string): boolean {
  return RECORD_ATTRIBUTES.has(attribute);
}

/** Stored in place of a company's alias: the person was invited into no company. */
export const NO_ORGANIZATION = '-';

/**
 * The record of an invitation that waits for its first mail.
 * @param organization alias of the company; null for none, undefined where it is not known.
 */
export function newRecord(by: string | undefined, organization?: string | null): InvitationRecord {
  return {
    invitationId: crypto.randomUUID(),
    status: BEGINNING,
    sentAt: undefined,
    expiresAt: undefined,
    lifespanHours: undefined,
    sends: 0,
    by,
    batch: undefined,
    organization: organization === null ? NO_ORGANIZATION : organization,
    groups: [],
    app: undefined,
    appName: undefined,
    target: undefined,
    accessUntil: undefined,
    accessDue: undefined,
    accessEndedAt: undefined,
    joinGave: [],
    signIn: 'password',
    signInChosen: false,
    passkeyAsked: false,
    byMailbox: false,
    message: undefined,
    messageBy: undefined,
    address: undefined,
    mailedTo: undefined,
    error: undefined,
    history: [],
    actors: undefined,
    switchedOff: false,
    keysUntil: undefined,
    previousId: undefined,
    replacedAt: undefined,
  };
}

const RECORD_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...Object.keys(newRecord(undefined)).map((name) => `invitation.${ATTRIBUTE_NAMES[name] ?? name}`),
]);

/**
 * The next invitation id, derived from the previous one by a hash: two workers who send for the same reason at the same moment write the same id, and
 * both mails hold a link that works. The id is no secret; the key beside it in the link is.
 * @param previous the id so far; for the first invitation, the user's id.
 */
export function nextInvitationId(previous: string): string {
  const hash = createHash('sha256').update(`invitation after ${previous}`).digest('hex');
  // A UUID of version 8, "custom" (RFC 9562 §5.8).
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

/** Whom an invitation is for, as far as it is known. */
export interface Invitee {
  email: string;
  /** The address by default. */
  username?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  locale?: string | undefined;
  attributes?: Record<string, string | string[]> | undefined;
}

/** The user that an invitation creates: enabled, without a way to sign in, asked for what our page covers. */
export function invitedUser(
  { email, username = email, firstName, lastName, locale, attributes }: Invitee,
  invitation: Attributes,
  groups: readonly GivenGroup[] = [],
) {
  return {
    username,
    email,
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    enabled: true,
    requiredActions: [...pageActionsOf(signInOfText(invitation['invitation.signIn']?.[0]))],
    ...(groups.length > 0 && { groups: groups.map(({ path }) => path) }),
    attributes: { ...attributes, ...(locale && { locale: [locale] }), ...invitation },
  };
}
