import type { Admin } from '../keycloak/admin.ts';
import { serviceAccountId } from '../keycloak/notes.ts';

/**
 * Keycloak's own record of the mails that it has sent for us: its admin events (ACTION on `users/{id}/execute-actions-email`),
 * written in the same transaction as the answer. What the sidecar meant to write down and could not, because it was killed at
 * that moment, stands there.
 */
export interface MailLog {
  /** Whether Keycloak keeps that record in this realm, and what it says of a moment (epoch milliseconds) can still be read. */
  covers(moment: number): Promise<boolean>;
  /** When Keycloak has sent mails to a user for us since a moment, newest first (epoch milliseconds by Keycloak's clock). */
  mailsTo(userId: string, since?: number): Promise<number[]>;
  /** Users whom we created in a span of time (epoch milliseconds) and who have got no mail from us since, newest first. */
  createdWithoutMail(from: number, to: number): Promise<string[]>;
}

const PAGE = 1000;
/** Seconds before the end of their time from which entries are not relied on. */
const MARGIN = 3600;
const MAIL = 'execute-actions-email';

export function createMailLog(admin: Admin): MailLog {
  /** Whose events are ours. */
  const ownId = () => serviceAccountId(admin);

  async function* events(operation: 'CREATE' | 'ACTION', from: number, to: number | undefined): AsyncGenerator<string> {
    const authUser = await ownId();
    for (let first = 0; ; first += PAGE) {
      const page = await admin.realms.findAdminEvents({
        realm: admin.realmName,
        operationTypes: operation,
        resourceTypes: 'USER',
        resourcePath: operation === 'ACTION' ? `users/*/${MAIL}` : 'users/*',
        authUser,
        // The client's Date is refused: Keycloak takes epoch milliseconds.
        dateFrom: from as unknown as Date,
        ...(to !== undefined && { dateTo: to as unknown as Date }),
        first,
        max: PAGE,
      });
      for (const { resourcePath } of page) {
        const userId = /^users\/([^/]+)/.exec(resourcePath ?? '')?.[1];
        if (userId) yield userId;
      }
      if (page.length < PAGE) return;
    }
  }

  return {
    async covers(moment) {
      const realm = await admin.realms.findOne({ realm: admin.realmName });
      if (!realm?.adminEventsEnabled) return false;
      const seconds = Number(realm.attributes?.adminEventsExpiration ?? 0);
      return seconds === 0 || Date.now() - moment < (seconds - MARGIN) * 1000;
    },
    async mailsTo(userId, since = 0) {
      const found = await admin.realms.findAdminEvents({
        realm: admin.realmName,
        operationTypes: 'ACTION',
        resourcePath: `users/${userId}/${MAIL}`,
        authUser: await ownId(),
        dateFrom: since as unknown as Date,
        max: 100,
      });
      return found.map(({ time = 0 }) => time).sort((a, b) => b - a);
    },
    async createdWithoutMail(from, to) {
      const users = new Set<string>();
      for await (const userId of events('CREATE', from, to)) users.add(userId);
      if (users.size === 0) return [];
      for await (const userId of events('ACTION', from, undefined)) users.delete(userId);
      return [...users];
    },
  };
}
