import { refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { directoryFault } from './directories.ts';
import { requiredActionsOf } from './realm-settings.ts';
import { changeUser, localeOf, readUser, UPDATE_EMAIL, type User } from './users.ts';

/**
 * One request that makes a user; gives their id. Keycloak reads the dates of a new account in the language of the request, and later those of the same account
 * in the language that is stored: so the request is made in that one.
 */
export async function makeUser(admin: KeycloakAdmin, user: User): Promise<string> {
  const { headers } = await admin.call('POST', '/users', { body: user, language: localeOf(user) });
  return headers.location?.split('/').at(-1) ?? '';
}

/**
 * Makes a user with everything that Keycloak was asked for. A realm may give each new user required actions of its own; they stay. One of
 * them keeps Keycloak from writing the address of a new user (users.ts): it is written after that. What cannot be made whole is
 * taken away again, so that nothing is left over.
 * @param create has Keycloak make the user, and gives their id.
 * @returns the id. Throws what `create` does, Keycloak's refusal, and `directory_unavailable`.
 */
export async function createUser(admin: KeycloakAdmin, user: User, create: (user: User) => Promise<string>): Promise<string> {
  const id = await create(user).catch(async (error) => Promise.reject(await directoryFault(admin, error)));
  if (!user.email || !(await asksForAddress(admin))) return id;
  try {
    await giveAddress(admin, id, user);
  } catch (error) {
    await admin.users.del({ id }).catch(() => {});
    throw error;
  }
  return id;
}

/** Gives an address to a user who has none. */
export async function giveAddress(admin: KeycloakAdmin, id: string, { email, emailVerified }: User): Promise<User> {
  const made = await readUser(admin, id);
  return changeUser(admin, id, ({ email: kept }) => (kept ? undefined : { email, emailVerified }), made);
}

/** Whether the realm asks every new user for their address. What cannot be told counts as yes. */
async function asksForAddress(admin: KeycloakAdmin): Promise<boolean> {
  try {
    const actions = await requiredActionsOf(admin);
    return actions.some(
      ({ alias, enabled, defaultAction }) => alias === UPDATE_EMAIL && enabled === true && defaultAction === true,
    );
  } catch (error) {
    if (refusalStatus(error) === 403) return true;
    throw error;
  }
}
