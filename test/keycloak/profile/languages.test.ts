import { describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { matchQuickly } from '../../../src/keycloak/java/java-pattern.ts';
import { type LanguageSettings, nearestSupported, realmLanguages, supportedAs } from '../../../src/keycloak/profile/languages.ts';
import { LOCALES } from '../../../src/settings/brand.ts';

const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
type Rules = Partial<UserProfileAttribute>;
const languagesOf = (rules?: Rules, settings: LanguageSettings = { defaultLocale: 'es', supportedLocales: ['es', 'en'] }) =>
  realmLanguages(settings, { attributes: rules ? [{ name: 'locale', permissions, ...rules }] : [] }, matchQuickly);

const options = (...values: string[]): Rules => ({ validations: { options: { options: values } } });
const pattern = (text: string): Rules => ({ validations: { pattern: { pattern: text } } });
const COUNTRY = pattern('^[a-z]{2}_[A-Z]{2}$');

describe('a language as the realm writes it', () => {
  test.each<[string, Rules | undefined, string, string | undefined]>([
    ['as it is given', undefined, 'es-MX', 'es-MX'],
    ['of a realm that declares it without rules', {}, 'de', 'de'],
    ['that nobody here speaks', undefined, 'tlh', undefined],
    ['one of the options', options('en', 'de'), 'de', 'de'],
    ['none of the options', options('en', 'de'), 'es', undefined],
    ['the option of the same language', options('es-AR', 'en_GB'), 'en', 'en_GB'],
    ['the option of the same country', options('es-AR', 'es_ES'), 'es-ES', 'es_ES'],
    ['the country that most speakers live in', options('es-AR', 'es-ES'), 'es', 'es-ES'],
    ['an option in other letters', options('EN', 'DE'), 'en', 'EN'],
    ['with a country, where the pattern asks for one', COUNTRY, 'es', 'es_ES'],
    ['in the pattern’s spelling', COUNTRY, 'fr-CA', 'fr_CA'],
    ['without the country, where the pattern wants none', pattern('^[a-z]{2}$'), 'es-419', 'es'],
    ['that no spelling of the pattern fits', pattern('^[0-9]+$'), 'es', undefined],
    ['where only Keycloak can judge', pattern('(?i)^ES$'), 'es', 'es'],
  ])('%s', (_, rules, tag, value) => {
    expect(languagesOf(rules).written(tag)).toBe(value);
  });
});

describe('new people whose language nobody has said', () => {
  test.each<[string, Rules | undefined, LanguageSettings, string | undefined]>([
    ['the realm’s default', undefined, { defaultLocale: 'fr' }, 'fr'],
    ['Spanish, where the realm has none', undefined, {}, 'es'],
    ['as the realm writes it', COUNTRY, { defaultLocale: 'pt' }, 'pt_BR'],
    ['nothing, where its own rules refuse its default', options('en', 'de'), { defaultLocale: 'es' }, undefined],
    ['the first, where there must be one', { ...options('en', 'de'), required: {} }, { defaultLocale: 'es' }, 'en'],
  ])('%s', (_, rules, settings, value) => {
    expect(languagesOf(rules, settings).initial).toBe(value);
  });
});

test('those to choose from are ours and the realm’s, without those that it refuses', () => {
  const settings = { supportedLocales: ['es', 'ast'] };
  expect(languagesOf(undefined, settings).choices).toEqual([...LOCALES, 'ast']);
  expect(languagesOf(options('en', 'de', 'ast'), settings).choices).toEqual(['en', 'de', 'ast']);
});

test('what Keycloak would refuse of people is known, and nothing is where they may not change it', () => {
  expect(languagesOf(options('en', 'de')).refuses('fr')).toBe(true);
  expect(languagesOf(options('en', 'de')).refuses('de')).toBe(false);
  expect(languagesOf(options('en', 'de')).refuses(undefined)).toBe(false);
  expect(languagesOf({ required: { roles: ['user'] } }).refuses(undefined)).toBe(true);
  expect(languagesOf().refuses('zz')).toBe(false);
  const theirs = { permissions: { view: ['admin', 'user'], edit: ['admin'] } };
  expect(languagesOf({ ...options('en'), ...theirs }).refuses('fr')).toBe(false);
});

describe('the language of a mail', () => {
  const OURS = ['de', 'en', 'es', 'fr', 'pt'];
  test.each<[string | undefined, string[] | undefined, string | undefined]>([
    ['es_ES', OURS, 'es'],
    [' ES ', OURS, 'es'],
    ['es-419', OURS, 'es'],
    ['es_MX.UTF-8', OURS, 'es'],
    ['es_MX', ['en', 'es-ES', 'es', 'es-MX'], 'es-MX'],
    ['es_MX', ['en', 'es-ES', 'es'], 'es'],
    ['es_MX', ['en', 'es-ES'], 'es-ES'],
    ['ca', OURS, 'es'],
    ['ca_ES', [...OURS, 'ca'], 'ca'],
    ['ca_ES@valencia', ['en', 'es-ES'], 'es-ES'],
    ['zh_Hant_TW', ['zh-CN', 'zh-TW'], 'zh-TW'],
    ['gsw', OURS, 'de'],
    ['br', OURS, 'fr'],
    ['tr', OURS, undefined],
    ['', OURS, undefined],
    ['español', OURS, undefined],
    ['es', undefined, undefined],
  ])('for a person stored with %j, of %j', (stored = '', supported, language) => {
    expect(nearestSupported(stored, supported)).toBe(language);
  });
});

test.each<[string, string[], string | undefined]>([
  ['en', ['es', 'en'], 'en'],
  ['de-CH', ['de'], 'de'],
  ['de', ['fr', 'de-AT'], 'de-AT'],
  ['de-CH', ['de', 'de-CH'], 'de-CH'],
  ['de-CH', ['de-AT'], undefined],
  ['es_ES', ['es'], undefined],
  ['ca', ['es'], undefined],
  ['', ['es'], undefined],
  ['español', ['es'], undefined],
])('Keycloak reads dates of a person stored with %j, of %j, in %j', (stored, supported, language) => {
  expect(supportedAs(stored, supported)).toBe(language);
});

test.each<[Rules, string[]]>([
  [options('English', 'Deutsch'), ['English', 'Deutsch']],
  [options('en_GB', 'de'), ['en', 'de']],
  [{}, [...LOCALES]],
])('a refusal names languages as the realm writes them: %j', (rules, named) => {
  expect(languagesOf(rules).named).toEqual(named);
});
