import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationInvitations } from '../../keycloak/realm/organization-invitations.ts';
import { type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';
import { alreadyActive, MOVES } from '../record/life-cycle.ts';
import { writeRecord } from '../record/store.ts';
import { accountOf } from './address-owner.ts';
import { standsIn } from './stand-in.ts';

/** An invitation that stands in for an account: its own user id and the address that was invited. */
export interface StandIn {
  id: string;
  address: string;
}

/**
 * What a stand-in is about: the account, and the companies that it is invited into. It is one company, unless somebody has made the
 * stand-in a member of others, too.
 */
export interface Join {
  account: User;
  companies: Organization[];
  /** Those of them that the account does not belong to. */
  into: Organization[];
}

/** Undefined where no account has the address any more. Throws `not_an_invitation` for a user who only claims to stand in for it. */
export async function joinOf(admin: KeycloakAdmin, { id, address }: StandIn): Promise<Join | undefined> {
  if (!(await isGenuine(admin, { id, address }))) throw new AppError('not_an_invitation');
  const [account, companies] = await Promise.all([accountOf(admin, address), organizationsOfMember(admin, id)]);
  if (!account?.id) return undefined;
  const theirs = new Set((await organizationsOfMember(admin, account.id)).map((company) => company.id));
  return { account, companies, into: companies.filter((company) => !theirs.has(company.id)) };
}

/** Whether the person has said yes, or belongs to the company by another way. */
export function hasJoined({ companies, into }: Join): boolean {
  return companies.length > 0 && into.length === 0;
}

/** Writes down that the person has said yes. From now on the company sees them by the name of their account. */
export async function markJoined(
  admin: KeycloakAdmin,
  id: string,
  { account: { firstName, lastName } }: Join,
): Promise<Invitation> {
  return writeRecord(
    admin,
    id,
    (current) => (current ? { move: MOVES.join, error: undefined } : undefined),
    () => ({ ...(firstName && { firstName }), ...(lastName && { lastName }) }),
  );
}

/** Looks whether the person has said yes, and writes it down. */
export async function noteJoined(admin: KeycloakAdmin, standIn: StandIn): Promise<boolean> {
  const join = await joinOf(admin, standIn);
  return join !== undefined && hasJoined(join) && alreadyActive(await markJoined(admin, standIn.id, join));
}

/** Has Keycloak mail the account; earlier links die. Throws what Keycloak refuses with. */
export async function mailJoin(admin: KeycloakAdmin, { account: { id = '', email = '' }, into }: Join): Promise<void> {
  const invitations = organizationInvitations(admin);
  for (const company of into) await invitations.invite(company.id, { id, email });
}

/** The links that were mailed are dead from now on. Does nothing for a user who only claims to stand in for the address. */
export async function cancelJoin(admin: KeycloakAdmin, standIn: StandIn): Promise<void> {
  if (await isGenuine(admin, standIn)) await cancelLinks(admin, standIn);
}

/** The same for a user who did stand in for it, and may do so no more. */
export async function cancelLinks(admin: KeycloakAdmin, { id, address }: StandIn): Promise<void> {
  const invitations = organizationInvitations(admin);
  const [account, companies] = await Promise.all([accountOf(admin, address), organizationsOfMember(admin, id)]);
  // The account may have got another address since; then Keycloak refuses the link by itself.
  for (const company of companies) await invitations.cancel(company.id, account?.email ?? address);
}

/** When the mail left whose link waits: Keycloak's own record of it, whatever we could still write down. */
export async function mailedJoinAt(admin: KeycloakAdmin, { account, into }: Join): Promise<Date | undefined> {
  const [company] = into;
  return company && account.email ? organizationInvitations(admin).mailedAt(company.id, account.email) : undefined;
}

/** Asked before anything is done for an account in the name of a stand-in. */
async function isGenuine(admin: KeycloakAdmin, { id, address }: StandIn): Promise<boolean> {
  const user = await readUser(admin, id);
  return user !== undefined && standsIn(admin, user, address);
}
