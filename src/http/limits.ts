import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError } from '../errors.ts';

/** At most `max` requests of one client address in `seconds`; more get 429 with Retry-After. Counted in this process. */
export function limit({ max, seconds }: { max: number; seconds: number }): RequestHandler {
  return rateLimit({
    windowMs: seconds * 1000,
    limit: max,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new AppError('too_many_requests', { retryAfter: seconds })),
  });
}
