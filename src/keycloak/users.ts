import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import { AppError } from '../errors.ts';
import type { Admin } from './admin.ts';

export type User = UserRepresentation;
export type Attributes = Record<string, string[]>;

/** The user, or undefined when there is none. */
export async function readUser(admin: Admin, id: string): Promise<User | undefined> {
  return (await admin.users.findOne({ id }, { catchNotFound: true })) ?? undefined;
}

/**
 * Changes a user as it stands in Keycloak now. `PUT /users/{id}` replaces all attributes and clears names that it is not given,
 * and the person may be writing at this very moment: so read, change and write, as close together as can be.
 * @param change gives the new properties, with all attributes if any of them changes; undefined leaves the user alone.
 * @param known the user, if they were read a moment ago.
 * @returns the user as it is now. Throws `not_found`.
 */
export async function changeUser(
  admin: Admin,
  id: string,
  change: (user: User) => User | undefined,
  known?: User,
): Promise<User> {
  const user = known ?? (await readUser(admin, id));
  if (!user) throw new AppError('not_found');
  const { username, email, firstName, lastName, attributes } = user;
  const properties = change(user);
  if (!properties) return user;
  const changed = { username, email, firstName, lastName, attributes, ...properties };
  await admin.users.update({ id }, changed);
  return { ...user, ...changed };
}

/** First and last name, or the address of somebody who has not given them yet. */
export function displayName({ firstName, lastName, email }: Pick<User, 'firstName' | 'lastName' | 'email'>): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (email ?? '');
}
