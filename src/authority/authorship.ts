import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { allAdminEvents } from '../keycloak/realm/events.ts';
import { serviceAccountId } from '../keycloak/realm/service-account.ts';
import type { User } from '../keycloak/realm/users.ts';

/** Who has changed an account, as Keycloak's log of admin events tells. */
export interface Authorship {
  /** The log reaches back to the account's creation and names nobody but the sidecar. What the log cannot tell counts as no. */
  oursAlone: boolean;
  /** When somebody else last changed it, in epoch milliseconds by Keycloak's clock. */
  othersAt: number | undefined;
  /** When Keycloak last mailed it a key for us. */
  mailedAt: number | undefined;
  /** The last one to write the account's own properties (names, address, whether it is enabled) was the sidecar. */
  lastWriteOurs: boolean;
}

/** Milliseconds by which the clocks of two Keycloak nodes may differ. */
const CLOCKS = 60_000;

const NOTHING_KNOWN: Authorship = { oursAlone: false, othersAt: undefined, mailedAt: undefined, lastWriteOurs: false };

export async function authorshipOf(admin: KeycloakAdmin, user: User): Promise<Authorship> {
  try {
    return await readAuthorship(admin, user);
  } catch (error) {
    // The service account may not read the log.
    const isForbidden = error instanceof AppError && error.code === 'keycloak_misconfigured';
    if (isForbidden) return NOTHING_KNOWN;
    throw error;
  }
}

/** What stands before a user's id where an event is about the user itself: Keycloak's admin API, and SCIM. */
const OWN_PATHS = ['users', 'scim/v2/Users'];

/** Every path that names the user counts: its own, groups, roles, companies, SCIM, partial imports. */
async function readAuthorship(admin: KeycloakAdmin, { id = '', createdTimestamp = 0 }: User): Promise<Authorship> {
  const [ownId, log] = await Promise.all([serviceAccountId(admin), admin.realms.getConfigEvents({ realm: admin.realmName })]);
  const query = { operations: ['CREATE', 'UPDATE', 'DELETE', 'ACTION'] as const, resources: [], path: `*${id}*` };
  let created = false;
  let othersAt: number | undefined;
  let mailedAt: number | undefined;
  let lastWriter: string | undefined;
  for await (const event of allAdminEvents(admin, query, { since: createdTimestamp - CLOCKS })) {
    // Events come newest first.
    if (OWN_PATHS.some((path) => event.resourcePath === `${path}/${id}`) && event.operation !== 'ACTION')
      lastWriter ??= event.author.userId;
    if (event.author.userId !== ownId) {
      othersAt = Math.max(othersAt ?? 0, event.time);
    } else if (event.resourcePath === `users/${id}` && event.operation === 'CREATE') {
      created = true;
    } else if (event.resourcePath === `users/${id}/execute-actions-email`) {
      mailedAt = Math.max(mailedAt ?? 0, event.time);
    }
  }
  const isKept = log.adminEventsEnabled === true;
  return {
    oursAlone: isKept && created && othersAt === undefined,
    othersAt,
    mailedAt,
    lastWriteOurs: isKept && lastWriter === ownId,
  };
}
