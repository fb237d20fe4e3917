import { type Follower, follow } from '../../jobs/follow-log.ts';
import { type AdminEvent, readAdminEvents } from '../../keycloak/realm/events.ts';
import { createExclusions } from '../console-users/exclusions.ts';
import { createdElsewhere, followOptions, userOfOthers, type WatcherDeps } from './created-elsewhere.ts';
import { createLateCompanies } from './late-companies.ts';

/**
 * Milliseconds between two looks at the log. With the time that inviting takes, 95 of 100 users have their mail within two seconds, for less than one
 * request a second.
 */
const INTERVAL = 1600;
const CONCURRENCY = 8;

/**
 * Invites users whom others create, in the Keycloak console, by its partial import, over SCIM or with any other client: follows Keycloak's
 * admin events. What was done stands in the users' own attributes, so a restart misses nobody and mails nobody twice.
 */
export function startWatcher(deps: WatcherDeps): Follower {
  const { admin, config, logs } = deps;
  const isExcluded = createExclusions(admin, config.inviteExcept);
  const lateCompanies = createLateCompanies(admin, deps.ownId);
  const elsewhere = createdElsewhere(deps, isExcluded.user, (userId, { by }) => {
    if (!by) lateCompanies.add(userId);
  });

  async function created(event: AdminEvent, attempt: number): Promise<number | undefined> {
    const userId = await userOfOthers(deps, event);
    if (!userId) return undefined;
    if (await isExcluded.author(event.author)) return elsewhere.settled('excluded', userId);
    return elsewhere.invite(userId, event, attempt);
  }

  return follow<AdminEvent>({
    ...followOptions(deps),
    name: 'watcher',
    // A partial import is one event of the realm that names its users.
    read: (page) =>
      readAdminEvents(logs.reader, { operations: ['CREATE'], resources: ['USER', 'REALM', 'ORGANIZATION_MEMBERSHIP'] }, page),
    handle: async (event, attempt) => {
      if (event.resourceType !== 'ORGANIZATION_MEMBERSHIP') return created(event, attempt);
      if (event.author.userId !== (await deps.ownId())) await lateCompanies.fill();
      return undefined;
    },
    interval: INTERVAL,
    concurrency: CONCURRENCY,
  });
}
