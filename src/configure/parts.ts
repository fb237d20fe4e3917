import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { clientPart } from './client.ts';
import { clientScopesPart } from './client-scopes.ts';
import { eventLogParts } from './event-logs.ts';
import type { Part } from './part.ts';
import { protectAdminsPart, withoutManageUsers } from './protect-admins.ts';
import { realmSettingsParts } from './realm-settings.ts';
import { requiredActionsPart } from './required-actions.ts';
import { rolesParts } from './roles.ts';
import { themesPart } from './themes.ts';
import { scimPart, userProfilePart } from './user-profile.ts';
import type { Wanted } from './wanted.ts';

/**
 * Everything that the sidecar needs of a realm, in the order in which it is made: client scopes are there before the client, and the client before its roles.
 * @param protectsAdmins the service account manages users by permissions that leave administrators out, and not by `manage-users`.
 */
export function realmParts(admin: KeycloakAdmin, all: Wanted, protectsAdmins = false): Part[] {
  const wanted = protectsAdmins ? withoutManageUsers(all) : all;
  return [
    themesPart(admin, wanted),
    ...realmSettingsParts(admin, wanted),
    ...eventLogParts(admin, wanted),
    requiredActionsPart(admin),
    userProfilePart(admin, wanted),
    clientScopesPart(admin, wanted),
    scimPart(admin),
    clientPart(admin, wanted),
    ...rolesParts(admin, wanted),
    ...(protectsAdmins ? [protectAdminsPart(admin, wanted)] : []),
  ];
}
