import type { Signer } from '../../keys.ts';
import type { RedisLink } from './redis.ts';
import type { SharedStore } from './shared-store.ts';

/**
 * How often something has happened to each subject within the time up to now: exact at every moment, unlike the counters of requests
 * (counters.ts), which start anew when their time is over. All sidecars count together in the shared store; each counts along, so that
 * nobody starts anew while the store is away.
 */
export interface SlidingWindow {
  /**
   * Counts one more, unless that would be too often.
   * @param known moments (epoch milliseconds) that another record tells of: where it tells of more than we have counted, it counts.
   */
  take(subject: string, known?: readonly number[]): Promise<Taken>;
}

/** `wait`: milliseconds until there is room again. `giveBack`: it has not happened after all. */
export type Taken = { wait: number } | { wait?: undefined; giveBack(): Promise<void> };

export interface SlidingWindowOptions {
  /** Part of every key in the shared store. */
  name: string;
  max: number;
  milliseconds: number;
  /** Subjects go through it: no address stands in the store. */
  sign: Signer['sign'];
  store: Pick<SharedStore, 'prefix' | 'link'>;
  /** Subjects that this process remembers at most; those of longest ago go first. */
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
      // Counted before the store is asked: others of this process may come meanwhile.
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

/** By the store's own clock. */
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

/** In one command, so that of two sidecars at the same moment only one takes the last place. */
async function takeShared(link: RedisLink, key: string, max: number, milliseconds: number) {
  const member = crypto.randomUUID();
  const wait = Number(await link.send('EVAL', TAKE, '1', key, String(milliseconds), String(max), member));
  return { wait, giveBack: () => link.send('ZREM', key, member) };
}
