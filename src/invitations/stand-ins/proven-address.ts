import { identitiesOf } from '../../authority/can-sign-in.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { mayEdit } from '../../keycloak/profile/user-profile.ts';
import { isFederated } from '../../keycloak/realm/directories.ts';
import { creatorOf, isLoggedBefore } from '../../keycloak/realm/events.ts';
import { UPDATE_EMAIL, type User } from '../../keycloak/realm/users.ts';
import { invitationOf } from '../record/invitation.ts';
import { addressHash } from '../record/mailed-address.ts';

/**
 * Whether an account may be asked to join a company by its address. Whoever registers, or runs an identity provider, gets an account with somebody else's
 * address: the owner of the mailbox says yes, and the stranger who can sign in is the company's member. So it must be verified there, or given by somebody
 * else than its person: by an invitation, an admin (as the admin events tell) or a directory. Of accounts that are older than the events, it counts as given
 * where the account is linked with no provider and nobody may register. Where people may change their own address without confirming it, only a verified one
 * counts, and one that an invitation was mailed to.
 */
export async function hasProvenAddress(admin: KeycloakAdmin, account: User): Promise<boolean> {
  const { id = '', email = '', emailVerified, createdTimestamp = 0 } = account;
  if (emailVerified) return true;
  const invitation = invitationOf(account);
  if (await mayChooseAddresses(admin)) return invitation?.mailedTo === addressHash(email);
  if (invitation || (await creatorOf(admin, account))) return true;
  if ((await identitiesOf(admin, id)).length > 0) return false;
  if (isFederated(account)) return true;
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  // Also of an account that is linked no more, and of one that was registered while that was allowed.
  return realm?.registrationAllowed === false && !(await isLoggedBefore(admin, createdTimestamp));
}

/** Whether people may change the address of their own account, and Keycloak has them confirm no new one. */
async function mayChooseAddresses(admin: KeycloakAdmin): Promise<boolean> {
  const { attributes = [] } = await admin.users.getProfile();
  if (!mayEdit({ name: 'email', ...attributes.find(({ name }) => name === 'email') }, 'user')) return false;
  const actions = await admin.authenticationManagement.getRequiredActions();
  return !actions.some(({ alias, enabled }) => alias === UPDATE_EMAIL && enabled === true);
}
