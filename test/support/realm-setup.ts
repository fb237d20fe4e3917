import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';

/**
 * A client with the password grant, so that a test gets any account's access token without a browser. It exists in test realms only.
 * Its tokens carry the sidecar in `aud` for whoever has one of the sidecar's roles, as those of any client of the realm do. The sidecars
 * of the tests name it in API_CLIENTS; `test/access/tokens.kc.test.ts` has clients that nobody names.
 */
export const TEST_CLIENT = { clientId: 'test-tools', secret: 'only-in-the-test-realm' };

/** A machine of the administration: a service account with the sidecar's role `admin`. */
export const ADMIN_CLIENT = { clientId: 'test-administration', secret: 'only-in-the-test-realm' };

/** {@link TEST_CLIENT} and {@link ADMIN_CLIENT}. */
export async function createTestClients(admin: KeycloakAdmin, sidecarClientId: string): Promise<void> {
  await createTestClient(admin);
  const { id } = await admin.clients.create({ ...ADMIN_CLIENT, serviceAccountsEnabled: true, standardFlowEnabled: false });
  const [sidecar] = await admin.clients.find({ clientId: sidecarClientId });
  const clientUniqueId = sidecar?.id ?? '';
  const role = await admin.clients.findRole({ id: clientUniqueId, roleName: 'admin' });
  const account = await admin.clients.getServiceAccountUser({ id });
  await admin.users.addClientRoleMappings({
    id: account.id ?? '',
    clientUniqueId,
    roles: [{ id: role?.id ?? '', name: role?.name ?? '' }],
  });
}

async function createTestClient(admin: KeycloakAdmin): Promise<void> {
  await admin.clients.create({
    clientId: TEST_CLIENT.clientId,
    secret: TEST_CLIENT.secret,
    directAccessGrantsEnabled: true,
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    fullScopeAllowed: true,
  });
}
