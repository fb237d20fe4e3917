import { expect, test } from '@jest/globals';
import { sealedSession, signedInAs } from '../../src/access/session.ts';

const sealed = sealedSession({
  publicUrl: 'https://cuentas.sol.test',
  sessionSecrets: ['a secret of more than thirty-two characters'],
});
const ID = '5f0b5a2e-6f0a-4d5e-9d7b-1f2a3b4c5d6e';
const roles = ['admin', 'company-admin'];
/** A message about the longest address. */
const flash = [
  { kind: 'success' as const, key: 'flash.languageSaved' as const, params: { email: `${'a'.repeat(64)}@${'b'.repeat(189)}` } },
];

test.each([
  ['a usual name', 'Marta Ruiz', 1560],
  ['the longest name', '😀'.repeat(300), 1160],
  ['a name of quotation marks', '"'.repeat(300), 1360],
])('fits into the 4,096 bytes of a cookie with its ID token: %s', async (_what, name, length) => {
  const user = signedInAs(
    { userId: ID, roles, acr: '1', idToken: 'i'.repeat(length), refreshToken: 'r'.repeat(788) },
    { fullName: name, locale: 'pt-BR' },
  );
  expect(user.idToken).toHaveLength(length);
  expect(sealed.name.length + (await sealed.seal({ user, flash })).length).toBeLessThanOrEqual(3996);
});

test('goes on without an ID token that would not fit', async () => {
  const user = signedInAs(
    { userId: ID, roles, acr: '1', idToken: 'i'.repeat(3000), refreshToken: 'r'.repeat(788) },
    { fullName: 'Marta Ruiz', locale: undefined },
  );
  expect(user).toMatchObject({ idToken: '', refreshToken: 'r'.repeat(788) });
});
