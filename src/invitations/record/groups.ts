import type { GivenGroup } from '../../authority/assignable-groups.ts';
import { stillAssignable } from '../../authority/groups-given.ts';
import { AppError } from '../../errors.ts';
import { unlessGone } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { readAdminEvents } from '../../keycloak/realm/events.ts';
import { serviceAccountId } from '../../keycloak/realm/service-account.ts';

/**
 * The groups as the record is to name them: with `had` where somebody else has put the account into them, so that they are never taken back.
 * @param before those of the record so far, of which it is known who gave them.
 */
export async function asGiven(
  admin: KeycloakAdmin,
  userId: string,
  groups: readonly GivenGroup[],
  before: readonly GivenGroup[] = [],
): Promise<GivenGroup[]> {
  const isOurs = ({ id }: GivenGroup) => before.some((known) => known.id === id && !known.had);
  if (groups.every(isOurs)) return [...groups];
  const held = await groupIdsOf(admin, userId);
  return Promise.all(
    groups.map(async ({ had: _, ...group }) => {
      const isTheirs = !isOurs(group) && held.has(group.id) && (await lastHand(admin, userId, group.id)) !== 'ours';
      return isTheirs ? { ...group, had: true as const } : group;
    }),
  );
}

/**
 * Puts an account into groups of an invitation: those that may still be given, asked right before and once more right after, by whoever has asked for them.
 * Others stay in the record, where it shows what is missing.
 */
export async function giveGroups(admin: KeycloakAdmin, userId: string, groups: readonly GivenGroup[]): Promise<void> {
  const given = await stillAssignable(admin, groups);
  for (const { id: groupId } of given) await admin.users.addToGroup({ id: userId, groupId }).catch(unlessGone);
  await takeWithdrawn(admin, userId, given);
}

/**
 * Takes an account out of groups of its invitation that may not be given any more: one may have got rights, or lost its mark, since. Asked before each mail,
 * and right before and right after its person sets a password. Costs nothing without groups.
 * @returns those that may not be given.
 */
export async function takeWithdrawn(admin: KeycloakAdmin, userId: string, groups: readonly GivenGroup[]): Promise<GivenGroup[]> {
  if (groups.length === 0) return [];
  const still = await stillAssignable(admin, groups);
  const withdrawn = groups.filter((group) => !group.had && !still.includes(group));
  await takeGroups(admin, userId, withdrawn);
  return withdrawn;
}

/** The same for groups that an account should be in: whoever was put out of one by somebody else stays out. */
export async function giveLacking(admin: KeycloakAdmin, userId: string, groups: readonly GivenGroup[]): Promise<void> {
  if (groups.length === 0) return;
  const held = await groupIdsOf(admin, userId);
  const lacking: GivenGroup[] = [];
  for (const group of groups)
    if (!held.has(group.id) && (await lastHand(admin, userId, group.id)) !== 'others') lacking.push(group);
  await giveGroups(admin, userId, lacking);
}

/** Takes an account out of the groups that its invitation gave, and out of none that somebody else has given since. */
export async function takeGroups(admin: KeycloakAdmin, userId: string, groups: readonly GivenGroup[]): Promise<void> {
  for (const { id: groupId, had } of groups) {
    if (had || (await lastHand(admin, userId, groupId)) === 'others') continue;
    await admin.users.delFromGroup({ id: userId, groupId }).catch(unlessGone);
  }
}

async function groupIdsOf(admin: KeycloakAdmin, id: string): Promise<Set<string>> {
  const groups = await admin.users.listGroups({ id, max: -1 });
  return new Set(groups.flatMap((group) => group.id ?? []));
}

/** Who last put an account into a group, or out of it, by Keycloak's log; undefined where it does not tell. */
async function lastHand(admin: KeycloakAdmin, userId: string, groupId: string): Promise<'ours' | 'others' | undefined> {
  const query = { operations: [], resources: ['GROUP_MEMBERSHIP'], path: `users/${userId}/groups/${groupId}` };
  try {
    const [last] = await readAdminEvents(admin, query, { since: 0, first: 0, max: 1, newestFirst: true });
    return last && (last.author.userId === (await serviceAccountId(admin)) ? 'ours' : 'others');
  } catch (error) {
    if (error instanceof AppError && error.code === 'keycloak_misconfigured') return undefined;
    throw error;
  }
}
