import { passwordStep } from './password.ts';
import { profileStep } from './profile.ts';
import type { Step } from './step.ts';
import { termsStep } from './terms.ts';

/** Keycloak's pages that our own answers, by name. */
export const STEPS: ReadonlyMap<string, Step> = new Map([profileStep, passwordStep, termsStep].map((step) => [step.page, step]));
