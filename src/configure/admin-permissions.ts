import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { ConfigureError } from './requirement.ts';

/** Keycloak's fine-grained admin permissions (26.2 and later), of which the admin client knows the older kind only. */
export interface AdminPermissions {
  /** Undefined where the realm has none of this name. */
  find(name: string): Promise<{ id: string; resources: string[] } | undefined>;
  /** Makes it, or gives it these resources; none stands for all of the type. */
  keep(permission: Permission): Promise<void>;
  /** The id of the policy of this name, which is made where it is missing. */
  policy(type: 'user' | 'role', name: string, subject: object): Promise<string>;
}

export interface Permission {
  name: string;
  resourceType: 'Users' | 'Groups';
  scopes: string[];
  policy: string;
  /** Ids of users or groups. */
  resources: string[];
}

/** The client that Keycloak keeps them at. */
const CLIENT = 'admin-permissions';

export function adminPermissions(admin: KeycloakAdmin): AdminPermissions {
  async function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
    const [client] = await admin.clients.find({ clientId: CLIENT });
    if (!client) throw new ConfigureError(`the realm has no client ${CLIENT}: admin permissions came with Keycloak 26.2`);
    const { text } = await admin.call(method, `/clients/${client.id}/authz/resource-server${path}`, { ...(body && { body }) });
    return (text ? JSON.parse(text) : undefined) as T;
  }

  type Named = { id: string; name: string };
  const named = async (path: string, name: string) =>
    (await call<Named[]>('GET', `${path}?${new URLSearchParams({ name, max: '100' })}`)).find((one) => one.name === name);

  async function find(name: string) {
    const found = await named('/permission/scope', name);
    if (!found) return undefined;
    const resources = await call<{ name: string }[]>('GET', `/policy/${found.id}/resources`);
    return { id: found.id, resources: resources.map((one) => one.name) };
  }

  return {
    find,
    async keep({ policy, ...permission }) {
      const known = await find(permission.name);
      const body = { ...permission, policies: [policy], logic: 'POSITIVE', decisionStrategy: 'UNANIMOUS' };
      await (known
        ? call('PUT', `/permission/scope/${known.id}`, { ...body, id: known.id })
        : call('POST', '/permission/scope', body));
    },
    async policy(type, name, subject) {
      const known = await named('/policy', name);
      return (known ?? (await call<Named>('POST', `/policy/${type}`, { name, ...subject, logic: 'POSITIVE' }))).id;
    },
  };
}
