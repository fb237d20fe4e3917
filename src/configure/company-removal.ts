import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { marksOfAll } from './company-providers.ts';
import { BEFORE, beforeOf, flowOf, MAPPER, meant, without } from './company-state.ts';
import { type Kind, kindOf, type Settings, settingNames, TRUST } from './company-trust.ts';
import { type Finding, type Requirement, unwanted } from './requirement.ts';

/** `--remove`: takes out what `--company-sign-in` has made, and puts the providers' settings back. */
export function withoutCompanySignIn(admin: KeycloakAdmin, clientId: string, only?: readonly string[]): Requirement {
  return {
    title: 'company sign-in',
    async look() {
      const { all, others } = await meant(admin, only);
      const findings: Finding[] = [];
      for (const { alias, provider } of all) {
        if (provider.config?.[BEFORE] !== undefined)
          findings.push(
            unwanted(`${alias}: the provider’s settings and its flow, as they were before`, () =>
              putBack(alias, kindOf(provider) ?? 'oidc'),
            ),
          );
        const mappers = await admin.identityProviders.findMappers({ alias });
        for (const { id = '', name } of mappers.filter((one) => one.name === MAPPER))
          findings.push(unwanted(`${alias}: the mapper “${name}”`, () => admin.identityProviders.delMapper({ alias, id })));
        const flow = flowOf(admin, clientId, alias, 'verified');
        if (provider.config?.[BEFORE] === undefined && (await flow.find()))
          findings.push(unwanted(`${alias}: its flow of first sign-ins`, flow.remove));
      }
      findings.push(...marksOfAll(admin, all, others, undefined));
      return findings;
    },
  };

  async function putBack(alias: string, kind: Kind): Promise<void> {
    const { flow, settings } = await beforeOf(admin, alias, kind);
    const { firstBrokerLoginFlowAlias: _, ...provider } = (await admin.identityProviders.findOne({ alias })) ?? {};
    const config = without((provider.config ?? {}) as Settings, [BEFORE, TRUST, ...settingNames(kind)]);
    await admin.identityProviders.update(
      { alias },
      { ...provider, config: { ...config, ...settings }, ...(flow !== undefined && { firstBrokerLoginFlowAlias: flow }) },
    );
  }
}
