import type { Admin } from '../keycloak/admin.ts';
import type { Organization } from '../keycloak/organizations.ts';
import type { User } from '../keycloak/users.ts';
import { type Invitation, invitationOf } from './invitation.ts';
import { matches, memberSearch, type Words } from './search.ts';
import { STAND_IN_DOMAIN } from './stand-in.ts';

/** An invitation with the company as which it is shown to the person who asks: one within their reach. */
export interface CompanyInvitation extends Invitation {
  company: Organization | undefined;
}

const PAGE = 250;
/** Pages that are read at the same time. */
const AT_ONCE = 4;

/**
 * Every invited member of the companies. Keycloak cannot search members by attribute: they are read and sifted here. Somebody who has
 * joined with an account of their own is listed once, by the invitation that they came with.
 */
export async function invitationsOfCompanies(
  admin: Admin,
  companies: Organization[],
  words: Words,
): Promise<CompanyInvitation[]> {
  const found = new Map<string, CompanyInvitation>();
  for (const company of companies) {
    const members = await Promise.all(searches(words).map((search) => membersOf(admin, company.id, search)));
    const invitations = members.flat().flatMap((member) => invitationOf(member) ?? []);
    const joined = new Set(invitations.flatMap(({ address, status }) => (status === 'activated' ? (address ?? []) : [])));
    for (const invitation of invitations) {
      const twice = invitation.address === undefined && joined.has(invitation.email);
      if (matches(invitation, words) && !twice && !found.has(invitation.id)) found.set(invitation.id, { ...invitation, company });
    }
  }
  return [...found.values()];
}

/** Those who stand in for an account bear a made-up address, so words do not find them: all of them are looked through. */
function searches(words: Words): (string | undefined)[] {
  return words.length === 0 ? [undefined] : [memberSearch(words), STAND_IN_DOMAIN];
}

/** One page first, as most companies have no more; then several at once, until one is not full. */
async function membersOf(admin: Admin, orgId: string, search: string | undefined): Promise<User[]> {
  const members: User[] = [];
  for (let first = 0, pages = 1; ; first += pages * PAGE, pages = AT_ONCE) {
    const starts = Array.from({ length: pages }, (_, i) => first + i * PAGE);
    const read = await Promise.all(starts.map((start) => pageOfMembers(admin, orgId, start, search)));
    members.push(...read.flat());
    if (read.some((page) => page.length < PAGE)) return members;
  }
}

async function pageOfMembers(admin: Admin, orgId: string, first: number, search: string | undefined): Promise<User[]> {
  // The admin client's type does not know briefRepresentation here; the endpoint does, and leaves the attributes out without it.
  const query = { orgId, first, max: PAGE, briefRepresentation: false, ...(search && { search }) };
  return admin.organizations.listMembers(query);
}
