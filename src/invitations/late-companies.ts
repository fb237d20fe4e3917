import type { Admin } from '../keycloak/admin.ts';
import { organizationsOfMember } from '../keycloak/organizations.ts';
import { writeRecord } from './store.ts';

/**
 * The console makes a user first and a company's member of them later. Keycloak's event of it names no user, so those who were invited
 * without a company lately are asked for again: their invitation then says who invites, and a reminder does, too.
 */
const LATELY = 24 * 3_600_000;
const MOST = 200;

export function createLateCompanies(admin: Admin, now: () => number = Date.now) {
  /** Users by the time of their invitation, oldest first. */
  const without = new Map<string, number>();
  return {
    add(userId: string): void {
      without.set(userId, now());
      for (const [id, at] of without) if (without.size > MOST || at < now() - LATELY) without.delete(id);
    },
    async fill(): Promise<void> {
      for (const userId of [...without.keys()]) {
        const [company] = await organizationsOfMember(admin, userId).catch(() => []);
        if (!company) continue;
        without.delete(userId);
        await writeRecord(admin, userId, (current) =>
          current && !current.by ? { by: company.name, organization: company.alias } : undefined,
        );
      }
    },
  };
}
