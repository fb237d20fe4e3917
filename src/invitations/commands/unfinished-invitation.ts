import { setTimeout as delay } from 'node:timers/promises';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { addMember, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { accountOf, isUnfinished } from '../stand-ins/address-owner.ts';
import { findStandIn } from '../stand-ins/stand-in.ts';

/** Milliseconds that are left to whoever may be making the invitation at this very moment. */
const PATIENCE = 2000;

/**
 * The invitation of an address into a company that was begun and not finished: whoever made its user died, or heard no answer, before
 * making them a member. Undefined where there is none.
 */
export async function unfinishedInvitation(
  admin: KeycloakAdmin,
  address: string,
  company: Organization,
): Promise<Invitation | undefined> {
  const begun = await findBegun(admin, address, company);
  if (!begun) return undefined;
  await delay(PATIENCE);
  return findBegun(admin, address, company);
}

async function findBegun(admin: KeycloakAdmin, address: string, company: Organization): Promise<Invitation | undefined> {
  const [account, standIn] = await Promise.all([accountOf(admin, address), findStandIn(admin, company.id, address)]);
  const user = [account, standIn].find((one) => one && isUnfinished(one, company));
  if (!user?.id || (await organizationsOfMember(admin, user.id)).length > 0) return undefined;
  return invitationOf(user);
}

/**
 * Makes the person of an invitation into a company a member of it, where whoever made their account got no further. Who belongs to any
 * company by now is left as they are.
 */
export async function finishInvitation(admin: KeycloakAdmin, userId: string, company: Organization): Promise<void> {
  if ((await organizationsOfMember(admin, userId)).length === 0) await addMember(admin, company.id, userId);
}
