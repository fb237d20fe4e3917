import { type Follower, type FollowerDeps, follow } from '../../jobs/follow-log.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type AdminEvent, readAdminEvents, readUserEvents, type UserEvent, userIdOf } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { changeUser, readUser, type User } from '../../keycloak/realm/users.ts';
import { correctedAttributes } from '../record/findable.ts';
import { invitationOf } from '../record/invitation.ts';

export interface KeepFindableDeps extends FollowerDeps {
  /** User id of the sidecar's service account, which writes these attributes together with what it changes. */
  ownId: () => Promise<string>;
}

/** Milliseconds between two looks: a member whom somebody adds in the console is in the company's list as soon as this. */
const MEMBERS_INTERVAL = 15_000;
const NAMES_INTERVAL = 60_000;
const FIRST_LOOK = 24 * 3_600_000;
const TRIES = 5;

/** Writes what an invited user is found by, where it has changed; a fault is logged, and the next round finds the user again. */
export async function keepFindable({ admin, logger, outcomes }: KeepFindableDeps, user: User): Promise<boolean> {
  const { id = '' } = user;
  try {
    if (!invitationOf(user)) return true;
    const companies = await organizationsOfMember(admin, id);
    if (!correctedAttributes(user, companies)) return true;
    await changeUser(admin, id, (now) => {
      const attributes = correctedAttributes(now, companies);
      return attributes && { attributes };
    });
    outcomes.inc({ outcome: 'made_findable' });
    return true;
  } catch (error) {
    logger.warn({ user: id, err: error }, 'could not write what an invitation is found by');
    return false;
  }
}

/**
 * Keeps invitations findable (record/findable.ts) while others change memberships and people in Keycloak: follows the logs of both.
 */
export function followFindable(deps: KeepFindableDeps): Record<'members' | 'names' | 'ownNames', Follower> {
  const { admin, logs, notes, logger, mayWork, duty, ownId } = deps;
  const common = { notes, logger, mayWork, duty, firstLook: FIRST_LOOK, concurrency: 4 };

  async function look(user: User | undefined, attempt: number): Promise<number | undefined> {
    if (!user || (await keepFindable(deps, user))) return undefined;
    return attempt < TRIES ? 5000 * attempt : undefined;
  }
  const lookAt = async (id: string | undefined, attempt: number) => look(id ? await readUser(admin, id) : undefined, attempt);

  return {
    members: follow<AdminEvent>({
      ...common,
      name: 'members',
      interval: deps.interval ?? MEMBERS_INTERVAL,
      newest: logs.newestAdminEvent,
      read: (page) =>
        readAdminEvents(logs.reader, { operations: ['CREATE', 'DELETE'], resources: ['ORGANIZATION_MEMBERSHIP'] }, page),
      // Our own accounts are made with their company; whoever we take out of one is read again, too.
      handle: async (event, attempt) => {
        if (event.operation === 'CREATE' && event.author.userId === (await ownId())) return undefined;
        return look(await memberOf(admin, event), attempt);
      },
    }),
    names: follow<AdminEvent>({
      ...common,
      name: 'names',
      interval: deps.interval ?? NAMES_INTERVAL,
      newest: logs.newestAdminEvent,
      read: (page) => readAdminEvents(logs.reader, { operations: ['UPDATE'], resources: ['USER'] }, page),
      handle: async (event, attempt) => (event.author.userId === (await ownId()) ? undefined : lookAt(userIdOf(event), attempt)),
      // Noting a place changes the sidecar's own account.
      ignore: (event) => userIdOf(event) === event.author.userId,
    }),
    ownNames: follow<UserEvent>({
      ...common,
      name: 'ownNames',
      interval: deps.interval ?? NAMES_INTERVAL,
      read: (page) => readUserEvents(logs.reader, ['UPDATE_PROFILE', 'UPDATE_EMAIL', 'INVITE_ORG'], page),
      handle: ({ userId }, attempt) => lookAt(userId, attempt),
    }),
  };
}

/** The user whose membership has changed: Keycloak names them by id where they leave, and by username where they come. */
async function memberOf(admin: KeycloakAdmin, { resourcePath, username }: AdminEvent): Promise<User | undefined> {
  const [, id] = /^organizations\/[^/]+\/members\/([^/]+)$/.exec(resourcePath) ?? [];
  if (id) return readUser(admin, id);
  if (!username) return undefined;
  const [user] = await admin.users.find({ username, exact: true, max: 1, briefRepresentation: false });
  return user;
}
