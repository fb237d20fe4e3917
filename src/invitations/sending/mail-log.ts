import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, allAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { serviceAccountId } from '../../keycloak/realm/service-account.ts';

/**
 * Keycloak's own record of the mails that it has sent for us: its admin events (ACTION on `users/{id}/execute-actions-email`),
 * written in the same transaction as the answer. What the sidecar meant to write down and could not, because it was killed at
 * that moment, stands there.
 */
export interface MailLog {
  /** Whether this realm keeps such entries, and those of a moment (epoch milliseconds) can still be read. */
  covers(moment: number): Promise<boolean>;
  /** Moments at which Keycloak mailed a user for us since a moment, newest first (epoch milliseconds by Keycloak's clock). */
  mailsTo(userId: string, since?: number): Promise<number[]>;
  /** Users whom we created in a span of time (epoch milliseconds) and who have got no mail from us since, newest first. */
  createdWithoutMail(from: number, to: number): Promise<string[]>;
}

/** Seconds before an entry is due to be deleted from which it is not relied on any more. */
const MARGIN = 3600;
const MAIL = 'execute-actions-email';

export function createMailLog(admin: KeycloakAdmin): MailLog {
  /** Admin events of the sidecar's own service account on users. */
  async function* ours(operation: 'CREATE' | 'ACTION', path: string, since: number, until?: number): AsyncGenerator<AdminEvent> {
    const query = { operations: [operation], resources: ['USER'], path, authorId: await serviceAccountId(admin) };
    yield* allAdminEvents(admin, query, { since, until });
  }

  return {
    async covers(moment) {
      const realm = await admin.realms.findOne({ realm: admin.realmName });
      if (!realm?.adminEventsEnabled) return false;
      const seconds = Number(realm.attributes?.adminEventsExpiration ?? 0);
      return seconds === 0 || Date.now() - moment < (seconds - MARGIN) * 1000;
    },
    async mailsTo(userId, since = 0) {
      const times: number[] = [];
      for await (const { time } of ours('ACTION', `users/${userId}/${MAIL}`, since)) times.push(time);
      return times.sort((a, b) => b - a);
    },
    async createdWithoutMail(from, to) {
      const users = new Set<string>();
      for await (const event of ours('CREATE', 'users/*', from, to)) {
        const userId = userIdOf(event);
        if (userId) users.add(userId);
      }
      if (users.size === 0) return [];
      for await (const event of ours('ACTION', `users/*/${MAIL}`, from)) users.delete(userIdOf(event) ?? '');
      return [...users];
    },
  };
}
