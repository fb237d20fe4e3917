import { identitiesOf } from '../../authority/can-sign-in.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isFederated, isOfReadOnlyDirectory } from '../../keycloak/realm/directories.ts';
import { creatorOf, isLoggedBefore } from '../../keycloak/realm/events.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { mayChooseAddresses } from '../../keycloak/rights/chosen-addresses.ts';
import { mayVouchForOthers } from '../../keycloak/rights/trusting-providers.ts';
import { invitationOf } from '../record/invitation.ts';
import { addressHash } from '../record/mailed-address.ts';

/**
 * Whether an account may be asked to join a company by its address. Whoever registers, or runs an identity provider, gets an account with somebody else's
 * address: the owner of the mailbox says yes, and the stranger who can sign in is the company's member. So an invitation was mailed to it, or it is verified, by
 * more than the word of a company's provider about addresses of others; or somebody else than its person has given it: by an invitation, an admin (as the admin
 * events tell) or a directory. What was given does not count of an account that is linked with a provider, which may have renamed it since, nor where people may
 * change their own address without confirming it, unless their directory is read-only. Of accounts that are older than the events, it counts as given where nobody
 * may register.
 */
export async function hasProvenAddress(admin: KeycloakAdmin, account: User): Promise<boolean> {
  const { id = '', email = '', emailVerified, createdTimestamp = 0 } = account;
  const invitation = invitationOf(account);
  if (invitation?.mailedTo === addressHash(email)) return true;
  const linked = await identitiesOf(admin, id);
  if (emailVerified) {
    const doubts = await Promise.all(
      linked.map(({ identityProvider = '' }) => mayVouchForOthers(admin, identityProvider, email)),
    );
    return !doubts.includes(true);
  }
  const realm = (await admin.realms.findOne({ realm: admin.realmName })) ?? {};
  if (linked.length > 0) return false;
  if (await mayChooseAddresses(admin, realm)) return isOfReadOnlyDirectory(admin, account);
  if (invitation || isFederated(account) || (await creatorOf(admin, account))) return true;
  // Also of an account that is linked no more, and of one that was registered while that was allowed.
  return realm.registrationAllowed === false && !(await isLoggedBefore(admin, createdTimestamp));
}
