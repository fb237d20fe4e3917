import type { RequestHandler } from 'express';
import { getIronSession, type IronSession, type SessionOptions } from 'iron-session';
import type { Config } from '../config.ts';
import type { Flash } from '../views/models.ts';
import type { Tokens } from './oidc.ts';

/**
 * The browser's session: an encrypted, authenticated cookie (iron-session), nothing on the server,
 * so any sidecar behind a load balancer can answer.
 */
export interface SessionData {
  user?: SignedIn;
  /** Messages for the next page, each shown once. */
  flash?: Flash[];
}

export interface SignedIn {
  /** Keycloak user id. */
  id: string;
  name: string;
  /** The sidecar's client roles, as of {@link checkedAt}. */
  roles: string[];
  /** For RP-initiated logout (`id_token_hint`). */
  idToken: string;
  refreshToken: string;
  /** When Keycloak last said that this session lives, in epoch milliseconds. */
  checkedAt: number;
}

/** Characters of a name that the session keeps: first and last name may have 255 each, and a cookie holds 4,096 bytes in all. */
const NAME_LENGTH = 100;

/** The session's view of tokens that Keycloak has just handed out. */
export function signedInAs({ userId, roles, idToken, refreshToken }: Tokens, fullName: string): SignedIn {
  const name = [...fullName].slice(0, NAME_LENGTH).join('');
  return { id: userId, name, roles, idToken, refreshToken, checkedAt: Date.now() };
}

export type Session = IronSession<SessionData>;

export function session(config: Pick<Config, 'publicUrl' | 'sessionSecret'>): RequestHandler {
  const options = cookieSessionOptions(config, 'sidecar', 10 * 60 * 60);
  return async (req, res, next) => {
    res.locals.session = await getIronSession<SessionData>(req, res, options);
    next();
  };
}

/** Options of an encrypted cookie that lives `ttl` seconds; `__Host-` binds it to this host where there is HTTPS. */
export function cookieSessionOptions(
  config: Pick<Config, 'publicUrl' | 'sessionSecret'>,
  name: string,
  ttl: number,
): SessionOptions {
  const secure = config.publicUrl.startsWith('https:');
  return {
    cookieName: secure ? `__Host-${name}` : name,
    password: config.sessionSecret,
    ttl,
    cookieOptions: { httpOnly: true, secure, sameSite: 'lax', path: '/' },
  };
}
