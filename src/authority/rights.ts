import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, readAdminEvents } from '../keycloak/realm/events.ts';
import type { User } from '../keycloak/realm/users.ts';
import { RULING_ATTRIBUTE } from '../keycloak/rights/ruling-clients.ts';
import { type Roles, rolesOf } from './roles.ts';

/**
 * Whether an account may have rights over the realm, the server or the sidecar, as far as our service account can tell. `seen`: such a right, or a role that
 * may hold one. `untold`: none is seen, but Keycloak's log does not say whether client roles were given.
 */
export type Rights = 'none' | 'seen' | 'untold';

/** An account's roles and its log, and what follows from them. Roles and log are undefined where Keycloak does not tell. */
export interface KnownRights {
  rights: Rights;
  roles: Roles | undefined;
  log: AccountLog | undefined;
}

type Realm = Pick<RealmRepresentation, 'defaultRole' | 'adminEventsEnabled' | 'attributes'> | undefined;

/** @param counts whether a role of this client, by Keycloak's id, counts as a right. All do by default. */
export async function rightsOf(
  admin: KeycloakAdmin,
  user: User,
  realm: Realm,
  counts: (clientId: string) => boolean = () => true,
): Promise<KnownRights> {
  const [roles, log] = await Promise.all([
    rolesOf(admin, user.id ?? '', realm?.defaultRole?.name ?? ''),
    logOf(admin, user, realm?.adminEventsEnabled === true),
  ]);
  const isSeen = Boolean(user.serviceAccountClientId) || !roles || roles.mayRule || [...(log?.clientsOfRoles ?? [])].some(counts);
  return { rights: isSeen ? 'seen' : log ? 'none' : 'untold', roles, log };
}

/**
 * The same for the question whether whoever comes by a company's provider may be linked to the account at once. Roles of apps do not count where the realm
 * says which clients' roles give rights ({@link RULING_ATTRIBUTE}). Costs some six requests.
 */
export async function rightsToLink(admin: KeycloakAdmin, user: User): Promise<Rights> {
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  const ruling = realm?.attributes?.[RULING_ATTRIBUTE]?.split(',');
  const { rights } = await rightsOf(admin, user, realm, (clientId) => !ruling || ruling.includes(clientId));
  return rights;
}

/** What Keycloak's admin events say of an account, from its creation on. */
export interface AccountLog {
  /** User ids of all who made or changed the account, its roles or its groups (its company's membership included) through Keycloak's admin API. */
  authors: Set<string>;
  /** Keycloak's ids of the clients of which somebody has given or taken roles: our service account may not read these. */
  clientsOfRoles: Set<string>;
}

/** Admin events that are read at most; an account with more counts as one whose log does not tell everything. */
const MOST = 500;
/** Milliseconds by which the clocks of two nodes of Keycloak may differ. */
const SKEW = 60_000;

/**
 * What the log says of an account. Undefined where it does not tell everything: it is off, or was switched off for a time, or may not be read, or
 * does not reach back to the creation. An account made by a partial import has none either, because the import gives roles without events.
 */
async function logOf(
  admin: KeycloakAdmin,
  { id = '', createdTimestamp }: User,
  isKept: boolean,
): Promise<AccountLog | undefined> {
  if (!isKept || !createdTimestamp) return undefined;
  const since = createdTimestamp - SKEW;
  const read = (path: string, operations: AdminEvent['operation'][] = [], resources: string[] = []) =>
    readAdminEvents(admin, { operations, resources, path }, { since, first: 0, max: MOST });
  try {
    const [events, switched] = await Promise.all([read(`*${id}*`), read('events/config', [], ['REALM'])]);
    const isWhole = events.some((event) => isCreation(event, `users/${id}`) || isCreation(event, `scim/v2/Users/${id}`));
    if (!isWhole || events.length >= MOST || switched.some(({ time }) => time >= createdTimestamp)) return undefined;
    return {
      authors: new Set(events.map(({ author }) => author.userId)),
      clientsOfRoles: new Set(events.flatMap(({ resourcePath }) => clientOfRoles(resourcePath, id))),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'keycloak_misconfigured') return undefined;
    throw error;
  }
}

function clientOfRoles(path: string, id: string): string[] {
  const start = `users/${id}/role-mappings/clients`;
  return path.startsWith(start) ? [path.slice(start.length + 1)] : [];
}

function isCreation({ operation, resourceType, resourcePath }: AdminEvent, path: string): boolean {
  return operation === 'CREATE' && resourceType === 'USER' && resourcePath === path;
}
