import { expect, test } from '@jest/globals';
import { readRealmFile } from '../../../src/keycloak/realm/realm-file.ts';

const { supportedLocales = [], localizationTexts = {} } = readRealmFile({
  PUBLIC_URL: 'https://start.test',
  BRAND_NAME: 'Marca',
});

/** What people read of the realm's own profile; the attributes of an invitation are for administrators alone. */
const isForPeople = (key: string) => !key.includes('.invitation');
const wanted = Object.keys(localizationTexts.es ?? {}).filter(isForPeople);

test('the shipped realm has texts of its own that people read', () => {
  expect(wanted).toContain('profile.attributes.phone.error');
});

test.each(supportedLocales)('the shipped realm labels its own attributes in %s, too', (locale) => {
  expect(Object.keys(localizationTexts[locale] ?? {}).filter(isForPeople)).toEqual(wanted);
});
