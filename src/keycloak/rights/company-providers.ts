import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { cached } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { companyInFull, companyOfDomain, firstCompanies, organizationsOfMember } from '../realm/organizations.ts';

/**
 * Attribute of an organization, written by `npm run configure -- --company-sign-in`: the identity providers that are made ready for company sign-in. The
 * sidecar's service account may not look at identity providers themselves. Each value is `alias` for all domains of the organization, or `alias domain` for one.
 */
export const PROVIDERS_ATTRIBUTE = 'invitation.idp';

/** Attribute of an account whose invitation is by a company's provider: its alias, while the invitation is open. Only administrators may write it. */
export const MARK_ATTRIBUTE = 'invitation.idp';

/** An organization as Keycloak gives it in full. */
type Company = Pick<OrganizationRepresentation, 'attributes' | 'domains'>;

/** Aliases of the providers of a company that are ready. */
export function providersOf({ attributes = {} }: Company): string[] {
  return valuesOf(attributes).map((value) => parsed(value).alias);
}

/** Alias of the provider of a company that signs in people of a domain: the domain is the company's own. Undefined where there is none. */
export function providerFor({ attributes = {}, domains = [] }: Company, domain: string): string | undefined {
  const known = domains.some(({ name }) => name?.toLowerCase() === domain);
  const covers = (value: string) => (parsed(value).domain ?? domain) === domain;
  const value = known ? valuesOf(attributes).find(covers) : undefined;
  return value === undefined ? undefined : parsed(value).alias;
}

/**
 * Alias of the provider by which somebody with this address signs in: that of the company to which the domain belongs. Undefined where none is ready.
 */
export async function providerOfAddress(admin: KeycloakAdmin, email: string): Promise<string | undefined> {
  const domain = domainOf(email);
  const company = await companyOfDomain(admin, domain);
  return company && providerFor(company, domain);
}

/** Whether a provider is ready for somebody: it is that of their address's domain, or of a company to which they belong. */
export async function isReadyFor(
  admin: KeycloakAdmin,
  alias: string,
  { id, email }: { id: string; email: string },
): Promise<boolean> {
  if ((await providerOfAddress(admin, email)) === alias) return true;
  const companies = await organizationsOfMember(admin, id);
  const inFull = await Promise.all(companies.map((company) => companyInFull(admin, company.id)));
  return inFull.some((company) => company !== undefined && providersOf(company).includes(alias));
}

/** Milliseconds for which it is believed that some company has a provider, or none; companies that are looked at. */
const FRESH = 60_000;
const MOST_COMPANIES = 500;

/** Makes the question whether people of any company sign in by its provider. Of a realm with very many companies only the first are looked at. */
export const createSomeCompanySignsIn = (admin: KeycloakAdmin): (() => Promise<boolean>) =>
  cached(async () => (await firstCompanies(admin, MOST_COMPANIES)).some((company) => providersOf(company).length > 0), FRESH);

/** @param domain as an identity provider names the one that it signs in for its organization (`kc.org.domain`): one, or `ANY`. */
export function providerText(alias: string, domain: string): string {
  return domain === 'ANY' ? alias : `${alias} ${domain.toLowerCase()}`;
}

/** The domain of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const valuesOf = (attributes: Record<string, unknown>): string[] =>
  (attributes[PROVIDERS_ATTRIBUTE] as string[] | undefined) ?? [];

function parsed(value: string): { alias: string; domain: string | undefined } {
  const [alias = '', domain] = value.split(' ');
  return { alias, domain };
}
