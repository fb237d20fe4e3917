import { createHash } from 'node:crypto';
import type { Organization } from '../keycloak/organizations.ts';
import { attributesOf, type InvitationRecord, type Invitee, invitedUser } from './invitation.ts';

/**
 * A company admin may invite anybody, and learns nothing about accounts beyond the own companies. So where an address has such an
 * account, the invitation is a user of its own that stands in for it: with an id, names, a status and a history like any other, in the
 * same lists, found and changed by the same code. It bears a made-up address, and its mail is Keycloak's invitation of that account into
 * the company (join.ts). The account itself is neither read out nor changed; it becomes a member when its person says yes.
 */

/** Of the made-up addresses. RFC 2606 §2: nobody ever has one, and no mail leaves for it. */
export const STAND_IN_DOMAIN = 'stand-in.invalid';

/** The made-up address: one for each company and address, so that Keycloak itself refuses a second invitation. */
export function standInAddress(companyId: string, address: string): string {
  const hash = createHash('sha256').update(`${companyId} ${address}`).digest('hex');
  return `${hash.slice(0, 32)}@${STAND_IN_DOMAIN}`;
}

/** The user that stands in for somebody's account, as {@link invitedUser} makes one who bears the address. */
export function standInUser(invitee: Invitee, company: Organization, record: InvitationRecord) {
  const user = invitedUser(invitee, attributesOf({ ...record, address: invitee.email }));
  return { ...user, ...standInNames(company, invitee.email) };
}

/**
 * Address and username. Where the username is not the address, the latter is in it all the same: so Keycloak refuses what it would
 * refuse of somebody new.
 */
export function standInNames(company: Organization, address: string): { email: string; username: string } {
  const email = standInAddress(company.id, address);
  return { email, username: `${email}.${address}`.slice(0, 255) };
}
