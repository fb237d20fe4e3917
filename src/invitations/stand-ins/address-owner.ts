import { type Reach, withinReach } from '../../authority/reach.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { noneIfGone, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { NOBODY, type User } from '../../keycloak/realm/users.ts';
import { invitationOf } from '../record/invitation.ts';
import { isSent, waitsForMail } from '../record/life-cycle.ts';

/** The account that bears an address: as its own or, where there is none, as its username. */
export async function accountOf(admin: KeycloakAdmin, address: string): Promise<User | undefined> {
  const [[byEmail], [byUsername]] = await Promise.all([
    admin.users.find({ email: address, exact: true, max: 1 }),
    admin.users.find({ username: address, exact: true, max: 1 }),
  ]);
  return byEmail ?? byUsername;
}

/** Whether an address is an account's own, and not its username alone. Capitals make no difference, as at Keycloak. */
export const isAddressOf = ({ email = '' }: User, address: string): boolean => email.toLowerCase() === address.toLowerCase();

/**
 * The members of companies whose address this is, or who stand in for it, with their attributes. The same requests are made whether or not the
 * address has an account elsewhere, so that both take the same time. Keycloak's own search among members reads all of a large company.
 */
export async function membersBearing(admin: KeycloakAdmin, companies: readonly Organization[], address: string): Promise<User[]> {
  const found = await Promise.all([
    admin.users.find({ email: address, exact: true, max: 1, briefRepresentation: false }),
    admin.users.find({ q: `invitation.email:"${address.replaceAll('"', '')}"`, max: 20, briefRepresentation: false }),
  ]);
  const candidates = found.flatMap((users): User[] => (users.length > 0 ? users : [{ id: NOBODY }]));
  const isMember = async ({ id = NOBODY }: User) => {
    const theirs = await organizationsOfMember(admin, id).catch(noneIfGone);
    return theirs.some((one) => companies.some((company) => company.id === one.id));
  };
  const members = await Promise.all(candidates.map(isMember));
  return candidates.filter((_, i) => members[i]);
}

/**
 * Whether an address has an account beyond somebody's reach. Makes the same requests for an address that has none, so that both answers take the same
 * time.
 * @param company into which the address is invited.
 * @param batch id of the import that invites, if one does.
 */
async function isTakenBeyond(
  admin: KeycloakAdmin,
  reach: Reach,
  address: string,
  company: Organization,
  batch?: string,
): Promise<boolean> {
  return !reach.all && isBeyond(admin, reach, await accountOf(admin, address), company, batch);
}

/** The same question about an account that was looked up before; `account` is undefined where there is none. */
export async function isBeyond(
  admin: KeycloakAdmin,
  reach: Reach,
  account: User | undefined,
  company: Organization,
  batch?: string,
): Promise<boolean> {
  if (reach.all) return false;
  const companies = await organizationsOfMember(admin, account?.id ?? NOBODY).catch(noneIfGone);
  if (!account || companies.some(({ id }) => withinReach(reach, id))) return false;
  return companies.length > 0 || !isUnfinished(account, company, batch);
}

/**
 * Whether a user who belongs to no company was made by a half-made invitation into this company, and so is not a stranger's account.
 * @param batch id of an import, which makes its users as `sent` before their mail: it recognises its own by it.
 */
export function isUnfinished(user: User, company: Organization, batch?: string): boolean {
  const invitation = invitationOf(user);
  if (invitation?.organization !== company.alias) return false;
  if (waitsForMail(invitation)) return invitation.sends === 0;
  return isSent(invitation) && invitation.batch !== undefined && invitation.batch === batch;
}

export function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'email_exists';
}

/** Who wants an address, and for which company; a stand-in needs a company. */
export interface AddressClaim {
  admin: KeycloakAdmin;
  reach: Reach;
  address: string;
  company: Organization | undefined;
  /** The import that asks, if one does. */
  batch?: string | undefined;
  /** False: the owner is looked up only once Keycloak has refused the address. */
  looksFirst?: boolean;
}

/**
 * Gives an address to a user: as their own, or, where an account beyond the author's reach has it, as the invited address of a stand-in
 * (stand-in.ts). Throws `email_exists` where the account is within reach.
 */
export async function placeAddress<T>(
  { admin, reach, address, company, batch, looksFirst = true }: AddressClaim,
  asOwn: () => Promise<T>,
  asStandIn: (company: Organization) => Promise<T>,
): Promise<T> {
  if (looksFirst && company && (await isTakenBeyond(admin, reach, address, company, batch))) return asStandIn(company);
  try {
    return await asOwn();
  } catch (error) {
    // Keycloak has refused the address: somebody may have taken it at this moment.
    if (company && isTaken(error) && (await isTakenBeyond(admin, reach, address, company, batch))) return asStandIn(company);
    throw error;
  }
}
