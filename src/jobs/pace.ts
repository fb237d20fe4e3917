import { setTimeout as delay } from 'node:timers/promises';

/**
 * Adapts how many requests are under way at Keycloak: one more while it keeps up, half as many when it does not (additive increase, multiplicative
 * decrease: RFC 5681 §3.1 in spirit). Slow work counts as a sign of that where it takes longer than alone. One for all bulk work of a process.
 */
export interface Pace {
  /** Waits for a free slot and runs the work; its time and its errors adapt the limit. Errors are passed on. */
  run<T>(work: (aside: Aside) => Promise<T>): Promise<T>;
  /** Waits until another mail may leave, where the setting MAIL_RATE_LIMIT limits them. Throws when the signal is aborted. */
  mailTurn(signal?: AbortSignal): Promise<void>;
  /** Current limit of work under way. */
  readonly limit: number;
}

/** Waits for something that others ask for, and lets other work have the slot meanwhile; the time of that does not count. */
export type Aside = <T>(wait: () => Promise<T>) => Promise<T>;

export interface PaceOptions {
  /** Most that may ever be under way. */
  max: number;
  /** Mails a second; 0 = as many as Keycloak can. */
  mailsPerSecond?: number;
  /** Whether an error means that Keycloak is overloaded or away. */
  isOverload: (error: unknown) => boolean;
  now?: () => number;
}

const START = 4;
/** Milliseconds within which a piece of work never counts as slow. */
const SLOW = 3_000;
/** By how many times longer than alone a piece takes that is slow because of the others. */
const SLOWER = 2;
/** Milliseconds between two decreases: what was under way at the first one is not counted again. */
const REST = 1_000;

export function createPace({ max, mailsPerSecond = 0, isOverload, now = () => performance.now() }: PaceOptions): Pace {
  let limit = Math.min(START, max);
  let running = 0;
  /** Doubles the limit in each round until Keycloak is overloaded for the first time (RFC 5681: slow start). */
  let climbing = true;
  /** Milliseconds that a piece takes while it is the only one: beside a Keycloak that is far away, waiting for others is no cure. */
  let alone = 0;
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

  /** Whether a piece that took so long was slow because of what else was under way. */
  function isSlow(took: number, wasAlone: boolean): boolean {
    if (wasAlone) alone = took;
    // Some pieces have less to do.
    else if (took < alone) alone += (took - alone) / 8;
    return took > Math.max(SLOW, SLOWER * alone);
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
      let started = now();
      const first = running === 1;
      const hasBeenSlow = () => isSlow(now() - started, first && limit < 2);
      const aside: Aside = async (wait) => {
        const took = now() - started;
        running -= 1;
        admit();
        try {
          return await wait();
        } finally {
          await new Promise<void>((resolve) => {
            // Before work that has not begun.
            waiting.unshift(resolve);
            admit();
          });
          started = now() - took;
        }
      };
      try {
        const result = await work(aside);
        learn(hasBeenSlow());
        return result;
      } catch (error) {
        learn(isOverload(error) || hasBeenSlow());
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
        // An aborted wait uses up no mail.
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
