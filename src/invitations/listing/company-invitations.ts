import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { membersOf, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { type Invitation, STAND_IN, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { alreadyActive } from '../record/life-cycle.ts';
import { invitationsNow } from '../record/revocation-notes.ts';
import { matcher, memberSearches, type Words } from './search.ts';

/** An invitation with the company with which it is shown: one within the viewer's reach. */
export interface CompanyInvitation extends Invitation {
  company: Organization | undefined;
}

/**
 * All invited members of the companies whom the words name. Keycloak cannot search members by attribute, so they are read and filtered here. Somebody
 * who accepted with an account of their own is listed once, by the invitation that they accepted.
 * @param areSmall so few members that all are read, and accents and special letters make no difference; else those are read whom Keycloak finds
 * by the words, to which they do ({@link memberSearches}).
 */
export async function invitationsOfCompanies(
  admin: KeycloakAdmin,
  companies: Organization[],
  words: Words,
  { areSmall = false } = {},
): Promise<CompanyInvitation[]> {
  const found = new Map<string, CompanyInvitation>();
  const readsAll = areSmall || words.length === 0;
  // Stand-ins have a made-up address that no search word matches: all of them are read.
  const searches = readsAll ? [undefined] : [...memberSearches(words), STAND_IN_DOMAIN];
  const isMatch = matcher(words);
  for (const company of companies) {
    const members = await Promise.all(searches.map((search) => membersOf(admin, company.id, search)));
    const unusual = readsAll ? [] : await membersAmong(admin, company.id, await markedStandIns(admin));
    const invitations = await invitationsNow(admin, [...members.flat(), ...unusual]);
    const joined = new Set(invitations.filter(alreadyActive).flatMap(({ address }) => address ?? []));
    for (const invitation of invitations) {
      const twice = invitation.address === undefined && joined.has(invitation.email);
      if (isMatch(invitation) && !twice && !found.has(invitation.id)) found.set(invitation.id, { ...invitation, company });
    }
  }
  return [...found.values()];
}

/** Stand-ins with names that tell nothing: no search by words finds them. In nearly all realms there are none. */
export async function markedStandIns(admin: KeycloakAdmin): Promise<User[]> {
  return admin.users.find({ q: `invitation.journal:${STAND_IN}`, max: 1000, briefRepresentation: false });
}

async function membersAmong(admin: KeycloakAdmin, companyId: string, users: User[]): Promise<User[]> {
  const companies = await Promise.all(users.map(({ id = '' }) => organizationsOfMember(admin, id)));
  return users.filter((_, i) => companies[i]?.some(({ id }) => id === companyId));
}
