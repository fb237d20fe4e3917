import type { Admin } from '../keycloak/admin.ts';
import { type Organization, organizationByAlias, type Reach } from '../keycloak/organizations.ts';
import { INVITATION_STATUSES, type Invitation, type InvitationStatus, invitationOf } from './invitation.ts';

export interface ListQuery {
  status?: InvitationStatus | undefined;
  /** Alias of a company. */
  organization?: string | undefined;
  /** Part of an address or name. */
  search?: string | undefined;
  first: number;
  max: number;
}

export interface InvitationPage {
  items: Invitation[];
  /** How many match the query. */
  total: number;
  /** How many there are per status, whatever the query's status. */
  counts: Record<InvitationStatus, number>;
}

/** Those that want attention first: the order of the list. */
const ORDER: InvitationStatus[] = ['failed', 'queued', 'opened', 'sent', 'expired', 'revoked', 'activated'];

/** A page of the invitations within somebody's reach. */
export async function listInvitations(admin: Admin, reach: Reach, query: ListQuery): Promise<InvitationPage> {
  const companies = await companiesOf(admin, reach, query.organization);
  return companies ? listOfCompanies(admin, companies, query) : listOfRealm(admin, query);
}

/** The companies whose members are listed; undefined for all users of the realm. */
async function companiesOf(admin: Admin, reach: Reach, alias: string | undefined): Promise<Organization[] | undefined> {
  if (!reach.all) return reach.organizations.filter((company) => alias === undefined || company.alias === alias);
  if (alias === undefined) return undefined;
  const company = await organizationByAlias(admin, alias);
  return company ? [company] : [];
}

/** Keycloak searches by the stored status, so the list is one query a status, one behind the other. */
async function listOfRealm(admin: Admin, { status, search, first, max }: ListQuery): Promise<InvitationPage> {
  const stored = (name: InvitationStatus) => ({ q: `invitation.status:${name}`, ...(search && { search }) });
  const totals = await Promise.all(ORDER.map(async (name) => [name, await admin.users.count(stored(name))] as const));
  const items: Invitation[] = [];
  let skip = first;
  for (const [name, count] of totals) {
    if ((status && name !== status) || items.length >= max) continue;
    if (skip < count) {
      const users = await admin.users.find({ ...stored(name), first: skip, max: max - items.length, briefRepresentation: false });
      items.push(...users.flatMap((user) => invitationOf(user) ?? []));
    }
    skip = Math.max(0, skip - count);
  }
  const total = totals.reduce((sum, [name, count]) => (!status || name === status ? sum + count : sum), 0);
  return { items, total, counts: { ...NONE, ...Object.fromEntries(totals) } };
}

/** Keycloak cannot search a company's members by attribute: they are read and sifted here. */
async function listOfCompanies(admin: Admin, companies: Organization[], query: ListQuery): Promise<InvitationPage> {
  const found = new Map<string, Invitation>();
  for (const { id } of companies) {
    for await (const invitation of membersOf(admin, id, query.search)) found.set(invitation.id, invitation);
  }
  const all = [...found.values()];
  const counts = { ...NONE };
  for (const { status } of all) counts[status] += 1;
  const matching = all
    .filter(({ status }) => !query.status || status === query.status)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.email.localeCompare(b.email));
  return { items: matching.slice(query.first, query.first + query.max), total: matching.length, counts };
}

const NONE = Object.fromEntries(INVITATION_STATUSES.map((name) => [name, 0])) as Record<InvitationStatus, number>;
const PAGE = 200;
/** With attributes: the admin client's type does not know the parameter, the endpoint does. */
const FULL = { briefRepresentation: false };

async function* membersOf(admin: Admin, orgId: string, search: string | undefined): AsyncGenerator<Invitation> {
  for (let first = 0; ; first += PAGE) {
    const members = await admin.organizations.listMembers({ orgId, first, max: PAGE, ...FULL, ...(search && { search }) });
    for (const member of members) {
      const invitation = invitationOf(member);
      if (invitation) yield invitation;
    }
    if (members.length < PAGE) return;
  }
}
