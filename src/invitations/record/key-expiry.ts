import type { Invitation, InvitationRecord } from './invitation.ts';
import { isSent } from './life-cycle.ts';

const HOUR = 3_600_000;
/** Hours that a link could hold at most in version 0.1, which wrote down the end of the last one only. */
const LONGEST_OF_0_1 = 8760;

/**
 * The moment until which a mailed key may still work at Keycloak's own address: the latest end of all keys mailed so far. Undefined where none was
 * mailed. Records of version 0.1 do not store it: their earlier keys count for as long as version 0.1 let any key hold.
 */
export function keysUntilOf(
  record: Pick<InvitationRecord, 'keysUntil' | 'expiresAt' | 'sends' | 'history' | 'replacedAt'>,
): Date | undefined {
  const { keysUntil, expiresAt, sends, history, replacedAt = new Date(0) } = record;
  if (keysUntil || sends <= 1) return latest(keysUntil, expiresAt);
  const mails = history.filter((step) => isSent(step) && step.at >= replacedAt);
  return latest(expiresAt, ...mails.slice(0, -1).map(({ at }) => new Date(at.getTime() + LONGEST_OF_0_1 * HOUR)));
}

/** How many of the mails that `sends` counts went to the replaced account. */
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
