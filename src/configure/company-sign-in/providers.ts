import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';
import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { ownDomainOf } from '../../keycloak/rights/company-of-domain.ts';
import { ANY, PROVIDERS_ATTRIBUTE, providerText } from '../../keycloak/rights/company-providers.ts';
import { ALL_BELOW, oneSpelling } from '../../keycloak/rights/domain-spellings.ts';
import { differs, type Finding, unseen, unwanted, warning } from '../requirement.ts';
import type { Trust } from './trust.ts';

/** An identity provider that is linked with an organization. */
export interface CompanyProvider {
  alias: string;
  provider: IdentityProviderRepresentation;
  /** With its id alone where the administrator may not see organizations. */
  organization: OrganizationRepresentation;
  domain: string;
  /** Those that it leaves out. */
  except: string;
}

/** Those of a realm's providers that are linked with an organization. */
export async function linkedAmong(
  admin: KeycloakAdmin,
  providers: readonly IdentityProviderRepresentation[],
): Promise<CompanyProvider[]> {
  const organizations = new Map<string, OrganizationRepresentation>();
  const found: CompanyProvider[] = [];
  for (const provider of providers as readonly (IdentityProviderRepresentation & { organizationId?: string })[]) {
    const { alias = '', organizationId: id, config } = provider;
    if (!id) continue;
    const organization = organizations.get(id) ?? (await admin.organizations.findOne({ id }).catch(hidden(id)));
    organizations.set(id, organization);
    found.push({
      alias,
      provider,
      organization,
      domain: config?.['kc.org.domain'] ?? '',
      except: config?.['kc.org.excluded.domains'] ?? '',
    });
  }
  return found;
}

const hidden = (id: string) => (error: unknown) => {
  if (refusalStatus(error) !== 403) throw error;
  return { id };
};
const isHidden = ({ organization }: CompanyProvider) => organization.alias === undefined;

/**
 * Where people of the domain that a provider names are not led to it: its organization has the domain by another entry, such as `*.sol.test` beside `sol.test`.
 * They are not invited by it either.
 */
export function unreached({ alias, domain, organization }: CompanyProvider): Finding[] {
  if (organization.domains === undefined || domain === ANY) return [];
  const base = domain.startsWith(ALL_BELOW) ? domain.slice(ALL_BELOW.length) : domain;
  const own = ownDomainOf(organization, base);
  if (own === oneSpelling(domain)) return [];
  const why =
    own === undefined ? 'its organization does not have that domain' : `for Keycloak, those are of ${own} of its organization`;
  return [warning(`${alias} names ${domain}, and people of ${base} are not led to it: ${why}`)];
}

/**
 * What the organizations of these providers lack, or have too much, one after the other.
 * @param ready those that may be invited by, by alias, with what their addresses are worth; undefined when they all are to go.
 */
export function marksOfAll(
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  ready: ReadonlyMap<string, { trust: Trust }> | undefined,
): Finding[] {
  if (all.some(isHidden)) return [unseen(`the attribute ${PROVIDERS_ATTRIBUTE} of organizations`)];
  const ids = [...new Set(all.map(({ organization }) => organization.id))];
  return ids.flatMap((id) =>
    marks(
      admin,
      all.filter(({ organization }) => organization.id === id),
      others,
      ready,
    ),
  );
}

/** The attribute of an organization that tells the sidecar which of its providers are ready: those whose settings are as they must be. */
function marks(
  admin: KeycloakAdmin,
  providers: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  ready: ReadonlyMap<string, { trust: Trust }> | undefined,
): Finding[] {
  const organization = providers[0]?.organization ?? {};
  const usable = providers.filter(({ alias }) => ready?.has(alias));
  const wanted = usable
    .map(({ alias, domain, except }) => providerText(alias, domain, ready?.get(alias)?.trust === 'confirmed', except))
    .sort();
  const isMeant = (value: string) => !others.some(({ alias }) => value === alias || value.startsWith(`${alias} `));
  const written = (organization.attributes?.[PROVIDERS_ATTRIBUTE] as string[] | undefined) ?? [];
  const held = written.filter(isMeant).toSorted();
  if (wanted.join() === held.join()) return [];
  const write = async () => {
    const now = await admin.organizations.findOne({ id: organization.id ?? '' });
    const { [PROVIDERS_ATTRIBUTE]: values = [], ...rest } = (now.attributes ?? {}) as Record<string, string[]>;
    const all = [...values.filter((value) => !isMeant(value)), ...wanted].sort();
    const attributes = { ...rest, ...(all.length > 0 && { [PROVIDERS_ATTRIBUTE]: all }) };
    await admin.organizations.updateById({ id: organization.id ?? '' }, { ...now, attributes });
  };
  return [
    ready
      ? differs(`${organization.alias}: invites by ${wanted.join(', ') || 'no provider'}`, write)
      : unwanted(`${organization.alias}: invites by ${held.join(', ')}`, write),
  ];
}
