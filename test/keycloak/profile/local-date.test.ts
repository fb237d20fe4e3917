import { describe, expect, test } from '@jest/globals';
import { isNoLocalDate, isoDateOf, localDateOf } from '../../../src/keycloak/profile/local-date.ts';

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

  // As Java 21 reads them (`DateFormat.SHORT`, not lenient).
  test.each([
    [
      'es',
      ['31/1/1990', '31/01/90', '31/1/1990x', '31/ 1/1990', '1/1/2000 a las 8', '1/1/5', '1/1/12345', '29/2/2024', '١/١/٢٠٢٠'],
    ],
    ['en', ['2/28/2026', '02/28/26', '001/0001/2000']],
    ['de', ['28.2.2026', '28.02.26']],
    ['hu', ['lo que sea']],
    ['th', ['lo que sea']],
  ])('in %s nothing is refused that Java takes', (language, texts) => {
    expect(texts.filter((text) => isNoLocalDate(text, language))).toEqual([]);
  });

  test.each([
    [
      'es',
      [
        '2026-02-28',
        '02/28/2026',
        '99',
        '2026-1-2',
        '30/2/2026',
        '29/2/2023',
        '31 /1/1990',
        '0/1/2000',
        '1/1/0',
        '31/1/-5',
        '1/1/99999999999',
        '+1/1/2000',
        'ayer',
      ],
    ],
    ['en', ['28/2/2026', '2026-02-28', '2.28.2026']],
    ['de', ['28/2/2026', '2026-02-28']],
    ['no language', ['28/2/2026']],
  ])('in %s everything is refused that Java refuses', (language, texts) => {
    expect(texts.filter((text) => !isNoLocalDate(text, language))).toEqual([]);
  });
});
