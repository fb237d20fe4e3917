import type { Signer } from '../../settings/derived-keys.ts';
import type { RedisLink } from './redis.ts';
import type { SharedStore } from './shared-store.ts';

/**
 * Counts events of each subject within the time up to now: exact at every moment, unlike the request counters (counters.ts), which start from zero
 * when their window ends. All sidecars count together in the shared store; each process also counts by itself.
 */
export interface SlidingWindow {
  /**
   * Counts one more event, unless that would be too many.
   * @param known moments (epoch milliseconds) from another record; if it has more events than we have counted, it decides.
   */
  take(subject: string, known?: readonly number[]): Promise<Taken>;
}

/** `wait`: milliseconds until another event is allowed. `giveBack`: uncounts an event that did not happen after all. */
export type Taken = { wait: number } | { wait?: undefined; giveBack(): Promise<void> };

export interface SlidingWindowOptions {
  /** Part of every key in the shared store. */
  name: string;
  max: number;
  milliseconds: number;
  /** Subjects are stored as signatures: no address stands in the store. */
  sign: Signer['sign'];
  store: Pick<SharedStore, 'prefix' | 'link'>;
  /** Subjects that this process keeps at most; the oldest are dropped first. */
  mostSubjects?: number;
}

export function createSlidingWindow(options: SlidingWindowOptions): SlidingWindow {
  const { name, max, milliseconds, sign, store, mostSubjects = 100_000 } = options;
  /** Moments by subject, both in the order of time. */
  const own = new Map<string, number[]>();
  const room = (moments: readonly number[]) =>
    Math.max(0, (moments.at(-max) ?? Number.NEGATIVE_INFINITY) + milliseconds - Date.now());
  const recent = (moments: readonly number[] = []) => moments.filter((moment) => moment > Date.now() - milliseconds);

  function add(key: string, moment: number): void {
    const moments = [...recent(own.get(key)), moment];
    own.delete(key);
    own.set(key, moments);
    for (const [oldest, times] of own) {
      if (own.size <= mostSubjects && (times.at(-1) ?? 0) > Date.now() - milliseconds) break;
      own.delete(oldest);
    }
  }

  function remove(key: string, moment: number): void {
    const moments = own.get(key) ?? [];
    const left = moments.filter((_, i) => i !== moments.indexOf(moment));
    if (left.length > 0) own.set(key, left);
    else own.delete(key);
  }

  return {
    async take(subject, known = []) {
      const key = `${store.prefix}${name}:${sign(JSON.stringify([store.prefix, name, subject]))}`;
      const wait = Math.max(room(recent(own.get(key))), room(recent(known).sort((a, b) => a - b)));
      if (wait > 0) return { wait };
      // Counted locally first: other requests of this process may come while the store is asked.
      const moment = Date.now();
      add(key, moment);
      const link = store.link();
      const shared = link && (await takeShared(link, key, max, milliseconds).catch(() => undefined));
      if (shared?.wait) {
        remove(key, moment);
        return { wait: shared.wait };
      }
      return {
        async giveBack() {
          remove(key, moment);
          await shared?.giveBack().catch(() => {});
        },
      };
    },
  };
}

/** A script that runs in the store, by the store's own clock. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window, max = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= max then
  local first = redis.call('ZRANGE', KEYS[1], -max, -max, 'WITHSCORES')
  return math.max(1, tonumber(first[2]) + window - now)
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return 0`;

/** One atomic command, so that of two sidecars at the same moment only one takes the last place. */
async function takeShared(link: RedisLink, key: string, max: number, milliseconds: number) {
  const member = crypto.randomUUID();
  const wait = Number(await link.send('EVAL', TAKE, '1', key, String(milliseconds), String(max), member));
  return { wait, giveBack: () => link.send('ZREM', key, member) };
}
