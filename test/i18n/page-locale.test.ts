import { expect, test } from '@jest/globals';
import { pageLocaleOf } from '../../src/i18n/index.ts';

test.each([
  ['de-DE', 'de'],
  ['pt_BR', 'pt'],
  ['ca-valencia', 'ca'],
  ['EU', 'eu'],
  [' fr ', 'fr'],
  ['zh', undefined],
  ['', undefined],
  [undefined, undefined],
])('the page language nearest to %p is %s', (tag, locale) => {
  expect(pageLocaleOf(tag)).toBe(locale);
});
