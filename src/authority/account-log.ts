import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, readAdminEvents } from '../keycloak/realm/events.ts';
import type { User } from '../keycloak/realm/users.ts';

/** What Keycloak's admin events say of an account, from its creation on. */
export interface AccountLog {
  /** User ids of all who made or changed the account, its roles or its groups (its company's membership included) through Keycloak's admin API. */
  authors: Set<string>;
  /** Somebody has given or taken client roles, which our service account may not read. */
  clientRolesMoved: boolean;
}

/** Admin events that are read at most; an account with more counts as one whose log does not tell everything. */
const MOST = 500;
/** Milliseconds by which the clocks of two nodes of Keycloak may differ. */
const SKEW = 60_000;

/**
 * What the log says of an account. Undefined where it does not tell everything: it is off, or was switched off for a time, or may not be read, or
 * does not reach back to the creation. An account made by a partial import has none either, because the import gives roles without events.
 */
export async function logOf(
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
      clientRolesMoved: events.some(({ resourcePath }) => resourcePath.startsWith(`users/${id}/role-mappings/clients`)),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'keycloak_misconfigured') return undefined;
    throw error;
  }
}

function isCreation({ operation, resourceType, resourcePath }: AdminEvent, path: string): boolean {
  return operation === 'CREATE' && resourceType === 'USER' && resourcePath === path;
}
