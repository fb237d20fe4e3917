import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { creatorOf } from '../../keycloak/realm/events.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { invitationOf } from '../record/invitation.ts';

/**
 * Whether an account may be asked to join a company by its address. Where people may register themselves, anybody makes an account with
 * somebody else's address: the owner of the mailbox says yes, and the stranger who knows the password is the company's member. So it must
 * be verified there, or given by somebody else than its person: by an invitation, an admin (as the admin events tell) or a directory.
 */
export async function hasProvenAddress(admin: KeycloakAdmin, account: User): Promise<boolean> {
  if (account.emailVerified || account.federationLink || invitationOf(account)) return true;
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  if (realm?.registrationAllowed === false) return true;
  return (await creatorOf(admin, account)) !== undefined;
}
