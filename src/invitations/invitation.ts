import type { Attributes, User } from '../keycloak/users.ts';

/** What became of an invitation. Kept in admin-only attributes of the Keycloak user: the sidecar has no database. */
export const INVITATION_STATUSES = ['queued', 'sent', 'failed', 'opened', 'activated', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

export interface InvitationRecord {
  /** Changes with each mail: a link that names another one is out of date. */
  invitationId: string;
  status: InvitationStatus;
  sentAt: Date | undefined;
  expiresAt: Date | undefined;
  /** How many mails were sent. */
  sends: number;
  /** Who invites, as the mail says it: a person or a company. */
  by: string | undefined;
  /** The import that it came from. */
  batch: string | undefined;
  /** Why the last mail could not be sent. */
  error: string | undefined;
}

/** An invitation as the API and the administration show it. */
export interface Invitation extends InvitationRecord {
  /** The Keycloak user id: it outlives a resend. */
  id: string;
  email: string;
  firstName: string | undefined;
  lastName: string | undefined;
  locale: string | undefined;
}

/** Required actions that our one page covers. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

/**
 * Required actions that are Keycloak's business around ours: opening the link proves the address,
 * and the profile page is the one that verifies the profile.
 */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([...PAGE_ACTIONS, 'VERIFY_EMAIL', 'VERIFY_PROFILE']);

/** The invitation of a user; undefined for a user who was never invited. */
export function invitationOf(user: User, now = new Date()): Invitation | undefined {
  const attributes = (user.attributes ?? {}) as Attributes;
  const text = (name: string) => attributes[`invitation.${name}`]?.[0];
  const date = (name: string) => {
    const value = new Date(text(name) ?? '');
    return Number.isNaN(value.getTime()) ? undefined : value;
  };
  const invitationId = text('id');
  if (!user.id || !invitationId) return undefined;
  const expiresAt = date('expiresAt');
  return {
    id: user.id,
    email: user.email ?? '',
    firstName: user.firstName,
    lastName: user.lastName,
    locale: attributes.locale?.[0],
    invitationId,
    status: currentStatus(text('status'), expiresAt, now),
    sentAt: date('sentAt'),
    expiresAt,
    sends: Number(text('sends') ?? 0),
    by: text('by'),
    batch: text('batch'),
    error: text('error'),
  };
}

/** A link expires by itself: nobody has to write it down. */
function currentStatus(stored: string | undefined, expiresAt: Date | undefined, now: Date): InvitationStatus {
  const status = INVITATION_STATUSES.find((name) => name === stored) ?? 'queued';
  const waits = status === 'sent' || status === 'opened';
  return waits && expiresAt && expiresAt <= now ? 'expired' : status;
}

/** A record as user attributes. A value that is undefined removes its attribute. */
export function attributesOf(record: InvitationRecord): Attributes {
  const values: Record<keyof InvitationRecord, string | undefined> = {
    invitationId: record.invitationId,
    status: record.status,
    sentAt: record.sentAt?.toISOString(),
    expiresAt: record.expiresAt?.toISOString(),
    sends: String(record.sends),
    by: record.by,
    batch: record.batch,
    error: record.error,
  };
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) attributes[`invitation.${name === 'invitationId' ? 'id' : name}`] = [value];
  }
  return attributes;
}

/** The record of an invitation that waits for its first mail. */
export function newRecord(by: string | undefined): InvitationRecord {
  return {
    invitationId: crypto.randomUUID(),
    status: 'queued',
    sentAt: undefined,
    expiresAt: undefined,
    sends: 0,
    by,
    batch: undefined,
    error: undefined,
  };
}
