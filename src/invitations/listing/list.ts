import { companyShown, type Reach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import { type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { type Invitation, type InvitationStatus, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { isRevoked, MOVES } from '../record/life-cycle.ts';
import { invitationNow, invitationsNow, unwrittenRevocations } from '../record/revocation-notes.ts';
import { successorOf } from '../replacement/replace-account.ts';
import { type CompanyInvitation, invitationsOfCompanies, markedStandIns } from './company-invitations.ts';
import type { CompanyLookup } from './company-lookup.ts';
import { type Counts, noCounts, type StatusCounts } from './counts.ts';
import { matches, userSearch, type Words, wordsOf } from './search.ts';

export interface ListQuery {
  status?: InvitationStatus | undefined;
  /** Alias of a company. */
  organization?: string | undefined;
  /** Words, each of which must occur in the address or the name; or a user id. */
  search?: string | undefined;
  first: number;
  max: number;
}

export interface InvitationPage {
  items: CompanyInvitation[];
  /** How many match the query. */
  total: number;
}

export interface CountedPage extends InvitationPage {
  /** Counts per status, whatever status the query asks for. Those of the whole realm are a few seconds old. */
  counts: StatusCounts;
}

export interface InvitationList {
  page(reach: Reach, query: ListQuery): Promise<InvitationPage>;
  /** A page of the list with the counts for its tabs. */
  countedPage(reach: Reach, query: ListQuery): Promise<CountedPage>;
}

/** The order of the list: those that need attention first. Within a status, Keycloak's order by username. */
export const ORDER: readonly InvitationStatus[] = ['failed', 'queued', 'opened', 'sent', 'expired', 'revoked', 'activated'];

const REFERENCE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Users that a search reads at most; where more match, a longer word is needed. */
const SEARCHED = 1000;

/** The invitations within somebody's reach, a page at a time. */
export function createInvitationList(
  admin: KeycloakAdmin,
  usersWith: LeanAdmin['usersWith'],
  counts: Counts,
  companies: CompanyLookup,
): InvitationList {
  async function countedPage(reach: Reach, query: ListQuery): Promise<CountedPage> {
    const words = wordsOf(query.search);
    if (query.search && REFERENCE.test(query.search.trim())) return pageOf(await byReference(reach, query.search.trim()), query);
    const own = await chosenCompanies(reach, query.organization);
    if (own) return pageOf(await invitationsOfCompanies(admin, own, words), query);
    if (words.length > 0) {
      const { items, ...found } = pageOf(await searched(words), query);
      return { ...found, items: await withCompanies(items) };
    }
    const [page, all] = await Promise.all([pageOfRealm(query), counts.all()]);
    return { ...page, counts: all };
  }

  async function page(reach: Reach, query: ListQuery): Promise<InvitationPage> {
    const ofRealm = reach.all && query.organization === undefined && !query.search;
    if (ofRealm) return pageOfRealm(query);
    const { items, total } = await countedPage(reach, query);
    return { items, total };
  }

  /** The companies whose members are listed; undefined for all users of the realm. */
  async function chosenCompanies(reach: Reach, alias: string | undefined): Promise<Organization[] | undefined> {
    if (!reach.all) return reach.organizations.filter((company) => alias === undefined || company.alias === alias);
    if (alias === undefined) return undefined;
    return (await companies.all()).filter((company) => company.alias === alias);
  }

  /** Keycloak finds by the stored status: the list is one query a status, one behind the other, and mostly only one is needed. */
  async function pageOfRealm({ status, first, max }: ListQuery): Promise<InvitationPage> {
    const wanted = status ? [status] : ORDER;
    const parts = status ? [{ status, first, max }] : await partsNow(first, max);
    const [known, ...found] = await Promise.all([counts.all(), ...parts.map(read)]);
    const noted = status === MOVES.revoke.to && first === 0 ? await notedRevocations() : [];
    const isShown = (item: Invitation) => !isRevoked(item) || !status || status === MOVES.revoke.to;
    const users = [...noted, ...found.flat().filter(isShown)].slice(0, max);
    const expected = wanted.reduce((sum, name) => sum + known[name], 0);
    // The users read for this page are more current than the cached count.
    const seen = first + users.length;
    const total = users.length > 0 && users.length < max ? seen : Math.max(expected, seen);
    return { items: await withCompanies(users), total: users.length === 0 ? Math.min(expected, first) : total };
  }

  /**
   * A status that older counts hold for empty is not asked for, so whoever has just opened their link would be on no page. Where the counts do not fill
   * the page, as on the only page of a small realm, they are renewed first; it is cheap there.
   */
  async function partsNow(first: number, max: number): Promise<Part[]> {
    const parts = partsOf(await counts.all(), first, max);
    const filled = parts.reduce((sum, part) => sum + part.max, 0);
    return filled < max ? partsOf(await counts.renewed(), first, max) : parts;
  }

  async function read(part: Part): Promise<Invitation[]> {
    const { status, first, max } = part;
    const users = await usersWith(`invitation.status:${status}`, { first, max });
    return invitationsNow(admin, users);
  }

  /** Revocations that stand in a note alone: no search by status finds them. */
  async function notedRevocations(): Promise<Invitation[]> {
    const users = await Promise.all((await unwrittenRevocations(admin)).map((id) => readUser(admin, id)));
    const invitations = await invitationsNow(
      admin,
      users.flatMap((user) => user ?? []),
    );
    return invitations.filter((item) => isRevoked(item) && item.user?.enabled);
  }

  /** Keycloak ignores `q` together with `search`: so the users who match are filtered for invitations here. */
  async function searched(words: Words): Promise<Invitation[]> {
    const searches = [userSearch(words), userSearch([STAND_IN_DOMAIN])];
    const find = (search: string) => admin.users.find({ search, first: 0, max: SEARCHED, briefRepresentation: false });
    const users = new Map(
      [...(await Promise.all(searches.map(find))).flat(), ...(await markedStandIns(admin))].map((user) => [user.id, user]),
    );
    const invitations = await invitationsNow(admin, [...users.values()]);
    return invitations.filter((item) => item.address === undefined || matches(item, words));
  }

  /** A reference that people quote to support is the id of the user. */
  async function byReference(reach: Reach, id: string): Promise<CompanyInvitation[]> {
    const user = (await readUser(admin, id.toLowerCase())) ?? (await successorOf(admin, id.toLowerCase()));
    const invitation = user && (await invitationNow(admin, user));
    if (!invitation) return [];
    const company = companyShown(reach, await organizationsOfMember(admin, invitation.id));
    return reach.all || company ? [{ ...invitation, company }] : [];
  }

  async function withCompanies(invitations: Invitation[]): Promise<CompanyInvitation[]> {
    return Promise.all(invitations.map(async (item) => ({ ...item, company: await companies.invitedInto(item) })));
  }

  return { page, countedPage };
}

/** A page of results that are all in memory. */
function pageOf<T extends Invitation>(found: T[], { status, first, max }: ListQuery) {
  const counts = noCounts();
  for (const item of found) counts[item.status] += 1;
  const matching = found
    .filter((item) => !status || item.status === status)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.email.localeCompare(b.email));
  return { items: matching.slice(first, first + max), total: matching.length, counts };
}

interface Part {
  status: InvitationStatus;
  first: number;
  max: number;
}

/** Which slices of the single statuses make up a slice of the whole list. */
export function partsOf(counts: StatusCounts, first: number, max: number): Part[] {
  const parts: Part[] = [];
  let before = 0;
  for (const status of ORDER) {
    const start = Math.max(first - before, 0);
    const end = Math.min(first + max - before, counts[status]);
    if (start < end) parts.push({ status, first: start, max: end - start });
    before += counts[status];
  }
  return parts;
}
