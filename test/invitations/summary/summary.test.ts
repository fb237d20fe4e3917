import { expect, test } from '@jest/globals';
import { invitationOf, newRecord } from '../../../src/invitations/record/invitation.ts';
import { spanOf } from '../../../src/invitations/summary/daily-summary.ts';
import { doneText, noteWith, noteWithout, readSentNote } from '../../../src/invitations/summary/sent-note.ts';
import { changeIn, isExpiringSoon, Tally } from '../../../src/invitations/summary/tally.ts';
import { loadConfig } from '../../../src/settings/config.ts';

/** Whom a daily summary goes to, once, and what it counts. */
const TODAY = '2026-11-27';

test('nobody is noted twice on a day, and everybody again on the next one', () => {
  const one = noteWith(undefined, TODAY, 'a');
  const both = noteWith(one, TODAY, 'b');
  expect(noteWith(both, TODAY, 'a')).toBeUndefined();
  expect(noteWith(both, TODAY, 'b')).toBeUndefined();
  expect(noteWith(doneText(TODAY), TODAY, 'c')).toBeUndefined();
  expect(readSentNote(both)?.told).toHaveLength(2);
  expect(readSentNote(noteWith(doneText(TODAY), '2026-11-28', 'a'))).toMatchObject({ day: '2026-11-28', isDone: false });
  // A clock that was set back sends nothing again.
  expect(noteWith(doneText('2026-11-28'), TODAY, 'a')).toBeUndefined();
});

test('somebody whose mail has not left may be told after all', () => {
  const both = noteWith(noteWith(undefined, TODAY, 'a'), TODAY, 'b');
  const back = noteWithout(both, TODAY, 'a');
  expect(noteWith(back, TODAY, 'b')).toBeUndefined();
  expect(noteWith(back, TODAY, 'a')).toBeDefined();
  expect(readSentNote(noteWithout(noteWith(undefined, TODAY, 'a'), TODAY, 'a'))).toMatchObject({ isDone: false, told: [] });
  expect(noteWithout(both, '2026-11-28', 'a')).toBeUndefined();
});

const since = new Date('2026-11-26T07:00:00Z');
const now = new Date('2026-11-27T07:00:00Z');
const invitation = (change: object) => ({
  ...newRecord(undefined),
  id: '1',
  email: '',
  firstName: '',
  lastName: '',
  locale: 'es',
  ...change,
});
const step = (status: string, at: string, reason?: string) => ({ at: new Date(at), status, reason });

test.each([
  [
    'activated since',
    'activated',
    [step('sent', '2026-11-20T00:00:00Z'), step('activated', '2026-11-26T08:00:00Z')],
    'activated',
  ],
  ['activated before', 'activated', [step('activated', '2026-11-26T06:00:00Z')], undefined],
  ['activated at the very beginning', 'activated', [step('activated', '2026-11-26T07:00:00Z')], 'activated'],
  ['activated at the very end', 'activated', [step('activated', '2026-11-27T07:00:00Z')], undefined],
  ['failed afterwards', 'failed', [step('failed', '2026-11-27T07:00:01Z')], undefined],
  [
    'ended since',
    'activated',
    [step('activated', '2026-10-26T06:00:00Z'), step('activated', '2026-11-26T08:00:00Z', 'access-ended')],
    undefined,
  ],
  ['failed since', 'failed', [step('failed', '2026-11-26T08:00:00Z')], 'failed'],
  ['failed and sent since', 'sent', [step('failed', '2026-11-26T08:00:00Z'), step('sent', '2026-11-26T09:00:00Z')], undefined],
])('an invitation that was %s', (_what, status, history, expected) => {
  expect(changeIn(invitation({ status, history }) as never, { since, until: now })).toBe(expected);
});

test('the days of summaries follow on each other without a gap or an overlap, also where clocks are changed', () => {
  const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'];
  const spans = days.map((day) => spanOf(day, 8.5 * 3_600_000, 'Europe/Madrid'));
  const hours = spans.map(({ since, until }) => (until.getTime() - since.getTime()) / 3_600_000);
  expect(hours).toEqual([24, 23, 24, 24, 25, 24]);
  for (const i of [1, 2, 4, 5]) expect(spans[i]?.since).toEqual(spans[i - 1]?.until);
  expect(spans[0]?.until).toEqual(new Date('2026-03-28T07:30:00Z'));
});

test('a link that ends within two days is about to expire', () => {
  const ends = (expiresAt: string, status = 'sent') =>
    isExpiringSoon(invitation({ status, expiresAt: new Date(expiresAt) }) as never, now);
  expect([ends('2026-11-29T06:00:00Z'), ends('2026-11-29T08:00:00Z'), ends('2026-11-28T08:00:00Z', 'activated')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('an invitation is told to whoever made it, and to nobody where that is unknown', () => {
  const tally = new Tally();
  const acts = ['2026-11-20T00:00:00.000Z invite ana mar', '2026-11-21T00:00:00.000Z resend eva -'];
  const made = (actors: string[]) =>
    invitationOf({ id: '1', attributes: { 'invitation.id': ['x'], 'invitation.actors': actors } });
  for (const actors of [acts, ['2026-11-20T00:00:00.000Z adopt worker -'], []]) {
    const one = made(actors);
    if (one) tally.add(one, 'failed');
  }
  expect([...tally.news]).toEqual([['ana', [{ kind: 'failed', company: 'mar', invitedAt: new Date('2026-11-20T00:00:00Z') }]]]);
});

test('the setting is a time of day, and needs a mail server', () => {
  const load = (settings: Record<string, string>) =>
    loadConfig({ KEYCLOAK_URL: 'http://kc', KEYCLOAK_CLIENT_SECRET: 's', SESSION_SECRET: 'x'.repeat(32), ...settings });
  expect(load({}).dailySummaryAt).toBeUndefined();
  expect(load({ DAILY_SUMMARY_AT: '08:30', SMTP_URL: 'smtp://mail:25' }).dailySummaryAt).toBe(8.5 * 3_600_000);
  expect(() => load({ DAILY_SUMMARY_AT: '08:30' })).toThrow('SMTP_URL is missing');
  for (const text of ['8:00', '24:00', '08:60', 'morning'])
    expect(() => load({ DAILY_SUMMARY_AT: text, SMTP_URL: 'smtp://mail:25' })).toThrow('DAILY_SUMMARY_AT must be a time of day');
});
