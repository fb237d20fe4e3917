import type { Counter } from 'prom-client';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { inTurn, type Turns } from '../../common/in-turn.ts';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import { type AdminEvent, type Logs, userIdOf } from '../../keycloak/realm/events.ts';
import type { Notes } from '../../keycloak/realm/service-account.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Config } from '../../settings/config.ts';
import { inviteExisting } from '../commands/invite-existing.ts';
import type { Invitation } from '../record/invitation.ts';
import { hasFailed, waitsForMail } from '../record/life-cycle.ts';
import type { SendDeps } from '../sending/send-mail.ts';

/** What is needed to invite users whom others create. */
export interface WatcherDeps extends SendDeps {
  config: SendDeps['config'] & Pick<Config, 'inviteCatchUpHours' | 'inviteDelaySeconds' | 'inviteExcept'>;
  logger: Logger;
  logs: Logs;
  notes: Notes;
  /** User id of the sidecar's service account, whose users are invited elsewhere. */
  ownId: () => Promise<string>;
  /** Users are invited by the worker on duty alone. */
  duty?: Duty;
  /** Waits until another mail may leave. */
  mailTurn: () => Promise<void>;
  /** While it resolves to false, nobody is invited, and users are kept for later. */
  mayWork?: () => Promise<boolean>;
  /** Counts what became of the users, by `outcome`. */
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
}

/** Tries for a user whom Keycloak does not show yet, though the event tells of them, or who is gone already. */
const TRIES_UNKNOWN = 5;
/** Age of an event in milliseconds at which its user must be visible, or is deleted. */
const LATE = 60_000;
/** Tries for a user whom Keycloak refuses to change, for example for an attribute that breaks the realm's rules. */
const TRIES_FAULT = 8;

/** Age in milliseconds at which a user is looked at: clients set the password or the company in a second request right after. */
const LEAST_AGE = 300;

/** What the followers of users whom others create have in common. */
export function followOptions({ config, logs, notes, logger, mayWork, duty }: WatcherDeps) {
  return {
    ...{ notes, logger, mayWork, duty, newest: logs.newestAdminEvent },
    firstLook: config.inviteCatchUpHours * 3_600_000,
    settleAfter: Math.max(LEAST_AGE, config.inviteDelaySeconds * 1000),
  };
}

/** Id of the user that an event is about; undefined where it is about none, or where the sidecar itself has caused it. */
export async function userOfOthers({ ownId }: WatcherDeps, event: AdminEvent): Promise<string | undefined> {
  const userId = userIdOf(event);
  return userId && event.author.userId !== (await ownId()) ? userId : undefined;
}

/** Two events of one user may be handled at the same moment: the second waits, and then finds the user invited. */
const turns: Turns = new Map();

export interface CreatedElsewhere {
  /** Returns the milliseconds after which to try again; undefined when done. */
  invite(userId: string, event: Pick<AdminEvent, 'time'>, attempt: number): Promise<number | undefined>;
  settled(outcome: string, userId: string): undefined;
}

/**
 * Invites one user whom others have created, by what Keycloak says of them at this moment, and counts what became of them.
 * @param isExcluded whom a setting leaves alone.
 * @param onInvited told of whoever is invited.
 */
export function createdElsewhere(
  deps: WatcherDeps,
  isExcluded: (user: User) => Promise<boolean>,
  onInvited: (userId: string, invitation: Invitation) => void = () => {},
): CreatedElsewhere {
  const { logger, outcomes } = deps;

  function settled(outcome: string, userId: string): undefined {
    outcomes.inc({ outcome });
    if (outcome === 'given_up')
      logger.error({ user: userId }, 'a user that was created elsewhere is not invited: see the lines before');
    else if (outcome !== 'not_needed') logger.info({ user: userId, outcome }, 'a user was created elsewhere');
    return undefined;
  }

  return {
    settled,
    async invite(userId, { time }, attempt) {
      try {
        const adoption = await inTurn(turns, userId, () =>
          inviteExisting(deps, WORKER, userId, { isExcluded, mailTurn: deps.mailTurn }),
        );
        if (adoption.outcome === 'unknown_user') {
          const fresh = Date.now() - time < LATE;
          return fresh && attempt < TRIES_UNKNOWN ? 500 * 2 ** attempt : settled('unknown_user', userId);
        }
        if (adoption.outcome !== 'invited') return settled(adoption.outcome, userId);
        const account = adoption.invitation;
        onInvited(userId, account);
        const { status, organization: company } = account;
        audit(logger, {
          actor: WORKER,
          command: 'adopt',
          company,
          account,
          outcome: hasFailed(account) ? 'failed' : 'done',
          detail: status,
        });
        return settled(hasFailed(account) ? 'mail_failed' : waitsForMail(account) ? 'mail_waits' : 'invited', userId);
      } catch (error) {
        logger.warn({ user: userId, attempt, err: error }, 'could not invite a user that was created elsewhere');
        return attempt < TRIES_FAULT ? 1000 * 2 ** attempt : settled('given_up', userId);
      }
    },
  };
}
