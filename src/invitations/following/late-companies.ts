import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { writeRecord } from '../record/store.ts';

/**
 * The console makes a user first and a company's member of them later. Keycloak's event of it names no user, so those who were invited
 * without a company lately are asked for again: their invitation then says who invites, and a reminder does, too.
 */
const LATELY = 24 * 3_600_000;
const MOST = 200;

export function createLateCompanies(admin: KeycloakAdmin) {
  /** Users by the time of their invitation, oldest first. */
  const without = new Map<string, number>();
  let asked = false;
  let looking = false;

  async function look(): Promise<void> {
    for (const userId of [...without.keys()]) {
      const [company] = await organizationsOfMember(admin, userId).catch(() => []);
      if (!company) continue;
      await writeRecord(admin, userId, (current) =>
        current && !current.by ? { by: company.name, organization: company.alias } : undefined,
      );
      without.delete(userId);
    }
  }

  return {
    add(userId: string): void {
      without.set(userId, Date.now());
      for (const [id, at] of without) if (without.size > MOST || at < Date.now() - LATELY) without.delete(id);
    },
    /** A thousand members may be added at once: whoever is looking already looks once more, for all who ask meanwhile. */
    async fill(): Promise<void> {
      asked = true;
      if (looking) return;
      looking = true;
      try {
        while (asked) {
          asked = false;
          await look();
        }
      } finally {
        looking = false;
      }
    },
  };
}
