import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { holderOfDomain } from './company-of-domain.ts';
import { domainOf } from './domain-spellings.ts';

/**
 * Attribute of the realm, written by `npm run configure -- --apply`: all identity providers that it has looked at, by alias, as a JSON object. The sidecar's service
 * account may not look at identity providers themselves. None is ever taken out, and who may vouch goes on doing so: accounts keep their addresses.
 */
export const VOUCHING_ATTRIBUTE = 'invitation.vouchingProviders';

export interface KnownProvider {
  /** Id of the organization that it is linked with; empty for none, {@link SEVERAL} once it has been linked with another. */
  of: string;
  /** Whether accounts may bear an address of somebody else by its word, or could once. */
  vouches: boolean;
}

/** No organization has such an id. */
export const SEVERAL = '*';

/** By alias. One that is not among them may do anything. */
export type KnownProviders = ReadonlyMap<string, KnownProvider>;

/** Undefined where `configure` has not looked. */
export function knownProviders({ attributes }: Pick<RealmRepresentation, 'attributes'>): KnownProviders | undefined {
  try {
    const entries = Object.entries(JSON.parse(String(attributes?.[VOUCHING_ATTRIBUTE])) as Record<string, unknown>);
    return new Map(entries.map(([alias, value]) => [alias, knownOf(value)]));
  } catch {
    return undefined;
  }
}

/** Earlier only providers that vouch were written down, each with the organization that it had last. */
function knownOf(value: unknown): KnownProvider {
  const { of, vouches } = Object(value) as Partial<KnownProvider>;
  return { of: typeof of === 'string' ? of : SEVERAL, vouches: vouches !== false };
}

export const knownText = (providers: KnownProviders): string =>
  JSON.stringify(Object.fromEntries([...providers].toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** Whether any provider may have given an account an address of others: its organization is not the one to which the address's domain belongs, or was not always. */
export async function mayBeVouchedFor(admin: KeycloakAdmin, known: KnownProviders, email: string): Promise<boolean> {
  const vouching = [...known.values()].filter(({ vouches }) => vouches);
  if (vouching.length === 0) return false;
  const holder = await holderOfDomain(admin, domainOf(email));
  return vouching.some(({ of }) => of !== holder?.id);
}

/** Whether a provider is that of the company to which the address's domain belongs, and was never another's. */
export async function isOfOwnCompany(
  admin: KeycloakAdmin,
  known: KnownProviders | undefined,
  alias: string,
  email: string,
): Promise<boolean> {
  const of = known?.get(alias)?.of;
  return of !== undefined && of === (await holderOfDomain(admin, domainOf(email)))?.id;
}
