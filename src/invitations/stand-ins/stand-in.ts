import { createHash, createHmac } from 'node:crypto';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { isMadeByUs } from '../../keycloak/rights/is-made-by-us.ts';
import { attributesOf, type InvitationRecord, type Invitee, invitedUser, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { standInKey } from './stand-in-key.ts';

/**
 * A company admin may invite anybody, and learns nothing about accounts beyond the own companies. So where an address has such an
 * account, the invitation is a user of its own that stands in for it: with an id, names, a status and a history like any other, in the
 * same lists, found and changed by the same code. It bears a made-up address, and its mail is Keycloak's invitation of that account into
 * the company (company-join.ts). The account itself is neither read out nor changed; it becomes a member when its person says yes.
 *
 * The made-up address follows from company and invited address by a key that only sidecars of the realm have: so nobody else makes a user
 * who passes for a stand-in, or takes the address before we do.
 */

/** The made-up address: one for each company and address, so that Keycloak itself refuses a second invitation. */
async function standInAddress(admin: KeycloakAdmin, companyId: string, address: string): Promise<string> {
  const { key } = await standInKey(admin);
  return bearing(createHmac('sha256', key).update(`${companyId} ${address}`).digest('hex'));
}

/** The made-up address as version 0.1 computed it, without a secret: anybody can compute it. */
function formerStandInAddress(companyId: string, address: string): string {
  return bearing(createHash('sha256').update(`${companyId} ${address}`).digest('hex'));
}

const bearing = (hash: string) => `${hash.slice(0, 32)}@${STAND_IN_DOMAIN}`;

/** The user that stands in for somebody's account, as {@link invitedUser} makes one who bears the address. */
export async function standInUser(admin: KeycloakAdmin, invitee: Invitee, company: Organization, record: InvitationRecord) {
  const user = invitedUser(invitee, attributesOf({ ...record, address: invitee.email }));
  return { ...user, ...(await standInNames(admin, company, invitee.email, invitee.username)) };
}

export interface StandInNames {
  email: string;
  username: string;
}

/**
 * Address and username of a stand-in. Where the username is not the address, it contains that of a new account for the invited address all the same,
 * so that Keycloak refuses what it would refuse for one. Throws `email_exists` where a stand-in of version 0.1 is there already.
 */
export async function standInNames(
  admin: KeycloakAdmin,
  company: Organization,
  address: string,
  username = address,
): Promise<StandInNames> {
  if (await formerStandIn(admin, company.id, address)) {
    throw new AppError('email_exists', { fields: [{ field: 'email', key: 'field.email_exists' }] });
  }
  const email = await standInAddress(admin, company.id, address);
  return { email, username: `${email}.${username}`.slice(0, 255) };
}

/** The username that a stand-in's user gets with the invited address, once the account is gone that it stands in for. */
export function usernameBehind({ email = '', username = '' }: User, address: string): string {
  return username.startsWith(`${email}.`) ? username.slice(email.length + 1) : address;
}

/** The stand-in of an address in a company. */
export async function findStandIn(admin: KeycloakAdmin, companyId: string, address: string): Promise<User | undefined> {
  const email = await standInAddress(admin, companyId, address);
  const [user] = await admin.users.find({ email, exact: true, max: 1 });
  return user ?? formerStandIn(admin, companyId, address);
}

async function formerStandIn(admin: KeycloakAdmin, companyId: string, address: string): Promise<User | undefined> {
  const [user] = await admin.users.find({ email: formerStandInAddress(companyId, address), exact: true, max: 1 });
  return user && (await isFormer(admin, user)) ? user : undefined;
}

/**
 * Whether a user with an address of version 0.1 is a stand-in: it is older than the realm's key, or made by us (during a rolling update, version 0.1
 * goes on making them).
 */
async function isFormer(admin: KeycloakAdmin, { id = '', createdTimestamp = Number.POSITIVE_INFINITY }: User): Promise<boolean> {
  const { since } = await standInKey(admin);
  return createdTimestamp < since || (await isMadeByUs(admin, id));
}

/** Whether a user really stands in for an address: by its made-up address, of a company that it is a member of. */
export async function standsIn(admin: KeycloakAdmin, user: User, address: string): Promise<boolean> {
  const companies = await organizationsOfMember(admin, user.id ?? '');
  for (const { id } of companies) {
    if (user.email === (await standInAddress(admin, id, address))) return true;
    if (user.email === formerStandInAddress(id, address)) return isFormer(admin, user);
  }
  return false;
}
