import { setTimeout as delay } from 'node:timers/promises';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { addMember, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { accountOf, isUnfinished } from '../stand-ins/address-owner.ts';
import { findStandIn } from '../stand-ins/stand-in.ts';

/** Grace period, in milliseconds, before a half-made invitation is taken over: whoever began it may still be at work. */
const PATIENCE = 2000;

/**
 * Finds a half-made invitation of an address into a company: its user was made and is no member yet, because the process that made it died or got no
 * answer. Waits for two seconds to see whether that process finishes it. Undefined where there is none.
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

/** Finishes a half-made invitation: makes its user a member of the company. Does nothing for a user who belongs to a company already. */
export async function finishInvitation(admin: KeycloakAdmin, userId: string, company: Organization): Promise<void> {
  if ((await organizationsOfMember(admin, userId)).length === 0) await addMember(admin, company.id, userId);
}
