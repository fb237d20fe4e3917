import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { TRUSTING_ATTRIBUTE } from '../../keycloak/rights/trusting-providers.ts';
import { differs, type Finding, warning } from '../requirement.ts';
import type { CompanyProvider } from './providers.ts';

/**
 * What *Trust Email* means at the providers that are meant, and the attribute of their organizations that tells the sidecar where it is on.
 * @param others of the same organizations: what is written of them stays.
 */
export function trustedAddresses(
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
): Finding[] {
  return [...all.filter(isTrusting).map(({ alias }) => warning(meaningOf(alias))), ...marks(admin, all, others, isTrusting)];
}

/** Nothing is told of the providers that are meant any more. */
export const withoutTrustedAddresses = (
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
): Finding[] => marks(admin, all, others, () => false);

const isTrusting = ({ provider }: CompanyProvider): boolean => provider.trustEmail === true;

const meaningOf = (alias: string): string =>
  `${alias} has “Trust Email” on: Keycloak calls each address verified that it tells, also those of other companies. Switch it off`;

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
