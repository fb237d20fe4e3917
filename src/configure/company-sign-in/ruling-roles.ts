import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { MANAGEMENT } from '../../keycloak/rights/organization-role.ts';

/** How many ends of a client's id Keycloak tries in `client.role`: each dot, beginning with the last. */
const TRIED = 25;

/**
 * All roles that are rights over the realm or the sidecar, as Keycloak names them in settings: `client.role`. Undefined where it would find another one by such
 * a name, or none; `why` then has a sentence of each of these.
 */
export async function rulingRoles(admin: KeycloakAdmin, clientId: string): Promise<{ roles?: string[]; why: string[] }> {
  const found: string[] = [];
  const why: string[] = [];
  for (const name of [MANAGEMENT, clientId]) {
    const [client] = await admin.clients.find({ clientId: name });
    for (const { name: role = '' } of client?.id ? await admin.clients.listRoles({ id: client.id }) : []) {
      found.push(`${name}.${role}`);
      const taken = await takenFor(admin, name, role);
      if (taken === undefined) continue;
      why.push(
        `everybody confirms the address by a mail: no flow can look for the role “${role}” of the client “${name}”, ${taken}; rename it, and run --apply again`,
      );
    }
  }
  return why.length > 0 ? { why } : { roles: found.toSorted(), why };
}

/** What Keycloak takes a role for by its name, where that is another one, or none. */
async function takenFor(admin: KeycloakAdmin, clientId: string, role: string): Promise<string | undefined> {
  const parts = role.split('.');
  if (parts.length > TRIED) return `as its name has more than ${TRIED - 1} dots`;
  for (let end = parts.length - 1; end > 0; end -= 1) {
    const other = [clientId, ...parts.slice(0, end)].join('.');
    const [client] = await admin.clients.find({ clientId: other });
    if (client) return `which Keycloak takes for “${parts.slice(end).join('.')}” of the client “${other}”`;
  }
  return undefined;
}
