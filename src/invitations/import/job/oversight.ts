import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Stopped } from '../../../common/import-progress.ts';
import type { Loss } from '../../../keycloak/rights/author-rights.ts';

/** Watches, while an import runs, whether its author still has the rights that it uses. */
export interface Oversight {
  /** Aborted as soon as a right is lost, or nobody could tell for an hour. */
  readonly signal: AbortSignal;
  /** The reason. */
  readonly stopped: Stopped | undefined;
  /** Whether Keycloak has confirmed the rights within 30 s. Rows are processed only then. */
  isClear(): boolean;
  /** Resolves when {@link isClear} does; rejects when the signal is aborted. */
  cleared(signal: AbortSignal): Promise<void>;
  /** What the import waits for while it is not clear. */
  readonly waitingFor: 'keycloak' | 'rights';
  stop(): void;
}

export interface OversightOptions {
  /** Throws where Keycloak is away. */
  ask: () => Promise<'holds' | 'unknown' | Loss>;
  /** The request that has started the import has just confirmed the rights. */
  known: boolean;
  /** Milliseconds between two questions. */
  interval?: number;
}

/** Milliseconds for which an answer holds. */
const BELIEVED = 30_000;
/**
 * Milliseconds between two questions, short enough that an answer arrives before the last one is too old; also after a question without an answer.
 */
const INTERVAL = 15_000;
const AGAIN = 3_000;
/** Milliseconds for which an import waits for an answer. */
const PATIENCE = 3_600_000;

export function oversee({ ask, known, interval = INTERVAL }: OversightOptions): Oversight {
  const ended = new AbortController();
  const lost = new AbortController();
  // Every waiting row adds a listener.
  setMaxListeners(0, lost.signal);
  let stopped: Stopped | undefined;
  let saidAt = known ? Date.now() : 0;
  let waitsSince = Date.now();
  let waitingFor: Oversight['waitingFor'] = 'rights';

  const isClear = () => Date.now() - saidAt < BELIEVED;
  const end = (why: Stopped) => {
    stopped = why;
    lost.abort();
  };

  async function round(): Promise<number> {
    const asked = Date.now();
    const standing = await ask().catch(() => undefined);
    waitingFor = standing ? 'rights' : 'keycloak';
    if (standing === 'holds') {
      saidAt = asked;
      waitsSince = Date.now();
      return interval;
    }
    if (standing && standing !== 'unknown') end(standing);
    else if (Date.now() - waitsSince > PATIENCE) end('unknown');
    else saidAt = 0;
    return AGAIN;
  }

  async function go(): Promise<void> {
    for (let pause = known ? interval : 0; !lost.signal.aborted; pause = await round()) {
      await delay(pause, undefined, { signal: ended.signal });
    }
  }
  go().catch(() => {});

  return {
    signal: lost.signal,
    get stopped() {
      return stopped;
    },
    get waitingFor() {
      return waitingFor;
    },
    isClear,
    async cleared(signal) {
      while (!isClear()) await delay(200, undefined, { signal });
    },
    stop: () => ended.abort(),
  };
}

/** For imports at the command line, which use the service account's own rights. */
export const UNSUPERVISED: Oversight = {
  signal: new AbortController().signal,
  stopped: undefined,
  isClear: () => true,
  cleared: async () => {},
  waitingFor: 'rights',
  stop: () => {},
};
