import type { Step } from '../flow-writer.ts';

/** What the copy of the flow for forgotten passwords has behind its mail. */

/** What the sub-flows are called that go through where somebody has a passkey, or a password. */
const HAS_PASSKEY = 'has a passkey';
const HAS_PASSWORD = 'has a password';

/** Missing where Keycloak runs without its feature `web-authn`: nobody has a passkey there. */
export const PASSKEY = 'webauthn-authenticator-passwordless';

/** Keycloak's authenticators that not every version has. */
export const NEEDED = ['conditional-user-attribute', 'conditional-sub-flow-executed', 'allow-access-authenticator'];

/** What of `invitation.signIn` means no password, as a pattern of Java's: the ways that the realm has. Whose way is gone may have a password. */
export function waysWithoutPassword(providers: Iterable<string>, hasPasskeys: boolean): string {
  const ways = [...new Set(providers)].toSorted().map((alias) => `idp:${alias.replace(/[^\w-]/g, '\\$&')}`);
  return [...(hasPasskeys ? ['passkey'] : []), ...ways].join('|');
}

/** A sub-flow that asks for nothing, and goes through where somebody has what a step looks for that is never shown. */
const whereFound = (name: string, provider: string, conditions: Step[], goesOn: string): Step => ({
  name,
  requirement: 'CONDITIONAL',
  steps: [
    // Keycloak looks here at the steps beside it, sub-flows left out: so at that one alone.
    { provider: 'conditional-user-configured', requirement: 'REQUIRED' },
    ...conditions,
    {
      name: goesOn,
      requirement: 'ALTERNATIVE',
      steps: [
        // Of a first step Keycloak offers the alternatives as well: it would ask for the password.
        { provider: 'allow-access-authenticator', requirement: 'DISABLED' },
        { provider: 'allow-access-authenticator', requirement: 'REQUIRED' },
      ],
    },
    { provider, requirement: 'ALTERNATIVE' },
  ],
});

const ifNot = (flow: string, configName: string): Step => ({
  provider: 'conditional-sub-flow-executed',
  requirement: 'REQUIRED',
  config: { flow_to_check: flow, check_result: 'not-executed' },
  configName,
});

/** Whose account Keycloak has taken from LDAP, with the password there. */
const unlessOfDirectory: Step = {
  provider: 'conditional-user-attribute',
  requirement: 'REQUIRED',
  config: { attribute_name: 'LDAP_ID', attribute_expected_value: '.+', not: 'true', regex: 'true' },
  configName: 'of no directory',
};

/**
 * Nothing of Keycloak looks at the password alone: its password form counts as set up for whoever has a passkey, too. So a passkey means here that there is no
 * password, unless a directory has it.
 * @param titled the whole name of a flow within our copy.
 * @param ways what {@link waysWithoutPassword} says.
 * @param message what people are told who are to have no password: a key of the theme's, or the words themselves.
 * @param looksForPasskeys whether Keycloak has {@link PASSKEY}.
 */
export const stepsFor = (titled: (name: string) => string, ways: string, message: string, looksForPasskeys: boolean): Step[] => [
  ...(looksForPasskeys ? [whereFound(HAS_PASSKEY, PASSKEY, [unlessOfDirectory], 'goes on with a passkey')] : []),
  whereFound(
    HAS_PASSWORD,
    'auth-password-form',
    looksForPasskeys ? [ifNot(titled(HAS_PASSKEY), 'has no passkey')] : [],
    'goes on',
  ),
  {
    name: 'is to have none',
    requirement: 'CONDITIONAL',
    steps: [
      {
        provider: 'conditional-user-attribute',
        requirement: 'REQUIRED',
        config: {
          attribute_name: 'invitation.signIn',
          attribute_expected_value: ways,
          not: 'false',
          regex: 'true',
        },
        configName: 'invited without a password',
      },
      ifNot(titled(HAS_PASSWORD), 'has no password'),
      {
        provider: 'deny-access-authenticator',
        requirement: 'REQUIRED',
        config: { denyErrorMessage: message },
        configName: 'no new password',
      },
    ],
  },
];
