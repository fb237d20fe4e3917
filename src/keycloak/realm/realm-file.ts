import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { ROOT } from '../../common/paths.ts';

/** The realm as the sidecar needs it: Keycloak imports it as it stands, and `npm run configure` holds other realms against it. */
export const REALM_FILE = join(ROOT, 'keycloak-realm.json');

/** Parts of it that the admin client's type does not know, or not so exactly. */
export interface RealmFile extends Omit<RealmRepresentation, 'clientScopeMappings' | 'components'> {
  clientScopeMappings?: Record<string, { client: string; roles: string[] }[]>;
  components?: Record<string, { config?: Record<string, string[]> }[]>;
  /** Texts by language and key. */
  localizationTexts?: Record<string, Record<string, string>>;
}

export type Placeholders = Record<string, string>;

/** `${NAME}` and `${NAME:default}`, replaced as Keycloak's import does it; a name without value and default stays as it is. */
export function fillPlaceholders(text: string, values: Placeholders): string {
  return text.replace(
    /\$\{([^}:]+)(?::([^}]*))?\}/g,
    (whole, name: string, fallback: string | undefined) => values[name] ?? fallback ?? whole,
  );
}

/** The file with its placeholders filled, value by value: a value may hold quotes and backslashes. */
export function readRealmFile(values: Placeholders = {}): RealmFile {
  return JSON.parse(readFileSync(REALM_FILE, 'utf8'), (_key, value) =>
    typeof value === 'string' ? fillPlaceholders(value, values) : value,
  );
}

/** The realm's user profile, which Keycloak's import takes as text within the text. */
export function userProfileOf({ components }: RealmFile): UserProfileConfig {
  const [provider] = components?.['org.keycloak.userprofile.UserProfileProvider'] ?? [];
  return JSON.parse(provider?.config?.['kc.user.profile.config']?.[0] ?? '{}');
}

/** The attributes of users in which the sidecar keeps invitations; all others in the user profile are the realm's own. */
export function sidecarAttributes(realm: RealmFile): (UserProfileAttribute & { name: string })[] {
  return (userProfileOf(realm).attributes ?? []).flatMap(({ name = '', ...attribute }) =>
    name.startsWith('invitation.') ? [{ name, ...attribute }] : [],
  );
}
