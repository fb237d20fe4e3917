import { signInOf } from '../../authority/can-sign-in.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { type Invitation, type InvitationStatus, invitationOf } from './invitation.ts';
import { writeRecord } from './store.ts';

/**
 * Writes down that a user is active if they can sign in and their invitation does not know. Whoever is revoked counts again once somebody
 * has enabled the account.
 */
export async function noteActive(admin: KeycloakAdmin, user: User): Promise<boolean> {
  const before = invitationOf(user)?.status;
  if (before === undefined || before === 'activated' || (before === 'revoked' && !user.enabled)) return false;
  if ((await signInOf(admin, user)) !== 'yes') return false;
  const fits = ({ status }: Invitation) => status !== 'activated' && (status !== 'revoked' || before === 'revoked');
  return markUser(admin, user.id ?? '', 'activated', fits);
}

/**
 * Writes a status down if it fits the one that stands there now. Does nothing for a user who is gone or was never invited.
 * @param changeUser other properties to change with it. Who is given an address stands in for nobody any more.
 */
export async function markUser(
  admin: KeycloakAdmin,
  userId: string,
  status: InvitationStatus,
  fits: (invitation: Invitation) => boolean,
  changeUser: (user: User) => User = () => ({}),
): Promise<boolean> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || !fits(invitation)) return false;
  const other = changeUser(user);
  const record = { status, error: undefined, ...(other.email !== undefined && { address: undefined }) };
  await writeRecord(admin, userId, record, () => other, user);
  return true;
}
