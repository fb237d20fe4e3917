import { AppError } from '../../errors.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import {
  areSwitchedOff,
  companyInFull,
  type Organization,
  organizationByAlias,
  organizationsOfMember,
  requireOrganizations,
} from '../../keycloak/realm/organizations.ts';
import { providersOf } from '../../keycloak/rights/company-providers.ts';
import { providerOfSignIn } from '../../settings/sign-in.ts';
import { type Invitation, NO_ORGANIZATION } from './invitation.ts';

/** `signIn`: left out where it does not matter how they sign in. */
type OfCompany = Pick<Invitation, 'id' | 'organization'> & Partial<Pick<Invitation, 'signIn' | 'address'>>;

/** The companies that somebody belongs to: none where they are gone, or the realm's organizations were switched off. */
export async function companiesOf(admin: KeycloakAdmin, userId: string): Promise<Organization[]> {
  return organizationsOfMember(admin, userId).catch((error) => {
    if (refusalStatus(error) === 404) return [];
    throw error;
  });
}

/**
 * Whether the company that somebody is invited into is disabled in Keycloak, and so is every other one that they belong to; or, of whoever is to sign in by a
 * company's identity provider, that company. They keep what they have; no mail is sent until a company of theirs, or that one, is enabled.
 * In a realm whose organizations were switched off that holds for whoever is to sign in by such a provider; all others get in as people of no company.
 * @param asked the companies that they belong to, where they were asked for already.
 */
export async function isCompanyClosed(
  admin: KeycloakAdmin,
  { id, organization: alias, signIn }: OfCompany,
  asked?: Promise<Organization[]>,
): Promise<boolean> {
  const companies = await (asked ?? companiesOf(admin, id));
  const off = companies.filter(({ disabled }) => disabled);
  const provider = providerOfSignIn(signIn);
  if (companies.length > 0) return off.length === companies.length || isProviderOfAny(admin, provider, off);
  try {
    // Whoever made the account has not made it a member yet.
    if (alias !== undefined && alias !== NO_ORGANIZATION) return (await organizationByAlias(admin, alias))?.disabled === true;
    if (provider !== undefined) await requireOrganizations(admin);
    return false;
  } catch (error) {
    if (areSwitchedOff(error)) return provider !== undefined;
    throw error;
  }
}

async function isProviderOfAny(admin: KeycloakAdmin, provider: string | undefined, companies: Organization[]): Promise<boolean> {
  if (provider === undefined) return false;
  const inFull = await Promise.all(companies.map(({ id }) => companyInFull(admin, id)));
  return inFull.some((company) => company && providersOf(company).includes(provider));
}

/** Throws `organization_disabled`; of whom Keycloak mails as an organization, or finds by one, also `organizations_off`. */
export async function requireOpenCompany(admin: KeycloakAdmin, invitation: OfCompany): Promise<void> {
  if (invitation.address !== undefined || providerOfSignIn(invitation.signIn) !== undefined) await requireOrganizations(admin);
  if (await isCompanyClosed(admin, invitation))
    throw new AppError('organization_disabled', {
      fields: [{ field: 'organization', key: 'field.organization_disabled' }],
    });
}
