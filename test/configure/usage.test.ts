import { expect, test } from '@jest/globals';
import { readConfigureSettings } from '../../src/configure/settings.ts';

const ENOUGH = { KEYCLOAK_URL: 'https://login.test/', PUBLIC_URL: 'https://start.test', KEYCLOAK_ADMIN_PASSWORD: 'x' };

test('a person of the master realm is the usual administrator, and a client may be one', () => {
  expect(readConfigureSettings(ENOUGH)).toMatchObject({
    keycloakUrl: 'https://login.test',
    realm: 'amperecloud',
    clientId: 'activation-sidecar',
    clientSecret: undefined,
    administrator: { realm: 'master', grant: { username: 'admin', password: 'x' } },
  });
  const client = { KEYCLOAK_ADMIN_CLIENT_ID: 'terraform', KEYCLOAK_ADMIN_CLIENT_SECRET: 'y', KEYCLOAK_ADMIN_REALM: 'plant' };
  expect(readConfigureSettings({ ...ENOUGH, ...client }).administrator).toEqual({
    realm: 'plant',
    grant: { clientId: 'terraform', clientSecret: 'y' },
  });
});

test('every fault is told at once, and nothing is guessed about an existing realm', () => {
  expect(() => readConfigureSettings({ KEYCLOAK_CLIENT_SECRET_FILE: '/nowhere' })).toThrow(
    /KEYCLOAK_CLIENT_SECRET_FILE cannot be read[\s\S]*PUBLIC_URL is missing[\s\S]*KEYCLOAK_URL is missing/,
  );
  const { KEYCLOAK_ADMIN_PASSWORD: _, ...nobody } = ENOUGH;
  expect(() => readConfigureSettings(nobody)).toThrow('KEYCLOAK_ADMIN_PASSWORD is missing');
  expect(() => readConfigureSettings({ ...ENOUGH, KEYCLOAK_ADMIN_CLIENT_ID: 'half' })).toThrow('KEYCLOAK_ADMIN_CLIENT_SECRET');
});
