import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';
import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { findInFull, noneIfSwitchedOff, unlessOff } from '../../keycloak/realm/organizations.ts';
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

const PAGE = 100;

/** Organizations that name providers which are ready. */
async function companiesThatName(admin: KeycloakAdmin): Promise<OrganizationRepresentation[]> {
  const found: OrganizationRepresentation[] = [];
  for (let first = 0; ; first += PAGE) {
    const read = findInFull(admin, { first: String(first), max: String(PAGE) });
    const page = await unlessOff(admin, read).catch(noneIfSwitchedOff);
    found.push(...page.filter((company) => namedBy(company).length > 0));
    if (page.length < PAGE) return found;
  }
}

const namedBy = ({ attributes }: OrganizationRepresentation): string[] =>
  (attributes?.[PROVIDERS_ATTRIBUTE] as string[] | undefined) ?? [];

/**
 * What organizations lack, or have too much, one after the other. One that names a provider which is not its own (any more) is told whichever are meant: by the
 * alias that it names, another company's provider would get in its people.
 * @param all the providers that are meant; `others`: those of organizations that are not.
 * @param ready those that may be invited by, by alias, with what their addresses are worth; undefined when they all are to go.
 */
export async function marksOfAll(
  admin: KeycloakAdmin,
  all: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  ready: ReadonlyMap<string, { trust: Trust }> | undefined,
): Promise<Finding[]> {
  if (all.some(isHidden)) return [unseen(`the attribute ${PROVIDERS_ATTRIBUTE} of organizations`)];
  const found = [...(await companiesThatName(admin)), ...all.map(({ organization }) => organization)];
  const companies = new Map(found.map((company) => [company.id, company]));
  return [...companies].flatMap(([id, company]) => {
    const isOwn = ({ organization }: CompanyProvider) => organization.id === id;
    return marks(admin, company, all.filter(isOwn), others.filter(isOwn), ready);
  });
}

/** The attribute of an organization that tells the sidecar which of its providers are ready: those whose settings are as they must be. */
function marks(
  admin: KeycloakAdmin,
  organization: OrganizationRepresentation,
  providers: readonly CompanyProvider[],
  others: readonly CompanyProvider[],
  ready: ReadonlyMap<string, { trust: Trust }> | undefined,
): Finding[] {
  const usable = providers.filter(({ alias }) => ready?.has(alias));
  const wanted = usable
    .map(({ alias, domain, except }) => providerText(alias, domain, ready?.get(alias)?.trust === 'confirmed', except))
    .sort();
  const isAmong = (some: readonly CompanyProvider[], value: string) => some.some(({ alias }) => alias === aliasOf(value));
  const isMeant = (value: string) => !isAmong(others, value);
  const held = namedBy(organization).filter(isMeant).toSorted();
  if (wanted.join() === held.join()) return [];
  const write = async () => {
    const now = await admin.organizations.findOne({ id: organization.id ?? '' });
    const { [PROVIDERS_ATTRIBUTE]: values = [], ...rest } = (now.attributes ?? {}) as Record<string, string[]>;
    const all = [...values.filter((value) => !isMeant(value)), ...wanted].sort();
    const attributes = { ...rest, ...(all.length > 0 && { [PROVIDERS_ATTRIBUTE]: all }) };
    await admin.organizations.updateById({ id: organization.id ?? '' }, { ...now, attributes });
  };
  if (!ready) return [unwanted(`${organization.alias}: invites by ${held.join(', ')}`, write)];
  const strange = held.filter((value) => !isAmong(providers, value)).map(aliasOf);
  const why = strange.length > 0 ? `, and no more by ${strange.join(', ')}: not its provider (any more)` : '';
  return [differs(`${organization.alias}: invites by ${wanted.join(', ') || 'no provider'}${why}`, write)];
}

const aliasOf = (value: string): string => value.split(' ')[0] ?? '';
