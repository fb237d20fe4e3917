import type { Way } from './way.ts';

/** A passkey beside the password: only the person's own browser can make it, so the first sign-in asks for it, and our page says so. */
export const passkeyLater: Way = {
  page: 'webauthn-register',
  model: (_, faults) => ({ passkey: { faults } }),
  read: () => ({ answer: {}, faults: [] }),
  faultsOf: () => [],
};
