import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { User } from '../keycloak/realm/users.ts';
import { PERSON, WORKER } from './actor.ts';
import type { Act } from './acts.ts';
import { rightsOf } from './rights.ts';

/**
 * Whether a key must not be redeemed: it lies at an address that a company admin chose, and the account has since got rights over
 * the realm, the server or the sidecar. It may again once an admin has sent a mail. Where Keycloak's log does not tell, only what is seen
 * counts: the person who was invited must get in, however long their invitation has waited.
 */
export async function isKeyHeldBack(admin: KeycloakAdmin, user: User, acts: readonly Act[] | undefined): Promise<boolean> {
  if (!user.id || !isAddressOfCompany(acts ?? [])) return false;
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  const { rights } = await rightsOf(admin, user, realm);
  return rights === 'seen';
}

/** Whether the last one to set the mail's address was a company admin: no admin has sent a mail since. */
function isAddressOfCompany(acts: readonly Act[]): boolean {
  const chosen = acts.findLastIndex(
    ({ command, company }) => company !== undefined && ['invite', 'import', 'amend'].includes(command),
  );
  const nobody: readonly string[] = [PERSON.userId, WORKER.userId];
  const confirmed = acts.findLastIndex(
    ({ command, actor, company }) => command === 'resend' && company === undefined && !nobody.includes(actor),
  );
  return chosen > confirmed;
}
