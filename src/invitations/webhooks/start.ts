import type { Counter } from 'prom-client';
import type { Logger } from '../../common/log.ts';
import { type Follower, type FollowerDuty, follow } from '../../jobs/follow-log.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, type Logs, readAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import type { Notes } from '../../keycloak/realm/service-account.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import type { Config } from '../../settings/config.ts';
import { ACCESS_ENDED, type Invitation, invitationOf, JOIN, NO_ORGANIZATION } from '../record/invitation.ts';
import { isSent } from '../record/life-cycle.ts';
import { successorOf } from '../replacement/replace-account.ts';
import { planFor } from '../replacement/replacement-plan.ts';
import { createDelivery } from './deliver.ts';
import { messageOf, messageOfDeleted, type Step, type WebhookMessage } from './message.ts';

/**
 * Tells a receiver of each step in the life of an invitation, at least once, without a database: Keycloak's admin events say which
 * users the sidecar has written to since the last message, and each user carries the history of their invitation. A step is written
 * in the same request as its status, so none is ever lost; the place in the log moves on only when the receiver has accepted.
 * After a restart, messages of the last minutes may come twice, with the same `webhook-id`.
 */
export interface WebhookDeps {
  admin: KeycloakAdmin;
  logs: Logs;
  webhook: NonNullable<Config['webhook']>;
  logger: Logger;
  notes: Notes;
  /** User id of the sidecar's service account, which writes the invitations. */
  ownId: () => Promise<string>;
  deliveries: Pick<Counter<'outcome'>, 'inc'>;
  /** While it resolves to false, messages wait. */
  mayWork?: () => Promise<boolean>;
  /** Messages are sent by the worker on duty alone. */
  duty?: FollowerDuty;
}

const INTERVAL = 10_000;
/** Age in milliseconds at which an event is handled: a mail is sent first and recorded in a second request. */
const LEAST_AGE = 1000;
const CONCURRENCY = 4;
/** Milliseconds by which a history entry may be earlier than Keycloak's event: clocks differ, and the request takes time. */
const CLOCKS = 300_000;
/** Milliseconds for which accepted messages are remembered, because later events of the same user contain the same steps. */
const REMEMBERED = 3_600_000;
/** A message that the receiver refuses again and again is given up after three days. */
const GIVE_UP = 3 * 24 * 3_600_000;
const BUSY = 500;

export function startWebhooks({ admin, logs, webhook, logger, notes, ownId, deliveries, mayWork, duty }: WebhookDeps): Follower {
  const delivery = createDelivery({ webhook, logger, deliveries });
  const accepted = new Map<string, number>();
  const busy = new Set<string>();
  const started = Date.now();

  async function handle(event: AdminEvent, attempt: number): Promise<number | undefined> {
    const userId = userIdOf(event);
    if (!userId) return undefined;
    // One event of a user at a time, so that their steps are told in order and none twice.
    if (busy.has(userId)) return BUSY;
    busy.add(userId);
    try {
      return await tell(event, userId, attempt);
    } finally {
      busy.delete(userId);
    }
  }

  async function tell(event: AdminEvent, userId: string, attempt: number): Promise<number | undefined> {
    for (const message of await messagesOf(event, userId)) {
      if (accepted.has(message.id)) continue;
      const again = await delivery.deliver(message, attempt);
      if (again !== undefined && Date.now() - Math.max(event.time, started) < GIVE_UP) return again;
      if (again !== undefined) {
        deliveries.inc({ outcome: 'given_up' });
        logger.error({ webhook: message.id, type: message.payload.type }, 'gave a webhook message up');
      }
      remember(message.id);
      // An access that has ended may delete its stand-in, which is told as nothing else.
      if (['invitation.revoked', 'invitation.access_ended'].includes(message.payload.type)) remember(`revoked ${userId}`);
    }
    return undefined;
  }

  async function messagesOf(event: AdminEvent, userId: string): Promise<WebhookMessage[]> {
    if (event.operation === 'DELETE') {
      if (accepted.has(`revoked ${userId}`) || !(await wasRevoked(event, userId))) return [];
      return [messageOfDeleted(userId, { at: new Date(event.time), status: 'revoked', mark: 'deleted' })];
    }
    const user = await readUser(admin, userId);
    const invitation = user && invitationOf(user);
    const steps = invitation ? stepsOf(event, invitation) : [];
    if (!invitation || steps.length === 0) return [];
    const [company] = await organizationsOfMember(admin, userId);
    // Of an access that has ended, the account has left its company.
    const { organization } = invitation;
    const former = organization === NO_ORGANIZATION ? undefined : organization;
    return steps.map((step) =>
      messageOf(invitation, step, company?.alias ?? (step.reason === ACCESS_ENDED ? former : undefined)),
    );
  }

  /**
   * Whether a deletion was a revocation: that writes before it deletes. A user that was only created and deleted is a replacement plan
   * (replacement-plan.ts), and a replaced account lives on in its successor.
   */
  async function wasRevoked({ time }: AdminEvent, userId: string): Promise<boolean> {
    const query = { operations: ['UPDATE'] as const, resources: ['USER'], authorId: await ownId(), path: `users/${userId}` };
    const [written] = await readAdminEvents(admin, query, { since: 0, until: time, first: 0, max: 1 });
    return written !== undefined && !(await successorOf(admin, userId)) && !(await planFor(admin, userId));
  }

  function remember(id: string): void {
    const now = Date.now();
    accepted.set(id, now);
    for (const [old, at] of accepted) {
      if (now - at < REMEMBERED) break;
      accepted.delete(old);
    }
  }

  return follow<AdminEvent>({
    name: 'webhooks',
    newest: logs.newestAdminEvent,
    read: async (page) => {
      return readAdminEvents(
        logs.reader,
        { operations: ['UPDATE', 'ACTION', 'DELETE'], resources: ['USER'], authorId: await ownId(), path: 'users/*' },
        page,
      );
    },
    ignore: (event) => userIdOf(event) === event.author.userId,
    handle,
    notes,
    logger,
    interval: INTERVAL,
    firstLook: 0,
    settleAfter: LEAST_AGE,
    concurrency: CONCURRENCY,
    open: delivery.open,
    mayWork,
    duty,
  });
}

/** The steps behind one of Keycloak's events: a mail for the mail events, history entries around its time for others. */
function stepsOf({ id, time, resourcePath }: AdminEvent, { history, replacedAt = new Date(0) }: Invitation): Step[] {
  if (resourcePath.endsWith('/execute-actions-email')) return [{ at: new Date(time), status: 'sent', mark: id }];
  // Earlier entries were told with the id of the replaced account.
  const since = Math.max(time - CLOCKS, replacedAt.getTime());
  return history.filter((step) => (!isSent(step) || step.reason === JOIN) && step.at.getTime() >= since);
}
