import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { rightsToLink } from '../../authority/rights.ts';
import { type Follower, type FollowerDeps, follow } from '../../jobs/follow-log.ts';
import { type AdminEvent, readAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { isLinkedAtOnce } from '../record/invitation.ts';
import { writeRecord } from '../record/store.ts';

const INTERVAL = 2000;
const FIRST_LOOK = 24 * 3_600_000;
/** Milliseconds: an invitation that was about to be written when the rights were given is there by then. */
const LEAST_AGE = 1000;
const TRIES = 5;

/**
 * Whoever is invited by a company's provider is linked at once, without a mail, and so whoever runs the provider could come in as them. An account that is given
 * rights over the realm, the server or the sidecar while it waits is to be linked only once its mailbox has said so. Follows the roles and groups that admins
 * give to users; each costs one request, and more only for accounts that wait for somebody by a provider.
 */
export function followRightsGiven({ admin, logs, logger, notes, interval = INTERVAL, mayWork, duty }: FollowerDeps): Follower {
  return follow<AdminEvent>({
    ...{ notes, logger, interval, mayWork, duty, firstLook: FIRST_LOOK, settleAfter: LEAST_AGE, concurrency: 4 },
    name: 'rightsGiven',
    newest: logs.newestAdminEvent,
    read: (page) => readAdminEvents(logs.reader, { operations: ['CREATE'], resources: GIVING, path: 'users/*' }, page),
    handle: async (event, attempt) => {
      const userId = userIdOf(event);
      try {
        const user = userId && (await readUser(admin, userId));
        if (user && isLinkedAtOnce(user) && (await rightsToLink(admin, user)) === 'seen') await linkByMailbox(user);
        return undefined;
      } catch (error) {
        logger.warn({ user: userId, err: error }, 'could not look whether an invited user was given rights');
        return attempt < TRIES ? 2000 * attempt : undefined;
      }
    },
  });

  async function linkByMailbox({ id = '' }: User): Promise<void> {
    const written = await writeRecord(admin, id, (_, user) => (isLinkedAtOnce(user) ? { byMailbox: true } : undefined));
    audit(logger, { actor: WORKER, command: 'amend', account: written, outcome: 'done', detail: 'by-mailbox' });
  }
}

const GIVING = ['REALM_ROLE_MAPPING', 'CLIENT_ROLE_MAPPING', 'GROUP_MEMBERSHIP'];
