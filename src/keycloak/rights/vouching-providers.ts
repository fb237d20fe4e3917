import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { holderOfDomain } from './company-of-domain.ts';
import { domainOf } from './domain-spellings.ts';

/**
 * Attribute of the realm, written by `npm run configure -- --apply`: identity providers by whose word an account may bear an address of somebody else, with the id
 * of their organization, as a JSON object. Who was one stays one, as its accounts keep their addresses. The sidecar's service account may not look at identity
 * providers themselves.
 */
export const VOUCHING_ATTRIBUTE = 'invitation.vouchingProviders';

/** Organizations' ids by their providers' aliases; empty for a provider of none. */
export type VouchingProviders = ReadonlyMap<string, string>;

/** Undefined where `configure` has not looked. */
export function vouchingProviders({ attributes }: Pick<RealmRepresentation, 'attributes'>): VouchingProviders | undefined {
  try {
    return new Map(Object.entries(JSON.parse(String(attributes?.[VOUCHING_ATTRIBUTE])) as Record<string, string>));
  } catch {
    return undefined;
  }
}

export const vouchingText = (providers: VouchingProviders): string =>
  JSON.stringify(Object.fromEntries([...providers].toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** Whether a provider may have given an account an address of others: its organization is not the one to which the address's domain belongs. */
export async function mayVouchForOthers(
  admin: KeycloakAdmin,
  known: VouchingProviders | undefined,
  alias: string,
  email: string,
): Promise<boolean> {
  if (!known) return true;
  const organization = known.get(alias);
  if (!organization) return organization !== undefined;
  return (await holderOfDomain(admin, domainOf(email)))?.id !== organization;
}
