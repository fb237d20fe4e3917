import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';

/** Keycloak's names for what an own realm of {@link teachStepUp} knows: a password, and a second factor behind it. */
export const LEVELS = { password: 1, 'second-factor': 2 } as const;

/**
 * Gives a realm a sign-in of two levels, as Keycloak's guide to step-up authentication describes it. The second factor is a second password prompt,
 * so that a test needs no clock.
 */
export async function teachStepUp(admin: KeycloakAdmin, realm: string): Promise<void> {
  const { authenticationManagement: flows } = admin;
  const top = 'two-levels';
  await flows.createFlow({ alias: top, providerId: 'basic-flow', topLevel: true, builtIn: false });
  await step(top, 'auth-cookie', 'ALTERNATIVE');
  await group(top, 'levels', 'ALTERNATIVE');
  for (const [level, form] of [
    [1, 'auth-username-password-form'],
    [2, 'auth-password-form'],
  ] as const) {
    const name = `level-${level}`;
    await group('levels', name, 'CONDITIONAL');
    const condition = await step(name, 'conditional-level-of-authentication', 'REQUIRED');
    const config = { 'loa-condition-level': String(level), 'loa-max-age': '36000' };
    await flows.createConfig({ id: condition, alias: name, config });
    await step(name, form, 'REQUIRED');
  }
  await admin.realms.update({ realm }, { browserFlow: top, attributes: { 'acr.loa.map': JSON.stringify(LEVELS) } });

  async function step(flow: string, provider: string, requirement: string): Promise<string> {
    await flows.addExecutionToFlow({ flow, provider });
    return required(flow, ({ providerId }) => providerId === provider, requirement);
  }

  async function group(flow: string, alias: string, requirement: string): Promise<void> {
    await flows.addFlowToFlow({ flow, alias, type: 'basic-flow', provider: '', description: '' });
    await required(flow, ({ displayName }) => displayName === alias, requirement);
  }

  async function required(flow: string, wanted: (step: Step) => boolean, requirement: string): Promise<string> {
    const execution = (await flows.getExecutions({ flow })).find(wanted);
    if (!execution?.id) throw new Error(`the flow ${flow} lacks a step`);
    await flows.updateExecution({ flow }, { ...execution, requirement });
    return execution.id;
  }
}

type Step = { providerId?: string; displayName?: string };

/** Takes that back: one way to sign in, and no named levels. */
export async function forgetStepUp(admin: KeycloakAdmin, realm: string): Promise<void> {
  const { attributes } = (await admin.realms.findOne({ realm })) ?? {};
  await admin.realms.update({ realm }, { browserFlow: 'browser', attributes: { ...attributes, 'acr.loa.map': '{}' } });
}
