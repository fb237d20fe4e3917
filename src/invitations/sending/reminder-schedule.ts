import type { Config } from '../../settings/config.ts';
import type { Invitation } from '../record/invitation.ts';
import { waitsForPerson } from '../record/life-cycle.ts';

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
