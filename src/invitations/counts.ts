import type { Admin } from '../keycloak/admin.ts';
import { INVITATION_STATUSES, type InvitationStatus } from './invitation.ts';

/** How many invitations of the realm there are per status. */
export type StatusCounts = Record<InvitationStatus, number>;

export interface Counts {
  /** As of a few seconds ago: see {@link FRESH} and {@link USABLE}. */
  all(): Promise<StatusCounts>;
  /** The counts of before count no more: something was changed here. */
  forget(): void;
}

/** Milliseconds for which counts are served as they are. */
const FRESH = 5_000;
/** Milliseconds for which older counts are served while new ones are asked for: nobody waits, and nobody sees a minute-old number. */
const USABLE = 60_000;

/** Keycloak counts a status of 100,000 users as slowly as it lists them; so seven counts are shared by all who look at the list. */
export function createCounts(admin: Admin, now: () => number = Date.now): Counts {
  let known: { counts: StatusCounts; at: number } | undefined;
  let asking: Promise<StatusCounts> | undefined;

  function ask(): Promise<StatusCounts> {
    if (asking) return asking;
    const at = now();
    const mine: Promise<StatusCounts> = countAll(admin)
      .then((counts) => {
        // Only if nothing was changed meanwhile.
        if (asking === mine) known = { counts, at };
        return counts;
      })
      .finally(() => {
        if (asking === mine) asking = undefined;
      });
    asking = mine;
    return mine;
  }

  return {
    async all() {
      const age = known ? now() - known.at : Number.POSITIVE_INFINITY;
      if (!known || age > USABLE) return ask();
      // A failure shows at the next look, when these counts have become too old.
      if (age > FRESH) ask().catch(() => {});
      return known.counts;
    },
    forget() {
      known = undefined;
      asking = undefined;
    },
  };
}

export function noCounts(): StatusCounts {
  return Object.fromEntries(INVITATION_STATUSES.map((name) => [name, 0])) as StatusCounts;
}

async function countAll(admin: Admin): Promise<StatusCounts> {
  const counted = INVITATION_STATUSES.map(async (name) => [name, await admin.users.count({ q: `invitation.status:${name}` })]);
  return { ...noCounts(), ...Object.fromEntries(await Promise.all(counted)) };
}
