import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../common/log.ts';
import { CheckWarning } from '../../common/readiness-check.ts';
import { storeFault } from './store-fault.ts';

/**
 * A Redis or Valkey that may be away at any time: it is looked for in the background, and nobody waits for it. While it is away there
 * is no {@link Redis.link}, and whoever uses it does without.
 */
export interface Redis {
  /** The connection, while there is one that answers. */
  link(): RedisLink | undefined;
  /**
   * For `/readyz`: throws a {@link CheckWarning} while there is no link, which says why and what follows. At the start it waits until the first attempt
   * has ended.
   */
  require(soWhat: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisLink {
  /** Sends one command. A link that fails, or that does not answer in time, is given up, and a new one is looked for. */
  send(...command: string[]): Promise<RedisReply>;
}

type RedisReply = string | number | (string | number)[];

export interface RedisOptions {
  /** `redis://user:password@host:port/database`, or `rediss://` for TLS. */
  url: string;
  logger: Logger;
  /** Throws when the server on a new link does not do what it is wanted for: it may answer and yet refuse to write. */
  probe(link: RedisLink): Promise<unknown>;
}

/** Milliseconds that a command may take: a person may be waiting behind it. */
const COMMAND_TIMEOUT = 200;
/** Milliseconds that connecting may take, signing in included. */
const CONNECT_TIMEOUT = 2000;
/** Milliseconds between the end of a link and the next attempt. */
const PAUSE = 500;

export function followRedis({ url, logger, probe }: RedisOptions): Redis {
  const ending = new AbortController();
  let current: RedisLink | undefined;
  let fault: string | undefined;
  let firstEnds = () => {};
  const first = new Promise<void>((resolve) => {
    firstEnds = resolve;
  });

  /** One link, from its beginning to its end. Throws what ended it. */
  async function linkOnce(): Promise<void> {
    // A process without REDIS_URL starts sooner when it does not load the client.
    const { createClient } = await import('@redis/client');
    // Connecting again is done here: only so does a server that takes connections and answers nothing count as away.
    const socket = { connectTimeout: CONNECT_TIMEOUT, reconnectStrategy: false } as const;
    const client = createClient({ url, socket, disableOfflineQueue: true });
    // Without a listener, what is said of a link that was given up would end the process.
    client.on('error', () => {});
    const failed = once(client, 'error', { signal: ending.signal }).then(([error]) => Promise.reject(error));
    failed.catch(() => {});
    const link: RedisLink = {
      async send(...command) {
        try {
          return await within(COMMAND_TIMEOUT, client.sendCommand<RedisReply>(command));
        } catch (error) {
          if (!isMissingScript(error)) client.emit('error', error);
          throw error;
        }
      },
    };
    try {
      await Promise.race([within(CONNECT_TIMEOUT, client.connect()), failed]);
      await probe(link);
      current = link;
      if (fault !== undefined) logger.info('the store of REDIS_URL is back');
      fault = undefined;
      firstEnds();
      await failed;
    } finally {
      current = undefined;
      client.destroy();
    }
  }

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      await linkOnce().catch((err) => {
        const now = storeFault(err);
        if (fault !== now && !ending.signal.aborted)
          logger.warn({ err }, `the store of REDIS_URL ${now}: this process counts by itself`);
        fault = now;
        firstEnds();
      });
      await delay(PAUSE, undefined, { signal: ending.signal }).catch(() => {});
    }
  }
  const following = follow();

  return {
    link: () => current,
    async require(soWhat) {
      await first;
      const why = current ? await current.send('PING').then(() => undefined, storeFault) : (fault ?? storeFault(undefined));
      if (why !== undefined) throw new CheckWarning(`the store of REDIS_URL ${why}: ${soWhat}`);
    },
    async stop() {
      ending.abort();
      await following;
    },
  };
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server that has forgotten its scripts (SCRIPT FLUSH) says so; who sent the script loads it again. */
const isMissingScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');
