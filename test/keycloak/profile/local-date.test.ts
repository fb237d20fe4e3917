import { describe, expect, test } from '@jest/globals';
import { isoDateOf, localDateOf } from '../../../src/keycloak/profile/local-date.ts';

/** What Keycloak makes of them is in test/activation/small-rules.kc.test.ts. */
describe('a date as an account’s language writes it', () => {
  test.each([
    ['es', '31/1/1990'],
    ['en', '1/31/1990'],
    ['de', '31.01.1990'],
    ['fr', '31/01/1990'],
    ['pt_BR', '31/01/1990'],
    ['no language', '1/31/1990'],
  ])('in %s', (language, text) => {
    expect(localDateOf('1990-01-31', language)).toBe(text);
    expect(isoDateOf(text, language)).toBe('1990-01-31');
  });

  test('two digits are a year of people who live', () => {
    expect(isoDateOf('31/1/90', 'es')).toBe('1990-01-31');
    expect(isoDateOf('31/1/30', 'es')).toBe('2030-01-31');
  });

  test.each(['31/1/1990', '1990-02-31', 'ayer', ''])('what is no date of a field stays as it is: %j', (text) => {
    expect(localDateOf(text, 'es')).toBe(text);
  });

  test.each(['31/31/1990', '1/31/1990', 'ayer', ''])('what is no date in Spanish is shown by no field: %j', (text) => {
    expect(isoDateOf(text, 'es')).toBeUndefined();
  });
});
