import type { Counter } from 'prom-client';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import type { Config } from '../../config.ts';
import { type Follower, follow } from '../../jobs/follow-log.ts';
import { type AdminEvent, readAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import type { Notes } from '../../keycloak/realm/service-account.ts';
import type { Logger } from '../../log.ts';
import { adopt } from '../commands/invite-existing.ts';
import { createExclusions } from '../console-users/exclusions.ts';
import type { SendDeps } from '../sending/send-mail.ts';
import { createLateCompanies } from './late-companies.ts';

/**
 * Invites users whom others create, in the Keycloak console, over SCIM or with any other client: follows Keycloak's admin events.
 * What was done stands in the users' own attributes, so a restart misses nobody and mails nobody twice. A second watcher that runs by
 * accident stands by: it takes what the one on duty leaves.
 */
export interface WatcherDeps extends SendDeps {
  config: SendDeps['config'] & Pick<Config, 'inviteCatchUpHours' | 'inviteDelaySeconds' | 'inviteExcept'>;
  logger: Logger;
  notes: Notes;
  /** Who has created the users that are none of its business: the sidecar itself. */
  ownId: () => Promise<string>;
  /** Whether this process is the one of several to go first; by default it is. */
  isOnDuty?: () => boolean;
  /** Waits until another mail may leave. */
  mailTurn: () => Promise<void>;
  /** While it answers no, nobody is invited, and nobody is forgotten. */
  mayWork?: () => Promise<boolean>;
  /** Counts what became of the users, by `outcome`. */
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
}

/** With the time that inviting takes, 95 of 100 users have their mail within two seconds, for less than one request a second. */
const INTERVAL = 1500;
/** Clients that create a user set the password or the company in a second request right after. */
const LEAST_AGE = 300;
const CONCURRENCY = 8;
/** Milliseconds, and times, for which a watcher that is not on duty leaves a user to the one that is. */
const STANDBY = 1000;
const STANDBY_TIMES = 5;
/** Tries for a user whom Keycloak does not show yet, though the event tells of them, or who is gone already. */
const TRIES_UNKNOWN = 5;
/** The age in milliseconds of an event whose user must be there, or is gone. */
const LATE = 60_000;
/** Tries for a user whom Keycloak refuses to change, for example for an attribute that breaks the realm's rules. */
const TRIES_FAULT = 8;

export function startWatcher(deps: WatcherDeps): Follower {
  const { admin, config, logger, outcomes, isOnDuty = () => true } = deps;
  const isExcluded = createExclusions(admin, config.inviteExcept);
  const lateCompanies = createLateCompanies(admin);

  async function created(event: AdminEvent, attempt: number): Promise<number | undefined> {
    const userId = userIdOf(event);
    if (!userId || event.author.userId === (await deps.ownId())) return undefined;
    if (await isExcluded.author(event.author)) return settled('excluded', userId);
    try {
      const adoption = await adopt(deps, WORKER, userId, { isExcluded: isExcluded.user, mailTurn: deps.mailTurn });
      if (adoption.outcome === 'unknown_user') {
        const fresh = Date.now() - event.time < LATE;
        return fresh && attempt < TRIES_UNKNOWN ? 500 * 2 ** attempt : settled('unknown_user', userId);
      }
      if (adoption.outcome !== 'invited') return settled(adoption.outcome, userId);
      if (!adoption.invitation.by) lateCompanies.add(userId);
      const { status, organization: company } = adoption.invitation;
      const outcome = status === 'failed' ? 'failed' : 'done';
      const account = adoption.invitation;
      audit(logger, { actor: WORKER, command: 'adopt', company, account, outcome, detail: status });
      return settled(status === 'failed' ? 'mail_failed' : status === 'queued' ? 'mail_waits' : 'invited', userId);
    } catch (error) {
      logger.warn({ user: userId, attempt, err: error }, 'could not invite a user that was created elsewhere');
      return attempt < TRIES_FAULT ? 1000 * 2 ** attempt : settled('given_up', userId);
    }
  }

  function settled(outcome: string, userId: string): undefined {
    outcomes.inc({ outcome });
    if (outcome === 'given_up')
      logger.error({ user: userId }, 'a user that was created elsewhere is not invited: see the lines before');
    else if (outcome !== 'not_needed') logger.info({ user: userId, outcome }, 'a user was created elsewhere');
    return undefined;
  }

  return follow<AdminEvent>({
    name: 'watcher',
    read: (page) => readAdminEvents(admin, { operations: ['CREATE'], resources: ['USER', 'ORGANIZATION_MEMBERSHIP'] }, page),
    handle: async (event, attempt) => {
      if (attempt <= STANDBY_TIMES && !isOnDuty()) return STANDBY;
      if (event.resourceType === 'USER') return created(event, attempt);
      if (event.author.userId !== (await deps.ownId())) await lateCompanies.fill();
      return undefined;
    },
    notes: deps.notes,
    logger,
    mayWork: deps.mayWork,
    interval: INTERVAL,
    firstLook: config.inviteCatchUpHours * 3_600_000,
    settleAfter: Math.max(LEAST_AGE, config.inviteDelaySeconds * 1000),
    concurrency: CONCURRENCY,
    // From the other end than the one on duty: two that catch up meet once, not at every user.
    newestFirst: () => !isOnDuty(),
  });
}
