import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { VOUCHING_ATTRIBUTE, vouchingProviders, vouchingText } from '../keycloak/rights/vouching-providers.ts';
import { realmAccess } from './realm-access.ts';
import { differs, type Finding, type Requirement, warning } from './requirement.ts';

/**
 * By the word of which identity providers accounts may bear addresses of others, and the attribute of the realm that tells the sidecar. Comes after company sign-in,
 * which sets its providers to *Import*.
 */
export function vouchingProvidersRequirement(admin: KeycloakAdmin): Requirement {
  const access = realmAccess(admin);
  return {
    title: 'addresses by providers',
    async look() {
      const realm = await access.read();
      const before = vouchingProviders(realm);
      const known = new Map(before);
      const findings: Finding[] = [];
      for (const provider of await admin.identityProviders.find()) {
        const { alias = '', organizationId = '' } = provider as IdentityProviderRepresentation & { organizationId?: string };
        const ways = await waysOf(admin, provider);
        // Addresses matter where companies invite.
        if (realm.organizationsEnabled) findings.push(...ways.map((way) => warning(`${alias}${way}`)));
        if (ways.length > 0) known.set(alias, organizationId);
      }
      const text = vouchingText(known);
      if (before && text === vouchingText(before)) return findings;
      const names = [...known.keys()].join(', ') || 'none';
      return [
        ...findings,
        differs(`the sidecar does not know which providers may tell addresses of others: ${names}`, () =>
          access.setAttribute(VOUCHING_ATTRIBUTE, text),
        ),
      ];
    },
  };
}

/** In which ways a provider's word makes addresses of others an account's own. */
async function waysOf(
  admin: KeycloakAdmin,
  { alias = '', trustEmail, config }: IdentityProviderRepresentation,
): Promise<string[]> {
  const mappers = await admin.identityProviders.findMappers({ alias });
  return [
    ...(trustEmail === true
      ? [
          ' has “Trust Email” on: Keycloak calls each address verified that it tells, also those of other companies. Switch it off',
        ]
      : []),
    ...(config?.syncMode === 'FORCE'
      ? [' writes over addresses at each sign-in (FORCE), also with those of other companies. Set it to “Import”']
      : []),
    ...mappers
      .filter((mapper) => writesAddresses(mapper, config?.syncMode))
      .map(
        ({ name = '' }) =>
          `: the mapper “${name}” writes over addresses at each sign-in (FORCE), and an account may stay verified, also with an address of another company. Set it to “Import”`,
      ),
  ];
}

/**
 * Whether a mapper gives an account the address that its provider tells, at each sign-in: an account whose address is verified stays so (Keycloak 26.7, unless the
 * provider itself is on `FORCE`). One without a mode (`LEGACY`) does what it did before there were modes, and that is the same.
 * @param ofProvider the provider's own mode, which mappers may take.
 */
export function writesAddresses({ config }: { config?: unknown }, ofProvider: string | undefined): boolean {
  // Social networks spell it in the second way.
  const {
    'user.attribute': attribute,
    userAttribute = attribute,
    syncMode,
  } = (config ?? {}) as Record<string, string | undefined>;
  return userAttribute?.toLowerCase() === 'email' && (syncMode === 'INHERIT' ? ofProvider : syncMode) !== 'IMPORT';
}
