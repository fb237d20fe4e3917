import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import {
  type KnownProvider,
  knownProviders,
  knownText,
  SEVERAL,
  VOUCHING_ATTRIBUTE,
} from '../keycloak/rights/vouching-providers.ts';
import { realmAccess } from './realm-access.ts';
import { differs, type Finding, type Requirement, warning } from './requirement.ts';

/**
 * The realm's identity providers, and by the word of which accounts may bear addresses of others, in the attribute of the realm that tells the sidecar. Comes after
 * company sign-in, which sets its providers to *Import*.
 */
export function vouchingProvidersRequirement(admin: KeycloakAdmin): Requirement {
  const access = realmAccess(admin);
  return {
    title: 'addresses by providers',
    async look() {
      const realm = await access.read();
      const known = new Map(knownProviders(realm));
      const findings: Finding[] = [];
      for (const provider of await admin.identityProviders.find()) {
        const { alias = '', organizationId = '' } = provider as IdentityProviderRepresentation & { organizationId?: string };
        const ways = await waysOf(admin, provider);
        // Addresses matter where companies invite.
        if (realm.organizationsEnabled) findings.push(...ways.map((way) => warning(`${alias}${way}`)));
        known.set(alias, knownBy(known.get(alias), organizationId, ways.length > 0));
      }
      const text = knownText(known);
      if (realm.attributes?.[VOUCHING_ATTRIBUTE] === text) return findings;
      const names = [...known].flatMap(([alias, { vouches }]) => (vouches ? alias : [])).join(', ') || 'none';
      return [
        ...findings,
        differs(`the sidecar does not know all providers, and which of them may tell addresses of others: ${names}`, () =>
          access.setAttribute(VOUCHING_ATTRIBUTE, text),
        ),
      ];
    },
  };
}

/** Who has told addresses while it was another company's, or none's, is believed of no company's. */
function knownBy(before: KnownProvider | undefined, organization: string, vouches: boolean): KnownProvider {
  const isFirst = before === undefined || (before.of === '' && !before.vouches);
  const of = isFirst || before.of === organization ? organization : SEVERAL;
  return { of, vouches: vouches || (before?.vouches ?? false) };
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
