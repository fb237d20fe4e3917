import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, readAdminEvents } from '../keycloak/realm/events.ts';
import type { User } from '../keycloak/realm/users.ts';

/** What Keycloak's admin events say of an account, from its creation on. */
export interface AccountLog {
  /** User ids of all who made or changed the account, its roles, or its groups, a company's own included, through Keycloak's admin API. */
  authors: Set<string>;
  /** Somebody has given or taken roles of clients, which Keycloak does not show us. */
  clientRolesMoved: boolean;
}

/** An account that has more events than these has a past that nobody need read. */
const MOST = 500;
/** Milliseconds by which the clocks of two nodes of Keycloak may differ. */
const SKEW = 60_000;

/**
 * Undefined where the log does not tell all of it: it is off, or was switched in between, or may not be read, or does not reach back to
 * the creation. An import of a realm's part counts as none, because it gives roles without an event of their own.
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
