import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';

/**
 * Caches the answer of a question for `fresh` milliseconds; calls meanwhile share one question. A failure is not cached. Whoever names a moment
 * (`since`, as of `Date.now()`) gets no answer whose question was asked before it.
 */
export function cached<T>(ask: () => Promise<T>, fresh: number): (since?: number) => Promise<T> {
  let answer: Promise<T> | undefined;
  let from = 0;
  return (since = 0) => {
    if (!answer || from < Math.max(since, Date.now() - fresh)) {
      from = Date.now();
      answer = ask().catch((error) => {
        answer = undefined;
        throw error;
      });
    }
    return answer;
  };
}

/** Milliseconds from which an answer counts as slow, and how many times as long as it took it then serves. */
const SLOW = 1000;
const SERVES = 3;

/**
 * The same for a question that is asked again and again on the way to something else. Where an answer took long, it serves for three times as long as
 * it took, and the next one is asked for meanwhile: otherwise each step of the way would wait for an answer that is too old by the next step.
 */
export function cachedWhileSlow<T>(ask: () => Promise<T>, fresh: number, now: () => number = Date.now): () => Promise<T> {
  let known: { answer: Promise<T>; freshUntil: number; until: number } | undefined;
  let asking: Promise<T> | undefined;

  function start(): Promise<T> {
    const since = now();
    const answer = ask();
    answer.then(
      () => {
        const took = now() - since;
        known = { answer, freshUntil: since + fresh, until: since + Math.max(fresh, took < SLOW ? 0 : SERVES * took) };
        asking = undefined;
      },
      () => {
        asking = undefined;
      },
    );
    return answer;
  }

  return () => {
    if (known && now() <= known.freshUntil) return known.answer;
    asking ??= start();
    return known && now() <= known.until ? known.answer : asking;
  };
}

/** How a question is to be answered. */
export interface Asking {
  /** Anew, whatever was answered a moment ago: somebody's link, or a single mail, depends on it. */
  afresh?: boolean;
}

/** The same as `cached` for a question with a key: at most so many answers are kept, those that were used last. */
export function cachedByKey<T>(
  ask: (question: string) => Promise<T>,
  fresh: number,
  most: number,
): ((question: string, asking?: Asking) => Promise<T>) & { forget(question: string): void } {
  const known = new LRUCache<string, Promise<T>>({ max: most, ttl: fresh });
  const answerTo = (question: string, { afresh = false }: Asking = {}) => {
    const before = afresh ? undefined : known.get(question);
    if (before) return before;
    const answer = ask(question);
    known.set(question, answer);
    answer.catch(() => {
      if (known.peek(question) === answer) known.delete(question);
    });
    return answer;
  };
  return Object.assign(answerTo, { forget: (question: string) => void known.delete(question) });
}

/**
 * Makes a question that is asked after each call: all who call while it is being asked, or may not be asked again yet, share the next one.
 * @param apart milliseconds between the beginnings of two questions.
 */
export function sharedAfter<T>(ask: () => Promise<T>, apart = 0): () => Promise<T> {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  let from = 0;
  const start = () => {
    next = undefined;
    from = performance.now() + apart;
    const mine = ask().finally(() => {
      if (current === mine) current = undefined;
    });
    current = mine;
    return mine;
  };
  const rest = () => delay(Math.max(0, from - performance.now()));
  return () => {
    if (!current && !next && performance.now() >= from) return start();
    next ??= (apart > 0 ? Promise.allSettled([current, rest()]) : Promise.allSettled([current])).then(start);
    return next;
  };
}
