import { emailStep } from './email.ts';
import { passkeyStep } from './passkey.ts';
import { passwordStep } from './password.ts';
import { profileStep } from './profile.ts';
import { recoveryCodesStep } from './recovery-codes.ts';
import type { Step } from './step.ts';
import { termsStep } from './terms.ts';
import { totpStep } from './totp.ts';

/** Keycloak's pages that our own answers, by name. */
export const STEPS: ReadonlyMap<string, Step> = new Map(
  [profileStep, passwordStep, termsStep, totpStep, recoveryCodesStep, emailStep, passkeyStep].map((step) => [step.page, step]),
);
