import type { Organization } from '../keycloak/realm/organizations.ts';

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
