import { expect, test } from '@jest/globals';
import { elided } from '../../src/i18n/elision.ts';
import { translate } from '../../src/i18n/index.ts';

test.each([
  ['ca', 'Amperecloud', 'd’Amperecloud'],
  ['ca', 'Óptica', 'd’Óptica'],
  ['ca', 'Unió', 'd’Unió'],
  ['ca', 'Hidra', 'd’Hidra'],
  ['ca', 'Iahoo', 'de Iahoo'],
  ['ca', 'Iu', 'd’Iu'],
  ['ca', '«Aurora»', 'd’«Aurora»'],
  ['ca', 'Sol', 'de Sol'],
  ['ca', 'Yuca', 'de Yuca'],
  ['ca', '4energia', 'de 4energia'],
  ['fr', 'Amperecloud', 'd’Amperecloud'],
  ['fr', 'Énergie', 'd’Énergie'],
  ['fr', 'Œuvre', 'd’Œuvre'],
  ['fr', 'Yves', 'd’Yves'],
  ['fr', 'Yahoo', 'de Yahoo'],
  ['fr', 'Onze', 'de Onze'],
  ['fr', 'Huawei', 'de Huawei'],
  ['fr', 'Soleil', 'de Soleil'],
  ['gl', 'Amperecloud', 'de Amperecloud'],
  ['es', 'Amperecloud', 'de Amperecloud'],
] as const)('%s: "de" and the brand %s are %s, on pages and in mails', (locale, brand, expected) => {
  expect(translate(locale, 'codes.file.title', { brand })).toMatch(new RegExp(` ${expected}$`));
  expect(elided(locale, 'X de {brand}.', { brand }).replace('{brand}', brand)).toBe(`X ${expected}.`);
});

test('names of people take it too, addresses do not, and what is not given stays missing', () => {
  expect(translate('ca', 'admin.amend.title', { who: 'Anna Prat' })).toContain('les dades d’Anna Prat');
  expect(translate('ca', 'admin.amend.title', { who: 'anna@sol.test' })).toContain('les dades de anna@sol.test');
  expect(() => translate('ca', 'codes.file.title')).toThrow(/brand/);
  expect(elided('ca', 'compte de {provider}', { brand: 'Amperecloud' })).toBe('compte de {provider}');
});
