import { expect, test } from '@jest/globals';
import { accessFault, endOfDay, mailedAt, secondsOf } from '../../../src/invitations/record/lifespan.ts';

const config = { invitationLifespanHours: 168, invitationMaxLifespanHours: 720, timeZone: 'Europe/Madrid' };

test.each([
  ['in winter', '2026-12-31', 'Europe/Madrid', '2026-12-31T23:00:00.000Z'],
  ['in summer', '2026-07-01', 'Europe/Madrid', '2026-07-01T22:00:00.000Z'],
  ['of 23 hours', '2026-03-29', 'Europe/Madrid', '2026-03-29T22:00:00.000Z'],
  ['of 25 hours', '2026-10-25', 'Europe/Madrid', '2026-10-25T23:00:00.000Z'],
  ['before one of 23 hours', '2026-03-28', 'Europe/Madrid', '2026-03-28T23:00:00.000Z'],
  ['whose clocks change at midnight', '2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ['far in the east', '2026-02-28', 'Pacific/Kiritimati', '2026-02-28T10:00:00.000Z'],
  ['far in the west', '2026-02-28', 'Pacific/Honolulu', '2026-03-01T10:00:00.000Z'],
])('a day %s is over at midnight where people live', (_what, day, timeZone, end) => {
  expect(endOfDay(day, timeZone).toISOString()).toBe(end);
});

test.each([
  ['as long as the setting says', {}, '2026-12-08T10:00:00.000Z'],
  ['as long as was asked', { lifespanHours: 24 }, '2026-12-02T10:00:00.000Z'],
  [
    'until the last day is over, however long was asked',
    { lifespanHours: 72, accessUntil: '2026-12-02' },
    '2026-12-02T23:00:00.000Z',
  ],
  [
    'as long as was asked, where the last day is later',
    { lifespanHours: 24, accessUntil: '2027-12-31' },
    '2026-12-02T10:00:00.000Z',
  ],
])('a link holds %s', (_what, lifespan, end) => {
  expect(mailedAt(config, lifespan, new Date('2026-12-01T10:00:00Z')).expiresAt.toISOString()).toBe(end);
});

test('a link holds for a minute at least', () => {
  expect(secondsOf(config, { accessUntil: '2020-01-01' })).toBe(60);
});

test.each([
  ['today', '2026-12-01', undefined],
  ['over', '2026-11-30', { key: 'field.date_past' }],
  ['as far as a day may lie', '2126-12-01', undefined],
  ['farther', '2126-12-02', { key: 'field.date_far', params: { years: 100 } }],
  ['the last one of four digits', '9999-12-31', { key: 'field.date_far', params: { years: 100 } }],
  ['none', '2027-02-29', { key: 'field.day' }],
])('a last day that is %s', (_what, day, fault) => {
  expect(accessFault(day, config, undefined, new Date('2026-12-01T10:00:00Z'))).toEqual(fault);
});

test.each(['9999-12-31', '9000-01-01', '0000-01-01', '31/12/2026', ''])(
  'whatever is stored as a last day, a mail has a link that holds: %j',
  (accessUntil) => {
    for (const timeZone of ['Europe/Madrid', 'Pacific/Kiritimati', 'Pacific/Honolulu']) {
      const { expiresAt } = mailedAt({ ...config, timeZone }, { accessUntil }, new Date('2026-12-01T10:00:00Z'));
      expect(expiresAt.toISOString()).toMatch(accessUntil.startsWith('0') ? /^19(69|70)-/ : /^2026-12-08T/);
      expect(secondsOf({ ...config, timeZone }, { accessUntil })).toBeGreaterThanOrEqual(60);
    }
  },
);
