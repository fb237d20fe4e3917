import type { InvitationStatus } from '../../common/statuses.ts';

/**
 * The life of an invitation: which status may follow on which, who brings that about, and under what condition. Every status that is written
 * down comes from this table (store.ts), and what the code asks of a status is asked here.
 */
export interface Move {
  /**
   * Who brings it about. `keycloak`: what Keycloak has done or found out, whoever asked for it; `time`: nobody writes it down, it is seen
   * whenever an invitation is read.
   */
  by: 'inviter' | 'person' | 'worker' | 'keycloak' | 'time';
  from: readonly InvitationStatus[];
  to: InvitationStatus;
  /**
   * A condition that must also hold when the move is written. Conditions that need requests to Keycloak are checked by the code that makes the move.
   */
  guard?: (invitation: Standing, account: Account, now: Date) => boolean;
}

/** The properties of an invitation that a guard reads. */
interface Standing {
  status: InvitationStatus;
  expiresAt?: Date | undefined;
}
interface Account {
  enabled?: boolean | undefined;
}

/** How an invitation begins: it waits for its first mail. */
export const BEGINNING = 'queued' satisfies InvitationStatus;

/** Neither active nor revoked. */
const PENDING = ['queued', 'sent', 'failed', 'opened', 'expired'] as const satisfies InvitationStatus[];
/** The last mail's link works, and nobody has finished with it. */
export const WAITING_FOR_PERSON = ['sent', 'opened'] as const satisfies InvitationStatus[];
/** The mail may not have left yet: an import writes `sent` before it. */
const MAIL_IN_DOUBT = ['queued', 'failed', 'sent'] as const satisfies InvitationStatus[];

const isPastEnd: Move['guard'] = ({ expiresAt }, _, now) => expiresAt !== undefined && expiresAt <= now;
/** A revoked person counts as active only once somebody has enabled the account again. */
const isLetIn: Move['guard'] = ({ status }, { enabled }) => status !== 'revoked' || enabled === true;

export const MOVES = {
  // A new mail is wanted; earlier links are refused from now on.
  resend: { by: 'inviter', from: [...PENDING, 'revoked'], to: 'queued' },
  readdress: { by: 'inviter', from: PENDING, to: 'queued' },
  requestLink: { by: 'person', from: PENDING, to: 'queued' },
  remind: { by: 'worker', from: WAITING_FOR_PERSON, to: 'queued' },

  // A mail has left, or the mail server has refused it. The status of somebody who has opened the link meanwhile, is active or revoked does not
  // change.
  mailLeft: { by: 'keycloak', from: ['queued', 'sent', 'failed', 'expired'], to: 'sent' },
  mailRefused: { by: 'keycloak', from: ['queued', 'failed', 'expired'], to: 'failed' },

  // An import stores `sent` before its first mail leaves, and takes that back if the mail server refuses it.
  presumeMailed: { by: 'inviter', from: ['queued'], to: 'sent' },
  takeBackMailed: { by: 'keycloak', from: ['sent'], to: 'failed' },
  missMail: { by: 'worker', from: ['sent'], to: 'queued' },

  // The person does something on our page; or Keycloak says that they can sign in, or have joined the company, however they came by it.
  open: { by: 'person', from: MAIL_IN_DOUBT, to: 'opened' },
  activate: { by: 'person', from: [...PENDING, 'revoked'], to: 'activated' },
  findActive: { by: 'keycloak', from: [...PENDING, 'revoked'], to: 'activated', guard: isLetIn },
  join: { by: 'keycloak', from: PENDING, to: 'activated' },

  // A link ends by itself. The worker stores that later, so that Keycloak finds the user by this status.
  expire: { by: 'time', from: WAITING_FOR_PERSON, to: 'expired', guard: isPastEnd },
  noteExpiry: { by: 'worker', from: ['expired'], to: 'expired' },

  revoke: { by: 'inviter', from: [...PENDING, 'revoked'], to: 'revoked' },
} as const satisfies Record<string, Move>;

/**
 * Whether an invitation may make a move now.
 * @param invitation as it is read, that is with `expired` where time has passed; undefined for one that is just beginning.
 */
export function mayMove(move: Move, invitation: Standing | undefined, account: Account = {}, now = new Date()): boolean {
  const standing = invitation ?? { status: BEGINNING };
  return move.from.includes(standing.status) && (move.guard?.(standing, account, now) ?? true);
}

/** The status of an invitation by what is stored of it: a link expires whether or not somebody has written it down. */
export function currentStatus(stored: InvitationStatus, expiresAt: Date | undefined, now: Date): InvitationStatus {
  return mayMove(MOVES.expire, { status: stored, expiresAt }, {}, now) ? MOVES.expire.to : stored;
}

/** An invitation, or a line of its history. */
interface HasStatus {
  status: InvitationStatus;
}
const among = (statuses: readonly InvitationStatus[]) => (it: HasStatus | undefined) =>
  it !== undefined && statuses.includes(it.status);

/** Whether somebody has used the link of the last mail, as the history tells, oldest first. */
export const hasUsedLink = (history: readonly HasStatus[]): boolean =>
  history.findLast(among(['sent', 'failed', 'opened']))?.status === 'opened';

export const waitsForMail = among(['queued']);
export const isSent = among(['sent']);
export const hasFailed = among(['failed']);
export const alreadyActive = among(['activated']);
export const hasExpired = among(['expired']);
export const isRevoked = among(['revoked']);
export const waitsForPerson = among(WAITING_FOR_PERSON);
export const isPending = among(PENDING);
/** Pending, and not expired. */
export const isOpen = among(PENDING.filter((status) => status !== 'expired'));
export const isMailInDoubt = among(MAIL_IN_DOUBT);
