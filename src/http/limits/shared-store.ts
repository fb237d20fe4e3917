import { createHash } from 'node:crypto';
import type { Logger } from '../../common/log.ts';
import type { Check } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import { countOn } from './counters.ts';
import { followRedis, type Redis, type RedisLink } from './redis.ts';

/**
 * Where all sidecars of a realm count together: the Redis or Valkey of REDIS_URL. Without one, and while it is away, there is no link,
 * and each process counts by itself.
 */
export interface SharedStore {
  /** Prefix of every key: several Keycloaks, realms and products may use one store. */
  prefix: string;
  link(): RedisLink | undefined;
  /** For `/readyz`: that there is a link, for a part that does not work without one. */
  require: Redis['require'];
  /** For `/readyz`. */
  checks: Record<string, Check>;
  stop(): Promise<void>;
}

export function openSharedStore({ redisUrl, keycloak }: Pick<Config, 'redisUrl' | 'keycloak'>, logger: Logger): SharedStore {
  const prefix = `activation:${hashOf(keycloak.publicUrl)}:${keycloak.realm}:${keycloak.clientId}:`;
  if (redisUrl === undefined) return { prefix, link: () => undefined, require: async () => {}, checks: {}, stop: async () => {} };
  const redis = followRedis({ url: redisUrl, logger, probe: (link) => countOn(link, prefix) });
  const counters = () => redis.require('requests are counted in this process alone');
  return { prefix, link: redis.link, require: redis.require, checks: { counters }, stop: redis.stop };
}

/** Of Keycloak's public address, which all its sidecars share (its issuer), while each may reach it by another one. Hashed: it holds colons. */
function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 16);
}
