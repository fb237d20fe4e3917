import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { keysFor } from '../../settings/derived-keys.ts';
import { hostCookie } from '../answer/host-cookie.ts';

/** Name of the hidden field of every form. */
export const CSRF_FIELD = '_csrf';

export interface Csrf {
  /** The token for the forms of a page. */
  token(req: Request, res: Response): string;
  /** Whether a form was sent from one of our own pages. */
  isValid(req: Request): boolean;
  /** Refuses forms that were not sent from one of our own pages. */
  protect: RequestHandler;
}

/**
 * Two checks: the browser's header `Sec-Fetch-Site`, and a signed double-submit token bound to the session. `Origin` cannot be used: under
 * `Referrer-Policy: no-referrer` browsers send `null` with forms.
 */
export function createCsrf(config: Pick<Config, 'publicUrl' | 'sessionSecrets'>): Csrf {
  const { name: cookieName, options: cookieOptions } = hostCookie(config, 'csrf');
  const secrets = keysFor(config, 'csrf tokens').map((key) => Buffer.from(key).toString('hex'));
  const tokens = doubleCsrf({
    getSecret: () => secrets,
    getSessionIdentifier: (req) => req.res?.locals.session.user?.id ?? 'signed-out',
    cookieName,
    cookieOptions,
    getCsrfTokenFromRequest: (req) => req.body?.[CSRF_FIELD],
  });

  const isValid = (req: Request) => {
    const site = req.get('Sec-Fetch-Site');
    return (site === undefined || site === 'same-origin') && tokens.validateRequest(req);
  };

  return {
    token: (req, res) => tokens.generateCsrfToken(req, res),
    isValid,
    protect: (req, _res, next) => {
      if (!['GET', 'HEAD', 'OPTIONS'].includes(req.method) && !isValid(req)) throw new AppError('csrf');
      next();
    },
  };
}
