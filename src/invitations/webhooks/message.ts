import { createHash } from 'node:crypto';
import type { HistoryEntry, Invitation, InvitationStatus } from '../record/invitation.ts';
import { hasFailed } from '../record/life-cycle.ts';

/** Steps that are told. `queued` is only the wait for what comes. */
export type ToldStatus = Exclude<InvitationStatus, 'queued'>;

/** One message to the receiver. Never a link, never a key. */
export interface WebhookMessage {
  /** The same for the same step, however often and by whomever it is sent. */
  id: string;
  payload: {
    type: `invitation.${ToldStatus}`;
    /** When it happened. */
    timestamp: string;
    data: {
      /** The Keycloak user id, as in the REST API. */
      id: string;
      /** Of the account that this one has taken the place of: a revoked invitation was sent again. Null for nearly all. */
      previousId: string | null;
      /** As all that follows, null when the user is deleted by now. */
      email: string | null;
      firstName: string | null;
      lastName: string | null;
      locale: string | null;
      /** Alias of the company. */
      organization: string | null;
      /** After this step; the invitation may have gone on since. */
      status: ToldStatus;
      sentAt: string | null;
      expiresAt: string | null;
      sends: number;
      /** For `failed`: why the mail could not be sent. */
      error: string | null;
    };
  };
}

export interface Step extends HistoryEntry {
  /** What makes this step another one than the last of its kind; its time by default. */
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
    sentAt: invitation.sentAt?.toISOString() ?? null,
    expiresAt: invitation.expiresAt?.toISOString() ?? null,
    sends: invitation.sends,
    error: hasFailed(step) ? (step.reason ?? invitation.error ?? null) : null,
  });
}

/** For a user whose invitation was revoked by deleting them. */
export function messageOfDeleted(userId: string, step: Step): WebhookMessage {
  const gone = { previousId: null, email: null, firstName: null, lastName: null, locale: null, organization: null };
  return message(userId, step, { ...gone, sentAt: null, expiresAt: null, sends: 0, error: null });
}

type Data = WebhookMessage['payload']['data'];

function message(id: string, { at, status, mark }: Step, data: Omit<Data, 'id' | 'status'>): WebhookMessage {
  const told = status as ToldStatus;
  const hash = createHash('sha256')
    .update(`${id} ${told} ${mark ?? at.toISOString()}`)
    .digest('hex');
  return {
    id: `msg_${hash.slice(0, 32)}`,
    payload: { type: `invitation.${told}`, timestamp: at.toISOString(), data: { id, status: told, ...data } },
  };
}
