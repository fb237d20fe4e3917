import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationInvitations } from '../../keycloak/realm/organization-invitations.ts';
import { type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { asGiven, giveGroups } from '../record/groups.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { alreadyActive, MOVES, mayMove } from '../record/life-cycle.ts';
import { writeRecord } from '../record/store.ts';
import { accountOf, isAddressOf } from './address-owner.ts';
import { whatJoinGives } from './join-gave.ts';
import { findStandIn, standsIn } from './stand-in.ts';

/** A stand-in: its own user id and the invited address. */
export interface StandIn {
  id: string;
  address: string;
}

/**
 * The account that a stand-in stands for, and the companies that invite it. It is one company, unless somebody has made the stand-in a member of
 * others, too.
 */
export interface Join {
  account: User;
  /**
   * Whether the invited address is the account's own. Where it is its username alone, whoever has the account chose it, or their address was another one before:
   * it is never asked, and nothing that is so of it counts for the invitation.
   */
  isOwn: boolean;
  companies: Organization[];
  /** Those of `companies` that the account is no member of yet. */
  into: Organization[];
}

/**
 * The account and companies of a stand-in; undefined where no account has the address any more. Throws `not_an_invitation` for a user who only claims
 * to be a stand-in.
 */
export async function joinOf(admin: KeycloakAdmin, { id, address }: StandIn): Promise<Join | undefined> {
  if (!(await isGenuine(admin, { id, address }))) throw new AppError('not_an_invitation');
  const [account, companies] = await Promise.all([accountOf(admin, address), organizationsOfMember(admin, id)]);
  if (!account?.id) return undefined;
  const theirs = new Set((await organizationsOfMember(admin, account.id)).map((company) => company.id));
  return {
    account,
    isOwn: isAddressOf(account, address),
    companies,
    into: companies.filter((company) => !theirs.has(company.id)),
  };
}

/** Whether the account is a member of the companies by now, by accepting or by another way. */
export function hasJoined({ isOwn, companies, into }: Join): boolean {
  return isOwn && companies.length > 0 && into.length === 0;
}

/**
 * Stores that the person has accepted: their account gets the groups of the invitation first, so that whoever repeats what was cut off gives them.
 * From now on the company sees the account's own names.
 */
export async function markJoined(admin: KeycloakAdmin, id: string, join: Join): Promise<Invitation> {
  const { id: accountId = '', firstName, lastName } = join.account;
  const invitation = invitationOf((await readUser(admin, id)) ?? {});
  const joins = invitation !== undefined && mayMove(MOVES.join, invitation);
  const groups = joins ? await asGiven(admin, accountId, invitation.groups) : [];
  const joinGave = joins ? await whatJoinGives(admin, join, groups) : [];
  await giveGroups(admin, accountId, groups);
  return writeRecord(
    admin,
    id,
    (current) => (current ? { move: MOVES.join, error: undefined, joinGave, groups: marked(current.groups, groups) } : undefined),
    () => ({ ...(firstName && { firstName }), ...(lastName && { lastName }) }),
  );
}

/** The groups of an invitation at this moment, with what was found out of each before. */
const marked = (now: Invitation['groups'], found: Invitation['groups']) =>
  now.map((group) => found.find(({ id }) => id === group.id) ?? group);

/** Checks whether the person has accepted, and stores it. Returns whether they have. */
export async function noteJoined(admin: KeycloakAdmin, standIn: StandIn): Promise<boolean> {
  const join = await joinOf(admin, standIn);
  return join !== undefined && hasJoined(join) && alreadyActive(await markJoined(admin, standIn.id, join));
}

/**
 * Whether this Keycloak can take back what it mails (26.5 and newer can): where it cannot, nobody is asked to join.
 * @param join into one company at least.
 */
export async function canBeTakenBack(admin: KeycloakAdmin, { into: [company] }: Join): Promise<boolean> {
  return company === undefined || organizationInvitations(admin).areKept(company.id);
}

/** Has Keycloak mail its invitation to the account; earlier links are refused from now on. Throws Keycloak's refusal. */
export async function mailJoin(
  admin: KeycloakAdmin,
  { account: { id = '', email = '' }, into }: Join,
  language: string | undefined,
): Promise<void> {
  const invitee = { id, email, language };
  const invitations = organizationInvitations(admin);
  for (const company of into) if (!company.disabled) await invitations.invite(company.id, invitee);
}

/** Cancels Keycloak's invitations of the account, so that their links are refused. Does nothing for a user who only claims to be a stand-in. */
export async function cancelJoin(admin: KeycloakAdmin, standIn: StandIn): Promise<void> {
  if (await isGenuine(admin, standIn)) await cancelLinks(admin, standIn);
}

/** The same for a user who has just stopped being a stand-in. */
export async function cancelLinks(admin: KeycloakAdmin, { id, address }: StandIn): Promise<void> {
  const invitations = organizationInvitations(admin);
  const [account, companies] = await Promise.all([accountOf(admin, address), organizationsOfMember(admin, id)]);
  // If the account has another address by now, Keycloak itself refuses the link. Earlier versions asked at that one whoever had the invited one as username.
  const other = account?.email && !isAddressOf(account, address) ? account.email : undefined;
  for (const company of companies) {
    await invitations.cancel(company.id, address);
    if (other && !(await findStandIn(admin, company.id, other))) await invitations.cancel(company.id, other);
  }
}

/** When Keycloak sent the mail whose link waits for an answer. It is Keycloak's own record, and so true even if ours was never written. */
export async function mailedJoinAt(admin: KeycloakAdmin, { account, isOwn, into }: Join): Promise<Date | undefined> {
  const [company] = into;
  return company && account.email && isOwn ? organizationInvitations(admin).mailedAt(company.id, account.email) : undefined;
}

/** Whether the user really is a stand-in of ours; asked before anything is done to an account in its name. */
async function isGenuine(admin: KeycloakAdmin, { id, address }: StandIn): Promise<boolean> {
  const user = await readUser(admin, id);
  return user !== undefined && standsIn(admin, user, address);
}
