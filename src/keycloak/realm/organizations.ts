import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { AppError } from '../../errors.ts';
import { mayHaveFailed, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { User } from './users.ts';

/** A company: a Keycloak organization. */
export interface Organization {
  id: string;
  /** The fixed name that APIs and files use. */
  alias: string;
  /** The display name. */
  name: string;
  /** Disabled in Keycloak: gives no rights, and nobody is invited into it. */
  disabled?: true;
}

const PAGE = 100;
const MEMBERS_PAGE = 250;
/** Pages of members that are read at the same time. */
const AT_ONCE = 4;

/** Every organization of the realm, sorted by name. Keycloak cannot be asked for one by its alias. */
export async function allOrganizations(admin: KeycloakAdmin): Promise<Organization[]> {
  const found: Organization[] = [];
  for (let first = 0; ; first += PAGE) {
    const page = await unlessOff(admin, admin.organizations.find({ first, max: PAGE }));
    found.push(...page.map(organizationOf));
    if (page.length < PAGE) return found.sort((a, b) => a.name.localeCompare(b.name, 'es'));
  }
}

/** Whether the service account may see organizations. Before Keycloak 26.7 `configure` gives it no right to, unless told so. */
export async function companiesAreOff(admin: KeycloakAdmin): Promise<boolean> {
  return admin.organizations.find({ first: 0, max: 1 }).then(
    () => false,
    (error) => {
      if (refusalStatus(error) === 403) return true;
      throw error;
    },
  );
}

/** What was read of organizations; nothing where companies are off. */
export async function unlessOff<T>(admin: KeycloakAdmin, reading: Promise<T[]>): Promise<T[]> {
  try {
    return await reading;
  } catch (error) {
    if (refusalStatus(error) === 403 && (await companiesAreOff(admin))) return [];
    throw error;
  }
}

export async function organizationByAlias(admin: KeycloakAdmin, alias: string): Promise<Organization | undefined> {
  return (await allOrganizations(admin)).find((organization) => organization.alias === alias);
}

/** With domains and attributes. Undefined where it is gone. */
export async function companyInFull(admin: KeycloakAdmin, id: string): Promise<OrganizationRepresentation | undefined> {
  return admin.organizations.findOne({ id }).catch((error) => {
    if (refusalStatus(error) === 404) return undefined;
    throw error;
  });
}

/** The first companies, with their attributes. */
export async function firstCompanies(admin: KeycloakAdmin, most: number): Promise<OrganizationRepresentation[]> {
  return unlessOff(admin, findInFull(admin, { max: String(most) }));
}

/** With domains and attributes: the admin client's type does not know briefRepresentation here. */
export async function findInFull(admin: KeycloakAdmin, asked: Record<string, string>): Promise<OrganizationRepresentation[]> {
  const query = { ...asked, briefRepresentation: 'false' };
  return JSON.parse((await admin.call('GET', '/organizations', { query })).text);
}

/** The companies that a user belongs to. */
export async function organizationsOfMember(admin: KeycloakAdmin, userId: string): Promise<Organization[]> {
  const path = `/organizations/members/${encodeURIComponent(userId)}/organizations`;
  const read = async () => JSON.parse((await admin.call('GET', path, { query: { briefRepresentation: 'true' } })).text);
  return ((await unlessOff(admin, read())) as Found[]).map(organizationOf);
}

/** For a question about the companies of somebody who may be gone, or may never have been: then they belong to none. */
export function noneIfGone(error: unknown): never[] {
  if (refusalStatus(error) === undefined || mayHaveFailed(error)) throw error;
  return [];
}

/** Whether Keycloak has refused because the realm's organizations were switched off: nobody's companies can be told until they are on again. */
export const areSwitchedOff = (error: unknown): boolean => error instanceof AppError && error.code === 'organizations_off';

/** Throws `organizations_off`. */
export async function requireOrganizations(admin: KeycloakAdmin): Promise<void> {
  await firstCompanies(admin, 1);
}

/** For what is shown alone: whoever decides, or writes, by what follows must not take people for members of none. */
export function noneIfSwitchedOff(error: unknown): never[] {
  if (areSwitchedOff(error)) return [];
  throw error;
}

/** A company's members, with their attributes. */
export async function membersOf(admin: KeycloakAdmin, organizationId: string, search?: string): Promise<User[]> {
  const members: User[] = [];
  for await (const member of eachMember(admin, organizationId, { search })) members.push(member);
  return members;
}

/**
 * The same one by one, for companies of any size: some pages of them are held at a time. One page first, as most companies have no more; then several
 * at once, until one is not full.
 * @param max how many are asked for at a time: Keycloak (26.7) takes several times as long for a member as for a user whom it finds.
 * @param through asks for one page: where it waits or asks again, that is for it to say.
 */
export async function* eachMember(
  admin: KeycloakAdmin,
  organizationId: string,
  {
    search,
    max = MEMBERS_PAGE,
    through = (ask) => ask(),
  }: { search?: string | undefined; max?: number; through?: (ask: () => Promise<User[]>) => Promise<User[]> } = {},
): AsyncGenerator<User> {
  const pageFrom = (first: number) => through(() => pageOfMembers(admin, organizationId, { first, max }, search));
  for (let first = 0, pages = 1; ; first += pages * max, pages = AT_ONCE) {
    const read = await Promise.all(Array.from({ length: pages }, (_, i) => pageFrom(first + i * max)));
    yield* read.flat();
    if (read.some((page) => page.length < max)) return;
  }
}

/** How many members a company has: to Keycloak's database a single number. */
export async function countMembers(admin: KeycloakAdmin, organizationId: string): Promise<number> {
  return Number((await admin.call('GET', `/organizations/${encodeURIComponent(organizationId)}/members/count`)).text);
}

async function pageOfMembers(
  admin: KeycloakAdmin,
  orgId: string,
  page: { first: number; max: number },
  search: string | undefined,
): Promise<User[]> {
  // The admin client's type does not know briefRepresentation here; the endpoint does, and leaves the attributes out without it.
  const query = { orgId, ...page, briefRepresentation: false, ...(search && { search }) };
  return admin.organizations.listMembers(query);
}

/** Makes a user a member of a company. One who is a member already is none the less: an earlier answer may have been lost. */
export async function addMember(admin: KeycloakAdmin, organizationId: string, userId: string): Promise<void> {
  try {
    await admin.organizations.addMember({ orgId: organizationId, userId });
  } catch (error) {
    if (refusalStatus(error) !== 409) throw error;
  }
}

/** An organization as Keycloak's answers represent it. */
type Found = { id?: string; alias?: string; name?: string; enabled?: boolean };

function organizationOf({ id = '', alias = '', name = alias, enabled }: Found): Organization {
  return { id, alias, name, ...(enabled === false && { disabled: true }) };
}
