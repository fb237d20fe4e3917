import type { Step } from './step.ts';

/**
 * A passkey that replaces the password. Keycloak's challenge comes with its page, so the ride stops here, and goes on with what the person's browser has made of
 * it. The page of a second factor has the same template and no `newPasskey`: it is not answered.
 */
export const passkeyStep: Step = {
  page: 'webauthn-register',
  actions: ['webauthn-register-passwordless'],
  answer: ({ newPasskey }, { passkey }) => newPasskey && passkey && new URLSearchParams({ ...passkey, error: '' }),
};
