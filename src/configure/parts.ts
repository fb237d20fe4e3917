import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { clientPart } from './client.ts';
import { eventLogParts } from './event-logs.ts';
import type { Part } from './part.ts';
import { realmSettingsParts } from './realm-settings.ts';
import { requiredActionsPart } from './required-actions.ts';
import { rolesParts } from './roles.ts';
import { themesPart } from './themes.ts';
import { userProfilePart } from './user-profile.ts';
import type { Wanted } from './wanted.ts';

/** Everything that the sidecar needs of a realm, in the order in which it is made: the client is there before its roles. */
export function realmParts(admin: KeycloakAdminClient, wanted: Wanted): Part[] {
  return [
    themesPart(admin, wanted),
    ...realmSettingsParts(admin, wanted),
    ...eventLogParts(admin, wanted),
    requiredActionsPart(admin),
    userProfilePart(admin, wanted),
    clientPart(admin, wanted),
    ...rolesParts(admin, wanted),
  ];
}
