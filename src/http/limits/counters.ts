import { type IncrementResponse, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import type { Signer } from '../../settings/derived-keys.ts';
import type { RedisLink } from './redis.ts';

export interface CountersOptions {
  /** Prefix of every key in the shared store, so that several realms, products and limits can use one. */
  prefix: string;
  /** Keys are stored as signatures: neither e-mail nor network addresses stand in the store. */
  sign: Signer['sign'];
  seconds: number;
  /** The connection to the shared store; undefined while it is away. */
  link: () => RedisLink | undefined;
}

/**
 * The counters of one limit, as a store of express-rate-limit. All sidecars count together in the shared store; each process also counts by itself,
 * so that counts do not start from zero when the store goes away.
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

  /** A failed connection is replaced by redis.ts, which also logs it. */
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

/** Scripts are loaded once for each connection: a restarted server has none. */
function sharedCounters(link: RedisLink, prefix: string, seconds: number): RedisStore {
  const store = new RedisStore({ prefix, sendCommand: link.send });
  // A fault here shows again at the first count.
  store.init(windowOf(seconds)).catch(() => {});
  return store;
}

/** Stores read only this one of the options. */
const windowOf = (seconds: number) => ({ windowMs: seconds * 1000 }) as Options;
