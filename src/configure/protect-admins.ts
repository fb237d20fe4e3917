import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { adminPermissions, type Permission } from './admin-permissions.ts';
import { clientAccess } from './client-access.ts';
import { realmAccess } from './realm-access.ts';
import { differs, type Finding, missing, type Requirement } from './requirement.ts';
import { MANAGEMENT, type WantedRealm } from './wanted-realm.ts';

/**
 * `manage-users` may reset the password of an administrator. Instead of it, the service account gets Keycloak's fine-grained admin
 * permissions over all users and groups but those with rights in Keycloak itself: users who hold a role of `realm-management`, and groups
 * that give one, with all their members. Whoever has got such a role since the last run is protected from the next one on; members of
 * those groups at once.
 */
const USERS = 'users';
const GROUPS = 'groups';
const NOT_ADMINS = 'not the administrators';
const NOT_ADMIN_GROUPS = 'not the groups of administrators';

/** Roles that the service account has in place of `manage-users`: permissions say which users and groups, these that it may ask for them. */
const QUERY_ROLES = ['query-users', 'query-groups'];

/** Whether a realm was given these permissions before: then `manage-users` is not given back. */
export async function protectsAdmins(admin: KeycloakAdmin, clientId: string): Promise<boolean> {
  // What keeps the realm from being read is told by the first requirement that reads it.
  const realm = await realmAccess(admin)
    .read()
    .catch(() => undefined);
  return realm?.adminPermissionsEnabled === true && (await adminPermissions(admin).find(titled(clientId, USERS))) !== undefined;
}

/** The wanted roles without `manage-users`, and with those that the permissions need. */
export function withoutManageUsers(wanted: WantedRealm): WantedRealm {
  const instead = (roles: string[]) => [...roles.filter((name) => name !== 'manage-users'), ...QUERY_ROLES];
  return { ...wanted, accountRoles: instead(wanted.accountRoles), scopeRoles: instead(wanted.scopeRoles) };
}

export function protectAdminsRequirement(admin: KeycloakAdmin, { client: { clientId } }: WantedRealm): Requirement {
  const permissions = adminPermissions(admin);
  const own = clientAccess(admin, clientId);
  const management = clientAccess(admin, MANAGEMENT);
  const realm = realmAccess(admin);

  return {
    title: 'protection of administrators',
    async look() {
      const { adminPermissionsEnabled } = await realm.read();
      const enable = () => realm.update({ adminPermissionsEnabled: true });
      const findings: Finding[] = adminPermissionsEnabled ? [] : [differs('admin permissions are off', enable)];
      for (const permission of await wanted()) {
        const { name, resources } = permission;
        const known = adminPermissionsEnabled ? await permissions.find(titled(clientId, name)) : undefined;
        const make = async () => permissions.keep({ ...permission, name: titled(clientId, name), policy: await policyOf(name) });
        if (!known) findings.push(missing(`permission "${name}" is missing`, make));
        else if (resources.length > 0 && !isSame(known.resources, resources))
          findings.push(differs(`permission "${name}" names others than the ${resources.length} there are`, make));
      }
      if (await own.find()) findings.push(...(await taken()));
      return findings;
    },
  };

  async function wanted(): Promise<Omit<Permission, 'policy'>[]> {
    const { users, groups } = await administrators();
    const all: Omit<Permission, 'policy'>[] = [
      { name: USERS, resourceType: 'Users', scopes: ['view', 'manage', 'manage-group-membership'], resources: [] },
      { name: GROUPS, resourceType: 'Groups', scopes: ['view', 'manage-membership'], resources: [] },
      {
        name: NOT_ADMINS,
        resourceType: 'Users',
        scopes: ['manage', 'manage-group-membership', 'map-roles', 'impersonate', 'reset-password'],
        resources: users,
      },
      {
        name: NOT_ADMIN_GROUPS,
        resourceType: 'Groups',
        scopes: ['manage', 'manage-members', 'manage-membership'],
        resources: groups,
      },
    ];
    // Without resources a permission would cover everything, so it is left out.
    return all.filter(({ name, resources }) => name === USERS || name === GROUPS || resources.length > 0);
  }

  /** The first two are for the service account. The others are for nobody who needs a permission: a realm-admin has every right already. */
  async function policyOf(name: string): Promise<string> {
    if (name === USERS || name === GROUPS) {
      const { id } = await own.require();
      const { id: account = '' } = await admin.clients.getServiceAccountUser({ id });
      return permissions.policy('user', titled(clientId, 'service account'), { users: [account] });
    }
    const { id } = await management.require();
    const role = await admin.clients.findRole({ id, roleName: 'realm-admin' });
    return permissions.policy('role', titled(clientId, 'realm administrators'), { roles: [{ id: role?.id, required: true }] });
  }

  async function administrators(): Promise<{ users: string[]; groups: string[] }> {
    const { id } = await management.require();
    const roles = (await admin.clients.listRoles({ id })).flatMap(({ name }) => name ?? []);
    const [users, groups] = [new Set<string>(), new Set<string>()];
    for (const roleName of roles) {
      // Service accounts are no people, and one of them is ours.
      for (const user of await admin.clients.findUsersWithRole({ id, roleName, max: 1000 }))
        if (user.id && !user.username?.startsWith('service-account-')) users.add(user.id);
      for (const group of await groupsWith(id, roleName)) groups.add(group);
    }
    return { users: [...users], groups: [...groups] };
  }

  async function groupsWith(id: string, roleName: string): Promise<string[]> {
    const path = `/clients/${id}/roles/${encodeURIComponent(roleName)}/groups`;
    const { text } = await admin.call('GET', path, { query: { max: '1000' } });
    return (JSON.parse(text) as { id: string }[]).map((group) => group.id);
  }

  /** The finding that the service account still holds `manage-users`, which the permissions replace. */
  async function taken(): Promise<Finding[]> {
    const { id, serviceAccountsEnabled } = await own.require();
    if (!serviceAccountsEnabled) return [];
    const { id: account = '' } = await admin.clients.getServiceAccountUser({ id });
    const clientUniqueId = (await management.require()).id;
    const held = await admin.users.listClientRoleMappings({ id: account, clientUniqueId });
    const role = held.find(({ name }) => name === 'manage-users');
    if (!role) return [];
    const roles = [{ id: role.id ?? '', name: 'manage-users' }];
    const take = () => admin.users.delClientRoleMappings({ id: account, clientUniqueId, roles });
    return [differs('the service account may manage every user (manage-users)', take)];
  }
}

const titled = (clientId: string, name: string) => `${clientId}: ${name}`;
const isSame = (one: string[], other: string[]) => one.toSorted().join() === other.toSorted().join();
