import { LRUCache } from 'lru-cache';
import type { Reach } from '../../authority/reach.ts';
import { cached, cachedByKey } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import {
  allOrganizations,
  countMembers,
  noneIfSwitchedOff,
  type Organization,
  organizationsOfMember,
} from '../../keycloak/realm/organizations.ts';
import { organizationIds } from '../record/findable.ts';
import type { FindableState } from '../record/findable-state.ts';
import { type Invitation, NO_ORGANIZATION } from '../record/invitation.ts';

/** The companies of users, for showing only: rights are decided in src/access, by current memberships. */
export interface CompanyLookup {
  /** Every company of the realm. */
  all(): Promise<Organization[]>;
  /** The companies of a user, at most 30 s old. */
  of(userId: string): Promise<Organization[]>;
  /**
   * The company of an invitation's person: the one that it was made into, or else another one. Costs no request where lists find them by it. Nobody's who has left it, nor by an
   * alias that another company had before.
   */
  invitedInto(invitation: Invitation): Promise<Organization | undefined>;
  /** How many members a company has; asked anew while they are so few at most, else a minute old. */
  membersUpTo(id: string, few: number): Promise<number>;
  /** Drops the cached companies of a user whose membership was changed here. */
  forget(userId: string): void;
}

/** Milliseconds for which an answer is used again. */
const FRESH = 30_000;
const LARGE_FRESH = 60_000;
/** Users whose companies are cached at most, and companies whose size is. */
const MOST_CACHED = 10_000;

/** Keycloak tells the companies of one user at a time, so they are cached: a list asks for each of its rows. */
export function createCompanyLookup(admin: KeycloakAdmin, findable: Pick<FindableState, 'isComplete'>): CompanyLookup {
  const sizes = new LRUCache<string, number>({ max: MOST_CACHED, ttl: LARGE_FRESH });
  const all = cached(() => allOrganizations(admin).catch(noneIfSwitchedOff), FRESH);
  const ofMember = async (userId: string) =>
    (await all()).length === 0 ? [] : organizationsOfMember(admin, userId).catch(noneIfSwitchedOff);
  const of = cachedByKey(ofMember, FRESH, MOST_CACHED);

  return {
    all,
    of,
    async invitedInto(invitation) {
      const { id, organization: alias, user } = invitation;
      const named = user ? organizationIds(user) : [];
      const foundBy = named.length === 0 ? [] : (await all()).filter((company) => named.includes(company.id));
      const shown = foundBy.find((company) => company.alias === alias) ?? foundBy[0];
      if (shown) return shown;
      if (alias === NO_ORGANIZATION && !wasFound(invitation)) return undefined;
      if (alias !== undefined && !(await findable.isComplete())) {
        const noted = (await all()).find((company) => company.alias === alias);
        if (noted) return noted;
      }
      const theirs = await of(id);
      return theirs.find((company) => company.alias === alias) ?? theirs[0];
    },
    async membersUpTo(id, few) {
      const known = sizes.get(id);
      if (known !== undefined && known > few) return known;
      const count = await countMembers(admin, id);
      sizes.set(id, count);
      return count;
    },
    forget: of.forget,
  };
}

/**
 * Whether the invitation was made for a user whom somebody else had created. Version 0.1 stored "no company" for such users, although a company may
 * have been added later.
 */
function wasFound({ by, actors }: Invitation): boolean {
  return by === undefined && !actors?.some(({ command }) => command === 'invite' || command === 'import');
}

/**
 * The companies whose members somebody's list holds; undefined for all users of the realm.
 * @param alias of the one company that is asked for.
 */
export async function chosenCompanies(
  { all }: Pick<CompanyLookup, 'all'>,
  reach: Reach,
  alias: string | undefined,
): Promise<Organization[] | undefined> {
  if (reach.all && alias === undefined) return undefined;
  const known = reach.all ? await all() : reach.organizations;
  return known.filter((company) => alias === undefined || company.alias === alias);
}
