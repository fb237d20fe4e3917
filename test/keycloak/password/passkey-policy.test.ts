import { describe, expect, test } from '@jest/globals';
import { type PasskeyPolicy, passkeyHindrance } from '../../../src/keycloak/password/passkey-policy.ts';

/** Where our own page can make a passkey that Keycloak's sign-in page can use. */
const found = (publicUrl: string, keycloakPublicUrl: string, policy: Partial<PasskeyPolicy> = {}) =>
  passkeyHindrance(policy as object, { publicUrl, keycloakPublicUrl });
const allowing = (origin: string, rpId = '') => ({
  webAuthnPolicyPasswordlessRpId: rpId,
  webAuthnPolicyPasswordlessExtraOrigins: [origin],
});

describe('a passkey of our own page', () => {
  test.each([
    ['one origin, at different paths', 'https://example.com/start', 'https://example.com/auth', {}],
    ['another port of this machine', 'http://localhost:3000', 'http://localhost:8080', allowing('http://localhost:3000')],
    [
      'a host below Keycloak’s',
      'https://start.id.example.com',
      'https://id.example.com',
      allowing('https://start.id.example.com'),
    ],
    [
      'a domain that both share, as relying party',
      'https://start.example.com',
      'https://login.example.com',
      allowing('https://start.example.com', 'example.com'),
    ],
  ])('can be made: %s', (_name, ours, keycloak, policy) => {
    expect(found(ours, keycloak, policy)).toBeUndefined();
  });

  test.each([
    ['insecure', 'http://start.example.com', 'https://example.com', allowing('http://start.example.com')],
    ['no_shared_host', 'https://start.example.com', 'https://login.example.com', allowing('https://start.example.com')],
    ['no_shared_host', 'https://start.sol.test', 'https://login.luna.test', allowing('https://start.sol.test', 'luna.test')],
    ['no_shared_host', 'https://badexample.com', 'https://example.com', allowing('https://badexample.com')],
    ['no_shared_host', 'https://192.0.2.1', 'https://192.0.2.1', {}],
    ['origin_not_allowed', 'https://start.id.example.com', 'https://id.example.com', {}],
    ['origin_not_allowed', 'http://localhost:3000', 'http://localhost:8080', allowing('http://localhost:3001')],
  ])('cannot: %s (%s, %s)', (hindrance, ours, keycloak, policy) => {
    expect(found(ours, keycloak, policy)).toBe(hindrance);
  });
});
