import { type Follower, type FollowerDeps, follow } from '../../jobs/follow-log.ts';
import { WAY_IN_EVENTS } from '../../keycloak/checks/event-logs.ts';
import { type AdminEvent, readAdminEvents, readUserEvents, type UserEvent, userIdOf } from '../../keycloak/realm/events.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { noteActive } from '../record/status-changes.ts';
import { putBackLate } from '../sending/asked-later.ts';

const INTERVAL = 30_000;
/** Age in milliseconds at which an event is handled: our own page stores "activated" right after Keycloak has stored the password, and goes first. */
const LEAST_AGE = 3000;
const FIRST_LOOK = 24 * 3_600_000;
const TRIES = 5;

/**
 * Stores `activated` for users who get a way to sign in without our page: a password on Keycloak's own pages or by "forgot password", an identity at
 * another provider, or either from an admin. Follows Keycloak's logs of what people and admins do. It also completes activations whose status was
 * lost in a crash, and asks again for what was set aside for them.
 */
export function followWaysIn({
  admin,
  logs,
  logger,
  notes,
  outcomes,
  interval = INTERVAL,
  mayWork,
  duty,
}: FollowerDeps): Record<'passwords' | 'adminPasswords' | 'adminLinks', Follower> {
  const common = { notes, logger, interval, mayWork, duty, settleAfter: LEAST_AGE, firstLook: FIRST_LOOK, concurrency: 4 };

  async function look(userId: string | undefined, attempt: number): Promise<number | undefined> {
    if (!userId) return undefined;
    try {
      const user = await readUser(admin, userId);
      if (user) await putBackLate(admin, userId);
      if (user && (await noteActive(admin, user))) outcomes.inc({ outcome: 'activated_elsewhere' });
      return undefined;
    } catch (error) {
      logger.warn({ user: userId, err: error }, 'could not look whether an invited user can sign in now');
      // After the last try invitation-upkeep.ts finds the user.
      return attempt < TRIES ? 5000 * attempt : undefined;
    }
  }

  function followAdmins(name: string, operation: AdminEvent['operation'], path: string): Follower {
    return follow<AdminEvent>({
      ...common,
      name,
      newest: logs.newestAdminEvent,
      read: (page) => readAdminEvents(logs.reader, { operations: [operation], resources: ['USER'], path }, page),
      handle: (event, attempt) => look(userIdOf(event), attempt),
    });
  }

  return {
    passwords: follow<UserEvent>({
      ...common,
      name: 'passwords',
      read: (page) => readUserEvents(logs.reader, WAY_IN_EVENTS, page),
      handle: ({ userId }, attempt) => look(userId, attempt),
    }),
    adminPasswords: followAdmins('adminPasswords', 'ACTION', 'users/*/reset-password'),
    adminLinks: followAdmins('adminLinks', 'CREATE', 'users/*/federated-identity/*'),
  };
}
