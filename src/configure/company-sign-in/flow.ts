import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { makeFlow } from '../flow-maker.ts';
import { endingOf, flowWriter } from '../flow-writer.ts';
import { readsScopes } from './arrival.ts';
import { BY_LINK, type ByLink, CREATES, DETECTS, ELSEWHERE, type Mark, stepsFor } from './flow-steps.ts';

/** The first-sign-in flow of one provider. */
export function companyFlow(admin: KeycloakAdmin, alias: string, mark: Mark | undefined) {
  const { authenticationManagement: flows } = admin;
  async function wanted({ link, other }: ByLink = { link: true, other: true }) {
    const knows = await readsScopes(admin);
    return stepsFor(mark, { link: link && knows, other: other && knows });
  }
  const find = async () => (await flows.getFlows()).find((flow) => flow.alias === alias);

  async function read(name = alias) {
    const steps = await flows.getExecutions({ flow: name });
    const { titled, linesOf, configOf } = flowWriter(admin, alias, endingOf(alias, steps));
    const link = steps.find(({ displayName }) => displayName === titled(BY_LINK));
    const other = steps.some(({ displayName }) => displayName === titled(ELSEWHERE));
    const creates = steps.find(({ providerId }) => providerId === CREATES);
    // The last one: the other stands in the steps of those who come by a link.
    const detects = steps.findLast(({ providerId }) => providerId === DETECTS);
    const makesNone = creates?.requirement === 'DISABLED' && detects?.requirement === 'REQUIRED';
    return { steps, link, other, detects, makesNone, linesOf, configOf };
  }

  /** Whether it makes accounts for people whom nobody has invited. */
  const makesAccounts = async () => !(await read()).makesNone;

  /** Whether the flow does what it is to do, also under another name. */
  async function isRight(name = alias): Promise<boolean> {
    const { steps, link, other, detects, makesNone, linesOf, configOf } = await read(name);
    const lines = [];
    for (const step of steps) {
      const { level, requirement, providerId, displayName, authenticationFlow } = step;
      const usual =
        step === link ? 'CONDITIONAL' : providerId === CREATES ? 'ALTERNATIVE' : step === detects ? 'DISABLED' : requirement;
      lines.push([level, makesNone ? usual : requirement, authenticationFlow ? displayName : providerId, await configOf(step)]);
    }
    // Made by an earlier version, for whoever makes accounts for nobody: nothing is missing, and a flow made anew would make some.
    return isDeepStrictEqual(
      lines,
      linesOf(await wanted({ link: !makesNone || link !== undefined, other: !makesNone || other }), 0),
    );
  }

  /**
   * Where whoever runs the realm has accounts made for nobody, the steps of those who come by a link are to be off: both look for the account, and Keycloak
   * refuses whom the second one has found already.
   */
  const looksTwice = async () => {
    const { link, makesNone } = await read();
    return makesNone && link !== undefined && link.requirement !== 'DISABLED';
  };
  async function lookOnce(): Promise<void> {
    const { link } = await read();
    await flows.updateExecution({ flow: alias }, { ...link, requirement: 'DISABLED' });
  }

  return {
    alias,
    find,
    isRight,
    makesAccounts,
    looksTwice,
    lookOnce,
    /** @param release has the provider follow another flow. */
    make(release: () => Promise<void>): Promise<boolean> {
      const description = 'First sign-in by a company’s provider; made by npm run configure -- --company-sign-in';
      return makeFlow(admin, alias, {
        description,
        isRight,
        release,
        async make(name, ending) {
          await flows.createFlow({ alias: name, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
          await flowWriter(admin, alias, ending).fill(name, await wanted());
        },
      });
    },
    async remove(): Promise<void> {
      const flow = await find();
      if (flow) await flows.deleteFlow({ flowId: flow.id ?? '' });
    },
  };
}
