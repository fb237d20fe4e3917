import { expect, test } from '@jest/globals';
import { matchQuickly } from '../../../src/keycloak/java/java-pattern.ts';
import { addressRules } from '../../../src/keycloak/profile/address-rules.ts';
import { usernames } from '../../../src/keycloak/profile/username-for-address.ts';

const KEYCLOAK = { length: { min: 3, max: 255 }, 'username-prohibited-characters': {}, 'up-username-not-idn-homograph': {} };

function named(address: string, validations: object = KEYCLOAK, usernameIsEmail = false): string {
  const settings = { usernameIsEmail, asciiOnly: true };
  const profile = { attributes: [{ name: 'username', validations }] };
  return usernames(addressRules(profile as never, settings), settings, matchQuickly)(address);
}

test.each<[string, string, string | RegExp, object]>([
  ['the address, where it may be one', 'ana@sol.test', 'ana@sol.test', KEYCLOAK],
  ['what is left of one with signs', "o'neil@sol.test", /^o\.neil-[\da-f]{8}$/, KEYCLOAK],
  ['letters without accents', 'núñez&cía@sol.test', /^nunez\.cia-[\da-f]{8}$/, KEYCLOAK],
  ['a mark alone, where nothing is left', 'анна@sol.test', /^[\da-f]{8}$/, KEYCLOAK],
  ['of an address in another alphabet behind the @', 'ana@пример.test', /^ana-[\da-f]{8}$/, KEYCLOAK],
  ['short enough for the realm', 'maria.fernandez.garcia@sol.test', /^maria\.ferna-[\da-f]{8}$/, { length: { max: 20 } }],
  [
    'without signs, where the pattern wants none',
    'ana.prado@sol.test',
    /^anaprado[\da-f]{8}$/,
    { pattern: { pattern: '^[a-z0-9]+$' } },
  ],
  ['the address, where no name fits', 'ana@sol.test', 'ana@sol.test', { pattern: { pattern: '^[0-9]{6}$' } }],
])('%s', (_, address, name, validations) => {
  if (typeof name === 'string') expect(named(address, validations)).toBe(name);
  else expect(named(address, validations)).toMatch(name);
});

test('it is the address where usernames are addresses', () => {
  expect(named("o'neil@sol.test", KEYCLOAK, true)).toBe("o'neil@sol.test");
});

test('addresses that are alike get names of their own, and each always the same', () => {
  const names = ["o'neil@sol.test", "o'neil@luna.test", 'o.neil&@sol.test'].map((address) => named(address));
  expect(new Set(names).size).toBe(3);
  expect(named("o'neil@sol.test")).toBe(names[0]);
});
