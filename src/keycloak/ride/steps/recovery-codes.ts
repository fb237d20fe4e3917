import type { Step } from './step.ts';

/** Codes for whoever loses their second factor. Keycloak makes them, and takes back no others. */
export const recoveryCodesStep: Step = {
  page: 'login-recovery-authn-code-config',
  actions: ['CONFIGURE_RECOVERY_AUTHN_CODES'],
  answer: ({ recoveryCodes }, { recoveryCodesKept }) =>
    recoveryCodes && recoveryCodesKept
      ? new URLSearchParams({
          generatedRecoveryAuthnCodes: recoveryCodes.codes.join(','),
          generatedAt: recoveryCodes.generatedAt,
          userLabel: recoveryCodes.label,
        })
      : undefined,
};
