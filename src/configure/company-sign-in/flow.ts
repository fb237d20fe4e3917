import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { makeFlow } from '../flow-maker.ts';
import { type Execution, endingOf, flowWriter, type Line } from '../flow-writer.ts';
import { BY_LINK, CREATES, DETECTS, type Mark, type OfRealm, stepsFor } from './flow-steps.ts';

/** The first-sign-in flow of one provider. */
export function companyFlow(admin: KeycloakAdmin, alias: string, mark: Mark | undefined, ofRealm: OfRealm) {
  const { authenticationManagement: flows } = admin;
  const find = async () => (await flows.getFlows()).find((flow) => flow.alias === alias);

  function writer(ending: string) {
    const flow = flowWriter(admin, alias, ending);
    return { ...flow, steps: stepsFor(flow.titled, mark, ofRealm) };
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

  /** Whether a flow does what this one is to do. */
  async function isAsWanted({ held, link, detects, makesNone }: Awaited<ReturnType<typeof read>>): Promise<boolean> {
    const { linesOf, configOf, steps } = writer(endingOf(alias, held));
    const lineOf = async (step: Execution): Promise<Line> => {
      const { level, requirement, providerId, displayName, authenticationFlow } = step;
      const usual =
        step === link ? 'CONDITIONAL' : providerId === CREATES ? 'ALTERNATIVE' : step === detects ? 'DISABLED' : requirement;
      return [level, makesNone ? usual : requirement, authenticationFlow ? displayName : providerId, await configOf(step)];
    };
    const lines = await Promise.all(held.map(lineOf));
    return isDeepStrictEqual(lines, linesOf(steps, 0));
  }

  const set = (name: string, step: Execution | undefined, requirement: string) =>
    flows.updateExecution({ flow: name }, { ...step, requirement });

  return {
    alias,
    find,
    /**
     * What there is of it; undefined where it is missing. `makesNone`: no accounts, for people whom nobody has invited, as whoever runs the realm has wished.
     * `looksTwice`: the steps of those who come by a link are to be off then: both look for the account, and Keycloak refuses whom the second one has found already.
     */
    async look() {
      if (!(await find())) return undefined;
      const found = await read();
      const { link, makesNone } = found;
      const looksTwice = makesNone && link !== undefined && link.requirement !== 'DISABLED';
      return { isRight: await isAsWanted(found), makesNone, looksTwice };
    },
    async lookOnce(): Promise<void> {
      await set(alias, (await read()).link, 'DISABLED');
    },
    /** One that is there and makes accounts for nobody is followed by another that makes none. @param release has the provider follow another flow. */
    make(release: () => Promise<void>): Promise<boolean> {
      const description = 'First sign-in by a company’s provider; made by npm run configure -- --company-sign-in';
      return makeFlow(admin, alias, {
        description,
        isRight: async (name) => isAsWanted(await read(name)),
        release,
        async make(name, ending) {
          const { fill, steps } = writer(ending);
          await flows.createFlow({ alias: name, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
          await fill(name, steps);
          if (!(await find()) || !(await read()).makesNone) return;
          const { creates, detects, link } = await read(name);
          await set(name, creates, 'DISABLED');
          await set(name, detects, 'REQUIRED');
          if (link) await set(name, link, 'DISABLED');
        },
      });
    },
    async remove(): Promise<void> {
      const flow = await find();
      if (flow) await flows.deleteFlow({ flowId: flow.id ?? '' });
    },
  };
}
