import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { keepsInvitations, NOBODY_IS_ASKED } from '../keycloak/realm/organization-invitations.ts';
import { hasOrganizationRole, MANAGE_ORGANIZATIONS, MANAGE_REALM, MANAGEMENT } from '../keycloak/rights/organization-role.ts';
import { clientAccess } from './client-access.ts';
import { type Requirement, warning } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/**
 * The wanted state for the Keycloak that is there. Before 26.7 it has no right for organizations alone: then companies stay off, and nothing is
 * given for them, unless somebody asks for them or has asked before (the service account holds `manage-realm`).
 * @param asked `--companies` is given.
 */
export async function forThisKeycloak(admin: KeycloakAdmin, wanted: WantedRealm, asked: boolean): Promise<WantedRealm> {
  try {
    if (await hasOrganizationRole(admin)) return wanted;
    const given = asked || (await holdsManageRealm(admin, wanted.client.clientId));
    const roles = (names: string[]) =>
      names.flatMap((name) => (name !== MANAGE_ORGANIZATIONS ? [name] : given ? [MANAGE_REALM] : []));
    return { ...wanted, accountRoles: roles(wanted.accountRoles), scopeRoles: roles(wanted.scopeRoles) };
  } catch (error) {
    // No such realm, or an administrator without rights: the requirements say it in their own words.
    if (refusalStatus(error) === undefined) throw error;
    return wanted;
  }
}

export const wantsCompanies = ({ accountRoles }: WantedRealm): boolean =>
  accountRoles.includes(MANAGE_ORGANIZATIONS) || accountRoles.includes(MANAGE_REALM);

export function companiesRequirement(admin: KeycloakAdmin, wanted: WantedRealm): Requirement {
  return {
    title: 'companies',
    async look() {
      if (!wantsCompanies(wanted)) return [warning(OFF)];
      return (await keepsInvitations(admin)) ? [] : [warning(NOBODY_IS_ASKED)];
    },
  };
}

const OFF = `off: this Keycloak has no role ${MANAGE_ORGANIZATIONS} (26.7 has), and organizations take ${MANAGE_REALM} here: with it the sidecar’s secret can change every setting of the realm, such as its sign-in flows, password policy, mail server and keys. --companies gives it`;

async function holdsManageRealm(admin: KeycloakAdmin, clientId: string): Promise<boolean> {
  const [client, management] = await Promise.all([
    clientAccess(admin, clientId).find(),
    clientAccess(admin, MANAGEMENT).require(),
  ]);
  if (!client?.serviceAccountsEnabled) return false;
  const { id = '' } = await admin.clients.getServiceAccountUser({ id: client.id });
  const held = await admin.users.listClientRoleMappings({ id, clientUniqueId: management.id });
  return held.some(({ name }) => name === MANAGE_REALM);
}
