import type { Step } from './step.ts';

/**
 * An app that makes one-time codes. Keycloak shows a secret on its page, and takes any other one that comes with a code made of it: so our page can
 * show one before the ride has begun.
 */
export const totpStep: Step = {
  page: 'login-config-totp',
  actions: ['CONFIGURE_TOTP'],
  answer: ({ fieldErrors }, { totp }) =>
    totp && new URLSearchParams({ totp: totp.code, totpSecret: totp.secret, userLabel: fieldErrors.userLabel ? aName() : '' }),
  // Whoever has set an app up with this key before has to tell the two apart by a name.
  mends: ({ fieldErrors: { totp, userLabel } }) => totp === undefined && userLabel !== undefined,
};

const aName = (): string => new Date().toISOString().slice(0, 16).replace('T', ' ');
