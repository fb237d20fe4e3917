import { type IncrementResponse, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import type { Signer } from '../../keys.ts';
import type { RedisLink } from './redis.ts';

export interface CountersOptions {
  /** Before every key in the shared store, so that several realms, products and limits can use one. */
  prefix: string;
  /** Keys go through it: neither e-mail nor network addresses stand in the store. */
  sign: Signer['sign'];
  seconds: number;
  /** The shared store, while it is there. */
  link: () => RedisLink | undefined;
}

/**
 * Counters of one limit, as a store of express-rate-limit. All sidecars count together in the shared store; while it is away each
 * counts by itself. It counts along all the time, so that nobody starts anew in that moment.
 */
export function createCounters({ prefix, sign, seconds, link }: CountersOptions): Store {
  const own = new MemoryStore();
  own.init(windowOf(seconds));
  const shared = new WeakMap<RedisLink, RedisStore>();
  const hashed = (key: string) => sign(JSON.stringify([prefix, key]));

  function sharedOn(current: RedisLink): RedisStore {
    const store = shared.get(current) ?? sharedCounters(current, prefix, seconds);
    shared.set(current, store);
    return store;
  }

  /** A link that fails is given up by itself, and the log says so. */
  async function onAll<T>(work: (store: Store) => T | Promise<T>): Promise<T> {
    const counted = await work(own);
    const current = link();
    if (!current) return counted;
    return Promise.resolve(work(sharedOn(current))).catch(() => counted);
  }

  return {
    prefix,
    localKeys: false,
    increment: (key) => onAll<IncrementResponse>((store) => store.increment(hashed(key))),
    decrement: (key) => onAll((store) => store.decrement(hashed(key))),
    resetKey: (key) => onAll((store) => store.resetKey(hashed(key))),
  };
}

/** Whether a server lets us count: proven by counting. */
export async function countOn(link: RedisLink, prefix: string): Promise<void> {
  await sharedCounters(link, prefix, 60).increment('probe');
}

/** Its scripts are loaded once a link: a server that was started anew knows none. */
function sharedCounters(link: RedisLink, prefix: string, seconds: number): RedisStore {
  const store = new RedisStore({ prefix, sendCommand: link.send });
  // What goes wrong here goes wrong for whoever counts, too.
  store.init(windowOf(seconds)).catch(() => {});
  return store;
}

/** Stores read only this one of the options. */
const windowOf = (seconds: number) => ({ windowMs: seconds * 1000 }) as Options;
