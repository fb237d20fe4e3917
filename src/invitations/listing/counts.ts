import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../record/invitation.ts';

/** How many invitations of the realm there are per status. */
export type StatusCounts = Record<InvitationStatus, number>;

export interface Counts {
  /** As of about half a minute ago, with what was changed here since. */
  all(): Promise<StatusCounts>;
  /** One more (`from` undefined), one less (`to` undefined), or one whose status has changed. */
  moved(from: InvitationStatus | undefined, to: InvitationStatus | undefined): void;
}

/** Milliseconds for which counts are served as they are. */
const FRESH = 30_000;
/** Milliseconds for which older counts are served once more, while new ones are asked for: nobody waits for them. */
const USABLE = 600_000;

/**
 * To count a status Keycloak reads every user who has it, which takes longer than to list a page of them. So seven counts are
 * shared by all who look at the list, and asked for behind their backs.
 */
export function createCounts(admin: KeycloakAdmin, now: () => number = Date.now): Counts {
  let known: { counts: StatusCounts; at: number } | undefined;
  let asking: Promise<StatusCounts> | undefined;

  function ask(): Promise<StatusCounts> {
    asking ??= countAll(admin)
      .then((counts) => {
        known = { counts, at: now() };
        return counts;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  return {
    async all() {
      const age = known ? now() - known.at : Number.POSITIVE_INFINITY;
      if (!known || age > USABLE) return ask();
      // A failure shows when these counts have become too old to be served.
      if (age > FRESH) ask().catch(() => {});
      return known.counts;
    },
    moved(from, to) {
      if (!known || from === to) return;
      const counts = { ...known.counts };
      if (from) counts[from] = Math.max(0, counts[from] - 1);
      if (to) counts[to] += 1;
      known = { ...known, counts };
    },
  };
}

export function noCounts(): StatusCounts {
  return Object.fromEntries(INVITATION_STATUSES.map((name) => [name, 0])) as StatusCounts;
}

async function countAll(admin: KeycloakAdmin): Promise<StatusCounts> {
  const counts = noCounts();
  // One after the other: whoever waits for the answer of another request should not wait for seven.
  for (const name of INVITATION_STATUSES) counts[name] = await admin.users.count({ q: `invitation.status:${name}` });
  return counts;
}
