import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { ARRIVAL_SCOPE } from '../../keycloak/rights/company-providers.ts';
import { readsScopes } from './arrival.ts';

/** One step of a flow, or a flow within it. */
interface Step {
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

/**
 * Makes a new account for whom nobody has invited, as Keycloak's own flow does. Whoever runs the realm may switch it off, and has to switch the second one on
 * then: both look for an account that is there, and the second refuses where the first has looked already.
 */
const CREATES = 'idp-create-user-if-unique';
const DETECTS = 'idp-detect-existing-broker-user';

/** An attribute of an account, and the value that it must have. */
interface Mark {
  attribute: string;
  value: string;
}

/** The account's owner says so in their mailbox. */
const MAILBOX: Step = { provider: 'idp-email-verification', requirement: 'REQUIRED' };

const unlessMarked = ({ attribute, value }: Mark): Step => ({
  name: 'not invited',
  requirement: 'CONDITIONAL',
  steps: [
    {
      provider: 'conditional-user-attribute',
      requirement: 'REQUIRED',
      config: { attribute_name: attribute, attribute_expected_value: value, not: 'true', regex: 'false' },
      configName: 'mark',
    },
    MAILBOX,
  ],
});

/**
 * Whoever comes by the link of an invitation has an account: where there is none of the address that the provider tells, somebody else is signed in there, who
 * would get an account that nobody wanted, and be asked for all that new accounts are asked for.
 */
const BY_LINK = 'by the link of an invitation';
const byLink: Step = {
  name: BY_LINK,
  requirement: 'CONDITIONAL',
  steps: [
    {
      provider: 'conditional-client-scope',
      requirement: 'REQUIRED',
      config: { client_scope: ARRIVAL_SCOPE, negate: 'false' },
      configName: 'link',
    },
    { provider: DETECTS, requirement: 'REQUIRED' },
  ],
};

/**
 * What happens at the first sign-in by a provider. Keycloak's own flow asks everybody who has an account already for a password or a mail. This one links
 * an account at once if it carries the mark of an invitation by this very provider, which only administrators can write, and asks all others for the mail.
 * Without a mark, where the provider's addresses count for nothing, it asks everybody for the mail.
 */
const stepsFor = (mark: Mark | undefined, knowsScopes: boolean): Step[] => [
  ...(knowsScopes ? [byLink] : []),
  {
    name: 'account',
    requirement: 'REQUIRED',
    steps: [
      { provider: CREATES, requirement: 'ALTERNATIVE' },
      {
        name: 'existing account',
        requirement: 'ALTERNATIVE',
        steps: [
          { provider: DETECTS, requirement: 'DISABLED' },
          { provider: 'idp-auto-link', requirement: 'REQUIRED' },
          mark ? unlessMarked(mark) : MAILBOX,
        ],
      },
    ],
  },
  {
    name: 'company',
    requirement: 'CONDITIONAL',
    steps: [
      { provider: 'conditional-user-configured', requirement: 'REQUIRED' },
      { provider: 'idp-add-organization-member', requirement: 'REQUIRED' },
    ],
  },
];

/** The first-sign-in flow of one provider. */
export function companyFlow(admin: KeycloakAdmin, alias: string, mark: Mark | undefined) {
  const { authenticationManagement: flows } = admin;
  const wanted = async (byLinkToo = true) => stepsFor(mark, byLinkToo && (await readsScopes(admin)));
  const titled = (name: string) => `${alias} - ${name}`;

  const find = async () => (await flows.getFlows()).find((flow) => flow.alias === alias);

  async function read() {
    const steps = await flows.getExecutions({ flow: alias });
    const link = steps.find(({ displayName }) => displayName === titled(BY_LINK));
    const creates = steps.find(({ providerId }) => providerId === CREATES);
    // The last one: the other stands in the steps of those who come by a link.
    const detects = steps.findLast(({ providerId }) => providerId === DETECTS);
    const makesNone = creates?.requirement === 'DISABLED' && detects?.requirement === 'REQUIRED';
    return { steps, link, detects, makesNone };
  }

  /** Whether the flow does what it is to do. */
  async function isRight(): Promise<boolean> {
    const { steps, link, detects, makesNone } = await read();
    const lines = [];
    for (const step of steps) {
      const { level, requirement, providerId, displayName, authenticationFlow, authenticationConfig } = step;
      const config = authenticationConfig ? (await flows.getConfig({ id: authenticationConfig })).config : undefined;
      const usual =
        step === link ? 'CONDITIONAL' : providerId === CREATES ? 'ALTERNATIVE' : step === detects ? 'DISABLED' : requirement;
      lines.push([level, makesNone ? usual : requirement, authenticationFlow ? displayName : providerId, config]);
    }
    // Made by an earlier version, for whoever makes accounts for nobody: nothing is missing, and a flow made anew would make some.
    return isDeepStrictEqual(lines, linesOf(await wanted(!makesNone || link !== undefined), 0));
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

  const linesOf = (steps: readonly Step[], level: number): unknown[] =>
    steps.flatMap(({ requirement, provider, config, name = '', steps: inner = [] }) => [
      [level, requirement, provider ?? titled(name), config],
      ...linesOf(inner, level + 1),
    ]);

  async function fill(flow: string, steps: readonly Step[]): Promise<void> {
    for (const { provider, name = '', requirement, config, configName = '', steps: inner = [] } of steps) {
      const about = 'Made by npm run configure -- --company-sign-in';
      if (provider) await flows.addExecutionToFlow({ flow, provider });
      else
        await flows.addFlowToFlow({
          flow,
          alias: titled(name),
          type: 'basic-flow',
          provider: 'registration-page-form',
          description: about,
        });
      const all = await flows.getExecutions({ flow });
      const made = all.findLast(
        (one) => one.level === 0 && (provider ? one.providerId === provider : one.displayName === titled(name)),
      );
      await flows.updateExecution({ flow }, { ...made, requirement });
      if (config) await flows.createConfig({ id: made?.id ?? '', alias: titled(configName), config });
      if (!provider) await fill(titled(name), inner);
    }
  }

  return {
    alias,
    find,
    isRight,
    looksTwice,
    lookOnce,
    async make(): Promise<void> {
      const description = 'First sign-in by a company’s provider; made by npm run configure -- --company-sign-in';
      await flows.createFlow({ alias, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
      await fill(alias, await wanted());
    },
    async remove(): Promise<void> {
      const flow = await find();
      if (flow) await flows.deleteFlow({ flowId: flow.id ?? '' });
    },
  };
}
