import { expect, test } from '@jest/globals';
import { providerFor, providersOf, providerText } from '../../../src/keycloak/rights/company-providers.ts';
import { domainOf } from '../../../src/keycloak/rights/domain-spellings.ts';

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

test('a domain with `*.` is that domain and all below it; the longest one counts, and what a provider leaves out is nobody’s', () => {
  const domains = [{ name: '*.Sol.test' }, { name: 'norte.sol.test' }, { name: '*.sur.sol.test' }];
  const providers = [
    providerText('todo', '*.sol.test', true, ' baja.sol.test , *.alta.sol.test'),
    providerText('norte', 'norte.sol.test'),
    providerText('sur', '*.sur.sol.test'),
  ];
  const one = { domains, attributes: { 'invitation.idp': providers } };
  const found = Object.fromEntries(
    [
      ...['sol.test', 'a.b.sol.test', 'norte.sol.test', 'a.norte.sol.test', 'sur.sol.test', 'a.sur.sol.test'],
      ...['baja.sol.test', 'a.baja.sol.test', 'alta.sol.test', 'a.alta.sol.test', 'otrosol.test', 'test'],
    ].map((domain) => [domain, providerFor(one, domain)]),
  );
  expect(found).toEqual({
    ...{ 'sol.test': 'todo', 'a.b.sol.test': 'todo', 'norte.sol.test': 'norte', 'a.norte.sol.test': 'todo' },
    ...{ 'sur.sol.test': 'sur', 'a.sur.sol.test': 'sur', 'baja.sol.test': undefined, 'a.baja.sol.test': 'todo' },
    ...{ 'alta.sol.test': undefined, 'a.alta.sol.test': undefined, 'otrosol.test': undefined, test: undefined },
  });
  const any = company([providerText('todo', 'ANY', false, 'luna.test')]);
  expect([providerFor(any, 'sol.test'), providerFor(any, 'luna.test')]).toEqual(['todo', undefined]);
});

test('with a domain and all below it, the latter counts for both, as at Keycloak’s sign-in; of equally many labels, the last in Keycloak’s order', () => {
  const providers = [
    providerText('una', 'sol.test'),
    providerText('todo', '*.sol.test'),
    providerText('norte', 'norte.sol.test'),
  ];
  const of = (...names: string[]) => ({ domains: names.map((name) => ({ name })), attributes: { 'invitation.idp': providers } });
  expect(['sol.test', 'a.sol.test'].map((domain) => providerFor(of('*.sol.test', 'sol.test'), domain))).toEqual(['todo', 'todo']);
  expect(providerFor(of('sol.test', '*.sol.test', 'norte.sol.test'), 'norte.sol.test')).toBe('norte');
  expect(providerFor(of('norte.sol.test', 'sol.test', '*.sol.test'), 'norte.sol.test')).toBe('todo');
});

test('both spellings of a domain are one, of an address, of a company and of a provider', () => {
  const spellings = ['bücher.test', 'xn--bcher-kva.test', 'Bücher.test'];
  for (const named of spellings)
    for (const held of spellings) {
      const one = { domains: [{ name: held }], attributes: { 'invitation.idp': [providerText('libros', named)] } };
      expect(spellings.map((domain) => providerFor(one, domain))).toEqual(['libros', 'libros', 'libros']);
      const below = providerText('libros', `*.${named}`, false, `fuera.${held}`);
      const wide = { domains: [{ name: `*.${held}` }], attributes: { 'invitation.idp': [below] } };
      expect(spellings.map((domain) => providerFor(wide, `madrid.${domain}`))).toEqual(['libros', 'libros', 'libros']);
      expect(spellings.map((domain) => providerFor(wide, `fuera.${domain}`))).toEqual([undefined, undefined, undefined]);
    }
});
