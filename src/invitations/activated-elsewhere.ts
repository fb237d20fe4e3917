import type { Admin } from '../keycloak/admin.ts';
import { PASSWORD_EVENTS } from '../keycloak/event-logs.ts';
import { type AdminEvent, readAdminEvents, readUserEvents, type UserEvent, userIdOf } from '../keycloak/events.ts';
import { readUser } from '../keycloak/users.ts';
import { markUser } from './activated.ts';
import { isActive } from './active.ts';
import { type Follower, type FollowerDeps, follow } from './follow.ts';
import { invitationOf } from './invitation.ts';

const INTERVAL = 30_000;
/** Our own page writes "activated" right after Keycloak has stored the password: it is not raced. */
const LEAST_AGE = 3000;
const FIRST_LOOK = 24 * 3_600_000;
const TRIES = 5;

/**
 * Users who set a password by another way count as activated: on Keycloak's own pages, with "forgot password", or because an admin
 * set one. Follows Keycloak's logs of both. It also ends what a crash between Keycloak's "done" and our writing it down left open.
 */
export function followPasswords({
  admin,
  logger,
  notes,
  outcomes,
  interval = INTERVAL,
  mayWork,
}: FollowerDeps): Record<'passwords' | 'adminPasswords', Follower> {
  const common = { notes, logger, interval, mayWork, settleAfter: LEAST_AGE, firstLook: FIRST_LOOK, concurrency: 4 };

  async function passwordOf(userId: string | undefined, attempt: number): Promise<number | undefined> {
    if (!userId) return undefined;
    try {
      if (await reconcile(admin, userId)) outcomes.inc({ outcome: 'activated_elsewhere' });
      return undefined;
    } catch (error) {
      logger.warn({ user: userId, err: error }, 'could not look whether an invited user has a password now');
      // The upkeep goes round all users anyway.
      return attempt < TRIES ? 5000 * attempt : undefined;
    }
  }

  return {
    passwords: follow<UserEvent>({
      ...common,
      name: 'passwords',
      read: (page) => readUserEvents(admin, PASSWORD_EVENTS, page),
      handle: ({ userId }, attempt) => passwordOf(userId, attempt),
    }),
    adminPasswords: follow<AdminEvent>({
      ...common,
      name: 'adminPasswords',
      read: (page) =>
        readAdminEvents(admin, { operations: ['ACTION'], resources: ['USER'], path: 'users/*/reset-password' }, page),
      handle: (event, attempt) => passwordOf(userIdOf(event), attempt),
    }),
  };
}

/** Writes down that a user is active if they have a password of their own and their invitation does not know. */
async function reconcile(admin: Admin, userId: string): Promise<boolean> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || invitation.status === 'activated' || invitation.status === 'revoked') return false;
  if (!(await isActive(admin, user))) return false;
  return markUser(admin, userId, 'activated', ({ status }) => status !== 'activated' && status !== 'revoked');
}
