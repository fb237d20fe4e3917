import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { invitationOf } from '../record/invitation.ts';
import { writeRecord } from '../record/store.ts';

/**
 * Milliseconds for which invitations without a company are watched. The console makes a user first and adds them to a company later; Keycloak's event
 * of that names no user. So users who were invited without a company lately are read again: their invitation then names the company, and so do its
 * reminders. Users whom an earlier process has invited are found in Keycloak's log.
 */
const LATELY = 24 * 3_600_000;
const MOST = 200;

/** @param ownId the sidecar's service account: those whom it has created have got their company with their invitation. */
export function createLateCompanies(admin: KeycloakAdmin, ownId: () => Promise<string>) {
  /** Time of the invitation by user id, for those without a company. */
  const without = new Map<string, number>();
  let isRecalled = false;
  let asked = false;
  let looking = false;

  /** Adds the newest of the users who were created before this process started. */
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
    // Whom Keycloak does not answer for keeps nobody else from their company, and is looked at once more.
    const faults: unknown[] = [];
    for (const userId of [...without.keys()]) {
      await lookAt(userId).catch((error) => {
        if (refusalStatus(error) === 404) without.delete(userId);
        else faults.push(error);
      });
    }
    if (faults.length > 0) throw faults[0];
  }

  async function lookAt(userId: string): Promise<void> {
    const [company] = await organizationsOfMember(admin, userId);
    if (!company) return;
    const user = await readUser(admin, userId);
    // Users without an invitation, or whose invitation names the inviter, have nothing to fill in.
    const invitation = user && invitationOf(user);
    const named = { by: company.name, organization: company.alias };
    if (invitation && !invitation.by) await writeRecord(admin, userId, (now) => (now?.by ? undefined : named));
    without.delete(userId);
  }

  return {
    add(userId: string): void {
      without.set(userId, Date.now());
      for (const [id, at] of without) if (without.size > MOST || at < Date.now() - LATELY) without.delete(id);
    },
    /** A thousand members may be added at once: calls during a look are answered by one further look. Throws a fault of Keycloak's: call it again then. */
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
