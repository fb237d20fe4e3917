import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { MARK_ATTRIBUTE } from '../../keycloak/rights/company-providers.ts';
import { beginningOf } from '../flow-maker.ts';
import { companyFlow } from './flow.ts';
import type { OfRealm } from './flow-steps.ts';
import { type CompanyProvider, linkedAmong } from './providers.ts';
import { type Kind, type Settings, settingNames, type Trust, USERNAME_MAPPERS } from './trust.ts';

/** What company sign-in makes of a provider and reads again: what was there before, the mapper of usernames, the flow. */

/** Kept in the provider's own settings, as JSON. */
export const BEFORE = 'invitation.before';
export const MAPPER = 'invitation: username';

/** A provider that was given company sign-in, and belongs to no organization any more: it goes on linking accounts that bear its mark. */
export type Orphan = Pick<CompanyProvider, 'alias' | 'provider'>;

/** The realm's providers, by what a run of the command means. */
export interface Meant {
  all: CompanyProvider[];
  others: CompanyProvider[];
  orphans: Orphan[];
  /** Aliases of the other providers that were given company sign-in, of an organization or not. */
  kept: string[];
}

/** @param only aliases of those that are meant. */
export async function meant(admin: KeycloakAdmin, only: readonly string[] | undefined): Promise<Meant> {
  const providers = await admin.identityProviders.find();
  const found = await linkedAmong(admin, providers);
  const isMeant = ({ alias }: Pick<Orphan, 'alias'>) => only?.includes(alias) ?? true;
  const changed = changedAmong(providers);
  const orphans = changed.filter((one) => isMeant(one) && !found.some(({ alias }) => alias === one.alias));
  const [all, others] = [found.filter(isMeant), found.filter((one) => !isMeant(one))];
  return { all, others, orphans, kept: changed.filter((one) => !isMeant(one)).map(({ alias }) => alias) };
}

/** Those of a realm's providers that bear what they were before company sign-in. */
export const changedAmong = (providers: readonly IdentityProviderRepresentation[]): Orphan[] =>
  providers.filter(({ config }) => config?.[BEFORE] !== undefined).map((provider) => ({ alias: provider.alias ?? '', provider }));

export const without = (settings: Settings, names: readonly string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));

/**
 * Where addresses count for nothing by themselves no mark does either, nor in the realm whose roles are rights over all others.
 * @param ofRealm only who looks at the flow, or makes it, needs it.
 */
export const flowOf = (
  admin: KeycloakAdmin,
  clientId: string,
  alias: string,
  trust: Trust,
  ofRealm: OfRealm = { roles: [], hasScopes: false },
) =>
  companyFlow(
    admin,
    `${beginningOf(clientId)}first sign-in by ${alias}`,
    trust === 'confirmed' || admin.realmName === 'master' ? undefined : { attribute: MARK_ATTRIBUTE, value: alias },
    ofRealm,
  );

/** The account that a sign-in is about is found by the address alone, not by a username that people may choose at the provider. */
export const mapperOf = (kind: Kind, template: string) => ({
  name: MAPPER,
  identityProviderMapper: USERNAME_MAPPERS[kind],
  config: { template, target: 'LOCAL', syncMode: 'IMPORT' },
});
export type Mapper = ReturnType<typeof mapperOf>;

export type AnyMapper = Awaited<ReturnType<KeycloakAdmin['identityProviders']['findMappers']>>[number];

export function isMapper({ name, identityProviderMapper, config }: AnyMapper, wanted: Mapper): boolean {
  const { template, target, syncMode } = (config ?? {}) as Settings;
  const isOurs = name === MAPPER && identityProviderMapper === wanted.identityProviderMapper;
  return isOurs && template === wanted.config.template && target === wanted.config.target && syncMode === wanted.config.syncMode;
}

/** Whether what a username mapper makes is the username here, as it is where nothing else is said. */
export const isLocal = ({ config }: AnyMapper) => ((config as Settings | undefined)?.target ?? 'LOCAL') === 'LOCAL';

export interface Before {
  /** Undefined where the provider names none: then Keycloak takes its own. */
  flow: string | undefined;
  settings: Settings;
}

export const KEYCLOAKS_OWN = 'first broker login';

/** What a provider was set to before it was changed for the first time. */
export async function beforeOf(admin: KeycloakAdmin, alias: string, kind: Kind): Promise<Before> {
  const provider = await admin.identityProviders.findOne({ alias });
  const noted = provider?.config?.[BEFORE];
  if (noted !== undefined) return JSON.parse(noted) as Before;
  const settings = settingNames(kind).flatMap((name) => {
    const value = provider?.config?.[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { flow: provider?.firstBrokerLoginFlowAlias, settings: Object.fromEntries(settings) };
}
