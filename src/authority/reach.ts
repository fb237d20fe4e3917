import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { companyInFull, type Organization } from '../keycloak/realm/organizations.ts';
import { companyOfDomain } from '../keycloak/rights/company-of-domain.ts';
import { providerFor, providersOf } from '../keycloak/rights/company-providers.ts';
import { domainOf } from '../keycloak/rights/domain-spellings.ts';

/** What somebody may see and change: everything, or the members of some companies (src/access/principal.ts decides). */
export type Reach = { all: true } | { all: false; organizations: Organization[] };

/** Whether a company is one of those that somebody may see. */
export function withinReach(reach: Reach, organizationId: string): boolean {
  return reach.all || reach.organizations.some(({ id }) => id === organizationId);
}

/** The company with which a person is shown: one within the viewer's reach. */
export function companyShown(reach: Reach, companies: Organization[]): Organization | undefined {
  return companies.find((company) => withinReach(reach, company.id));
}

/**
 * Whether somebody may invite an address to sign in by an identity provider, by its alias. Whoever runs a provider says whose addresses are verified there, and
 * so gets into the accounts that are invited by it: company admins may name their company's own for addresses of its domain, administrators of the realm also
 * another one of the company into which they invite.
 */
export async function mayInviteBy(
  admin: KeycloakAdmin,
  reach: Reach,
  provider: string,
  { email, company }: { email: string; company: Organization | undefined },
): Promise<boolean> {
  const domain = domainOf(email);
  const owner = await companyOfDomain(admin, domain);
  if (owner?.id && withinReach(reach, owner.id) && providerFor(owner, domain) === provider) return true;
  if (!reach.all) return false;
  const named = company && (await companyInFull(admin, company.id));
  return [owner, named].some((one) => one !== undefined && providersOf(one).includes(provider));
}
