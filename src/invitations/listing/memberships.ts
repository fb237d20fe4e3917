import { cachedByKey } from '../../common/cache.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { readAdminEvents } from '../../keycloak/realm/events.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';

export interface MembershipsDeps {
  admin: KeycloakAdmin;
  lean: Pick<LeanAdmin, 'organizationsOf'>;
  realm: Pick<RealmSettings, 'keepsAdminEvents'>;
}

/** The companies of a user who is on a page; of one who is gone, none. */
export type CompaniesOf = (userId: string) => Promise<Organization[]>;

/** Milliseconds for which an answer is used again at most, whatever the log says: for a membership that ends without an entry. */
const BELIEVED = 30_000;
const MOST_KEPT = 10_000;
/** Milliseconds that are read of the log, and entries of it at most: it is longer than answers are believed, as the clocks of two machines differ. */
const LOOKED_BACK = 600_000;
const ENTRIES = 20;

/**
 * Whose companies are asked of Keycloak again and again, one user at a time: for each row that is shown to a company. Keycloak's log of admin events tells
 * whether any membership of the realm has changed since: then all are asked for anew, and otherwise one question stands for those of all rows. Nothing is
 * used again where that log is off or may not be read. For lists only: a command asks for itself who may give it.
 */
export function createMemberships({ admin, lean, realm }: MembershipsDeps) {
  const ask: CompaniesOf = (userId) =>
    lean.organizationsOf(userId).catch((error): Organization[] => {
      if (refusalStatus(error) === 404) return [];
      throw error;
    });

  /** By the user's id and what the log said when it was asked. */
  const known = cachedByKey((key) => ask(key.slice(0, key.indexOf(' '))), BELIEVED, MOST_KEPT);

  /** The newest entries about memberships, as a text that changes with each; undefined where nobody can tell. */
  async function newestChanges(): Promise<string | undefined> {
    const query = { operations: [], resources: ['ORGANIZATION_MEMBERSHIP'] };
    const page = { since: Date.now() - LOOKED_BACK, first: 0, max: ENTRIES, newestFirst: true };
    try {
      const [isKept, entries] = await Promise.all([realm.keepsAdminEvents(), readAdminEvents(admin, query, page)]);
      return isKept ? entries.map(({ id }) => id).join(' ') : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    ask,
    /** Called before a page is looked for: what its rows are told is not older than that. */
    forPage(): CompaniesOf {
      const log = newestChanges();
      return async (userId) => {
        const now = await log;
        return now === undefined ? ask(userId) : known(`${userId} ${now}`);
      };
    },
  };
}
