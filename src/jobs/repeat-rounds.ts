import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../common/log.ts';

export interface RoundsOptions {
  /** Milliseconds between the end of a round and the next, give or take a tenth, so that several processes do not run at the same moments. */
  pause: number;
  signal: AbortSignal;
  logger: Pick<Logger, 'warn'>;
  /** Log message when a round fails. */
  complaint: string;
  /** While it resolves to false, rounds are skipped. */
  mayWork?: (() => Promise<boolean>) | undefined;
}

/** Calls `work` again and again until the signal is aborted, with the number of the round. A failed round is logged, and the next one catches up. */
export async function repeatRounds(work: (count: number) => Promise<void>, options: RoundsOptions): Promise<void> {
  const { pause, signal, logger, complaint, mayWork = async () => true } = options;
  let quiet = false;
  for (let count = 0; !signal.aborted; count += 1) {
    try {
      if (await mayWork()) await work(count);
      quiet = false;
    } catch (error) {
      // One line in the log when Keycloak goes away, not one for each round.
      if (!quiet && !signal.aborted) logger.warn({ err: error }, complaint);
      quiet = true;
    }
    await delay(pause * (0.9 + Math.random() * 0.2), undefined, { signal }).catch(() => {});
  }
}
