import type { ExchangeableNotes } from '../keycloak/realm/service-account.ts';

/** The one place where the workers of a realm agree on who is on duty. */
export interface LeaseStore {
  /** Throws while the place cannot be reached. */
  read(): Promise<string | undefined>;
  /**
   * Reads the text, hands it to `next`, and writes what that returns; undefined leaves it alone. Resolves to whether it was written. `next` may be called
   * again where the write has to be repeated. After a throw it may or may not have been written, or be written later.
   */
  exchange(next: (text: string | undefined) => string | undefined): Promise<boolean>;
  /**
   * Milliseconds for which whoever has claimed the lease waits before it works, by what stood there before: nothing at all, a lease that was given
   * back, one whose holder rested, one whose holder worked (see duty.ts).
   */
  waits: { nothing: number; free: number; rests: number; works: number };
}

/** Milliseconds for which a holder that worked may go on after its last sign of life, and a mail that is under way may take. */
const AFTER_WORK = 11_000;

const NAME = 'sender';

/**
 * A note at the sidecar's service account. Keycloak cannot compare and write in one step: of two that write at the same moment the later one counts, so
 * whoever has written waits until the other's write must have come, and looks again.
 */
export function keycloakLease(notes: Pick<ExchangeableNotes, 'read' | 'exchange'>): LeaseStore {
  return {
    read: () => notes.read(NAME),
    exchange: (next) => notes.exchange(NAME, next),
    waits: { nothing: 2000, free: 2000, rests: 7000, works: AFTER_WORK },
  };
}

/** The connection to a Redis or Valkey. */
export interface RedisLink {
  send(...command: string[]): Promise<unknown>;
}

/**
 * A key in the shared store, compared and written in one step. It expires a minute after its holder's last sign of life (not while the holder rests), so
 * nothing is left behind by workers that are gone. Where there is no key the store may have lost it: then, too, its holder may still be working.
 * @param link undefined while the store is away: then nobody is on duty.
 */
export function redisLease(link: () => RedisLink | undefined, prefix: string): LeaseStore {
  const key = `${prefix}lease:${NAME}`;
  async function send(...command: string[]): Promise<unknown> {
    const current = link();
    if (!current) throw new Error('the store of REDIS_URL is away');
    return current.send(...command);
  }
  const read = async () => ((await send('GET', key)) as string | null) ?? undefined;
  return {
    read,
    async exchange(next) {
      const before = await read();
      const after = next(before);
      if (after === undefined) return false;
      const expiry = after.startsWith('works') || after.startsWith('claims') ? EXPIRY : '0';
      return (await send('EVAL', SWAP, '1', key, before ?? '', after, expiry)) === 1;
    },
    waits: { nothing: AFTER_WORK, free: 0, rests: 0, works: AFTER_WORK },
  };
}

const EXPIRY = '60000';
const SWAP = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`;
