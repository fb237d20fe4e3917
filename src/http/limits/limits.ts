import type { RequestHandler } from 'express';
import { type AugmentedRequest, rateLimit } from 'express-rate-limit';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { signerFor } from '../../settings/derived-keys.ts';
import { createPlaces, type Places } from './concurrency.ts';
import { createCounters } from './counters.ts';
import type { SharedStore } from './shared-store.ts';

/**
 * Limits of how often something may be done. All sidecars of a realm count together where there is a store for it (REDIS_URL), else each by itself;
 * while the store is away, nobody waits for it and the limits still hold.
 */
export interface Limits {
  /** At most `max` requests of one client in `seconds`; more get 429 with Retry-After. Of IPv6 clients those of one /56 are one. */
  perClient(name: LimitName, limit: Limit): RequestHandler;
  /** Counts one more event of a subject; returns the seconds to wait if that is too many. */
  perSubject(name: LimitName, limit: Limit): (subject: string) => Promise<number | undefined>;
  /** At most `max` at once of one person's; more get 429 with Retry-After. */
  atOnce(name: keyof typeof AT_ONCE, max: number): Places;
}

/** Things of which one person may have only a few at once, with the seconds after which another try makes sense. */
const AT_ONCE = { imports: 30, streams: 15 } as const;

export interface Limit {
  max: number;
  seconds: number;
}

/** Each has counters of its own. */
export type LimitName =
  | 'activation'
  | 'api'
  | 'export'
  | 'feedback'
  | 'link'
  | 'link-address'
  | 'sample'
  | 'selection'
  | 'support';

export function createLimits(config: Pick<Config, 'sessionSecrets'>, store: Pick<SharedStore, 'prefix' | 'link'>): Limits {
  const { prefix, link } = store;
  const { sign } = signerFor(config, 'counted subjects');
  const countersOf = (name: LimitName, seconds: number) => createCounters({ prefix: `${prefix}${name}:`, sign, seconds, link });

  return {
    perClient: (name, { max, seconds }) =>
      rateLimit({
        windowMs: seconds * 1000,
        limit: max,
        store: countersOf(name, seconds),
        standardHeaders: 'draft-8',
        legacyHeaders: false,
        handler: (req, _res, next) => {
          const { rateLimit: counted } = req as AugmentedRequest;
          next(new AppError('too_many_requests', { retryAfter: secondsUntil(counted?.resetTime) }));
        },
      }),

    perSubject(name, { max, seconds }) {
      const counters = countersOf(name, seconds);
      return async (subject) => {
        const { totalHits, resetTime } = await counters.increment(subject);
        return totalHits > max ? secondsUntil(resetTime) : undefined;
      };
    },

    atOnce: (name, max) =>
      createPlaces({ name, max, refusal: { code: `too_many_${name}`, retryAfter: AT_ONCE[name] }, sign, store }),
  };
}

const secondsUntil = (time: Date | undefined): number => Math.max(1, Math.ceil(((time?.getTime() ?? 0) - Date.now()) / 1000));
