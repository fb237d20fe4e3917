import { expect, test } from '@jest/globals';
import { sharedHost } from '../../src/configure/passkeys.ts';

test.each([
  ['start.example.com', 'login.example.com', 'example.com'],
  ['start.id.example.com', 'login.id.example.com', 'id.example.com'],
  ['example.com', 'login.example.com', 'example.com'],
  ['start.sol.test', 'login.luna.test', undefined],
  ['sol.com.es', 'luna.com.es', undefined],
  ['sol.github.io', 'luna.github.io', undefined],
  ['badexample.com', 'example.com', undefined],
  ['192.0.2.1', '192.0.3.1', undefined],
])('%s and %s can both use passkeys of: %s', (ours, keycloak, shared) => {
  expect(sharedHost(ours, keycloak)).toBe(shared);
});
