import { createHash, createHmac } from 'node:crypto';
import { defined } from '../../common/without-undefined.ts';
import { AppError } from '../../errors.ts';
import { refusalBody, refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { reportedFaults } from '../../keycloak/profile/profile-errors.ts';
import { type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { sameShape } from '../../keycloak/realm/same-shape.ts';
import { tryUser } from '../../keycloak/realm/try-user.ts';
import type { Attributes, User } from '../../keycloak/realm/users.ts';
import { isMadeByUs } from '../../keycloak/rights/is-made-by-us.ts';
import {
  attributesOf,
  type InvitationRecord,
  type Invitee,
  invitedUser,
  isMarked,
  STAND_IN,
  STAND_IN_DOMAIN,
} from '../record/invitation.ts';
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

/**
 * Makes the user that stands in for somebody's account, as {@link invitedUser} makes one who bears the address, by `create`. The realm's rules of addresses
 * and usernames are held to the invited address, not to made-up names: what Keycloak would refuse of somebody new is refused, and nothing else.
 * @param create throws Keycloak's refusal, or an error whose cause that is. @param refuse throws such a refusal as the caller shows it.
 */
export async function makeStandIn<T>(
  admin: KeycloakAdmin,
  { invitee, company, record }: { invitee: Invitee; company: Organization; record: InvitationRecord },
  create: (user: User) => Promise<T>,
  refuse: (error: unknown) => Promise<never>,
): Promise<T> {
  const user = invitedUser(invitee, attributesOf({ ...record, address: invitee.email }));
  await tryUser(admin, user).catch(refuse);
  const { username, email: _email, ...rest } = user;
  return named(admin, company, { address: invitee.email, username }, (names, marks) =>
    create({ ...rest, ...defined(names), attributes: { ...user.attributes, ...marks } }),
  );
}

export interface StandInNames {
  /** Undefined where the realm's rules take no made-up address: then it has none. */
  email: string | undefined;
  username: string;
}

/** Gives a stand-in the first made-up names that Keycloak takes. Throws what Keycloak refuses beside them, and `email_exists`. */
export async function named<T>(
  admin: KeycloakAdmin,
  company: Organization,
  { address, username: own }: { address: string; username: string },
  write: (names: Partial<StandInNames>, marks: Attributes) => Promise<T>,
): Promise<T> {
  const usual = await standInNames(admin, company, address, own);
  try {
    return await write(usual, {});
  } catch (error) {
    if (!isAtNames(error)) throw error;
  }
  if (await findStandIn(admin, company.id, address)) {
    throw new AppError('email_exists', { fields: [{ field: 'email', key: 'field.email_exists' }] });
  }
  const { email, username } = usual;
  const shaped = await shapedNames(admin, company.id, address);
  const others = [
    { username },
    ...shaped.flatMap((name) => [{ email, username: name }, { username: name }, { email: name, username: name }]),
  ];
  let refusal: unknown;
  for (const names of others) {
    try {
      return await write(defined(names), { 'invitation.journal': [STAND_IN] });
    } catch (error) {
      if (!isAtNames(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Usernames of the invited address's own shape: what the realm's rules ask of that, these mostly meet, too. */
async function shapedNames(admin: KeycloakAdmin, companyId: string, address: string): Promise<string[]> {
  const { key } = await standInKey(admin);
  return [0, 1, 2].map((n) => {
    const bytes = createHmac('sha512', key).update(`${n} ${companyId} ${address}`).digest();
    let i = 0;
    return sameShape(address.toLowerCase(), (below) => (bytes[i++ % bytes.length] ?? 0) % below);
  });
}

/** Whether Keycloak refuses address and username alone, by a rule or because they are taken. */
function isAtNames(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (refusalStatus(at) === 409) return false;
    const faults = refusalStatus(at) === 400 ? reportedFaults(refusalBody(at)) : [];
    if (faults.length > 0) return faults.every(({ field }) => field === 'email' || field === 'username');
  }
  return false;
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
): Promise<{ email: string; username: string }> {
  if (await formerStandIn(admin, company.id, address)) {
    throw new AppError('email_exists', { fields: [{ field: 'email', key: 'field.email_exists' }] });
  }
  const email = await standInAddress(admin, company.id, address);
  return { email, username: `${email}.${username}`.slice(0, 255).toLowerCase() };
}

/** The username that a stand-in's user gets with the invited address, once the account is gone that it stands in for. */
export function usernameBehind({ email = '', username = '' }: User, address: string): string {
  return username.startsWith(`${email}.`) ? username.slice(email.length + 1) : address;
}

/** The stand-in of an address in a company. */
export async function findStandIn(admin: KeycloakAdmin, companyId: string, address: string): Promise<User | undefined> {
  const email = await standInAddress(admin, companyId, address);
  const [user] = await admin.users.find({ email, exact: true, max: 1 });
  return user ?? (await formerStandIn(admin, companyId, address)) ?? withoutUsualAddress(admin, companyId, address);
}

/** The stand-in of an address in a realm whose rules refuse the usual made-up address: found by its invited address and its name. */
async function withoutUsualAddress(admin: KeycloakAdmin, companyId: string, address: string): Promise<User | undefined> {
  const users = await admin.users.find({ q: `invitation.email:"${address}"`, briefRepresentation: false, max: 100 });
  const isName = await nameCheck(admin, companyId, address);
  return users.find(({ username = '' }) => isName(username));
}

/** Tells whether a username is one that the realm's key gives a stand-in. */
async function nameCheck(admin: KeycloakAdmin, companyId: string, address: string): Promise<(username: string) => boolean> {
  const email = await standInAddress(admin, companyId, address);
  const shaped = await shapedNames(admin, companyId, address);
  return (username) => username.startsWith(`${email}.`) || shaped.includes(username);
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
    if (isMarked(user) && (await nameCheck(admin, id, address))(user.username ?? '')) return true;
  }
  return false;
}
