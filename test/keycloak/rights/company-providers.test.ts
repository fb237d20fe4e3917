import { expect, test } from '@jest/globals';
import { domainOf, providerFor, providersOf, providerText } from '../../../src/keycloak/rights/company-providers.ts';

const company = (values: string[]) => ({
  domains: [{ name: 'Sol.test' }, { name: 'luna.test' }],
  attributes: { 'invitation.idp': values },
});

test('a provider signs in people of the domain that it names, or of all that its company has, and of no other', () => {
  const one = company([providerText('sol', 'Sol.test')]);
  const domains = ['sol.test', 'luna.test', 'ajena.test'];
  expect(domains.map((domain) => providerFor(one, domain))).toEqual(['sol', undefined, undefined]);
  const any = company([providerText('todo', 'ANY')]);
  expect(domains.map((domain) => providerFor(any, domain))).toEqual(['todo', 'todo', undefined]);
  const confirmed = [company([providerText('sol', 'Sol.test', true)]), company([providerText('todo', 'ANY', true)])];
  expect(confirmed.map((each) => domains.map((domain) => providerFor(each, domain)))).toEqual([
    ['sol', undefined, undefined],
    ['todo', 'todo', undefined],
  ]);
});

test('a domain is what comes behind the last sign, in whatever letters', () => {
  expect([domainOf('Ana@SOL.test'), domainOf('"a@b"@sol.test')]).toEqual(['sol.test', 'sol.test']);
});

test('a company without the attribute has none', () => {
  expect([providersOf({}), providerFor({ domains: [{ name: 'sol.test' }] }, 'sol.test')]).toEqual([[], undefined]);
});
