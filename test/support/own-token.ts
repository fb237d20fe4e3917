import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { testEnvironment } from './environment.ts';
import { ADMIN_CLIENT, createTestClients, TEST_CLIENT } from './realm-setup.ts';

/** An access token of a realm of the suite's own: of a client for itself, or for a person with `grant_type: 'password'`. */
export async function ownToken(
  realm: string,
  grant: Record<string, string>,
  client: typeof TEST_CLIENT = TEST_CLIENT,
): Promise<string> {
  const response = await fetch(`${testEnvironment().keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.secret, ...grant }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Makes the clients of the tests in such a realm. Returns the `Authorization` of the one that administers invitations. */
export async function ownAdministrator(console: KeycloakAdmin): Promise<string> {
  await createTestClients(console, CLIENT_ID);
  return `Bearer ${await ownToken(console.realmName, { grant_type: 'client_credentials' }, ADMIN_CLIENT)}`;
}
