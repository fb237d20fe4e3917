import { randomBytes } from 'node:crypto';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';

/** Writes the steps of a flow, and reads those that are there so that the two can be compared. */

const ABOUT = 'Made by npm run configure';

/** One step of a flow, or a flow within it. */
export interface Step {
  requirement: 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED';
  /** Keycloak's authenticator. */
  provider?: string;
  config?: Record<string, string>;
  /** What the configuration is called. */
  configName?: string;
  /** The name of a flow within this one, and its steps. */
  name?: string;
  steps?: Step[];
}

/** One step as it is compared: its depth, its requirement, the authenticator or the flow's name, its configuration. */
export type Line = [level: number | undefined, requirement: string | undefined, what: string | undefined, config: unknown];

export type Execution = Awaited<ReturnType<KeycloakAdmin['authenticationManagement']['getExecutions']>>[number];

/**
 * Another one for each flow that is made: a run that is cut off, or whose flow another run takes away meanwhile, may leave flows that no list shows and whose
 * names are taken for good.
 */
export const anEnding = () => ` ${randomBytes(4).toString('hex')}`;

/** That of a flow that is there; empty where an earlier version has made it. */
export const endingOf = (alias: string, steps: readonly Execution[]): string =>
  steps.find(({ displayName }) => displayName?.startsWith(`${alias} - `))?.displayName?.match(/ [0-9a-f]{8}$/)?.[0] ?? '';

/**
 * @param alias of the flow itself; the names of the flows within it, and of configurations, begin with it: Keycloak wants each once in a realm.
 * @param ending with which these names end.
 */
export function flowWriter({ authenticationManagement: flows }: KeycloakAdmin, alias: string, ending: string) {
  const titled = (name: string) => `${alias} - ${name}${ending}`;

  const linesOf = (steps: readonly Step[], level: number): Line[] =>
    steps.flatMap(({ requirement, provider, config, name = '', steps: inner = [] }): Line[] => [
      [level, requirement, provider ?? titled(name), config],
      ...linesOf(inner, level + 1),
    ]);

  async function configOf({ authenticationConfig: id }: Execution): Promise<unknown> {
    return id ? (await flows.getConfig({ id })).config : undefined;
  }

  /** Adds steps at the end of a flow. */
  async function fill(flow: string, steps: readonly Step[]): Promise<void> {
    for (const { provider, name = '' } of steps) {
      if (provider) await flows.addExecutionToFlow({ flow, provider });
      else
        await flows.addFlowToFlow({
          flow,
          alias: titled(name),
          type: 'basic-flow',
          provider: 'registration-page-form',
          description: ABOUT,
        });
    }
    const made = (await flows.getExecutions({ flow })).filter(({ level }) => level === 0).slice(-steps.length);
    for (const [i, { provider, name = '', requirement, config, configName = '', steps: inner = [] }] of steps.entries()) {
      const { id = '' } = made[i] ?? {};
      await flows.updateExecution({ flow }, { ...made[i], requirement });
      if (config) await flows.createConfig({ id, alias: titled(configName), config });
      if (!provider) await fill(titled(name), inner);
    }
  }

  return { titled, linesOf, configOf, fill };
}
