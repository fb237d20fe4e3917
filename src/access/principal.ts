import type { Reach } from '../authority/reach.ts';
import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { areSwitchedOff, organizationsOfMember } from '../keycloak/realm/organizations.ts';
import type { Evidence } from '../keycloak/rights/author-rights.ts';

/** Who calls the administration, in a browser or over the API. */
export interface Principal {
  /** Keycloak user id; of a service account when a machine asks. */
  userId: string;
  /** Client role `admin`: every company. */
  isAdmin: boolean;
  /** Client role `company-admin`: the companies that the person belongs to. */
  isCompanyAdmin: boolean;
  /** Display name, for "invited by"; undefined for a machine. */
  name: string | undefined;
  /** `client_id` of the client that the token was issued to, where that is known. */
  clientId?: string | undefined;
  /** How Keycloak was asked for the roles. */
  evidence: Evidence;
}

export function principal(
  userId: string,
  roles: string[],
  name: string | undefined,
  evidence: Evidence,
  clientId?: string,
): Principal {
  return { userId, isAdmin: roles.includes('admin'), isCompanyAdmin: roles.includes('company-admin'), name, evidence, clientId };
}

/**
 * The companies that somebody may see. Asks Keycloak for the memberships each time: a company that was left or disabled a minute ago is out of reach.
 * Throws `forbidden` for anybody who has no role of the sidecar, and `not_found` where the realm's organizations were switched off: nobody's company can be told.
 */
export async function reachOf(admin: KeycloakAdmin, who: Principal): Promise<Reach> {
  if (who.isAdmin) return { all: true };
  if (!who.isCompanyAdmin) throw new AppError('forbidden');
  const companies = await organizationsOfMember(admin, who.userId).catch((error) => {
    throw areSwitchedOff(error) ? new AppError('not_found', { cause: error }) : error;
  });
  return { all: false, organizations: companies.filter(({ disabled }) => !disabled) };
}

/** Throws `not_found` for a user beyond the reach, as for an unknown id: whether another company's user exists is not told. */
export async function requireReach(admin: KeycloakAdmin, reach: Reach, userId: string): Promise<void> {
  if (reach.all) return;
  const own = new Set(reach.organizations.map(({ id }) => id));
  const theirs = await organizationsOfMember(admin, userId);
  if (!theirs.some(({ id }) => own.has(id))) throw new AppError('not_found');
}
