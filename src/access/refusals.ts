import { ResponseBodyError } from 'openid-client';
import { AppError } from '../errors.ts';
import { isAway } from '../keycloak/api/faults.ts';
import { whyNoToken } from '../keycloak/checks/why-no-token.ts';

/**
 * What Keycloak has refused the sidecar's client lately while people signed in, or wrote. `/readyz` tells it, and looks again at once: its own looks are
 * minutes apart, and do not see all that a sign-in does.
 */
export interface Refusals {
  /** Hears of each failure. What a person may cause is passed over: a code or token of theirs that no longer counts, a return that is made up; and so is what a proxy says in the place of Keycloak. */
  note(error: unknown): void;
  /** Somebody has signed in: what was refused before is over. */
  over(): void;
  /** The last one, with a number that grows with each; undefined once it is an hour old. */
  last(): { number: number; words: string } | undefined;
}

/** Milliseconds for which a refusal is told where nobody signs in. */
const TOLD = 60 * 60_000;

export function createRefusals(): Refusals {
  let number = 0;
  let at = 0;
  let last: { number: number; words: string } | undefined;
  return {
    note(error) {
      const words = wordsOf(error);
      if (words === undefined) return;
      number += 1;
      at = Date.now();
      last = { number, words };
    },
    over() {
      last = undefined;
    },
    last: () => (Date.now() - at < TOLD ? last : undefined),
  };
}

const isPassing = ({ error, status }: ResponseBodyError): boolean => error === 'invalid_grant' || isAway(status);

function wordsOf(error: unknown): string | undefined {
  const isFault = error instanceof AppError && error.code === 'keycloak_misconfigured';
  const refusal = isFault ? error.cause : error;
  if (refusal instanceof ResponseBodyError) return isPassing(refusal) ? undefined : whyNoToken(refusal);
  return isFault && refusal instanceof Error ? refusal.message : undefined;
}
