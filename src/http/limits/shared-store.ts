import type { Logger } from '../../common/log.ts';
import type { Check } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import { countOn } from './counters.ts';
import { followRedis, type RedisLink } from './redis.ts';

/**
 * Where all sidecars of a realm count together: the Redis or Valkey of REDIS_URL. Without one, and while it is away, there is no link,
 * and each process counts by itself.
 */
export interface SharedStore {
  /** Prefix of every key: several realms and products may use one store. */
  prefix: string;
  link(): RedisLink | undefined;
  /** For `/readyz`. */
  checks: Record<string, Check>;
  stop(): Promise<void>;
}

export function openSharedStore({ redisUrl, keycloak }: Pick<Config, 'redisUrl' | 'keycloak'>, logger: Logger): SharedStore {
  const prefix = `activation:${keycloak.realm}:${keycloak.clientId}:`;
  if (redisUrl === undefined) return { prefix, link: () => undefined, checks: {}, stop: async () => {} };
  const redis = followRedis({ url: redisUrl, logger, probe: (link) => countOn(link, prefix) });
  return { prefix, link: redis.link, checks: { counters: redis.check }, stop: redis.stop };
}
