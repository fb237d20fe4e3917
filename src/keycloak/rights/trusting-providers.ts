import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { findInFull, unlessOff } from '../realm/organizations.ts';
import { holderOfDomain } from './company-of-domain.ts';
import { domainOf } from './domain-spellings.ts';

/**
 * Attribute of an organization, written by `npm run configure -- --company-sign-in`: aliases of its identity providers that have *Trust Email* on, or a mapper that
 * writes over addresses at each sign-in. Keycloak calls addresses verified that they tell. The sidecar's service account may not look at identity providers
 * themselves.
 */
export const TRUSTING_ATTRIBUTE = 'invitation.trustEmail';

/**
 * Whether a provider's word alone may have made an address of others verified: its organization is not the one to which the address's domain belongs.
 */
export async function mayVouchForOthers(admin: KeycloakAdmin, alias: string, email: string): Promise<boolean> {
  const asked = { q: `${TRUSTING_ATTRIBUTE}:"${alias}"`, max: '10' };
  const companies = await unlessOff(admin, findInFull(admin, asked));
  if (companies.length === 0) return false;
  const holder = await holderOfDomain(admin, domainOf(email));
  return !companies.some(({ id }) => id === holder?.id);
}
