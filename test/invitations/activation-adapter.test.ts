import { expect, jest, test } from '@jest/globals';
import { freePort } from '../../src/dev/machine/ports.ts';
import { invitedUsers } from '../../src/invitations/activation-adapter.ts';
import { createKeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../../src/keycloak/api/server.ts';
import { loadConfig } from '../../src/settings/config.ts';

test('a note that cannot be written troubles nobody but the log', async () => {
  const config = loadConfig({
    KEYCLOAK_URL: `http://localhost:${await freePort()}`,
    KEYCLOAK_CLIENT_SECRET: 'x'.repeat(32),
    SESSION_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'http://localhost:3000',
  });
  const warn = jest.fn();
  const { markActivated, settled } = invitedUsers(createKeycloakAdmin(config, keycloakServer(config)), { warn });
  markActivated('41f6a4ae-6d3a-4d2c-9a3a-5b5b5a1d0001');
  expect(warn).not.toHaveBeenCalled();
  await settled();
  expect(warn).toHaveBeenCalledTimes(1);
});
