import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log.ts';

export interface RoundsOptions {
  /** Milliseconds between the end of a round and the next, about: several processes do not go in step. */
  pause: number;
  signal: AbortSignal;
  logger: Pick<Logger, 'warn'>;
  /** What the log says when a round fails. */
  complaint: string;
  /** A round is left out while it answers no. */
  mayWork?: (() => Promise<boolean>) | undefined;
}

/** Works round after round until the signal. A round that fails is made up for by the next one. */
export async function repeatRounds(work: (count: number) => Promise<void>, options: RoundsOptions): Promise<void> {
  const { pause, signal, logger, complaint, mayWork = async () => true } = options;
  let quiet = false;
  for (let count = 0; !signal.aborted; count += 1) {
    try {
      if (await mayWork()) await work(count);
      quiet = false;
    } catch (error) {
      // One line when Keycloak goes away, not one a round.
      if (!quiet && !signal.aborted) logger.warn({ err: error }, complaint);
      quiet = true;
    }
    await delay(pause * (0.9 + Math.random() * 0.2), undefined, { signal }).catch(() => {});
  }
}
