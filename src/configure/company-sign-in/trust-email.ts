import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { TRUSTING_ATTRIBUTE } from '../../keycloak/rights/trusting-providers.ts';
import { differs, type Finding, warning } from '../requirement.ts';
import type { Candidate } from './candidate.ts';
import type { CompanyProvider } from './providers.ts';
import type { AnyMapper } from './state.ts';
import type { Settings } from './trust.ts';

/**
 * Which of the providers that are meant have Keycloak call verified what they tell, and the attribute of their organizations that tells the sidecar.
 * @param others of the same organizations: what is written of them stays.
 * @param ready those that company sign-in sets to *Import* in the same run, by alias.
 */
export async function trustedAddresses(
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  ready: ReadonlyMap<string, Pick<Candidate, 'mappers'>>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const trusting = new Set<string>();
  for (const { alias, provider } of all) {
    const known = ready.get(alias);
    const mappers = known?.mappers ?? (await admin.identityProviders.findMappers({ alias }));
    const writing = mappers.filter((one) => writesAddresses(one, known ? 'IMPORT' : provider.config?.syncMode));
    if (provider.trustEmail === true) findings.push(warning(meaningOf(alias)));
    for (const { name } of writing) findings.push(warning(meaningOfMapper(alias, name)));
    if (provider.trustEmail === true || writing.length > 0) trusting.add(alias);
  }
  return [...findings, ...marks(admin, all, others, ({ alias }) => trusting.has(alias))];
}

/** Nothing is told of the providers that are meant any more. */
export const withoutTrustedAddresses = (
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
): Finding[] => marks(admin, all, others, () => false);

/**
 * Whether a mapper gives an account the address that its provider tells, at each sign-in: an account whose address is verified stays so (Keycloak 26.7, unless the
 * provider itself is on `FORCE`). One without a mode (`LEGACY`) does what it did before there were modes, and that is the same.
 * @param ofProvider the provider's own mode, which mappers may take.
 */
export function writesAddresses({ config }: AnyMapper, ofProvider: string | undefined): boolean {
  // Social networks spell it in the second way.
  const { 'user.attribute': attribute, userAttribute = attribute, syncMode } = (config ?? {}) as Settings;
  return userAttribute?.toLowerCase() === 'email' && (syncMode === 'INHERIT' ? ofProvider : syncMode) !== 'IMPORT';
}

const meaningOf = (alias: string): string =>
  `${alias} has “Trust Email” on: Keycloak calls each address verified that it tells, also those of other companies. Switch it off`;

const meaningOfMapper = (alias: string, name = ''): string =>
  `${alias}: the mapper “${name}” writes over addresses at each sign-in (FORCE), and an account may stay verified, also with an address of another company. Set it to “Import”`;

function marks(
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  isWanted: (provider: CompanyProvider) => boolean,
): Finding[] {
  const isOther = (value: string) => others.some(({ alias }) => alias === value);
  const organizations = new Map(all.map(({ organization }) => [organization.id ?? '', organization]));
  return [...organizations].flatMap(([id, { alias, attributes }]) => {
    const wanted = all.filter((one) => one.organization.id === id && isWanted(one)).map((one) => one.alias);
    const held = valuesIn(attributes).filter((value) => !isOther(value));
    // One that the administrator may not see has no alias here.
    if (alias === undefined || wanted.toSorted().join() === held.toSorted().join()) return [];
    const write = async () => {
      const now = await admin.organizations.findOne({ id });
      const values = [...valuesIn(now.attributes).filter(isOther), ...wanted].sort();
      const { [TRUSTING_ATTRIBUTE]: _, ...rest } = now.attributes ?? {};
      const changed = { ...rest, ...(values.length > 0 && { [TRUSTING_ATTRIBUTE]: values }) };
      await admin.organizations.updateById({ id }, { ...now, attributes: changed });
    };
    return [differs(`${alias}: Keycloak trusts the addresses of ${wanted.join(', ') || 'none of its providers'}`, write)];
  });
}

const valuesIn = (attributes: Record<string, unknown> = {}): string[] =>
  (attributes[TRUSTING_ATTRIBUTE] as string[] | undefined) ?? [];
