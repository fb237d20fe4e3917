import type { Invitation, InvitationRecord } from './invitation.ts';
import { isSent } from './life-cycle.ts';

const HOUR = 3_600_000;
/** Hours that a link could hold at most in version 0.1, which wrote down the end of the last one only. */
const LONGEST_OF_0_1 = 8760;

/**
 * Until when a key that was mailed may still work at Keycloak's own address: a later one may hold for less than those before it. Undefined
 * where none was mailed. Of records that do not say it (version 0.1), earlier keys count for as long as any key could have held.
 */
export function keysUntilOf(
  record: Pick<InvitationRecord, 'keysUntil' | 'expiresAt' | 'sends' | 'history' | 'replacedAt'>,
): Date | undefined {
  const { keysUntil, expiresAt, sends, history, replacedAt = new Date(0) } = record;
  if (keysUntil || sends <= 1) return latest(keysUntil, expiresAt);
  const mails = history.filter((step) => isSent(step) && step.at >= replacedAt);
  return latest(expiresAt, ...mails.slice(0, -1).map(({ at }) => new Date(at.getTime() + LONGEST_OF_0_1 * HOUR)));
}

/** Of the mails that `sends` counts, those that went to the account which this one has replaced. */
export function sentBeforeReplacement({
  sends,
  history,
  replacedAt,
}: Pick<Invitation, 'sends' | 'history' | 'replacedAt'>): number {
  if (!replacedAt) return 0;
  return Math.max(0, sends - history.filter((step) => isSent(step) && step.at >= replacedAt).length);
}

export function latest(...dates: (Date | undefined)[]): Date | undefined {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
