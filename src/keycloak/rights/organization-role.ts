import type { KeycloakAdmin } from '../api/keycloak-admin.ts';

/** Keycloak's client whose roles let an account manage a realm. */
export const MANAGEMENT = 'realm-management';
/** The least right with which an account sees and manages organizations, where Keycloak has it (since 26.7). */
export const MANAGE_ORGANIZATIONS = 'manage-organizations';
/** What it takes elsewhere: every setting of the realm can be changed with it. */
export const MANAGE_REALM = 'manage-realm';

/**
 * Whether this Keycloak has a right for organizations alone. The role's name proves nothing: an import makes up the roles that a realm file
 * mentions. A role that works is part of `realm-admin`.
 * @param admin may read clients and roles, as administrators may.
 */
export async function hasOrganizationRole(admin: KeycloakAdmin): Promise<boolean> {
  const [management] = await admin.clients.find({ clientId: MANAGEMENT });
  const id = management?.id ?? '';
  const all = await admin.clients.findRole({ id, roleName: 'realm-admin' });
  const parts = await admin.roles.getCompositeRoles({ id: all?.id ?? '' });
  return parts.some(({ name, containerId }) => name === MANAGE_ORGANIZATIONS && containerId === id);
}
