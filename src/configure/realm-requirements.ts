import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { clientRequirement } from './client.ts';
import { clientScopesRequirement } from './client-scopes.ts';
import { companiesRequirement } from './companies.ts';
import { eventLogRequirements } from './event-logs.ts';
import { protectAdminsRequirement, withoutManageUsers } from './protect-admins.ts';
import { realmSettingsRequirements } from './realm-settings.ts';
import { requiredActionsRequirement } from './required-actions.ts';
import type { Requirement } from './requirement.ts';
import { rolesRequirements } from './roles.ts';
import { themesRequirement } from './themes.ts';
import { scimRequirement, userProfileRequirement } from './user-profile.ts';
import type { WantedRealm } from './wanted-realm.ts';
import { workflowsRequirement } from './workflows.ts';

/**
 * Everything that the sidecar needs of a realm, in the order in which it is made: client scopes are there before the client, and the client before its roles.
 * @param protectsAdmins the service account manages users by permissions that leave administrators out, and not by `manage-users`.
 */
export function realmRequirements(admin: KeycloakAdmin, all: WantedRealm, protectsAdmins = false): Requirement[] {
  const wanted = protectsAdmins ? withoutManageUsers(all) : all;
  return [
    themesRequirement(admin, wanted),
    companiesRequirement(admin, wanted),
    ...realmSettingsRequirements(admin, wanted),
    ...eventLogRequirements(admin, wanted),
    workflowsRequirement(admin),
    requiredActionsRequirement(admin),
    userProfileRequirement(admin, wanted),
    clientScopesRequirement(admin, wanted),
    scimRequirement(admin),
    clientRequirement(admin, wanted),
    ...rolesRequirements(admin, wanted),
    ...(protectsAdmins ? [protectAdminsRequirement(admin, wanted)] : []),
  ];
}
