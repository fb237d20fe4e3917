import { randomBytes } from 'node:crypto';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { keysFor } from '../../settings/derived-keys.ts';
import { hostCookie } from '../answer/host-cookie.ts';

/** Name of the hidden field of every form. */
export const CSRF_FIELD = '_csrf';

export interface Csrf {
  /** The token for the forms of a page; `masks`: as another text each time, for a page that is sent compressed. */
  token(req: Request, res: Response, options?: { masks?: boolean }): string;
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
    getCsrfTokenFromRequest: (req) => unmasked(req.body?.[CSRF_FIELD]),
  });

  const isValid = (req: Request) => {
    const site = req.get('Sec-Fetch-Site');
    return (site === undefined || site === 'same-origin') && tokens.validateRequest(req);
  };

  return {
    token: (req, res, { masks = false } = {}) => {
      const token = tokens.generateCsrfToken(req, res);
      return masks ? masked(token) : token;
    },
    isValid,
    protect: (req, _res, next) => {
      if (!['GET', 'HEAD', 'OPTIONS'].includes(req.method) && !isValid(req)) throw new AppError('csrf');
      next();
    },
  };
}

/**
 * The token as it stands in a compressed page: with a fresh one-time pad each time, so that the size of a compressed page tells nothing about it, whatever else of the
 * request stands in the page (BREACH).
 */
function masked(token: string): string {
  const text = Buffer.from(token);
  const pad = randomBytes(text.length);
  return `${MASK}${Buffer.concat([pad, xor(text, pad)]).toString('base64url')}`;
}

function unmasked(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (!value.startsWith(MASK)) return value;
  const both = Buffer.from(value.slice(MASK.length), 'base64url');
  const half = both.length / 2;
  return xor(both.subarray(half), both.subarray(0, half)).toString();
}

/** No token begins so: they are hexadecimal. */
const MASK = '~';
const xor = (text: Buffer, pad: Buffer): Buffer => Buffer.from(text.map((byte, i) => byte ^ (pad[i] ?? 0)));
