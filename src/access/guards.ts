import type { Request, RequestHandler, Response } from 'express';
import { signedIn } from '../authority/actor.ts';
import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type AcrConfig, hasAcr, insufficientAcr } from './acr.ts';
import type { VerifyBearer } from './bearer.ts';
import type { OidcClient } from './oidc.ts';
import { type Principal, principal, reachOf } from './principal.ts';
import { type SignedIn, signedInAs } from './session.ts';

/** Milliseconds for which a session is believed before Keycloak is asked again: for so long a withdrawn role may still act. */
const BELIEVED = 30_000;

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';

export interface GuardDeps {
  config: AcrConfig;
  admin: KeycloakAdmin;
  oidc: OidcClient;
  verifyBearer: VerifyBearer;
}

/** Middlewares that say who asks (`res.locals.who`) and what they may see (`res.locals.reach`); both together as who acts (`res.locals.actor`). */
export function createGuards({ config, admin, oidc, verifyBearer }: GuardDeps) {
  const refreshing = new Map<string, Promise<SignedIn | undefined>>();

  /** Requests that come together share one answer: Keycloak may take a refresh token only once ("Revoke refresh token"). */
  function refreshed({ refreshToken, name }: SignedIn): Promise<SignedIn | undefined> {
    const answer =
      refreshing.get(refreshToken) ??
      oidc
        .refresh(refreshToken)
        .then((tokens) => tokens && signedInAs(tokens, name))
        .finally(() => refreshing.delete(refreshToken));
    refreshing.set(refreshToken, answer);
    return answer;
  }

  /** Keeps the session in step with Keycloak: signed out there, disabled or stripped of a role counts here as well. */
  const freshUser: RequestHandler = async (_req, res, next) => {
    const { session } = res.locals;
    const { user } = session;
    if (user && Date.now() - user.checkedAt > BELIEVED) {
      const now = await refreshed(user);
      if (now) session.user = now;
      else delete session.user;
      await session.save();
    }
    next();
  };

  const ofSession = ({ id, roles, name, checkedAt, refreshToken }: SignedIn) =>
    principal(id, roles, name, { at: checkedAt, rolesNow: () => oidc.introspect(refreshToken, 'refresh_token') });

  const withReach = async (res: Parameters<RequestHandler>[1], who: Principal) => {
    res.locals.who = who;
    const reach = await reachOf(admin, who);
    res.locals.reach = reach;
    res.locals.actor = signedIn({ ...who, reach });
  };

  /** Signs in, and comes back: to `instead` where the request was one that cannot be made again. */
  const toSignIn = (req: Request, res: Response, instead: string) => {
    const back = req.method === 'GET' ? req.originalUrl : instead;
    res.redirect(303, `/entrar?volver=${encodeURIComponent(back)}`);
  };

  return {
    /** Pages of a signed-in person: others sign in first and come back. */
    signedIn: [
      freshUser,
      ((req, res, next) => {
        if (res.locals.session.user) return next();
        toSignIn(req, res, '/');
      }) satisfies RequestHandler,
    ],

    /** Pages of the administration, behind {@link signedIn}; who signed in otherwise than `ADMIN_ACR` says does so again. Throws `forbidden` for anybody else. */
    administration: (async (req, res, next) => {
      const { user } = res.locals.session;
      if (!user) throw new AppError('unauthenticated');
      if (user.roles.length > 0 && !hasAcr(config, user.acr)) return toSignIn(req, res, '/admin');
      await withReach(res, ofSession(user));
      next();
    }) satisfies RequestHandler,

    /** The API: an access token of the realm, or the session of a page of ours. Throws `unauthenticated`, `insufficient_user_authentication` or `forbidden`. */
    api: [
      freshUser,
      (async (req, res, next) => {
        const { user } = res.locals.session;
        const header = req.get('Authorization');
        if (header !== undefined || !user) {
          await withReach(res, await verifyBearer(header, { writes: !isRead(req), log: req.log }));
          return next();
        }
        // A browser's cookie comes along with requests of other sites, too: only our own pages' scripts may change something.
        if (!isRead(req) && req.get('Sec-Fetch-Site') !== 'same-origin') throw new AppError('csrf');
        if (!hasAcr(config, user.acr)) throw insufficientAcr(config);
        await withReach(res, ofSession(user));
        next();
      }) satisfies RequestHandler,
    ],
  };
}

export type Guards = ReturnType<typeof createGuards>;
