import { AppError, type ErrorCode } from '../../errors.ts';
import type { Signer } from '../../settings/derived-keys.ts';
import { Counts } from './counts.ts';
import type { RedisLink } from './redis.ts';
import type { SharedStore } from './shared-store.ts';

/**
 * Limits how many of something one person may have at once. All sidecars count together in the shared store, where the places of a dead sidecar
 * become free after a while; each process also counts by itself, so that nobody gets more while the store is away.
 */
export interface Places {
  /** Takes a place. Throws the refusal when all are taken. */
  take(subject: string): Promise<Leave>;
  /** Holds a place while the work runs. */
  during<T>(subject: string, work: () => Promise<T>): Promise<T>;
}

/** Gives a place back, and resolves when the other sidecars know it, or cannot be told. */
export type Leave = () => Promise<void>;

export interface PlacesOptions {
  /** Part of every key in the shared store. */
  name: string;
  max: number;
  refusal: { code: ErrorCode; retryAfter: number };
  /** Subjects are stored as signatures, so that the store does not say who they are. */
  sign: Signer['sign'];
  store: Pick<SharedStore, 'prefix' | 'link'>;
  /** Milliseconds for which a place is held in the store without a sign of life. */
  lease?: number;
}

export function createPlaces({ name, max, refusal, sign, store, lease = 60_000 }: PlacesOptions): Places {
  const own = new Counts();
  const keyOf = (subject: string) => `${store.prefix}${name}:${sign(JSON.stringify([store.prefix, name, subject]))}`;
  const full = () => new AppError(refusal.code, { params: { max }, retryAfter: refusal.retryAfter });

  async function take(subject: string): Promise<Leave> {
    const [key, place] = [keyOf(subject), crypto.randomUUID()];
    if (own.of(key) >= max) throw full();
    // Counted locally first: other requests of this process may come while the store is asked.
    own.add(key, 1);
    if (!(await hold(store.link(), key, place, lease, max))) {
      own.add(key, -1);
      throw full();
    }
    // Renewed even if the store has forgotten the place meanwhile.
    const signOfLife = setInterval(() => void hold(store.link(), key, place, lease), lease / 3);
    signOfLife.unref();
    let left = false;
    return async () => {
      if (left) return;
      left = true;
      clearInterval(signOfLife);
      own.add(key, -1);
      await store
        .link()
        ?.send('ZREM', key, place)
        .catch(() => {});
    };
  }

  return {
    take,
    async during(subject, work) {
      const leave = await take(subject);
      try {
        return await work();
      } finally {
        await leave();
      }
    },
  };
}

/** A place is a member of a sorted set, its score the moment at which it is free again, by the store's own clock. */
const HOLD = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease, max = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if max and redis.call('ZCARD', KEYS[1]) >= max then return 0 end
redis.call('ZADD', KEYS[1], now + lease, ARGV[3])
redis.call('PEXPIRE', KEYS[1], lease)
return 1`;

/** One atomic command, so that of two sidecars at the same moment only one takes the last place. True where there is no store. */
async function hold(link: RedisLink | undefined, key: string, place: string, lease: number, max?: number): Promise<boolean> {
  const answer = await link?.send('EVAL', HOLD, '1', key, String(lease), String(max ?? ''), place).catch(() => undefined);
  return answer !== 0;
}
