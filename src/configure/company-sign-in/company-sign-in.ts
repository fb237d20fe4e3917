import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { realmAccess } from '../realm-access.ts';
import { differs, type Finding, leftToOwner, missing, type Requirement, warning } from '../requirement.ts';
import { writesAddresses } from '../vouching-providers.ts';
import { arrivalScope, readsScopes } from './arrival.ts';
import { withoutRedirector } from './browser-redirector.ts';
import { type Candidate, type Chosen, candidateOf } from './candidate.ts';
import { strayMarks } from './marks.ts';
import { marksOfAll, unreached } from './providers.ts';
import { namedInVain, tracesAt } from './removal.ts';
import { rulingRoles } from './ruling-roles.ts';
import {
  BEFORE,
  type Before,
  beforeOf,
  changedAmong,
  flowOf,
  isLocal,
  isMapper,
  KEYCLOAKS_OWN,
  MAPPER,
  type Mapper,
  meant,
  without,
} from './state.ts';
import {
  type Kind,
  meaningOf,
  type Settings,
  settingNames,
  TRUST,
  type Trust,
  trustNote,
  USERNAME_MAPPERS,
  wantedSettings,
} from './trust.ts';

/**
 * Company sign-in: each organization's OpenID or SAML provider that names a domain of it gets a flow of its own for first sign-ins, and settings without which
 * linking an account at once would give it to strangers. What the settings were before stands in the provider, so that `--remove` can put them back.
 */

type Flow = ReturnType<typeof flowOf>;

/** Aliases of the providers that were given company sign-in before: a run without the option looks at these. */
export async function withCompanySignIn(admin: KeycloakAdmin): Promise<string[]> {
  // What keeps the realm from being read is told by the first requirement that reads it.
  return changedAmong(await admin.identityProviders.find().catch(() => [])).map(({ alias }) => alias);
}

/** Whether an organization names a provider that is not its own (any more): a run without the option mends that, too, where no provider is left. */
export async function someNameOthersProviders(admin: KeycloakAdmin): Promise<boolean> {
  const found = meant(admin, []).then(({ all, others }) => marksOfAll(admin, all, others, new Map()));
  return found.then(
    (findings) => findings.length > 0,
    () => false,
  );
}

/**
 * @param only aliases of the providers that are meant; those of all organizations by default.
 * @param chosen what their addresses are worth, where it is not to stay as it is.
 */
export function companySignInRequirement(
  admin: KeycloakAdmin,
  clientId: string,
  only?: readonly string[],
  chosen: Chosen = new Map(),
): Requirement {
  const inVain = namedInVain([...(only ?? []), ...chosen.keys()]);
  return {
    title: 'company sign-in',
    async look() {
      const { all, others, orphans } = await meant(admin, only);
      const findings = inVain([...all, ...orphans]);
      for (const { alias, provider } of orphans) {
        findings.push(warning(`${alias} is of no organization any more: it is set back, as it would go on linking accounts`));
        findings.push(...(await tracesAt(admin, clientId, { alias, provider })));
      }
      if (all.length === 0) {
        findings.push(...(await marksOfAll(admin, all, others, new Map())));
        const isNone = findings.length === 0 && only?.length !== 0;
        return isNone ? [warning('no organization has an identity provider')] : findings;
      }
      const { roles, why } = await rulingRoles(admin, clientId);
      const ofRealm = { roles, hasScopes: await readsScopes(admin) };
      findings.push(...why.map(warning));
      if ((await realmAccess(admin).read()).duplicateEmailsAllowed) findings.push(warning(SHARED_ADDRESSES));
      findings.push(...(await withoutRedirector(admin, clientId)));
      if (ofRealm.hasScopes) findings.push(...(await arrivalScope(admin, clientId)));
      const ready = new Map<string, Candidate>();
      const making: string[] = [];
      for (const found of all) {
        // Before its flow can link anybody, and of one that cannot be made ready, too, as its flow may go on linking them.
        findings.push(...(await strayMarks(admin, found)));
        const candidate = await candidateOf(admin, found, chosen);
        if ('level' in candidate) findings.push(candidate);
        else {
          const flow = flowOf(admin, clientId, found.alias, candidate.trust, ofRealm);
          const there = await flow.look();
          findings.push(...(await ofProvider(candidate, flow, there)));
          ready.set(found.alias, candidate);
          if (there?.makesNone === false) making.push(found.alias);
          findings.push(...unreached(found));
        }
      }
      findings.push(...(await marksOfAll(admin, all, others, ready)));
      if (making.length > 0) findings.push(warning(ofAnybody(making)));
      return findings;
    },
  };

  async function ofProvider(
    { alias, provider, kind, trust, mappers, mapper }: Candidate,
    flow: Flow,
    there: Awaited<ReturnType<Flow['look']>>,
  ): Promise<Finding[]> {
    const findings: Finding[] = [];
    const meaning = meaningOf(alias, kind, trust);
    if (meaning) findings.push(warning(meaning));
    const make = () => flow.make(() => release(alias, kind));
    if (!there) findings.push(missing(`${alias}: its flow of first sign-ins is missing`, make));
    else if (!there.isRight) findings.push(differs(`${alias}: its flow of first sign-ins is another`, make));
    else if (there.looksTwice)
      findings.push(
        differs(`${alias}: its flow makes accounts for nobody, and looks twice for whoever comes by a link`, flow.lookOnce),
      );
    if (!mappers.some((one) => isMapper(one, mapper)))
      findings.push(
        missing(`${alias}: usernames are not the address (whoever chooses one there chooses whose account it is)`, () =>
          addMapper(alias, mapper),
        ),
      );
    const others = mappers.filter(({ name }) => name !== MAPPER);
    for (const one of others)
      if ((one.config as Settings)?.syncMode === 'FORCE' && !writesAddresses(one, undefined))
        findings.push(warning(`${alias}: the mapper “${one.name}” writes over data at each sign-in (FORCE)`));
    for (const { name } of others.filter((one) => one.identityProviderMapper === USERNAME_MAPPERS[kind] && isLocal(one)))
      findings.push(leftToOwner(`${alias}: the mapper “${name}” makes usernames of something else: take it away`));
    const settings = (provider.config ?? {}) as Settings;
    const wanted = wantedSettings(kind, trust);
    const wrong = wanted.filter(({ name, value }) => settings[name] !== value);
    // Settings and mapper come before the flow: without them it would give accounts away.
    if (wrong.length > 0 || settings[TRUST] !== trustNote(kind, trust)[TRUST])
      findings.push(differs(`${alias}: ${wordsOf(wrong) || `addresses that are ${trust}`}`, () => settle(alias, kind, trust)));
    if (provider.firstBrokerLoginFlowAlias !== flow.alias)
      findings.push(
        differs(
          `${alias}: first sign-ins follow “${provider.firstBrokerLoginFlowAlias ?? KEYCLOAKS_OWN}”, in which nobody is linked without a password or a mail`,
          () => change(alias, kind, (config) => config, flow.alias),
        ),
      );
    return findings;
  }

  /** First sign-ins follow the earlier flow while ours is exchanged. */
  async function release(alias: string, kind: Kind): Promise<void> {
    await change(alias, kind, (config) => config, (await beforeOf(admin, alias, kind)).flow ?? KEYCLOAKS_OWN);
  }

  async function addMapper(alias: string, mapper: Mapper): Promise<void> {
    const known = (await admin.identityProviders.findMappers({ alias })).find(({ name }) => name === MAPPER);
    if (known) await admin.identityProviders.delMapper({ alias, id: known.id ?? '' });
    await admin.identityProviders.createMapper({ alias, identityProviderMapper: { ...mapper, identityProviderAlias: alias } });
  }

  /** What another trust has asked for goes back to what it was. */
  function settle(alias: string, kind: Kind, trust: Trust): Promise<void> {
    const wanted = Object.fromEntries(wantedSettings(kind, trust).map(({ name, value }) => [name, value]));
    return change(alias, kind, (config, before) => ({
      ...without(config, [...settingNames(kind), TRUST]),
      ...before.settings,
      ...wanted,
      ...trustNote(kind, trust),
    }));
  }

  /** Changes a provider, and notes first what it was. */
  async function change(
    alias: string,
    kind: Kind,
    settled: (config: Settings, before: Before) => Settings,
    flow?: string,
  ): Promise<void> {
    const provider = await admin.identityProviders.findOne({ alias });
    const before = await beforeOf(admin, alias, kind);
    const config = { ...settled((provider?.config ?? {}) as Settings, before), [BEFORE]: JSON.stringify(before) };
    await admin.identityProviders.update(
      { alias },
      { ...provider, config, ...(flow !== undefined && { firstBrokerLoginFlowAlias: flow }) },
    );
  }
}

const wordsOf = (wrong: ReturnType<typeof wantedSettings>) =>
  wrong.length === 0
    ? ''
    : `${wrong.map(({ name, value }) => `${name} ${value}`).join(', ')} (${[...new Set(wrong.map(({ why }) => why))].join('; ')})`;

const SHARED_ADDRESSES =
  'the realm lets several accounts have one address (Duplicate emails): Keycloak does not look for an account by it then, and whoever is invited under another username comes back with a second account';

/** Of providers whose flow makes accounts for people whom nobody has invited. */
const ofAnybody = (aliases: readonly string[]): string =>
  `Keycloak also makes accounts with addresses of other companies for whoever comes by ${aliases.join(', ')}; once the mailbox confirms such an address, both ways in lead to the one account (docs/directories.md says how to have none made)`;
