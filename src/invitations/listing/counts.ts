import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../record/invitation.ts';

/** How many invitations of the realm there are per status. */
export type StatusCounts = Record<InvitationStatus, number>;

export interface Counts {
  /** About 30 s old, plus the changes made through this process since. */
  all(): Promise<StatusCounts>;
  /** As Keycloak counts them now. */
  renewed(): Promise<StatusCounts>;
  /** Counts a change: a new invitation (`from` undefined), a deleted one (`to` undefined), or a changed status. */
  moved(from: InvitationStatus | undefined, to: InvitationStatus | undefined): void;
}

/** Milliseconds for which counts are served as they are. */
const FRESH = 30_000;
/** Milliseconds for which older counts are still returned while new ones are loaded, so that nobody waits. */
const USABLE = 600_000;

/**
 * To count a status, Keycloak reads every user who has it, which takes longer than to list a page of them. So the seven counts are cached for all who
 * look at the list, and renewed in the background.
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
      // A failure is only noticed once the old counts are too old to be returned.
      if (age > FRESH) ask().catch(() => {});
      return known.counts;
    },
    renewed: ask,
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
  // One status after the other, so that other requests of people need not wait behind seven.
  for (const name of INVITATION_STATUSES) counts[name] = await admin.users.count({ q: `invitation.status:${name}` });
  return counts;
}
