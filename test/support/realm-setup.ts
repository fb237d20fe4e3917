import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';

/**
 * A client with the password grant, so that a test gets any account's access token without a browser. It exists in test realms only.
 * Its tokens carry the sidecar in `aud` for whoever has one of the sidecar's roles, as those of any client of the realm do.
 */
export const TEST_CLIENT = { clientId: 'test-tools', secret: 'only-in-the-test-realm' };

export async function createTestClient(admin: KeycloakAdminClient): Promise<void> {
  await admin.clients.create({
    clientId: TEST_CLIENT.clientId,
    secret: TEST_CLIENT.secret,
    directAccessGrantsEnabled: true,
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    fullScopeAllowed: true,
  });
}
