import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Finding, leftToOwner, type Requirement, unwanted } from '../requirement.ts';
import { withoutArrivalScope } from './arrival.ts';
import { marksOfAll } from './providers.ts';
import { BEFORE, beforeOf, flowOf, MAPPER, meant, type Orphan, without } from './state.ts';
import { type Kind, kindOf, type Settings, settingNames, TRUST } from './trust.ts';

/** `--remove`: takes out what `--company-sign-in` has made, and puts the providers' settings back. */
export function withoutCompanySignIn(admin: KeycloakAdmin, clientId: string, only?: readonly string[]): Requirement {
  const inVain = namedInVain(only ?? []);
  return {
    title: 'company sign-in',
    async look() {
      const { all, others, orphans, kept } = await meant(admin, only);
      const findings = inVain([...all, ...orphans]);
      for (const found of [...all, ...orphans]) findings.push(...(await tracesAt(admin, clientId, found)));
      findings.push(...(await marksOfAll(admin, all, others, undefined)));
      if (kept.length > 0) return findings;
      findings.push(...(await withoutArrivalScope(admin)));
      return findings;
    },
  };
}

/** Tells the aliases of the command line that name no provider which is meant. The first look decides: a provider that was set back meanwhile is meant no more. */
export function namedInVain(named: Iterable<string>): (providers: readonly Orphan[]) => Finding[] {
  let findings: Finding[] | undefined;
  return (providers) => {
    findings ??= [...new Set(named)]
      .filter((alias) => !providers.some((one) => one.alias === alias))
      .map((alias) => leftToOwner(`${alias} is none of the organizations’ identity providers that are meant`));
    return [...findings];
  };
}

/** What company sign-in has left at a provider. */
export async function tracesAt(admin: KeycloakAdmin, clientId: string, { alias, provider }: Orphan): Promise<Finding[]> {
  const findings: Finding[] = [];
  const flow = flowOf(admin, clientId, alias, 'verified');
  const wasChanged = provider.config?.[BEFORE] !== undefined;
  if (wasChanged)
    findings.push(
      unwanted(`${alias}: the provider’s settings and its flow, as they were before`, async () => {
        await putBack(admin, alias, kindOf(provider) ?? 'oidc');
        if (await flow.find()) await flow.remove();
      }),
    );
  const mappers = await admin.identityProviders.findMappers({ alias });
  for (const { id = '', name } of mappers.filter((one) => one.name === MAPPER))
    findings.push(unwanted(`${alias}: the mapper “${name}”`, () => admin.identityProviders.delMapper({ alias, id })));
  if (!wasChanged && (await flow.find())) findings.push(unwanted(`${alias}: its flow of first sign-ins`, flow.remove));
  return findings;
}

async function putBack(admin: KeycloakAdmin, alias: string, kind: Kind): Promise<void> {
  const { flow, settings } = await beforeOf(admin, alias, kind);
  const { firstBrokerLoginFlowAlias: _, ...provider } = (await admin.identityProviders.findOne({ alias })) ?? {};
  const config = without((provider.config ?? {}) as Settings, [BEFORE, TRUST, ...settingNames(kind)]);
  await admin.identityProviders.update(
    { alias },
    { ...provider, config: { ...config, ...settings }, ...(flow !== undefined && { firstBrokerLoginFlowAlias: flow }) },
  );
}
