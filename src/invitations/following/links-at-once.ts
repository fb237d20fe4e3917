import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { type Follower, type FollowerDeps, follow } from '../../jobs/follow-log.ts';
import { type AdminEvent, readAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { serviceAccountId } from '../../keycloak/realm/service-account.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { isLinkedAtOnce, isNamedLikeAnother } from '../../keycloak/rights/company-providers.ts';
import { writeRecord } from '../record/store.ts';

const INTERVAL = 2000;
const FIRST_LOOK = 24 * 3_600_000;
/** Milliseconds: an invitation that was about to be written at the moment of the event is there by then. */
const LEAST_AGE = 1000;
const TRIES = 5;

/**
 * Whoever is invited by a company's provider is linked at once, without a mail, and so a colleague whose address is the account's username could come in as them.
 * An account that is given another address than its username is to be linked only once its mailbox has said so. Follows the changes that admins make to users;
 * each costs one request, and more only for accounts that wait for somebody by a provider.
 */
export function followLinksAtOnce({ admin, logs, logger, notes, interval = INTERVAL, mayWork, duty }: FollowerDeps): Follower {
  return follow<AdminEvent>({
    ...{ notes, logger, interval, mayWork, duty, firstLook: FIRST_LOOK, settleAfter: LEAST_AGE, concurrency: 4 },
    name: 'linksAtOnce',
    newest: logs.newestAdminEvent,
    read: (page) => readAdminEvents(logs.reader, { operations: ['UPDATE'], resources: ['USER'] }, page),
    handle: async (event, attempt) => {
      const userId = userIdOf(event) ?? '';
      try {
        // What the sidecar itself writes, it looks at when it does (record/store.ts).
        if (event.author.userId === (await serviceAccountId(admin))) return undefined;
        const user = await readUser(admin, userId);
        if (user && isLinkedAtOnce(user) && isNamedLikeAnother(user)) await linkByMailbox(userId);
        return undefined;
      } catch (error) {
        logger.warn({ user: userId, err: error }, 'could not look whether an invited user was given another address');
        return attempt < TRIES ? 2000 * attempt : undefined;
      }
    },
    // Noting a place changes the sidecar's own account.
    ignore: (event) => {
      const userId = userIdOf(event);
      return userId === undefined || userId === event.author.userId;
    },
  });

  async function linkByMailbox(userId: string): Promise<void> {
    const written = await writeRecord(admin, userId, (_, user) => (isLinkedAtOnce(user) ? { byMailbox: true } : undefined));
    audit(logger, { actor: WORKER, command: 'amend', account: written, outcome: 'done', detail: 'by-mailbox' });
  }
}
