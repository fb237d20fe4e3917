import type CredentialRepresentation from '@keycloak/keycloak-admin-client/lib/defs/credentialRepresentation.js';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import { z } from 'zod';
import { inTurn, type Turns } from '../../common/in-turn.ts';
import { defined } from '../../common/without-undefined.ts';
import { AppError } from '../../errors.ts';
import { mayHaveFailed, refusalBody, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { dateAttributes, datesInTurn } from '../profile/dates-by-language.ts';
import { dateLanguageOf } from '../profile/languages.ts';
import { profileFaultsOf } from '../profile/profile-errors.ts';
import { writeIncompleteUser } from './write-incomplete-user.ts';

export type User = UserRepresentation;
export type Attributes = Record<string, string[]>;
/** What Keycloak tells of an account's credentials. */
export type Credentials = readonly CredentialRepresentation[];

/** The language that an account has stored, as it stands there. */
export function localeOf({ attributes }: User): string | undefined {
  return [((attributes ?? {}) as Record<string, string | string[]>).locale].flat()[0];
}

/**
 * New values of properties; undefined takes a value away. `datesIn`: the language of the account's dates, where it is not that which is stored now, because
 * Keycloak's own page has just written them.
 */
export type UserChange = { [K in keyof User]: User[K] | undefined } & { datesIn?: string | undefined };

/**
 * The id of a user: opaque, as realm files and imports keep any; that of somebody from a directory may hold their name, with its spaces. Requests
 * encode it. Left out is what would lead an admin request elsewhere all the same: a slash, which Keycloak decodes, and the two addresses beside
 * the users, `users/count` and `users/profile`.
 */
export const userIdSchema = z.string().regex(/^(?!(?:\.{1,2}|count|profile)$)(?:[^\s/\\\p{Cc}]| ){1,255}$/u);

/** The path of a user, and of what belongs to them, for {@link KeycloakAdmin.call}. */
export function userPath(id: string, below = ''): string {
  return `/users/${encodeURIComponent(id)}${below}`;
}

/** The user, or undefined when there is none. @param query asks for more of them, such as `userProfileMetadata`. */
export async function readUser(
  admin: Pick<KeycloakAdmin, 'call'>,
  id: string,
  query?: Record<string, string>,
): Promise<User | undefined> {
  try {
    return JSON.parse((await admin.call('GET', userPath(id), query && { query })).text) as User;
  } catch (error) {
    if (refusalStatus(error) === 404) return undefined;
    throw error;
  }
}

/**
 * A user id that does not exist: asking for it costs the same request as asking for a real user, so that both branches of a check take the same time.
 */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Whether Keycloak reaches its database: to find a user by id, it must ask there. */
export async function hasDatabase(admin: KeycloakAdmin): Promise<boolean> {
  return readUser(admin, NOBODY).then(
    () => true,
    (error) => !mayHaveFailed(error),
  );
}

/** Of two changes that read the same user before either has written, the first would be lost. */
const changes = new WeakMap<KeycloakAdmin, Turns>();

/**
 * Changes a user as it stands in Keycloak now. `PUT /users/{id}` replaces all attributes and clears names that it is not given,
 * and the person may be writing at this very moment: so read, change and write, as close together as can be, and the changes of one process one after
 * the other. Attributes that the account lacks
 * do not keep Keycloak from it ({@link writeIncompleteUser}). Where the language changes, dates of `local-date` follow it ({@link datesInTurn}).
 * @param change gives the new properties, with all attributes if any of them changes; undefined leaves the user alone. A new username is
 * left out where the realm does not let it be edited.
 * @param known the user, if they were read a moment ago. They are read again where another change came first.
 * @returns the user as it is now. Throws `not_found`.
 */
export async function changeUser(
  admin: KeycloakAdmin,
  id: string,
  change: (user: User) => UserChange | undefined,
  known?: User,
): Promise<User> {
  const turns = changes.get(admin) ?? new Map();
  changes.set(admin, turns);
  const sure = turns.has(id) ? undefined : known;
  return inTurn(turns, id, () => changeNow(admin, id, change, sure));
}

async function changeNow(
  admin: KeycloakAdmin,
  id: string,
  change: (user: User) => UserChange | undefined,
  known: User | undefined,
): Promise<User> {
  const user = known ?? (await readUser(admin, id));
  if (!user) throw new AppError('not_found');
  const { username, email, firstName, lastName, attributes } = user;
  const asked = change(user);
  if (!asked) return user;
  const { datesIn, ...properties } = asked;
  const changed = { username, email, firstName, lastName, attributes, ...properties };
  const put = async (body: User) => void (await admin.call('PUT', userPath(id), { body }));
  const send = (full: User) => writeIncompleteUser(user, defined(full), put);
  for (const inTurn of await inLanguages(admin, user, changed.attributes, datesIn)) {
    changed.attributes = inTurn;
    const write = () => writeAddress(user, defined(changed), send);
    try {
      await write();
    } catch (error) {
      if (changed.username === username || !isUsernameLocked(error)) throw error;
      changed.username = username;
      await write();
    }
  }
  return defined({ ...user, ...changed });
}

/** The attributes to write, one write after the other. Nothing more is asked where the language stays. */
async function inLanguages(
  admin: KeycloakAdmin,
  before: User,
  after: User['attributes'],
  datesIn: string | undefined,
): Promise<User['attributes'][]> {
  const [stored, spoken] = [localeOf(before), after && localeOf({ attributes: after })];
  if (!after || (stored === spoken && datesIn === undefined)) return [after];
  const dates = dateAttributes(await admin.users.getProfile());
  if (dates.length === 0) return [after];
  const read = dateLanguageOf((await admin.realms.findOne({ realm: admin.realmName })) ?? {});
  const languages = { from: read(datesIn ?? stored), read: read(stored), to: read(spoken) };
  return datesInTurn(dates, before.attributes ?? {}, after, languages);
}

/** The required action with which a person says their address. */
export const UPDATE_EMAIL = 'UPDATE_EMAIL';

/**
 * Writes a user by `send`, with another address than before. While {@link UPDATE_EMAIL} is asked of them, Keycloak checks an address that is
 * written with a token without a session, as our service account's is, leaves it out, and answers as if it had written it
 * (`DefaultUserProfile.isIgnoreAttributeUpdate`, 26.7). So all is written twice: first the action goes, then it comes back with the address.
 * @param before the account as it is.
 */
async function writeAddress(before: User, user: User, send: (user: User) => Promise<void>): Promise<void> {
  const { email, requiredActions = [] } = before;
  const isAsked = requiredActions.includes(UPDATE_EMAIL);
  if (!isAsked || user.email === email) return send(user);
  const wanted = user.requiredActions ?? requiredActions;
  await send({ ...user, requiredActions: wanted.filter((action) => action !== UPDATE_EMAIL) });
  await send({ ...user, requiredActions: wanted });
}

/** Where a realm lets nobody edit their username, Keycloak keeps admins from it, too. */
function isUsernameLocked(error: unknown): boolean {
  const faults = refusalStatus(error) === 400 ? profileFaultsOf(refusalBody(error)) : [];
  return faults.some(({ field, key }) => field === 'username' && key === 'field.read_only');
}

interface NameParts {
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  username?: string | undefined;
}

/** First and last name; of somebody who has not given them yet, the address; of an account without one, the username. */
export function displayName({ firstName, lastName, email, username }: NameParts): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email || username || '';
}
