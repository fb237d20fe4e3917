import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { invitationOf } from '../record/invitation.ts';
import { writeRecord } from '../record/store.ts';

/**
 * The console makes a user first and a company's member of them later. Keycloak's event of it names no user, so those who were invited
 * without a company lately are asked for again: their invitation then says who invites, and a reminder does, too. Whom an earlier process
 * has invited is found in Keycloak's log of new users.
 */
const LATELY = 24 * 3_600_000;
const MOST = 200;

/** @param ownId the sidecar's service account: those whom it has created have got their company with their invitation. */
export function createLateCompanies(admin: KeycloakAdmin, ownId: () => Promise<string>) {
  /** Users by the time of their invitation. */
  const without = new Map<string, number>();
  let isRecalled = false;
  let asked = false;
  let looking = false;

  /** The newest of those who were created before this process began. */
  async function recall(): Promise<void> {
    const own = await ownId();
    const query = { operations: ['CREATE'], resources: ['USER', 'REALM'] } as const;
    const found = new Map<string, number>();
    for await (const event of allAdminEvents(admin, query, { since: Date.now() - LATELY })) {
      const id = userIdOf(event);
      if (id && event.author.userId !== own && !without.has(id)) found.set(id, event.time);
      if (found.size >= MOST) break;
    }
    for (const [id, time] of found) without.set(id, time);
    isRecalled = true;
  }

  async function look(): Promise<void> {
    if (!isRecalled) await recall();
    for (const userId of [...without.keys()]) {
      const [company] = await organizationsOfMember(admin, userId).catch(() => []);
      if (!company) continue;
      const user = await readUser(admin, userId);
      // Whoever was not invited, or by somebody whom the invitation names, has nothing to fill in.
      const invitation = user && invitationOf(user);
      if (invitation && !invitation.by)
        await writeRecord(admin, userId, { by: company.name, organization: company.alias }, undefined, user);
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
