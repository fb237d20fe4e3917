import { askingAhead } from '../../jobs/asking-ahead.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { allWordsOfPerson, organizationIds } from '../record/findable.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { alreadyActive } from '../record/life-cycle.ts';
import { invitationNow } from '../record/revocation-notes.ts';
import type { CompanyInvitation } from './company-invitations.ts';
import type { CompanyLookup } from './company-lookup.ts';
import { createMemberships, type MembershipsDeps } from './memberships.ts';
import type { Segment } from './segments.ts';

export interface RowDeps extends MembershipsDeps {
  admin: KeycloakAdmin;
  lean: Pick<LeanAdmin, 'usersWith' | 'organizationsOf'>;
  companies: CompanyLookup;
}

/**
 * The row of a user whom Keycloak has found for a stretch of a list, or undefined: an attribute is no proof of a membership, so Keycloak is asked for
 * the companies of everybody who is shown to a company.
 */
export function createRows(deps: RowDeps) {
  const { admin, lean, companies } = deps;
  const memberships = createMemberships(deps);
  const companiesOf = memberships.ask;
  const asking = askingAhead<Organization[]>();

  /** Somebody who accepted with an account of their own is listed once: by the invitation that they accepted, not by that of another company. */
  async function isListedByJoin({ address, organization, email }: Invitation, company: Organization): Promise<boolean> {
    if (address !== undefined || organization === company.alias || email.includes('"')) return false;
    const named = await lean.usersWith(`invitation.email:"${email}"`, { first: 0, max: 20 });
    for (const user of named) {
      // Who is not found there yet hides nobody.
      if (!alreadyActive(invitationOf(user)) || !organizationIds(user).includes(company.id)) continue;
      if ((await companiesOf(user.id ?? '')).some(({ id }) => id === company.id)) return true;
    }
    return false;
  }

  /** @param words folded ones, each of which must be a word of the person. */
  async function rowOf(
    user: User,
    { company, before }: Pick<Segment, 'company' | 'before'>,
    words: readonly string[] = [],
    askCompanies = companiesOf,
  ): Promise<CompanyInvitation | undefined> {
    const invitation = await invitationNow(admin, user);
    if (!invitation || !isNamed(invitation, words)) return undefined;
    if (!company) return { ...invitation, company: await companies.invitedInto(invitation) };
    const theirs = new Set((await askCompanies(invitation.id)).map(({ id }) => id));
    // Earlier stretches have shown members whom their company's attribute named: of somebody who was added a moment ago it names none yet.
    const named = organizationIds(user);
    const isShownBefore = before.some(({ id }) => theirs.has(id) && named.includes(id));
    if (!theirs.has(company.id) || isShownBefore) return undefined;
    return (await isListedByJoin(invitation, company)) ? undefined : { ...invitation, company };
  }

  /**
   * The same for the rows of one page, called before the page is read: meanwhile Keycloak is asked for the companies of those whom the page showed last, or
   * whether any have changed (memberships.ts).
   * @param page what tells this page from others; undefined where nobody is asked about memberships.
   */
  function rowsOfPage(
    page: string | undefined,
  ): (...row: [User, Segment, (readonly string[])?]) => Promise<CompanyInvitation | undefined> {
    if (page === undefined) return rowOf;
    const ask = asking.ahead(page, memberships.forPage());
    return (user, segment, words = []) => rowOf(user, segment, words, ask);
  }

  return { rowOf, rowsOfPage };
}

function isNamed(invitation: Invitation, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const known = new Set(allWordsOfPerson(invitation));
  return words.every((word) => known.has(word));
}
