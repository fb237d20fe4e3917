import { expect, test } from '@jest/globals';
import { refusedLinkState } from '../../src/activation/link-state.ts';
import { readActionToken } from '../../src/keycloak/ride/action-token.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a link is not called unknown because Keycloak wants https of the sidecar', () => {
  const claims = {
    sub: '5e0b9a52-0000-4000-8000-000000000000',
    exp: 4_000_000_000,
    rqac: ['UPDATE_PASSWORD'],
    typ: 'execute-actions',
  };
  const token = readActionToken(`${part({ alg: 'HS512' })}.${part(claims)}.c2ln`);
  if (!token) throw new Error('not a token');
  expect(refusedLinkState('invalidCodeMessage', token)).toEqual({ kind: 'invalid' });
  for (const code of ['httpsRequiredMessage', 'realmNotEnabledMessage', 'clientDisabledMessage', 'invalidRedirectUriMessage'])
    expect(() => refusedLinkState(code, token)).toThrow('keycloak_misconfigured');
});
