import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { makeFlow } from '../flow-maker.ts';
import { type Execution, endingOf, flowWriter, type Line } from '../flow-writer.ts';
import { readsScopes } from './arrival.ts';
import { BY_LINK, CREATES, DETECTS, type Mark, stepsFor } from './flow-steps.ts';

/** The first-sign-in flow of one provider. @param roles that are rights over the realm, as `client.role`. */
export function companyFlow(admin: KeycloakAdmin, alias: string, mark: Mark | undefined, roles: readonly string[]) {
  const { authenticationManagement: flows } = admin;
  const find = async () => (await flows.getFlows()).find((flow) => flow.alias === alias);

  async function writer(ending: string) {
    const flow = flowWriter(admin, alias, ending);
    return { ...flow, steps: stepsFor(flow.titled, mark, roles, await readsScopes(admin)) };
  }

  async function read(name = alias) {
    const held = await flows.getExecutions({ flow: name });
    const link = held.find(({ displayName }) => displayName?.startsWith(`${alias} - ${BY_LINK}`));
    const creates = held.find(({ providerId }) => providerId === CREATES);
    // The last one: the other stands in the steps of those who come by a link.
    const detects = held.findLast(({ providerId }) => providerId === DETECTS);
    const makesNone = creates?.requirement === 'DISABLED' && detects?.requirement === 'REQUIRED';
    return { held, link, creates, detects, makesNone };
  }

  /** Whether it makes accounts for people whom nobody has invited. */
  const makesAccounts = async () => !(await read()).makesNone;

  /** Whether the flow does what it is to do, also under another name. */
  async function isRight(name = alias): Promise<boolean> {
    const { held, link, detects, makesNone } = await read(name);
    const { linesOf, configOf, steps } = await writer(endingOf(alias, held));
    const lineOf = async (step: Execution): Promise<Line> => {
      const { level, requirement, providerId, displayName, authenticationFlow } = step;
      const usual =
        step === link ? 'CONDITIONAL' : providerId === CREATES ? 'ALTERNATIVE' : step === detects ? 'DISABLED' : requirement;
      return [level, makesNone ? usual : requirement, authenticationFlow ? displayName : providerId, await configOf(step)];
    };
    const lines = await Promise.all(held.map(lineOf));
    return isDeepStrictEqual(lines, linesOf(steps, 0));
  }

  /**
   * Where whoever runs the realm has accounts made for nobody, the steps of those who come by a link are to be off: both look for the account, and Keycloak
   * refuses whom the second one has found already.
   */
  const looksTwice = async () => {
    const { link, makesNone } = await read();
    return makesNone && link !== undefined && link.requirement !== 'DISABLED';
  };
  const set = (name: string, step: Execution | undefined, requirement: string) =>
    flows.updateExecution({ flow: name }, { ...step, requirement });
  async function lookOnce(name = alias): Promise<void> {
    await set(name, (await read(name)).link, 'DISABLED');
  }

  return {
    alias,
    find,
    isRight,
    makesAccounts,
    looksTwice,
    lookOnce,
    /** One that is there and makes accounts for nobody is followed by another that makes none. @param release has the provider follow another flow. */
    make(release: () => Promise<void>): Promise<boolean> {
      const description = 'First sign-in by a company’s provider; made by npm run configure -- --company-sign-in';
      return makeFlow(admin, alias, {
        description,
        isRight,
        release,
        async make(name, ending) {
          const { fill, steps } = await writer(ending);
          await flows.createFlow({ alias: name, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
          await fill(name, steps);
          if (!(await find()) || (await makesAccounts())) return;
          const { creates, detects, link } = await read(name);
          await set(name, creates, 'DISABLED');
          await set(name, detects, 'REQUIRED');
          if (link) await lookOnce(name);
        },
      });
    },
    async remove(): Promise<void> {
      const flow = await find();
      if (flow) await flows.deleteFlow({ flowId: flow.id ?? '' });
    },
  };
}
