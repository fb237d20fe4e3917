import type { User } from './users.ts';

/** The required action with which a person says their address. */
export const UPDATE_EMAIL = 'UPDATE_EMAIL';

/**
 * Writes a user by `send`, with another address than before. While {@link UPDATE_EMAIL} is asked of them, Keycloak checks an address that is
 * written with a token without a session, as our service account's is, leaves it out, and answers as if it had written it
 * (`DefaultUserProfile.isIgnoreAttributeUpdate`, 26.7). So all is written twice: first the action goes, then it comes back with the address.
 * @param before the account as it is.
 */
export async function writeAddress(before: User, user: User, send: (user: User) => Promise<void>): Promise<void> {
  const { email, requiredActions = [] } = before;
  const isAsked = requiredActions.includes(UPDATE_EMAIL);
  if (!isAsked || user.email === email) return send(user);
  const wanted = user.requiredActions ?? requiredActions;
  await send({ ...user, requiredActions: wanted.filter((action) => action !== UPDATE_EMAIL) });
  await send({ ...user, requiredActions: wanted });
}
