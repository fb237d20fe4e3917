import { isDeepStrictEqual } from 'node:util';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';

/** One step of a flow, or a flow within it. */
interface Step {
  requirement: 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED';
  /** Keycloak's authenticator. */
  provider?: string;
  config?: Record<string, string>;
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
    },
    MAILBOX,
  ],
});

/**
 * What happens at the first sign-in by a provider. Keycloak's own flow asks everybody who has an account already for a password or a mail. This one links
 * an account at once if it carries the mark of an invitation by this very provider, which only administrators can write, and asks all others for the mail.
 * Without a mark, where the provider's addresses count for nothing, it asks everybody for the mail.
 */
const stepsFor = (mark: Mark | undefined): Step[] => [
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
  const wanted = stepsFor(mark);
  const titled = (name: string) => `${alias} - ${name}`;

  const find = async () => (await flows.getFlows()).find((flow) => flow.alias === alias);

  /** Whether the flow does what it is to do. */
  async function isRight(): Promise<boolean> {
    const steps = await flows.getExecutions({ flow: alias });
    const requirementOf = (provider: string) => steps.find(({ providerId }) => providerId === provider)?.requirement;
    const makesNone = requirementOf(CREATES) === 'DISABLED' && requirementOf(DETECTS) === 'REQUIRED';
    const lines = [];
    for (const { level, requirement, providerId, displayName, authenticationFlow, authenticationConfig } of steps) {
      const config = authenticationConfig ? (await flows.getConfig({ id: authenticationConfig })).config : undefined;
      const usual = providerId === CREATES ? 'ALTERNATIVE' : providerId === DETECTS ? 'DISABLED' : requirement;
      lines.push([level, makesNone ? usual : requirement, authenticationFlow ? displayName : providerId, config]);
    }
    return isDeepStrictEqual(lines, linesOf(wanted, 0));
  }

  const linesOf = (steps: readonly Step[], level: number): unknown[] =>
    steps.flatMap(({ requirement, provider, config, name = '', steps: inner = [] }) => [
      [level, requirement, provider ?? titled(name), config],
      ...linesOf(inner, level + 1),
    ]);

  async function fill(flow: string, steps: readonly Step[]): Promise<void> {
    for (const { provider, name = '', requirement, config, steps: inner = [] } of steps) {
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
      if (config) await flows.createConfig({ id: made?.id ?? '', alias: titled('mark'), config });
      if (!provider) await fill(titled(name), inner);
    }
  }

  return {
    alias,
    find,
    isRight,
    async make(): Promise<void> {
      const description = 'First sign-in by a company’s provider; made by npm run configure -- --company-sign-in';
      await flows.createFlow({ alias, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
      await fill(alias, wanted);
    },
    async remove(): Promise<void> {
      const flow = await find();
      if (flow) await flows.deleteFlow({ flowId: flow.id ?? '' });
    },
  };
}
