import { emailSchema } from '../../http/request/validation.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { giveAddress } from '../../keycloak/realm/create-user.ts';
import { addMember, organizationByAlias } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { isMadeByUs } from '../../keycloak/rights/is-made-by-us.ts';
import { type Invitation, invitationOf, NO_ORGANIZATION } from '../record/invitation.ts';
import { hasFailed } from '../record/life-cycle.ts';

/**
 * What the maker of an account may have left undone when it died. Only where we made the account: of any other its attributes do not say
 * that somebody with the right invited it.
 */

/** The address, where it has to be written after the account was made (create-user.ts): the username says what it is. */
export async function withAddress(admin: KeycloakAdmin, user: User): Promise<User> {
  const { id = '', email, username } = user;
  if (email || !invitationOf(user)) return user;
  const address = emailSchema.safeParse(username);
  return address.success && (await isMadeByUs(admin, id)) ? giveAddress(admin, id, { email: address.data }) : user;
}

/** Makes an account without any mail a member of its company. */
export async function joinCompany(admin: KeycloakAdmin, { id, organization: alias, history }: Invitation): Promise<void> {
  if (alias === undefined || alias === NO_ORGANIZATION || history.some(hasFailed)) return;
  const organization = await organizationByAlias(admin, alias);
  if (organization && (await isMadeByUs(admin, id))) await addMember(admin, organization.id, id);
}
