import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Chosen, candidateOf } from './candidate.ts';
import { changedAmong } from './state.ts';

/**
 * Aliases of the providers by which people sign in, or will once `configure --company-sign-in` has made the changes that it shows. One that was given company
 * sign-in and is off, or cannot be made ready any more, is still the way in of its people.
 * @param only aliases of the providers that are meant; those of all organizations by default.
 */
export async function waysByCompanies(
  admin: KeycloakAdmin,
  only: readonly string[] | undefined,
  chosen: Chosen,
): Promise<string[]> {
  if (only?.length === 0) return [];
  const providers = await admin.identityProviders.find();
  const changed = changedAmong(providers).map(({ alias }) => alias);
  const found: string[] = [];
  for (const provider of providers as ((typeof providers)[number] & { organizationId?: string })[]) {
    const { alias = '', organizationId, config } = provider;
    const isMeant = only?.includes(alias) ?? true;
    if (!isMeant) {
      if (changed.includes(alias)) found.push(alias);
    } else if (organizationId) {
      const domain = config?.['kc.org.domain'] ?? '';
      const canBeReady = async () => !('level' in (await candidateOf(admin, { alias, provider, domain }, chosen)));
      if (changed.includes(alias) || (await canBeReady())) found.push(alias);
    }
  }
  return found;
}

/** Those that are left once `--remove` has taken out the ones that are meant. */
export async function waysBesideRemoved(admin: KeycloakAdmin, only: readonly string[] | undefined): Promise<string[]> {
  if (only === undefined) return [];
  const changed = changedAmong(await admin.identityProviders.find());
  return changed.flatMap(({ alias }) => (only.includes(alias) ? [] : [alias]));
}
