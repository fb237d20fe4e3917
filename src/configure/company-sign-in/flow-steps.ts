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

/** The account's owner says so in their mailbox. */
const MAILBOX: Step = { provider: 'idp-email-verification', requirement: 'REQUIRED' };

/** Goes on where the account does not bear it. */
const unless = ({ attribute, value }: Mark, configName: string): Step => ({
  provider: 'conditional-user-attribute',
  requirement: 'REQUIRED',
  config: { attribute_name: attribute, attribute_expected_value: value, not: 'true', regex: 'false' },
  configName,
});

/** Goes on where somebody comes by the link of an invitation. */
const ifByLink = (configName: string): Step => ({
  provider: 'conditional-client-scope',
  requirement: 'REQUIRED',
  config: { client_scope: ARRIVAL_SCOPE, negate: 'false' },
  configName,
});

const unlessMarked = (mark: Mark): Step => ({
  name: 'not invited',
  requirement: 'CONDITIONAL',
  steps: [unless(mark, 'mark'), MAILBOX],
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
export const ELSEWHERE = 'by the link of somebody else';
const elsewhere: Step = {
  name: ELSEWHERE,
  requirement: 'CONDITIONAL',
  steps: [
    ifByLink('link of somebody else'),
    unless({ attribute: 'invitation.status', value: 'opened' satisfies InvitationStatus }, 'opened'),
    {
      provider: 'deny-access-authenticator',
      requirement: 'REQUIRED',
      config: { denyErrorMessage: 'invitationOfAnother' },
      configName: 'refusal',
    },
  ],
};

/** What of the steps for those who come by a link a flow has. */
export type ByLink = { link: boolean; other: boolean };

/**
 * What happens at the first sign-in by a provider. Keycloak's own flow asks everybody who has an account already for a password or a mail. This one links
 * an account at once if it carries the mark of an invitation by this very provider, which only administrators can write, and asks all others for the mail.
 * Without a mark, where the provider's addresses count for nothing, it asks everybody for the mail.
 */
export const stepsFor = (mark: Mark | undefined, { link, other }: ByLink): Step[] => [
  ...(link ? [byLink] : []),
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
          ...(other ? [elsewhere] : []),
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
