import type { InvitationStatus } from '../../common/statuses.ts';
import { ARRIVAL_SCOPE } from '../../keycloak/rights/company-providers.ts';
import type { Step } from '../flow-writer.ts';

/** What the flow of first sign-ins by a company's provider is made of. */

/**
 * Makes a new account for whom nobody has invited, as Keycloak's own flow does. Whoever runs the realm may switch it off, and has to switch the second one on
 * then: both look for an account that is there, and the second refuses where the first has looked already.
 */
export const CREATES = 'idp-create-user-if-unique';
export const DETECTS = 'idp-detect-existing-broker-user';

/** An attribute of an account, and the value that it must have. */
export interface Mark {
  attribute: string;
  value: string;
}

/** What of a realm these flows are made of. */
export interface OfRealm {
  /** All that are rights over the realm, as Keycloak names them in settings: `client.role`. Without it nobody is linked at once. */
  roles?: readonly string[] | undefined;
  /** Whether Keycloak tells who comes by a link. */
  hasScopes: boolean;
}

/** The account's owner says so in their mailbox. */
const MAILBOX: Step = { provider: 'idp-email-verification', requirement: 'REQUIRED' };

/** Goes on where the account bears it, or where it does not. */
const ifMark = ({ attribute, value }: Mark, bears: boolean, configName: string): Step => ({
  provider: 'conditional-user-attribute',
  requirement: 'REQUIRED',
  config: { attribute_name: attribute, attribute_expected_value: value, not: String(!bears), regex: 'false' },
  configName,
});

/** Goes on where somebody comes by the link of an invitation. */
const ifByLink = (configName: string): Step => ({
  provider: 'conditional-client-scope',
  requirement: 'REQUIRED',
  config: { client_scope: ARRIVAL_SCOPE, negate: 'false' },
  configName,
});

/** Goes on where the account has no such right, not by a group or by another role either. A role that is gone counts as one that it has. */
const unlessRules = (role: string, index: number): Step => ({
  provider: 'conditional-user-role',
  requirement: 'REQUIRED',
  config: { condUserRole: role, negate: 'true' },
  // Keycloak takes not every sign of a role in the name of a setting.
  configName: `right ${index + 1}`,
});

const AT_ONCE = 'at once';
const atOnce = (mark: Mark, roles: readonly string[]): Step => ({
  name: AT_ONCE,
  requirement: 'CONDITIONAL',
  steps: [
    ifMark(mark, true, 'mark'),
    ...roles.map(unlessRules),
    { provider: 'allow-access-authenticator', requirement: 'REQUIRED' },
  ],
});

const elseByMailbox = (titled: (name: string) => string): Step => ({
  name: 'by its mailbox',
  requirement: 'CONDITIONAL',
  steps: [
    {
      provider: 'conditional-sub-flow-executed',
      requirement: 'REQUIRED',
      config: { flow_to_check: titled(AT_ONCE), check_result: 'not-executed' },
      configName: 'not at once',
    },
    MAILBOX,
  ],
});

/**
 * Whoever comes by the link of an invitation has an account: where there is none of the address that the provider tells, somebody else is signed in there, who
 * would get an account that nobody wanted, and be asked for all that new accounts are asked for.
 */
export const BY_LINK = 'by the link of an invitation';
const byLink: Step = {
  name: BY_LINK,
  requirement: 'CONDITIONAL',
  steps: [ifByLink('link'), { provider: DETECTS, requirement: 'REQUIRED' }],
};

/**
 * On the way of a link Keycloak links the account alone whose own link has brought somebody: the record of an invitation says so of it (`opened`, which only
 * administrators can write). A colleague who is invited as well, or has an account, is refused before anything of theirs is linked or asked for.
 */
const ELSEWHERE = 'by the link of somebody else';
const elsewhere: Step = {
  name: ELSEWHERE,
  requirement: 'CONDITIONAL',
  steps: [
    ifByLink('link of somebody else'),
    ifMark({ attribute: 'invitation.status', value: 'opened' satisfies InvitationStatus }, false, 'opened'),
    {
      provider: 'deny-access-authenticator',
      requirement: 'REQUIRED',
      config: { denyErrorMessage: 'invitationOfAnother' },
      configName: 'refusal',
    },
  ],
};

/**
 * What happens at the first sign-in by a provider. Keycloak's own flow asks everybody who has an account already for a password or a mail. This one links
 * an account at once if it carries the mark of an invitation by this very provider, which only administrators can write, and has no right over the realm; it asks
 * all others for the mail. Without a mark, where the provider's addresses count for nothing, it asks everybody for the mail.
 * @param titled the whole name of a flow within it.
 */
export const stepsFor = (titled: (name: string) => string, mark: Mark | undefined, { roles, hasScopes }: OfRealm): Step[] => [
  ...(hasScopes ? [byLink] : []),
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
          ...(hasScopes ? [elsewhere] : []),
          ...(mark && roles ? [atOnce(mark, roles), elseByMailbox(titled)] : [MAILBOX]),
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
