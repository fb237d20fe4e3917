import { type Follower, type FollowerDeps, follow } from '../../jobs/follow-log.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { readUserEvents, type UserEvent } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { noteJoined } from '../stand-ins/company-join.ts';
import { findStandIn } from '../stand-ins/stand-in.ts';

const INTERVAL = 30_000;
const FIRST_LOOK = 24 * 3_600_000;
const TRIES = 5;

/** Stores that somebody has accepted an invitation into a company. Follows Keycloak's log; what it misses, invitation-upkeep.ts finds. */
export function followJoins({
  admin,
  logs,
  logger,
  notes,
  outcomes,
  mayWork,
  duty,
  interval = INTERVAL,
}: FollowerDeps): Follower {
  return follow<UserEvent>({
    name: 'joins',
    read: (page) => readUserEvents(logs.reader, ['INVITE_ORG'], page),
    handle: async ({ userId }, attempt) => {
      try {
        for (const standIn of await standInsOf(admin, userId)) {
          if (await noteJoined(admin, standIn)) outcomes.inc({ outcome: 'joined' });
        }
        return undefined;
      } catch (error) {
        logger.warn({ user: userId, err: error }, 'could not write down that somebody has joined a company');
        return attempt < TRIES ? 5000 * attempt : undefined;
      }
    },
    notes,
    logger,
    interval,
    mayWork,
    duty,
    firstLook: FIRST_LOOK,
    concurrency: 4,
  });
}

/** The stand-ins of an account in the companies that it belongs to. */
async function standInsOf(admin: KeycloakAdmin, userId: string) {
  const [account, companies] = await Promise.all([readUser(admin, userId), organizationsOfMember(admin, userId)]);
  const address = account?.email;
  if (!address) return [];
  const found = companies.map(async ({ id: company }) => {
    const user = await findStandIn(admin, company, address);
    return user?.id ? [{ id: user.id, address }] : [];
  });
  return (await Promise.all(found)).flat();
}
