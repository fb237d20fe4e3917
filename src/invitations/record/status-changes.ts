import { signInOf, waysIn } from '../../authority/can-sign-in.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { readUser, type User, type UserChange } from '../../keycloak/realm/users.ts';
import { PASSWORD } from '../../keycloak/ride/required-actions.ts';
import { takeWithdrawn } from './groups.ts';
import { invitationOf } from './invitation.ts';
import { MOVES, type Move, mayMove } from './life-cycle.ts';
import { addressHash } from './mailed-address.ts';
import { writeRecord } from './store.ts';

/** Stores `activated` for a user who can sign in and whose invitation does not say so yet. Returns whether it did. */
export async function noteActive(admin: KeycloakAdmin, user: User): Promise<boolean> {
  const invitation = invitationOf(user);
  if (!invitation || !mayMove(MOVES.findActive, invitation, user)) return false;
  if ((await signInOf(admin, user)) !== 'yes') return false;
  // Whoever got in by another way than our page: first what they may not have, so that whoever repeats what was cut off takes it, too.
  await takeWithdrawn(admin, user.id ?? '', invitation.groups);
  return markActive(admin, user);
}

/** The same for a user of whom Keycloak has just said so. */
export async function markActive(admin: KeycloakAdmin, { id = '' }: User): Promise<boolean> {
  const { types, identities } = await waysIn(admin, id);
  const isByProvider = identities > 0 && !types.includes('password');
  return markUser(admin, id, MOVES.findActive, isByProvider ? withoutPassword : undefined);
}

/**
 * Nobody by a provider is asked for the password of their invitation any more. Of one that asked for none, an admin has asked for it since. Writes no required
 * actions where none is to go: the person may be answering one of them at this moment, and Keycloak would ask for it again.
 */
function withoutPassword(user: User): UserChange {
  const { requiredActions = [] } = user;
  const isToGo = invitationOf(user)?.signIn === 'password' && requiredActions.includes(PASSWORD);
  return isToGo ? { requiredActions: requiredActions.filter((action) => action !== PASSWORD) } : {};
}

/**
 * Makes a move (life-cycle.ts) if the invitation may make it now. Does nothing for a user who is deleted or was never invited.
 * @param changeUser other properties of the user to change in the same write. A user who gets an address stops being a stand-in.
 */
export async function markUser(
  admin: KeycloakAdmin,
  userId: string,
  move: Move,
  changeUser: (user: User) => UserChange = () => ({}),
): Promise<boolean> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || !mayMove(move, invitation, user)) return false;
  const other = changeUser(user);
  const record = {
    move,
    error: undefined,
    ...(other.email !== undefined && { address: undefined, mailedTo: addressHash(other.email) }),
  };
  await writeRecord(admin, userId, record, () => other, user);
  return true;
}
