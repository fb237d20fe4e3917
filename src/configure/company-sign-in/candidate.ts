import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Finding, leftToOwner, warning } from '../requirement.ts';
import type { CompanyProvider } from './providers.ts';
import { type AnyMapper, type Mapper, mapperOf } from './state.ts';
import { addressSource, type Kind, kindOf, leftOut, type Trust, trustOf } from './trust.ts';

/** A provider that can be made ready for company sign-in. */
export interface Candidate extends Pick<CompanyProvider, 'alias' | 'provider'> {
  kind: Kind;
  trust: Trust;
  mappers: readonly AnyMapper[];
  /** The one that makes usernames of the address. */
  mapper: Mapper;
}

/** Characters to which those of the names in its flow can be added: Keycloak keeps 255. */
const ALIAS_LENGTH = 100;

/** What was said on the command line of single providers, by alias. */
export type Chosen = ReadonlyMap<string, Trust>;

/** The candidate that a provider is, or why it is left alone, for now. */
export async function candidateOf(
  admin: KeycloakAdmin,
  { alias, provider, domain }: Pick<CompanyProvider, 'alias' | 'provider' | 'domain'>,
  chosen: Chosen,
): Promise<Candidate | Finding> {
  const kind = kindOf(provider);
  if (kind === undefined) return warning(`${alias} is no OpenID or SAML provider (${provider.providerId})`);
  if (domain === '') return warning(`${alias} names no domain of its organization: nobody is led to it`);
  if (alias.length > ALIAS_LENGTH)
    return leftToOwner(`${alias}: an alias of more than ${ALIAS_LENGTH} characters leaves its flow no room for names`);
  if (provider.enabled === false) return warning(`${alias} is off`);
  const trust = chosen.get(alias) ?? trustOf(provider, kind);
  if (kind === 'saml' && trust === 'verified') return leftToOwner(`${alias}: SAML does not say whether an address is verified`);
  const left = leftOut(provider);
  if (left !== undefined) return leftToOwner(left);
  const mappers = await admin.identityProviders.findMappers({ alias });
  const source = addressSource(provider, kind, trust, mappers);
  if ('fault' in source) return leftToOwner(source.fault);
  return { alias, provider, kind, trust, mappers, mapper: mapperOf(kind, source.template) };
}
