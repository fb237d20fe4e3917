import { expect, test } from '@jest/globals';
import { whyTooOld } from '../../../src/keycloak/checks/supported-keycloak.ts';

/** Some of the features that each Keycloak has named to the sidecar's service account; 26.0 tells it the version, too. */
const told = (names: string, version?: string) =>
  ({ features: names.split(' ').map((name) => ({ name })), systemInfo: { version } }) as Parameters<typeof whyTooOld>[0];
const OF_26_0 = 'PASSKEYS DPOP ADMIN_FINE_GRAINED_AUTHZ UPDATE_EMAIL CLIENT_SECRET_ROTATION ORGANIZATION CLIENT_POLICIES';
const OF_26_4 = 'PASSKEYS DPOP WORKFLOWS UPDATE_EMAIL SPIFFE CLIENT_SECRET_ROTATION ORGANIZATION KUBERNETES_SERVICE_ACCOUNTS';

test('a Keycloak before 26.4 is named as too old, with its version where it tells that', () => {
  expect(whyTooOld(told(OF_26_0, '26.0.8'))).toBe(
    'this Keycloak (26.0.8) is older than 26.4, the oldest that the sidecar works with',
  );
  expect(whyTooOld(told(OF_26_0))).toMatch(/^this Keycloak is older than 26\.4/);
});

test('26.4 is not, nor one that does not say', () => {
  expect(whyTooOld(told(OF_26_4))).toBeUndefined();
  expect(whyTooOld(undefined)).toBeUndefined();
  expect(whyTooOld({})).toBeUndefined();
});
