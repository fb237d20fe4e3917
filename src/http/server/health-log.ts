import type { Logger } from '../../common/log.ts';
import { type Check, CheckError, CheckPointer } from '../../common/readiness-check.ts';

/** Milliseconds between two looks. */
const EVERY = 5 * 60_000;

/** Says in the log what `/readyz` would say, when it changes: not everybody asks there. */
export function logChecks(checks: Record<string, Check>, logger: Logger, every = EVERY): { stop(): Promise<void> } {
  const known = new Map<string, string>();
  let current: Promise<unknown> = Promise.resolve();

  async function look(name: string, check: Check): Promise<void> {
    try {
      await check();
      if (known.delete(name)) logger.info({ check: name }, 'mended');
    } catch (error) {
      // That Keycloak is away is said by whoever needs it, and what others point to by the check that they name.
      if (!(error instanceof CheckError) || error instanceof CheckPointer || known.get(name) === error.message) return;
      known.set(name, error.message);
      logger.warn({ check: name }, error.message);
    }
  }

  const lookAll = () => {
    current = Promise.all(Object.entries(checks).map(([name, check]) => look(name, check)));
  };
  lookAll();
  const timer = setInterval(lookAll, every);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
