import { expect, test } from '@jest/globals';
import { asksPasswordFirst, PASSKEY, turnedActions } from '../../../src/keycloak/ride/required-actions.ts';

const PASSWORD = { alias: 'UPDATE_PASSWORD', name: 'Update Password', enabled: true };
const PROFILE = { alias: 'UPDATE_PROFILE', name: 'Update Profile', enabled: true };

test.each([
  ['a lower priority', { ...PASSWORD, priority: 30 }, { ...PROFILE, priority: 40 }, true],
  ['a higher one', { ...PASSWORD, priority: 57 }, { ...PROFILE, priority: 40 }, false],
  ['the same, and a name that comes first', { ...PASSWORD, priority: 40 }, { ...PROFILE, priority: 40 }, true],
  ['the same, and a name that comes last', { ...PASSWORD, name: 'zuletzt', priority: 40 }, { ...PROFILE, priority: 40 }, false],
  ['the same, and the same name', { ...PASSWORD, name: 'x', priority: 40 }, { ...PROFILE, name: 'X', priority: 40 }, true],
  ['a lower one, and is off', { ...PASSWORD, enabled: false, priority: 30 }, { ...PROFILE, priority: 40 }, false],
])('the password comes first if it has %s', (_name, password, profile, first) => {
  expect(asksPasswordFirst([profile, password])).toBe(first);
});

test.each(['password', 'idp:sol'] as const)(
  'who is to sign in otherwise than with a passkey (%s) stays asked for it where others ask, too',
  (to) => {
    const asked = ['UPDATE_PROFILE', PASSKEY, 'webauthn-register'];
    expect(turnedActions('passkey', to, asked)).not.toContain(PASSKEY);
    expect(turnedActions('passkey', to, asked, true)).toContain(PASSKEY);
    expect(turnedActions('passkey', to, asked)).toContain('webauthn-register');
  },
);
