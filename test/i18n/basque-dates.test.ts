import { expect, test } from '@jest/globals';
import type { HelperOptions } from 'handlebars';
import { basqueDates } from '../../src/i18n/basque-dates.ts';
import { translate } from '../../src/i18n/index.ts';
import { createHelpers } from '../../src/views/helpers.ts';

/** ICU writes "2026(e)ko azaroaren 28(a)"; people write the suffix that the number asks for. */
test.each([
  ['2026(e)ko azaroaren 28(a)', '2026ko azaroaren 28a'],
  ['2025(e)ko aza. 1(a)', '2025eko aza. 1a'],
  ['2030(e)ko urriaren 10(a)', '2030eko urriaren 10a'],
  ['2031(e)ko urriaren 31(a)', '2031ko urriaren 31'],
  ['2041(e)ko urriaren 11(a)', '2041eko urriaren 11'],
  ['2000(e)ko maiatzaren 5(a)', '2000ko maiatzaren 5a'],
  ['2100(e)ko maiatzaren 5(a)', '2100eko maiatzaren 5a'],
  ['2026 aza. 28(a)', '2026 aza. 28'],
  ['2026(e)ko azaroaren 28(a), larunbata (00:21 CET)', '2026ko azaroaren 28a, larunbata, 00:21 CET'],
])('%s is written %s', (icu, people) => {
  expect(basqueDates(icu)).toBe(people);
});

const DATE = new Date('2026-11-27T23:21:00Z');

test('the pages write dates so, and sentences that name one', () => {
  const { formatDate, formatDay, relativeDate } = createHelpers({ assets: {}, timeZone: 'Europe/Madrid' });
  const options = (hash = {}) =>
    ({ hash, data: { page: { locale: 'eu', now: new Date('2027-03-01') } } }) as unknown as HelperOptions;
  expect(formatDate?.(DATE, options())).toBe('2026ko azaroaren 28a, larunbata, 00:21 (penintsulako ordua)');
  expect(formatDate?.(DATE, options({ short: true }))).toBe('2026 aza. 28');
  expect(formatDay?.('2026-12-31', options())).toBe('2026ko abenduaren 31');
  expect(relativeDate?.(DATE, options())).toBe('2026 aza. 28');
  expect(translate('eu', 'error.earlier_link_works', { until: DATE })).toMatch(/: 2026ko azaroaren 2[78]a, \d\d:21 \S+\.$/);
});

test('what people have written themselves stays as it is', () => {
  expect(translate('eu', 'date.inMadrid', { date: 'Sol 5(a)' })).toContain('Sol 5(a)');
});
