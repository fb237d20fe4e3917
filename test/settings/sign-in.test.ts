import { expect, test } from '@jest/globals';
import { byProvider, providerOfSignIn, signInOfText, signInSchema } from '../../src/settings/sign-in.ts';

test.each(['password', 'passkey', 'idp:oficina', 'idp:Oficina.2_x'])('%s is a way to sign in', (text) => {
  expect([signInSchema.safeParse(text).success, signInOfText(text)]).toEqual([true, text]);
});

test.each([undefined, '', 'otp', 'idp:', 'idp:a b', 'idp:a/b', `idp:${'x'.repeat(251)}`, 'x idp:a'])(
  '%p is none: a request is refused, and an account gets a password',
  (text) => {
    expect([signInSchema.safeParse(text).success, signInOfText(text)]).toEqual([false, 'password']);
  },
);

test('a provider is known by its alias', () => {
  expect(providerOfSignIn(byProvider('oficina'))).toBe('oficina');
  expect([providerOfSignIn('password'), providerOfSignIn('passkey'), providerOfSignIn(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
