import { createHash } from 'node:crypto';
import {
  ACCESS_ENDED,
  type HistoryEntry,
  type Invitation,
  type InvitationStatus,
  NEVER_ACTIVATED,
} from '../record/invitation.ts';
import { hasFailed, isRevoked } from '../record/life-cycle.ts';

/** Statuses that webhooks tell. `queued` is not told: it only precedes the next one. */
export type ToldStatus = Exclude<InvitationStatus, 'queued'>;

/** One message to the receiver. Never a link, never a key. */
export interface WebhookMessage {
  /** The same id for the same step, whichever sidecar sends it and however often. */
  id: string;
  payload: {
    /** `access_ended`: the last day of what the invitation gave is over; the status is the one that stays. */
    type: `invitation.${ToldStatus | 'access_ended'}`;
    /** When it happened. */
    timestamp: string;
    data: {
      /** The Keycloak user id, as in the REST API. */
      id: string;
      /** Id of the account that this one has replaced, when a revoked invitation was sent again; otherwise null. */
      previousId: string | null;
      /** This and what follows are null when the user was deleted. */
      email: string | null;
      firstName: string | null;
      lastName: string | null;
      locale: string | null;
      /** Alias of the company. */
      organization: string | null;
      /** Paths of the groups that the invitation gives. */
      groups: string[] | null;
      /** Client id of the app that the person goes to, and the address in it; null for where everybody goes. */
      app: string | null;
      target: string | null;
      /** The status after this step; the current one may be later. */
      status: ToldStatus;
      sentAt: string | null;
      expiresAt: string | null;
      sends: number;
      /** Last day of what the invitation gives, if there is one. */
      accessUntil: string | null;
      /** For `failed`: why the mail could not be sent. */
      error: string | null;
      /** For `revoked`: `never_activated` where the sidecar ended it by itself; null where somebody revoked it. */
      reason: 'never_activated' | null;
    };
  };
}

export interface Step extends HistoryEntry {
  /** Distinguishes steps with the same status; its time by default. */
  mark?: string;
}

export function messageOf(invitation: Invitation, step: Step, organization: string | undefined): WebhookMessage {
  return message(invitation.id, step, {
    previousId: invitation.previousId ?? null,
    email: invitation.email,
    firstName: invitation.firstName ?? null,
    lastName: invitation.lastName ?? null,
    locale: invitation.locale ?? null,
    organization: organization ?? null,
    groups: invitation.groups.map(({ path }) => path),
    app: invitation.app ?? null,
    target: invitation.target ?? null,
    sentAt: invitation.sentAt?.toISOString() ?? null,
    expiresAt: invitation.expiresAt?.toISOString() ?? null,
    sends: invitation.sends,
    accessUntil: invitation.accessUntil ?? null,
    error: hasFailed(step) ? (step.reason ?? invitation.error ?? null) : null,
    reason: isRevoked(step) && step.reason === NEVER_ACTIVATED ? 'never_activated' : null,
  });
}

/** For a user whose invitation was revoked by deleting them. */
export function messageOfDeleted(userId: string, step: Step): WebhookMessage {
  const person = { previousId: null, email: null, firstName: null, lastName: null, locale: null };
  const carried = { organization: null, groups: null, app: null, target: null };
  return message(userId, step, {
    ...person,
    ...carried,
    sentAt: null,
    expiresAt: null,
    sends: 0,
    accessUntil: null,
    error: null,
    reason: null,
  });
}

type Data = WebhookMessage['payload']['data'];

function message(id: string, { at, status, mark, reason }: Step, data: Omit<Data, 'id' | 'status'>): WebhookMessage {
  const told = status as ToldStatus;
  const type = reason === ACCESS_ENDED ? 'access_ended' : told;
  const hash = createHash('sha256')
    .update(`${id} ${type} ${mark ?? at.toISOString()}`)
    .digest('hex');
  return {
    id: `msg_${hash.slice(0, 32)}`,
    payload: { type: `invitation.${type}`, timestamp: at.toISOString(), data: { id, status: told, ...data } },
  };
}
