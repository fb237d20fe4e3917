import { identitiesOf } from '../../authority/can-sign-in.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isFederated, isOfReadOnlyDirectory } from '../../keycloak/realm/directories.ts';
import { creatorOf, isLoggedBefore } from '../../keycloak/realm/events.ts';
import { UPDATE_EMAIL, type User } from '../../keycloak/realm/users.ts';
import { mayChooseAddresses } from '../../keycloak/rights/chosen-addresses.ts';
import { isOfOwnCompany, knownProviders, mayBeVouchedFor } from '../../keycloak/rights/vouching-providers.ts';
import { providerOfSignIn } from '../../settings/sign-in.ts';
import { invitationOf } from '../record/invitation.ts';
import { hasUsedLink } from '../record/life-cycle.ts';
import { addressHash } from '../record/mailed-address.ts';

/**
 * Whether an account may be asked to join a company by its address. Whoever registers, or runs an identity provider, gets an account with somebody else's
 * address: the owner of the mailbox says yes, and the stranger who can sign in is the company's member. So an invitation was mailed to it by whose link alone
 * anybody gets in, or whose link was used; or it is verified, or somebody else than its person has given it: by an invitation, an admin (as the admin events tell)
 * or a directory.
 *
 * An invitation by a company's provider lets in whoever runs that, without its mail: by itself it proves addresses of that company's own domains alone. Where any
 * provider of the realm may tell addresses of others, or could once, neither of the last two counts, whatever the account is linked with: people may unlink and
 * link their accounts themselves. Nor does anything where `configure` has not looked at a provider. Of an account that is linked only what is verified counts. What
 * was given does not count where people may change their own address without confirming it, nor of somebody who has changed it, as the events tell. Nobody changes
 * here what a read-only directory gives. Of accounts that are older than the admin events, it counts as given where nobody may register.
 */
export async function hasProvenAddress(admin: KeycloakAdmin, account: User): Promise<boolean> {
  const { id = '', email = '', emailVerified, createdTimestamp = 0 } = account;
  const invitation = invitationOf(account);
  const wasMailed = invitation?.mailedTo === addressHash(email);
  const provider = providerOfSignIn(invitation?.signIn);
  const tookLink = provider === undefined || hasUsedLink(invitation?.history ?? []);
  if (wasMailed && tookLink) return true;
  const realm = (await admin.realms.findOne({ realm: admin.realmName })) ?? {};
  const known = knownProviders(realm);
  const letsInByMail = tookLink || (await isOfOwnCompany(admin, known, provider, email));
  if (wasMailed && letsInByMail) return true;
  const linked = await identitiesOf(admin, id);
  if (linked.some(({ identityProvider = '' }) => !known?.has(identityProvider))) return false;
  if (!known || (await mayBeVouchedFor(admin, known, email))) return linked.length === 0 && isOfReadOnlyDirectory(admin, account);
  if (emailVerified) return true;
  if (linked.length > 0 || !letsInByMail) return false;
  if (await mayChooseAddresses(admin, realm)) return isOfReadOnlyDirectory(admin, account);
  if (await hasChosenAddress(admin, id)) return false;
  if (invitation || isFederated(account) || (await creatorOf(admin, account))) return true;
  // Also of an account that is linked no more, and of one that was registered while that was allowed.
  return realm.registrationAllowed === false && !(await isLoggedBefore(admin, createdTimestamp));
}

/** Whether a person has changed the address of their account, as far as Keycloak's log of what people do tells. */
async function hasChosenAddress(admin: KeycloakAdmin, user: string): Promise<boolean> {
  const type = [UPDATE_EMAIL, 'UPDATE_PROFILE'] as never;
  const changes = await admin.realms.findEvents({ realm: admin.realmName, user, type, max: 100 });
  return changes.some(({ details }) => details?.updated_email !== undefined);
}
