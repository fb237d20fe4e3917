import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { refusalStatus } from '../keycloak/api/faults.ts';

/** How often a piece of work is tried again when Keycloak fails at this piece alone, and for how many milliseconds Keycloak may be away. */
const FAULTS = 5;
const AWAY = 3_600_000;
/** Milliseconds that a proxy before Keycloak gets by its `Retry-After`, at most. */
const MOST_ASKED = 300_000;
/** How often one piece is tried again although Keycloak refuses the service account: on a busy machine a token may run out on its way. */
const REFUSALS = 2;

export interface Retries {
  /**
   * Milliseconds until the next try; undefined where the piece is given up. Throws what must end all of the work: Keycloak refuses the service
   * account, or stays away for an hour.
   */
  after(error: unknown): Promise<number | undefined>;
}

/**
 * Counts the tries of one piece of work of many, such as a row of an import, which may safely be done again.
 * @param hasDatabase whether Keycloak reaches its database just now.
 */
export function createRetries(hasDatabase: () => Promise<boolean>, now: () => number = Date.now): Retries {
  const since = now();
  let tries = 0;
  let faults = 0;
  let refusals = 0;
  return {
    async after(error) {
      const code = error instanceof AppError ? error.code : 'unexpected';
      if (code === 'keycloak_misconfigured') {
        if (refusals === REFUSALS) throw error;
        refusals += 1;
        return 500 * refusals;
      }
      const waits = code === 'keycloak_unavailable' || code === 'realm_not_ready';
      // A 500, or a 400 without a reason, may be about this piece, or about Keycloak's database being away.
      const isSuspect = !waits || refusalStatus(error) === 500;
      if (isSuspect && (await hasDatabase())) faults += 1;
      if (faults > FAULTS) return undefined;
      if (now() - since > AWAY) throw new AppError(waits ? code : 'keycloak_unavailable', { cause: error });
      const wait = Math.min(500 * 2 ** tries, 30_000) * (0.5 + Math.random());
      tries += 1;
      const { retryAfter = 0 } = error as { retryAfter?: number };
      return Math.max(wait, waits ? Math.min(retryAfter * 1000, MOST_ASKED) : 0);
    },
  };
}

export interface Insistence<T> {
  /** See {@link createRetries}. */
  hasDatabase: () => Promise<boolean>;
  signal: AbortSignal;
  /** Called before each wait. */
  onWait: () => void;
  /** The result where the piece is given up; by default its last error is thrown. */
  instead?: (error: unknown) => T | Promise<T>;
}

/** Does a piece of work again until it succeeds. Throws what must end all of the work, and what the work throws once the signal is aborted. */
export async function untilDone<T>(
  work: () => Promise<T>,
  { hasDatabase, signal, onWait, instead = rethrow }: Insistence<T>,
): Promise<T> {
  const retries = createRetries(hasDatabase);
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw error;
      const wait = await retries.after(error);
      if (wait === undefined) return instead(error);
      onWait();
      await delay(wait, undefined, { signal });
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}
