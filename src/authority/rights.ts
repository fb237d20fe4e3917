import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, readAdminEvents } from '../keycloak/realm/events.ts';
import type { User } from '../keycloak/realm/users.ts';
import { type Roles, rolesOf } from './roles.ts';

/**
 * Whether an account may have rights over the realm, the server or the sidecar, as far as our service account can tell. `seen`: such a right, or a role that
 * may hold one. `untold`: none is seen, but Keycloak's log does not say whether client roles were given.
 */
export type Rights = 'none' | 'seen' | 'untold';

/** What is known of an account, and what follows from it. Roles and authors are undefined where Keycloak does not tell. */
export interface KnownRights {
  rights: Rights;
  roles: Roles | undefined;
  /** User ids of all who made or changed the account, its roles or its groups (its company's membership included) through Keycloak's admin API. */
  authors: Set<string> | undefined;
}

type Realm = Pick<RealmRepresentation, 'defaultRole' | 'adminEventsEnabled'> | undefined;

export async function rightsOf(admin: KeycloakAdmin, user: User, realm: Realm): Promise<KnownRights> {
  const [roles, { authors, givesClientRoles }] = await Promise.all([
    rolesOf(admin, user.id ?? '', realm?.defaultRole?.name ?? ''),
    logOf(admin, user, realm?.adminEventsEnabled === true),
  ]);
  const isSeen = Boolean(user.serviceAccountClientId) || !roles || roles.mayRule || givesClientRoles;
  return { rights: isSeen ? 'seen' : authors ? 'none' : 'untold', roles, authors };
}

/** Admin events that are read at most; an account with more counts as one whose log does not tell everything. */
const MOST = 500;
/** Milliseconds by which the clocks of two nodes of Keycloak may differ. */
const SKEW = 60_000;

/**
 * What Keycloak's admin events say of an account, from its creation on. `authors` is undefined where they do not tell everything: the log is off, or was switched off for a time, or may not be read, or
 * does not reach back to the creation. An account made by a partial import has none either, because the import gives roles without events.
 * `givesClientRoles`: they tell all the same that somebody has given or taken client roles, which our service account may not read.
 */
async function logOf(
  admin: KeycloakAdmin,
  { id = '', createdTimestamp = 0 }: User,
  isKept: boolean,
): Promise<{ authors: Set<string> | undefined; givesClientRoles: boolean }> {
  const since = Math.max(0, createdTimestamp - SKEW);
  const read = (path: string, operations: AdminEvent['operation'][] = [], resources: string[] = []) =>
    readAdminEvents(admin, { operations, resources, path }, { since, first: 0, max: MOST });
  try {
    const [events, switched] = await Promise.all([read(`*${id}*`), read('events/config', [], ['REALM'])]);
    const isCreated = events.some((event) => isCreation(event, `users/${id}`) || isCreation(event, `scim/v2/Users/${id}`));
    const isWhole =
      isKept &&
      createdTimestamp > 0 &&
      isCreated &&
      events.length < MOST &&
      switched.every(({ time }) => time < createdTimestamp);
    return {
      authors: isWhole ? new Set(events.map(({ author }) => author.userId)) : undefined,
      givesClientRoles: events.some(({ resourcePath }) => resourcePath.startsWith(`users/${id}/role-mappings/clients`)),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'keycloak_misconfigured')
      return { authors: undefined, givesClientRoles: false };
    throw error;
  }
}

function isCreation({ operation, resourceType, resourcePath }: AdminEvent, path: string): boolean {
  return operation === 'CREATE' && resourceType === 'USER' && resourcePath === path;
}
