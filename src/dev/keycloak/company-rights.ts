import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { RealmFile } from '../../keycloak/realm/realm-file.ts';
import { hasOrganizationRole, MANAGE_ORGANIZATIONS, MANAGE_REALM, MANAGEMENT } from '../../keycloak/rights/organization-role.ts';
import { CLIENT_ID } from './fixed-names.ts';

/**
 * keycloak-realm.json without the role for organizations, which a Keycloak before 26.7 does not have: its import would make up one that does
 * nothing. {@link letManageCompanies} gives the right afterwards.
 */
export function withoutOrganizationRole(text: string): string {
  const realm: RealmFile = JSON.parse(text);
  const left = (roles: string[] = []) => roles.filter((name) => name !== MANAGE_ORGANIZATIONS);
  for (const mapping of realm.clientScopeMappings?.[MANAGEMENT] ?? []) mapping.roles = left(mapping.roles);
  for (const { clientRoles } of realm.users ?? []) {
    if (clientRoles?.[MANAGEMENT]) clientRoles[MANAGEMENT] = left(clientRoles[MANAGEMENT]);
  }
  return JSON.stringify(realm);
}

/** Lets the sidecar's service account manage companies, with the least right that this Keycloak offers. Does nothing where it may already. */
export async function letManageCompanies(admin: KeycloakAdmin): Promise<void> {
  const [[client], [management]] = await Promise.all([
    admin.clients.find({ clientId: CLIENT_ID }),
    admin.clients.find({ clientId: MANAGEMENT }),
  ]);
  const [id, containerId] = [client?.id ?? '', management?.id ?? ''];
  const roleName = (await hasOrganizationRole(admin)) ? MANAGE_ORGANIZATIONS : MANAGE_REALM;
  const role = await admin.clients.findRole({ id: containerId, roleName });
  const roles = [{ id: role?.id ?? '', name: roleName }];
  const account = await admin.clients.getServiceAccountUser({ id });
  await admin.users.addClientRoleMappings({ id: account.id ?? '', clientUniqueId: containerId, roles });
  await admin.clients.addClientScopeMappings({ id, client: containerId }, roles);
}
