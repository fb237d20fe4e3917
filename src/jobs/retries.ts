import { AppError } from '../errors.ts';
import { refusalStatus } from '../keycloak/api/faults.ts';

/** Times that a piece of work is tried again when Keycloak fails at it and at nothing else, and milliseconds that it may be away. */
const FAULTS = 5;
const AWAY = 3_600_000;

export interface Retries {
  /**
   * Milliseconds until it is tried again; undefined where it is hopeless. Throws what ends all of the work:
   * Keycloak refuses the service account, or stays away for an hour.
   */
  after(error: unknown): Promise<number | undefined>;
}

/**
 * The tries of one piece of many, such as a row of an import, which may be done again whatever has happened.
 * @param hasDatabase whether Keycloak reaches its database just now.
 */
export function createRetries(hasDatabase: () => Promise<boolean>, now: () => number = Date.now): Retries {
  const since = now();
  let tries = 0;
  let faults = 0;
  return {
    async after(error) {
      const code = error instanceof AppError ? error.code : 'unexpected';
      if (code === 'keycloak_misconfigured') throw error;
      const waits = code === 'keycloak_unavailable' || code === 'realm_not_ready';
      // A 500, or a 400 without a reason, is Keycloak's answer to what it cannot digest, and to anything while its database is away.
      const isSuspect = !waits || refusalStatus(error) === 500;
      if (isSuspect && (await hasDatabase())) faults += 1;
      if (faults > FAULTS) return undefined;
      if (now() - since > AWAY) throw new AppError(waits ? code : 'keycloak_unavailable', { cause: error });
      const wait = Math.min(500 * 2 ** tries, 30_000) * (0.5 + Math.random());
      tries += 1;
      return wait;
    },
  };
}
