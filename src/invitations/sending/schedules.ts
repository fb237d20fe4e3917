import type { Config } from '../../settings/config.ts';
import type { Invitation } from '../record/invitation.ts';
import { hasFailed, waitsForPerson } from '../record/life-cycle.ts';

/** Minutes after the 1st, 2nd, … refused mail until it is tried again. After the last one the invitation has failed for good. */
export const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 240, 720, 1440];

/**
 * When a failed invitation is due again; undefined once it is final (an admin can still send it by hand) or when it has not
 * failed. The history keeps the count of tries: refusals since the last mail that left.
 */
export function dueAt(invitation: Pick<Invitation, 'status' | 'history'>, retryMinutes = RETRY_MINUTES): Date | undefined {
  if (!hasFailed(invitation)) return undefined;
  const { history } = invitation;
  const lastOther = history.findLastIndex((entry) => !hasFailed(entry));
  const refusals = history.slice(lastOther + 1);
  const last = refusals.at(-1);
  // An invitation of a version that kept no history: it is tried at once.
  if (!last) return new Date(0);
  const minutes = retryMinutes[refusals.length - 1];
  return minutes === undefined ? undefined : new Date(last.at.getTime() + minutes * 60_000);
}

const HOUR = 3_600_000;

/**
 * When the next reminder of an invitation is due; undefined when there is none. Computed from the user's attributes, so no restart and no second
 * worker forgets or repeats one: each reminder is a resend, which counts as a mail and moves the expiry. A mail that an admin or the person asked for
 * counts as a reminder, too: nobody gets more mails than the setting says.
 */
export function reminderDueAt(invitation: Invitation, { count, hoursBefore }: Config['reminders']): Date | undefined {
  const { sentAt, expiresAt, sends } = invitation;
  if (!waitsForPerson(invitation) || !sentAt || !expiresAt || sends > count) return undefined;
  // For links that hold for less than twice `hoursBefore`, the reminder comes after half of their time.
  const lifespan = expiresAt.getTime() - sentAt.getTime();
  return new Date(expiresAt.getTime() - Math.min(hoursBefore * HOUR, lifespan / 2));
}

export function isReminderDue(invitation: Invitation, settings: Config['reminders'], now: Date): boolean {
  const dueAt = reminderDueAt(invitation, settings);
  return dueAt !== undefined && dueAt <= now;
}
