import { expect, test } from '@jest/globals';
import { datesInTurn } from '../../../src/keycloak/profile/dates-by-language.ts';
import { restatedDate } from '../../../src/keycloak/profile/local-date.ts';

/** What Keycloak makes of them is in test/invitations/commands/dates-by-language.long.kc.test.ts. */
test.each([
  ['31/1/1990', 'es', 'en', '1/31/1990'],
  ['1/2/1990', 'es', 'en', '2/1/1990'],
  ['2/1/1990', 'en', 'de', '01.02.1990'],
  ['31/1/90', 'es', 'en', '1/31/1990'],
  // Read alike.
  ['1/2/1990', 'es', 'fr', '1/2/1990'],
  ['1/1/1990', 'es', 'en', '1/1/1990'],
  ['ayer', 'es', 'en', 'ayer'],
  ['', 'es', 'en', ''],
])('%j of %s is written in %s as %j', (text, from, to, restated) => {
  expect(restatedDate(text, from, to)).toBe(restated);
});

const before = { locale: ['es'], born: ['31/1/1990', '1/2/1990'], note: ['31/1/1990'] };

test('a new language is written first, with dates as they are, and then the dates', () => {
  const after = { ...before, locale: ['en'] };
  expect(datesInTurn(['born'], before, after, { from: 'es', read: 'es', to: 'en' })).toEqual([
    after,
    { ...after, born: ['1/31/1990', '2/1/1990'] },
  ]);
});

test('a date that comes with the language is one of that language', () => {
  const after = { ...before, locale: ['en'], born: ['3/4/1990'] };
  expect(datesInTurn(['born'], before, after, { from: 'es', read: 'es', to: 'en' })).toEqual([
    { ...after, born: ['4/3/1990'] },
    after,
  ]);
});

test('where Keycloak has stored the language already, one write is enough', () => {
  const now = { ...before, locale: ['en'] };
  expect(datesInTurn(['born'], now, now, { from: 'es', read: 'en', to: 'en' })).toEqual([
    { ...now, born: ['1/31/1990', '2/1/1990'] },
  ]);
});
