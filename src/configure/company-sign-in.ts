import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { MARK_ATTRIBUTE } from '../keycloak/rights/company-providers.ts';
import { companyFlow } from './company-flow.ts';
import { type CompanyProvider, linkedProviders, marksOfAll, OPENID } from './company-providers.ts';
import { differs, type Finding, missing, type Requirement, unwanted, warning } from './requirement.ts';

/**
 * Company sign-in: each organization's OpenID provider that names a domain of it gets a flow of its own for first sign-ins, and settings without which linking
 * an account at once would give it to strangers. What the settings were before stands in the provider, so that `--remove` can put them back.
 */

/** Kept in the provider's own settings, as JSON. */
const BEFORE = 'invitation.before';
const MAPPER = 'invitation: username';

/** What a provider must be set to, with the reason that is shown. */
const WANTED: readonly { name: string; value: string; why: string }[] = [
  { name: 'filteredByClaim', value: 'true', why: 'only verified addresses' },
  { name: 'claimFilterName', value: 'email_verified', why: 'only verified addresses' },
  { name: 'claimFilterValue', value: 'true', why: 'only verified addresses' },
  { name: 'syncMode', value: 'IMPORT', why: 'the provider renames nobody' },
  { name: 'loginHint', value: 'true', why: 'the address is filled in there' },
];

/** The providers that are meant, and all others. */
async function meant(
  admin: KeycloakAdmin,
  only: readonly string[] | undefined,
): Promise<{ all: CompanyProvider[]; others: CompanyProvider[] }> {
  const found = await linkedProviders(admin);
  const isMeant = ({ alias }: CompanyProvider) => only?.includes(alias) ?? true;
  return { all: found.filter(isMeant), others: found.filter((one) => !isMeant(one)) };
}

/** Aliases of the providers that were given company sign-in before: a run without the option looks at these. */
export async function withCompanySignIn(admin: KeycloakAdmin): Promise<string[]> {
  // What keeps the realm from being read is told by the first requirement that reads it.
  const all = await linkedProviders(admin).catch(() => []);
  return all.filter(({ provider }) => provider.config?.[BEFORE] !== undefined).map(({ alias }) => alias);
}

/** @param only aliases of the providers that are meant; those of all organizations by default. */
export function companySignInRequirement(admin: KeycloakAdmin, clientId: string, only?: readonly string[]): Requirement {
  return {
    title: 'company sign-in',
    async look() {
      const { all, others } = await meant(admin, only);
      if (all.length === 0) return [warning('no organization has an identity provider')];
      const findings: Finding[] = [];
      for (const found of all) findings.push(...(await ofProvider(found)));
      findings.push(...marksOfAll(admin, all, others, true));
      return findings;
    },
  };

  async function ofProvider({ alias, provider, domain }: CompanyProvider): Promise<Finding[]> {
    if (!OPENID.includes(provider.providerId ?? ''))
      return [warning(`${alias} is no OpenID provider (${provider.providerId}): it does not say whether an address is verified`)];
    if (domain === '') return [warning(`${alias} names no domain of its organization: nobody is led to it`)];
    if (provider.enabled === false) return [warning(`${alias} is off`)];
    const flow = flowOf(admin, clientId, alias);
    const findings: Finding[] = [];
    if (!(await flow.find())) findings.push(missing(`${alias}: its flow of first sign-ins is missing`, flow.make));
    else if (!(await flow.isRight()))
      findings.push(differs(`${alias}: its flow of first sign-ins is another`, () => renew(alias)));
    const mappers = await admin.identityProviders.findMappers({ alias });
    if (!mappers.some(isRightMapper))
      findings.push(
        missing(`${alias}: usernames are not the verified address (whoever chooses one there chooses whose account it is)`, () =>
          addMapper(alias),
        ),
      );
    const forced = mappers.filter(({ name, config }) => name !== MAPPER && (config as Settings)?.syncMode === 'FORCE');
    for (const { name } of forced)
      findings.push(warning(`${alias}: the mapper “${name}” writes over data at each sign-in (FORCE)`));
    const settings = (provider.config ?? {}) as Settings;
    const wrong = WANTED.filter(({ name, value }) => settings[name] !== value);
    const usesFlow = provider.firstBrokerLoginFlowAlias === flow.alias;
    // Settings and mapper come before the flow: without them it would give accounts away.
    if (wrong.length > 0)
      findings.push(
        differs(
          `${alias}: ${wrong.map(({ name, value }) => `${name} ${value}`).join(', ')} (${[...new Set(wrong.map(({ why }) => why))].join('; ')})`,
          () => change(alias, Object.fromEntries(WANTED.map(({ name, value }) => [name, value]))),
        ),
      );
    if (!usesFlow)
      findings.push(
        differs(
          `${alias}: first sign-ins follow “${provider.firstBrokerLoginFlowAlias ?? KEYCLOAKS_OWN}”, in which nobody is linked without a password or a mail`,
          () => change(alias, {}, flow.alias),
        ),
      );
    return findings;
  }

  /** Of a flow that is in use: first sign-ins follow the earlier one meanwhile. */
  async function renew(alias: string): Promise<void> {
    const flow = flowOf(admin, clientId, alias);
    await change(alias, {}, (await beforeOf(admin, alias)).flow ?? KEYCLOAKS_OWN);
    await flow.remove();
    await flow.make();
  }

  async function addMapper(alias: string): Promise<void> {
    const known = (await admin.identityProviders.findMappers({ alias })).find(({ name }) => name === MAPPER);
    if (known) await admin.identityProviders.delMapper({ alias, id: known.id ?? '' });
    await admin.identityProviders.createMapper({ alias, identityProviderMapper: { ...mapper, identityProviderAlias: alias } });
  }

  /** Changes a provider, and notes first what it was. */
  async function change(alias: string, settings: Settings, flow?: string): Promise<void> {
    const provider = await admin.identityProviders.findOne({ alias });
    const before = JSON.stringify(await beforeOf(admin, alias));
    const config = { ...provider?.config, [BEFORE]: before, ...settings };
    await admin.identityProviders.update(
      { alias },
      { ...provider, config, ...(flow !== undefined && { firstBrokerLoginFlowAlias: flow }) },
    );
  }
}

/** `--remove`: takes out what {@link companySignInRequirement} has made, and puts the providers' settings back. */
export function withoutCompanySignIn(admin: KeycloakAdmin, clientId: string, only?: readonly string[]): Requirement {
  return {
    title: 'company sign-in',
    async look() {
      const { all, others } = await meant(admin, only);
      const findings: Finding[] = [];
      for (const { alias, provider } of all) {
        if (provider.config?.[BEFORE] !== undefined)
          findings.push(unwanted(`${alias}: the provider’s settings and its flow, as they were before`, () => putBack(alias)));
        const mappers = await admin.identityProviders.findMappers({ alias });
        for (const { id = '', name } of mappers.filter((one) => one.name === MAPPER))
          findings.push(unwanted(`${alias}: the mapper “${name}”`, () => admin.identityProviders.delMapper({ alias, id })));
        const flow = flowOf(admin, clientId, alias);
        if (provider.config?.[BEFORE] === undefined && (await flow.find()))
          findings.push(unwanted(`${alias}: its flow of first sign-ins`, flow.remove));
      }
      findings.push(...marksOfAll(admin, all, others, false));
      return findings;
    },
  };

  async function putBack(alias: string): Promise<void> {
    const { flow, settings } = await beforeOf(admin, alias);
    const { firstBrokerLoginFlowAlias: _, ...provider } = (await admin.identityProviders.findOne({ alias })) ?? {};
    const config: Settings = { ...provider.config };
    delete config[BEFORE];
    for (const { name } of WANTED) delete config[name];
    await admin.identityProviders.update(
      { alias },
      { ...provider, config: { ...config, ...settings }, ...(flow !== undefined && { firstBrokerLoginFlowAlias: flow }) },
    );
  }
}

type Settings = Record<string, string>;

const flowOf = (admin: KeycloakAdmin, clientId: string, alias: string) =>
  companyFlow(admin, `${clientId} - first sign-in by ${alias}`, { attribute: MARK_ATTRIBUTE, value: alias });

/** The account that a sign-in is about is found by the verified address alone, not by a username that people may choose at the provider. */
const mapper = {
  name: MAPPER,
  identityProviderMapper: 'oidc-username-idp-mapper',
  config: { template: '${CLAIM.email}', target: 'LOCAL', syncMode: 'IMPORT' },
};

function isRightMapper({
  name,
  identityProviderMapper,
  config,
}: {
  name?: string;
  identityProviderMapper?: string;
  config?: unknown;
}): boolean {
  const { template, target, syncMode } = (config ?? {}) as Settings;
  const { config: wanted } = mapper;
  const isOurs = name === MAPPER && identityProviderMapper === mapper.identityProviderMapper;
  return isOurs && template === wanted.template && target === wanted.target && syncMode === wanted.syncMode;
}

interface Before {
  /** Undefined where the provider names none: then Keycloak takes its own. */
  flow: string | undefined;
  settings: Settings;
}

const KEYCLOAKS_OWN = 'first broker login';

/** What a provider was set to before it was changed for the first time. */
async function beforeOf(admin: KeycloakAdmin, alias: string): Promise<Before> {
  const provider = await admin.identityProviders.findOne({ alias });
  const noted = provider?.config?.[BEFORE];
  if (noted !== undefined) return JSON.parse(noted) as Before;
  const settings = WANTED.flatMap(({ name }) => (provider?.config?.[name] === undefined ? [] : [[name, provider.config[name]]]));
  return { flow: provider?.firstBrokerLoginFlowAlias, settings: Object.fromEntries(settings) };
}
