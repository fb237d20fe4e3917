import type { Step } from '../flow-writer.ts';

/** What the copy of the flow for forgotten passwords has behind its mail. */

/** What the sub-flow is called that goes through where somebody has a password. */
const HAS_ONE = 'has a password';

/** Keycloak's authenticators that not every version has. */
export const NEEDED = ['conditional-user-attribute', 'conditional-sub-flow-executed', 'allow-access-authenticator'];

/** What of `invitation.signIn` means no password, as a pattern of Java's: the ways that the realm has. Whose way is gone may have a password. */
export function waysWithoutPassword(providers: Iterable<string>, hasPasskeys: boolean): string {
  const ways = [...new Set(providers)].toSorted().map((alias) => `idp:${alias.replace(/[^\w-]/g, '\\$&')}`);
  return [...(hasPasskeys ? ['passkey'] : []), ...ways].join('|');
}

/**
 * @param titled the whole name of a flow within our copy.
 * @param ways what {@link waysWithoutPassword} says.
 * @param message what people are told who are to have no password: a key of the theme's, or the words themselves.
 */
export const stepsFor = (titled: (name: string) => string, ways: string, message: string): Step[] => [
  {
    name: HAS_ONE,
    requirement: 'CONDITIONAL',
    steps: [
      // Keycloak looks here at the steps beside it, sub-flows left out: so at the password alone.
      { provider: 'conditional-user-configured', requirement: 'REQUIRED' },
      {
        name: 'goes on',
        requirement: 'ALTERNATIVE',
        steps: [
          // Of a first step Keycloak offers the alternatives as well: it would ask for the password.
          { provider: 'allow-access-authenticator', requirement: 'DISABLED' },
          { provider: 'allow-access-authenticator', requirement: 'REQUIRED' },
        ],
      },
      { provider: 'auth-password-form', requirement: 'ALTERNATIVE' },
    ],
  },
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
      {
        provider: 'conditional-sub-flow-executed',
        requirement: 'REQUIRED',
        config: { flow_to_check: titled(HAS_ONE), check_result: 'not-executed' },
        configName: 'has no password',
      },
      {
        provider: 'deny-access-authenticator',
        requirement: 'REQUIRED',
        config: { denyErrorMessage: message },
        configName: 'no new password',
      },
    ],
  },
];
