import { expect, test } from '@jest/globals';
import { createRelativeDates } from '../../src/views/relative-dates.ts';

const { write } = createRelativeDates('Europe/Madrid');
const NOW = new Date('2026-11-25T22:30:00Z');

test.each([
  ['2026-11-25T07:05:00Z', 'hoy, 08:05', 'today, 08:05'],
  ['2026-11-25T23:30:00Z', 'mañana', 'tomorrow'],
  ['2026-11-24T22:59:00Z', 'ayer', 'yesterday'],
  ['2026-11-28T10:00:00Z', 'dentro de 3 días', 'in 3 days'],
  ['2026-11-16T10:00:00Z', 'hace 9 días', '9 days ago'],
])('%s is "%s": days of the calendar in the zone of the pages, not spans of 24 hours', (date, es, en) => {
  expect(write(new Date(date), NOW, 'es')).toBe(es);
  expect(write(new Date(date), NOW, 'en-GB')).toBe(en);
});

test('what is more than 30 days away is a date', () => {
  expect(write(new Date('2026-10-20T10:00:00Z'), NOW, 'es')).toBeUndefined();
  expect(write(new Date('2027-01-20T10:00:00Z'), NOW, 'es')).toBeUndefined();
});
