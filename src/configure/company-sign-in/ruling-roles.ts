import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { MANAGEMENT } from '../../keycloak/rights/organization-role.ts';

/** All roles that are rights over the realm or the sidecar, as Keycloak names them in settings: `client.role`. */
export async function rulingRoles(admin: KeycloakAdmin, clientId: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of [MANAGEMENT, clientId]) {
    const [client] = await admin.clients.find({ clientId: name });
    const roles = client?.id ? await admin.clients.listRoles({ id: client.id }) : [];
    found.push(...roles.map((role) => `${name}.${role.name}`));
  }
  return found.toSorted();
}
