import type { Reach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allOrganizations, countMembers, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, NO_ORGANIZATION } from '../record/invitation.ts';

/** The companies of users, for showing only: rights are decided in src/access, by current memberships. */
export interface CompanyLookup {
  /** Every company of the realm. */
  all(): Promise<Organization[]>;
  /** The companies of a user, at most 30 s old. */
  of(userId: string): Promise<Organization[]>;
  /** The company that an invitation was made into: costs no request where the invitation says it. */
  invitedInto(invitation: Invitation): Promise<Organization | undefined>;
  /** How many members a company has; asked anew while they are so few at most, else a minute old. */
  membersUpTo(id: string, few: number): Promise<number>;
  /** Drops the cached companies of a user whose membership was changed here. */
  forget(userId: string): void;
}

/** Milliseconds for which an answer is used again. */
const FRESH = 30_000;
const LARGE_FRESH = 60_000;
/** Users whose companies are cached at most. */
const MOST_CACHED = 10_000;

interface Answer {
  companies: Promise<Organization[]>;
  until: number;
}

/** Keycloak tells the companies of one user at a time, so they are cached: a list asks for each of its rows. */
export function createCompanyLookup(admin: KeycloakAdmin): CompanyLookup {
  const byUser = new Map<string, Answer>();
  const sizes = new Map<string, { count: number; until: number }>();
  let every: Answer | undefined;

  function cached(ask: () => Promise<Organization[]>, drop: () => void): Answer {
    const companies = ask();
    // A failure is not cached; whoever waits for it gets the error.
    companies.catch(drop);
    return { companies, until: Date.now() + FRESH };
  }

  const all = () => {
    if (!every || Date.now() > every.until) {
      every = cached(
        () => allOrganizations(admin),
        () => {
          every = undefined;
        },
      );
    }
    return every.companies;
  };

  async function of(userId: string): Promise<Organization[]> {
    let answer = byUser.get(userId);
    if (!answer || Date.now() > answer.until) {
      byUser.delete(userId);
      answer = cached(
        async () => ((await all()).length === 0 ? [] : organizationsOfMember(admin, userId)),
        () => byUser.delete(userId),
      );
      byUser.set(userId, answer);
      const [oldest] = byUser.keys();
      if (byUser.size > MOST_CACHED && oldest !== undefined) byUser.delete(oldest);
    }
    return answer.companies;
  }

  return {
    all,
    of,
    async invitedInto(invitation) {
      const { id, organization: alias } = invitation;
      if (alias === NO_ORGANIZATION && !wasFound(invitation)) return undefined;
      const named = alias === undefined ? undefined : (await all()).find((company) => company.alias === alias);
      return named ?? (await of(id))[0];
    },
    async membersUpTo(id, few) {
      const known = sizes.get(id);
      if (known && Date.now() < known.until && known.count > few) return known.count;
      const count = await countMembers(admin, id);
      sizes.set(id, { count, until: Date.now() + LARGE_FRESH });
      return count;
    },
    forget: (userId) => byUser.delete(userId),
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
