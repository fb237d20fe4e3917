import { cachedByKey } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { readUser } from '../realm/users.ts';

/** Whether a user is the service account of a client. */
export type IsServiceAccount = (userId: string, clientId: string) => Promise<boolean>;

/** Milliseconds for which an answer is used again: it changes only where the client is taken away. */
const FRESH = 300_000;
const MOST_CACHED = 1000;

/**
 * Tells service accounts by their username and by Keycloak's user search, which leaves them out (our own service account may not read clients). A
 * token's claim is not enough: a realm may let people choose their usernames.
 */
export function createIsServiceAccount(admin: KeycloakAdmin): IsServiceAccount {
  const nameOf = cachedByKey(
    async (userId) => {
      const { username = '' } = (await readUser(admin, userId)) ?? {};
      if (!username.startsWith('service-account-')) return undefined;
      const people = await admin.users.find({ search: `"${username}"`, max: MOST_OF_ONE_NAME });
      return people.length < MOST_OF_ONE_NAME && !people.some(({ id }) => id === userId) ? username : undefined;
    },
    FRESH,
    MOST_CACHED,
  );
  return async (userId, clientId) => (await nameOf(userId)) === `service-account-${clientId.toLowerCase()}`;
}

/** The search also matches names and addresses; with more results than this, the answer is not certain and counts as no. */
const MOST_OF_ONE_NAME = 100;
