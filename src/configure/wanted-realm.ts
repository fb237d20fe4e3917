import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type RoleRepresentation from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { defined } from '../common/without-undefined.ts';
import { type RealmFile, readRealmFile, sidecarAttributes, userProfileOf } from '../keycloak/realm/realm-file.ts';
import { MANAGEMENT } from '../keycloak/rights/organization-role.ts';
import { readBrand } from '../settings/brand.ts';
import type { ConfigureSettings } from './settings.ts';

/** The wanted state of a realm, read from keycloak-realm.json for the settings of this installation. */
export interface WantedRealm {
  /** The realm's own settings. Only those that the sidecar depends on are looked at. */
  realm: RealmFile;
  client: ClientRepresentation & { clientId: string };
  clientRoles: RoleRepresentation[];
  /** Roles of `realm-management` that the service account has. */
  accountRoles: string[];
  /** Roles of the sidecar's own client that the service account has. */
  ownAccountRoles: string[];
  /** Roles of `realm-management` that the client's tokens may carry. */
  scopeRoles: string[];
  /** The sidecar's own attributes of users, and the groups in which the console shows them. */
  attributes: (UserProfileAttribute & { name: string })[];
  groups: UserProfileConfig['groups'];
  /** Seconds for which admin events are kept at least: while an invitation holds, they tell who made and changed its account. */
  keepAdminEvents: number;
  /** The realm's texts by language, which label those attributes. */
  texts: Record<string, Record<string, string>>;
}

/** The sidecar's client in keycloak-realm.json; a realm may have it under another name. */
const FILE_CLIENT_ID = 'activation-sidecar';

export { MANAGEMENT };

export function readWantedRealm(settings: ConfigureSettings): WantedRealm {
  const { clientId, clientSecret, publicUrl, brandFile, invitationMaxLifespanHours } = settings;
  const realm = readRealmFile({ PUBLIC_URL: publicUrl, BRAND_NAME: readBrand(brandFile).name });
  const client = found(realm.clients?.find((one) => one.clientId === FILE_CLIENT_ID));
  const account = found(realm.users?.find((user) => user.serviceAccountClientId === FILE_CLIENT_ID));
  const scope = found(realm.clientScopeMappings?.[MANAGEMENT]?.find((mapping) => mapping.client === FILE_CLIENT_ID));
  const attributes = sidecarAttributes(realm);

  return {
    realm,
    client: renamed(defined({ ...client, enabled: true, secret: clientSecret }), clientId),
    clientRoles: found(realm.roles?.client?.[FILE_CLIENT_ID]),
    accountRoles: found(account.clientRoles?.[MANAGEMENT]),
    ownAccountRoles: found(account.clientRoles?.[FILE_CLIENT_ID]),
    scopeRoles: found(scope.roles),
    attributes,
    groups: userProfileOf(realm).groups?.filter(({ name }) => attributes.some(({ group }) => group === name)),
    keepAdminEvents: invitationMaxLifespanHours * 3600,
    texts: found(realm.localizationTexts),
  };
}

/** The client under its name in this realm; its mappers name it too. A dot parts the names in a claim's path. */
function renamed(client: ClientRepresentation, clientId: string): ClientRepresentation & { clientId: string } {
  const inPath = clientId.replaceAll('.', '\\.');
  const protocolMappers = client.protocolMappers?.map((mapper) => {
    const config = Object.entries<string>(mapper.config ?? {}).map(([name, value]) => [
      name,
      value.replace(FILE_CLIENT_ID, () => (name === 'claim.name' ? inPath : clientId)),
    ]);
    return { ...mapper, config: Object.fromEntries(config) };
  });
  return { ...client, clientId, ...(protocolMappers && { protocolMappers }) };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('keycloak-realm.json lacks a part of the sidecar');
  return value;
}
