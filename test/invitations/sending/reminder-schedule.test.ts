import { describe, expect, test } from '@jest/globals';
import { type Invitation, newRecord } from '../../../src/invitations/record/invitation.ts';
import { isReminderDue, reminderDueAt } from '../../../src/invitations/sending/schedules.ts';

const HOUR = 3_600_000;
const sentAt = new Date('2026-11-01T10:00:00Z');
const atHour = (hours: number) => new Date(sentAt.getTime() + hours * HOUR);
const settings = { count: 2, hoursBefore: 48 };

function invitation(changes: Partial<Invitation> = {}): Invitation {
  const person = { id: 'u', email: 'ana@sol.test', firstName: undefined, lastName: undefined, locale: 'es' };
  return { ...newRecord('Sol'), ...person, status: 'sent', sentAt, expiresAt: atHour(168), sends: 1, ...changes };
}

describe('a reminder', () => {
  test('is due so long before the link expires', () => {
    expect(reminderDueAt(invitation(), settings)).toEqual(atHour(120));
    expect(isReminderDue(invitation(), settings, atHour(119))).toBe(false);
    expect(isReminderDue(invitation(), settings, atHour(120))).toBe(true);
  });

  test('of a short link comes after half of its time, not at once', () => {
    expect(reminderDueAt(invitation({ expiresAt: atHour(24) }), settings)).toEqual(atHour(12));
  });

  test('goes to people who have only opened the link, too', () => {
    expect(reminderDueAt(invitation({ status: 'opened' }), settings)).toEqual(atHour(120));
  });

  test.each(['queued', 'failed', 'activated', 'expired', 'revoked'] as const)(
    'never goes to an invitation that is %s',
    (status) => {
      expect(reminderDueAt(invitation({ status }), settings)).toBeUndefined();
    },
  );

  test('comes as often as the setting says, mails that somebody asked for included', () => {
    expect(reminderDueAt(invitation({ sends: 2 }), settings)).toEqual(atHour(120));
    expect(reminderDueAt(invitation({ sends: 3 }), settings)).toBeUndefined();
    expect(reminderDueAt(invitation(), { ...settings, count: 0 })).toBeUndefined();
  });
});
