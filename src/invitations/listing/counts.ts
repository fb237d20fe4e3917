import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import { sizeUpTo } from '../paging/sizes.ts';
import { termOfOrganization } from '../record/findable.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../record/invitation.ts';

/** How many invitations of the realm there are per status. */
export type StatusCounts = Record<InvitationStatus, number>;

export interface Counts {
  /** About 30 s old, plus the changes made through this process since. */
  all(): Promise<StatusCounts>;
  /**
   * The same without waiting for long: undefined where nobody has counted before, and counting has taken more than so many milliseconds, or has failed. It
   * goes on in the background.
   */
  within(patience: number): Promise<StatusCounts | undefined>;
  /** More was read than they tell: they are counted anew, unless that would be work without end, and waited for as by `within`. */
  doubted(patience: number): Promise<StatusCounts | undefined>;
  /** Counts a change: a new invitation (`from` undefined), a deleted one (`to` undefined), or a changed status. */
  moved(from: InvitationStatus | undefined, to: InvitationStatus | undefined): void;
}

/** Milliseconds for which counts are served as they are, at least; and how many times as long as the counting took. */
const FRESH = 30_000;
const REST = 19;
/** Milliseconds for which older counts are still returned while new ones are loaded, so that nobody waits. */
const USABLE = 600_000;

/**
 * To count a status, Keycloak reads every user who has it, which takes longer than to list a page of them. So the seven counts are cached for all who
 * look at the list, and renewed in the background.
 */
export function createCounts(admin: KeycloakAdmin, now: () => number = Date.now): Counts {
  return keptCounts((status) => admin.users.count({ q: `invitation.status:${status}` }), now);
}

function keptCounts(count: (status: InvitationStatus) => Promise<number>, now: () => number): Counts {
  let known: { counts: StatusCounts; at: number; took: number } | undefined;
  let asking: { answer: Promise<StatusCounts>; since: number } | undefined;

  function ask() {
    if (asking) return asking;
    const since = now();
    const answer = countAll(count)
      .then((counts) => {
        known = { counts, at: now(), took: now() - since };
        return counts;
      })
      .finally(() => {
        asking = undefined;
      });
    asking = { answer, since };
    return asking;
  }

  /** Those that can still be served. */
  function usable(): StatusCounts | undefined {
    if (!known) return undefined;
    const age = now() - known.at;
    const fresh = Math.max(FRESH, known.took * REST);
    // A failure is only noticed once the old counts are too old to be returned.
    if (age > fresh) ask().answer.catch(() => {});
    return age > Math.max(USABLE, 2 * fresh) ? undefined : known.counts;
  }

  async function asked(patience: number): Promise<StatusCounts | undefined> {
    const { answer, since } = ask();
    const soon = answer.catch(() => undefined);
    const left = since + patience - now();
    return left > 0 ? Promise.race([soon, delay(left, undefined, { ref: false })]) : undefined;
  }

  return {
    all: async () => usable() ?? ask().answer,
    within: async (patience) => usable() ?? asked(patience),
    doubted: async (patience) => (known && now() - known.at < known.took * REST ? undefined : asked(patience)),
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

async function countAll(count: (status: InvitationStatus) => Promise<number>): Promise<StatusCounts> {
  const counts = noCounts();
  // One status after the other, so that other requests of people need not wait behind seven.
  for (const name of INVITATION_STATUSES) counts[name] = await count(name);
  return counts;
}

/** The counts of single companies, cached like those of the realm. */
export interface CompanyCounts {
  /** Of these companies together: who belongs to two of them counts twice. */
  together(companies: readonly Organization[]): Pick<Counts, 'within' | 'doubted'>;
  /** Drops what is known: an invitation was changed here. */
  forget(): void;
}

/** Companies whose counts are kept at most. */
const MOST_KEPT = 500;

/**
 * Whom a company's list finds, status by status. Keycloak answers 500 where it shall count by a value of 256 characters (26.7), as those of record/findable.ts are. So it is asked where the list of them
 * ends: near where it ended before, or, the first time, near the number of those who were invited into the company, which it counts.
 */
export function createCompanyCounts(admin: KeycloakAdmin, lean: Pick<LeanAdmin, 'usersWith'>): CompanyCounts {
  const byId = new LRUCache<string, Counts>({ max: MOST_KEPT });
  const ends = new LRUCache<string, number>({ max: MOST_KEPT * INVITATION_STATUSES.length });

  async function count({ id, alias }: Organization, status: InvitationStatus): Promise<number> {
    const term = termOfOrganization(id, status);
    const near =
      ends.get(term) ?? (await admin.users.count({ q: `invitation.organization:"${alias}" invitation.status:${status}` }));
    const end = await sizeUpTo(Number.POSITIVE_INFINITY, near, (first, max) => lean.usersWith(term, { first, max }));
    ends.set(term, end);
    return end;
  }

  function countsOf(company: Organization): Counts {
    const counts = byId.get(company.id) ?? keptCounts((status) => count(company, status), Date.now);
    byId.set(company.id, counts);
    return counts;
  }

  return {
    together: (companies) => {
      const ofEach = async (ask: (counts: Counts) => Promise<StatusCounts | undefined>) => {
        const found = await Promise.all(companies.map((company) => ask(countsOf(company))));
        return found.every((counts) => counts !== undefined) ? sum(found) : undefined;
      };
      return {
        within: (patience) => ofEach((counts) => counts.within(patience)),
        doubted: (patience) => ofEach((counts) => counts.doubted(patience)),
      };
    },
    forget: () => byId.clear(),
  };
}

function sum(counts: readonly StatusCounts[]): StatusCounts {
  const total = noCounts();
  for (const one of counts) for (const [status, count] of Object.entries(one)) total[status as keyof StatusCounts] += count;
  return total;
}
