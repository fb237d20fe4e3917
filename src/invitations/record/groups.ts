import type { Actor } from '../../authority/actor.ts';
import { type AssignableGroup, assignableGroups } from '../../authority/assignable-groups.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';

/**
 * Puts an account into groups of an invitation: those that may still be given, asked at this moment, by whoever asks. Others stay in the record, where it
 * shows what is missing.
 */
export async function giveGroups(
  admin: KeycloakAdmin,
  actor: Pick<Actor, 'kind'>,
  userId: string,
  groups: readonly AssignableGroup[],
): Promise<void> {
  if (groups.length === 0) return;
  const known = new Set((await assignableGroups(admin, actor)).map(({ id }) => id));
  for (const { id: groupId } of groups)
    if (known.has(groupId)) await admin.users.addToGroup({ id: userId, groupId }).catch(unlessGone);
}

/** Takes an account out of the groups that its invitation gave, and out of no other. */
export async function takeGroups(admin: KeycloakAdmin, userId: string, groups: readonly AssignableGroup[]): Promise<void> {
  for (const { id: groupId } of groups) await admin.users.delFromGroup({ id: userId, groupId }).catch(unlessGone);
}

/** The group, or the account, was deleted meanwhile. */
function unlessGone(error: unknown): void {
  if (refusalStatus(error) !== 404) throw error;
}
