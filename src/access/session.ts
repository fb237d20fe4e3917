import type { RequestHandler } from 'express';
import { type Opened, type SealedCookie, sealedCookie } from '../http/answer/sealed-cookie.ts';
import type { Config } from '../settings/config.ts';
import type { Flash } from '../views/models/models.ts';
import type { Tokens } from './oidc.ts';

/** The browser's session: a sealed cookie of ten hours. */
export interface SessionData {
  user?: SignedIn;
  /** Messages for the next page, each shown once. */
  flash?: Flash[];
}

export interface SignedIn {
  /** Keycloak user id. */
  id: string;
  name: string;
  /** The language of the account, or one that the person has chosen since they signed in. */
  locale?: string | undefined;
  /** The sidecar's client roles, as of {@link checkedAt}. */
  roles: string[];
  /** How they signed in (the ID token's `acr`). */
  acr?: string | undefined;
  /** For RP-initiated logout (`id_token_hint`); empty where it is too long to be kept, and then Keycloak asks before it signs out. */
  idToken: string;
  refreshToken: string;
  /** When Keycloak last said that this session lives, in epoch milliseconds. */
  checkedAt: number;
}

/** Characters of a name that the session keeps: first and last name may have 255 each, and a cookie holds 4,096 bytes in all. */
const NAME_LENGTH = 100;

/** Characters of a language's tag; an attribute may hold anything. */
const LOCALE_LENGTH = 35;

/** Bytes of the session as JSON, at most. Sealed, they grow by a third, and a message for the next page must fit into the cookie, too. */
const KEPT_BYTES = 2560;

/** The session's data from the tokens that Keycloak has just issued. */
export function signedInAs(
  { userId, roles, acr, idToken, refreshToken }: Tokens,
  { fullName, locale }: { fullName: string; locale: string | undefined },
): SignedIn {
  const name = [...fullName].slice(0, NAME_LENGTH).join('');
  const user = {
    id: userId,
    name,
    ...(locale && { locale: locale.slice(0, LOCALE_LENGTH) }),
    roles,
    acr,
    idToken,
    refreshToken,
    checkedAt: Date.now(),
  };
  return Buffer.byteLength(JSON.stringify(user)) > KEPT_BYTES ? { ...user, idToken: '' } : user;
}

export type Session = Opened<SessionData>;

export function sealedSession(config: Pick<Config, 'publicUrl' | 'sessionSecrets'>): SealedCookie<SessionData> {
  return sealedCookie(config, 'sidecar', 10 * 60 * 60);
}

declare global {
  namespace Express {
    interface Locals {
      session: Session;
    }
  }
}

/** Opens the session of each request (`res.locals.session`). */
export function session(config: Pick<Config, 'publicUrl' | 'sessionSecrets'>): RequestHandler {
  const cookie = sealedSession(config);
  return async (req, res, next) => {
    res.locals.session = await cookie.open(req, res);
    next();
  };
}
