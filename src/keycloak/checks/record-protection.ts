import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { cachedWhileSlow } from '../../common/cache.ts';
import type { Logger } from '../../common/log.ts';
import { type Check, CheckError } from '../../common/readiness-check.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { faultBefore } from '../api/faults.ts';
import { createKeycloakAdmin, KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { KeycloakServer } from '../api/server.ts';
import { readRealmFile, sidecarAttributes } from '../realm/realm-file.ts';

/**
 * Invitations are stored in attributes of users, which users must not be able to read or write: whoever could write "queued" into their own would be
 * made a member of a company by the worker. While the realm allows that, nothing that relies on invitations is done: every request to Keycloak for
 * pages, API, imports and worker calls {@link RecordProtection.require} first.
 */
export interface RecordProtection {
  /** Throws `realm_not_ready` while users could read or write invitations, and what Keycloak answers where that cannot be told. */
  require(): Promise<void>;
  /** The same as a boolean, for background work, which waits meanwhile. Throws where Keycloak does not answer. */
  holds(): Promise<boolean>;
  /** The same for `/readyz`, with the names of those attributes. */
  check: Check;
}

/**
 * Milliseconds for which an answer is cached: a realm that has just been opened to users is trusted for that long, or where Keycloak takes seconds for an
 * answer for three times as long as it takes, at most.
 */
const FRESH = 3000;

/**
 * Those of the attributes that users of the realm can read or write: declared with `user` in their permissions, or not declared at all
 * where the realm's policy on unmanaged attributes gives them to users. That is `ENABLED` alone: `ADMIN_EDIT` and `ADMIN_VIEW` give them
 * to admins, and without a policy they are not kept.
 */
function exposedAttributes(profile: UserProfileConfig, names: readonly string[]): string[] {
  return names.filter((name) => {
    const declared = profile.attributes?.find((attribute) => attribute.name === name);
    if (!declared) return profile.unmanagedAttributePolicy === 'ENABLED';
    const { view = [], edit = [] } = declared.permissions ?? {};
    return view.includes('user') || edit.includes('user');
  });
}

/** @param admin an unprotected client, which this check itself needs. */
function recordProtection(
  admin: KeycloakAdmin,
  names: readonly string[],
  logger: Pick<Logger, 'error' | 'info'>,
): RecordProtection {
  let said = '';
  const exposure = cachedWhileSlow(async () => {
    const exposed = exposedAttributes(await admin.users.getProfile().catch((error) => Promise.reject(faultBefore(error))), names);
    const words = exposed.length > 0 ? inWords(exposed) : '';
    if (words !== said) logger[words ? 'error' : 'info'](words || 'only admins can read and write invitations again');
    said = words;
    return words;
  }, FRESH);

  return {
    async require() {
      const words = await exposure();
      if (words) throw new AppError('realm_not_ready', { cause: new Error(words) });
    },
    holds: async () => (await exposure()) === '',
    async check() {
      const words = await exposure();
      if (words) throw new CheckError(words);
    },
  };
}

const inWords = (exposed: readonly string[]) =>
  `users of the realm could read or write ${exposed.join(', ')}, so nothing is done with invitations until only admins can: \`npm run configure -- --apply\` sees to it`;

/** An admin client of the same account that asks Keycloak for nothing while users could read or write invitations. */
function protectedAdmin(admin: KeycloakAdmin, protection: Pick<RecordProtection, 'require'>): KeycloakAdmin {
  return new KeycloakAdmin({
    url: admin.baseUrl,
    realm: admin.realmName,
    // Each request begins with the token.
    async token() {
      await protection.require();
      return (await admin.getAccessToken()) ?? '';
    },
    ...(admin.onTokenRefused && { onTokenRefused: admin.onTokenRefused }),
  });
}

export interface Admins {
  /** For everything that relies on invitations. */
  admin: KeycloakAdmin;
  /** For everything else: signing in, one's own profile, realm settings, and activation, where Keycloak's key decides. */
  unprotected: KeycloakAdmin;
  protection: RecordProtection;
}

export function createAdmins(config: Pick<Config, 'keycloak'>, server: KeycloakServer, logger: Logger): Admins {
  const unprotected = createKeycloakAdmin(config, server);
  const names = sidecarAttributes(readRealmFile()).map(({ name }) => name);
  const protection = recordProtection(unprotected, names, logger);
  return { admin: protectedAdmin(unprotected, protection), unprotected, protection };
}
