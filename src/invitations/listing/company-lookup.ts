import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allOrganizations, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, NO_ORGANIZATION } from '../record/invitation.ts';

/** Whose company is which, for showing it only: rights are decided in src/access, on fresh memberships. */
export interface CompanyLookup {
  /** Every company of the realm. */
  all(): Promise<Organization[]>;
  /** The companies of a user, as of half a minute ago at most. */
  of(userId: string): Promise<Organization[]>;
  /** The company that an invitation was made into: costs no request where the invitation says it. */
  invitedInto(invitation: Invitation): Promise<Organization | undefined>;
  /** A membership was changed here. */
  forget(userId: string): void;
}

/** Milliseconds for which an answer is used again. */
const FRESH = 30_000;
/** Users whose answer is remembered. */
const REMEMBERED = 10_000;

interface Answer {
  companies: Promise<Organization[]>;
  until: number;
}

/** Keycloak says a user's companies one user at a time: a list that is looked through asks once for each. */
export function createCompanyLookup(admin: KeycloakAdmin): CompanyLookup {
  const byUser = new Map<string, Answer>();
  let every: Answer | undefined;

  function remembered(ask: () => Promise<Organization[]>, drop: () => void): Answer {
    const companies = ask();
    // A failure is not remembered; who waits for the answer sees it.
    companies.catch(drop);
    return { companies, until: Date.now() + FRESH };
  }

  const all = () => {
    if (!every || Date.now() > every.until) {
      every = remembered(
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
      answer = remembered(
        async () => ((await all()).length === 0 ? [] : organizationsOfMember(admin, userId)),
        () => byUser.delete(userId),
      );
      byUser.set(userId, answer);
      const [oldest] = byUser.keys();
      if (byUser.size > REMEMBERED && oldest !== undefined) byUser.delete(oldest);
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
    forget: (userId) => byUser.delete(userId),
  };
}

/** Made for a user whom somebody else had created. Version 0.1 wrote "no company" there, although it may have come later. */
function wasFound({ by, actors }: Invitation): boolean {
  return by === undefined && !actors?.some(({ command }) => command === 'invite' || command === 'import');
}
