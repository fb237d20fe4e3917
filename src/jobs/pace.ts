import { setTimeout as delay } from 'node:timers/promises';

/**
 * How much is asked of Keycloak at once, found out as we go: a little more while it keeps up, half as much when it does not
 * (additive increase, multiplicative decrease: RFC 5681 §3.1 in spirit). One for all bulk work of a process.
 */
export interface Pace {
  /** Waits for a free place, works, and learns from how it went. Errors are the caller's. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until another mail may leave, where the setting MAIL_RATE_LIMIT says how many a second may. Throws when the signal says stop. */
  mailTurn(signal?: AbortSignal): Promise<void>;
  /** How many may be under way now. */
  readonly limit: number;
}

export interface PaceOptions {
  /** Most that may ever be under way. */
  max: number;
  /** Mails a second; 0 = as many as Keycloak can. */
  mailsPerSecond?: number;
  /** Whether an error means that Keycloak is overtaxed or away. */
  isOverload: (error: unknown) => boolean;
  now?: () => number;
}

const START = 4;
/** Milliseconds that one piece of work may take before it counts as "does not keep up". */
const SLOW = 3_000;
/** Milliseconds between two decreases: what was under way at the first one is not counted again. */
const REST = 1_000;

export function createPace({ max, mailsPerSecond = 0, isOverload, now = () => performance.now() }: PaceOptions): Pace {
  let limit = Math.min(START, max);
  let running = 0;
  /** Until it is overtaxed for the first time, it doubles with each round (RFC 5681: slow start). */
  let climbing = true;
  let decreasedAt = Number.NEGATIVE_INFINITY;
  let nextMail = 0;
  let lastTurn = Promise.resolve();
  const waiting: (() => void)[] = [];

  function admit(): void {
    while (running < Math.floor(limit) && waiting.length > 0) {
      running += 1;
      waiting.shift()?.();
    }
  }

  function learn(overtaxed: boolean): void {
    if (!overtaxed) {
      limit = Math.min(max, limit + (climbing ? 1 : 1 / limit));
    } else if (now() - decreasedAt > REST) {
      limit = Math.max(1, limit / 2);
      climbing = false;
      decreasedAt = now();
    }
  }

  return {
    get limit() {
      return Math.floor(limit);
    },
    async run(work) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        admit();
      });
      const started = now();
      try {
        const result = await work();
        learn(now() - started > SLOW);
        return result;
      } catch (error) {
        learn(isOverload(error) || now() - started > SLOW);
        throw error;
      } finally {
        running -= 1;
        admit();
      }
    },
    async mailTurn(signal) {
      if (mailsPerSecond <= 0) return;
      const before = lastTurn;
      let pass = () => {};
      lastTurn = new Promise((resolve) => {
        pass = resolve;
      });
      try {
        await unlessAborted(before, signal);
        const turn = Math.max(now(), nextMail);
        if (turn > now()) await delay(turn - now(), undefined, { signal });
        nextMail = turn + 1000 / mailsPerSecond;
      } finally {
        // Who gives up waiting takes nobody's time.
        before.then(pass);
      }
    },
  };
}

function unlessAborted(wait: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return wait;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    wait.then(resolve).finally(() => signal.removeEventListener('abort', abort));
  });
}
