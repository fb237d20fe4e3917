import { expect, test } from '@jest/globals';
import { isSameAddress, oneSpelling, spellingsOf } from '../../../src/keycloak/rights/domain-spellings.ts';

test('a domain has one spelling to be compared by, with or without what stands for all below it', () => {
  for (const domain of ['bücher.test', 'BÜCHER.test', 'bücher.test'.normalize('NFD'), 'xn--bcher-kva.test', 'XN--BCHER-KVA.TEST'])
    expect([oneSpelling(domain), oneSpelling(`*.${domain}`)]).toEqual(['xn--bcher-kva.test', '*.xn--bcher-kva.test']);
  expect(oneSpelling('münchen.xn--bcher-kva.test')).toBe('xn--mnchen-3ya.xn--bcher-kva.test');
});

test('what has one spelling alone, or is no domain, stays as it is but for capitals', () => {
  for (const domain of ['Sol.test', '1.2', 'a_b.test', '*.Sol.test', '', 'xn--\u00fc.test', 'xn--zzzzzzz-.test', 'a b.ü'])
    expect([oneSpelling(domain), spellingsOf(domain)]).toEqual([domain.toLowerCase(), [domain.toLowerCase()]]);
});

test('all spellings of a domain begin with its own', () => {
  expect(spellingsOf('*.Bücher.test')).toEqual(['*.bücher.test', '*.xn--bcher-kva.test']);
  expect(spellingsOf('xn--bcher-kva.test')).toEqual(['xn--bcher-kva.test', 'bücher.test']);
  expect(spellingsOf('münchen.xn--bcher-kva.test')).toEqual([
    'münchen.xn--bcher-kva.test',
    'xn--mnchen-3ya.xn--bcher-kva.test',
    'münchen.bücher.test',
  ]);
});

test('addresses that differ in the spelling of their domain alone are the same', () => {
  expect(isSameAddress('Ana@bücher.test', 'ana@xn--bcher-kva.test')).toBe(true);
  expect(isSameAddress('ana@bücher.test', 'eva@bücher.test')).toBe(false);
  expect(isSameAddress('ana@bücher.test', 'ana@bucher.test')).toBe(false);
});
