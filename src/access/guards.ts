import type { Request, RequestHandler, Response } from 'express';
import { type Caller, signedIn } from '../authority/actor.ts';
import type { Reach } from '../authority/reach.ts';
import { PAGES } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import { createGuardedRoutes } from '../http/request/guarded-routes.ts';
import { type AcrConfig, hasAcr, insufficientAcr } from './acr.ts';
import type { VerifyBearer } from './bearer.ts';
import type { OidcClient } from './oidc.ts';
import { type Principal, principal } from './principal.ts';
import { type SignedIn, signedInAs } from './session.ts';

/** Milliseconds for which a session is trusted before Keycloak is asked again; a withdrawn role works for that long. */
const BELIEVED = 30_000;

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD';

/** Middlewares that let only those in who may enter, and wrappers that hand the caller to the routes behind them ({@link createGuardedRoutes}). */
export function createGuards(
  config: AcrConfig,
  { refresh, introspect }: Pick<OidcClient, 'refresh' | 'introspect'>,
  verifyBearer: VerifyBearer,
  reachOf: (who: Principal) => Promise<Reach>,
) {
  const refreshing = new Map<string, Promise<SignedIn | undefined>>();
  const callers = createGuardedRoutes<Caller>();
  const users = createGuardedRoutes<SignedIn>();

  /** Requests at the same moment share one refresh: Keycloak may accept a refresh token only once ("Revoke refresh token"). */
  function refreshed({ refreshToken, name, locale }: SignedIn): Promise<SignedIn | undefined> {
    const answer =
      refreshing.get(refreshToken) ??
      refresh(refreshToken)
        .then((tokens) => tokens && signedInAs(tokens, { fullName: name, locale }))
        .finally(() => refreshing.delete(refreshToken));
    refreshing.set(refreshToken, answer);
    return answer;
  }

  /** Keeps the session in step with Keycloak: signed out there, disabled or stripped of a role counts here as well. */
  const freshUser: RequestHandler = async (_req, res, next) => {
    const { session } = res.locals;
    const { user } = session;
    // A moment to come was written by a process whose clock is ahead: how old it is cannot be told.
    if (user && Math.abs(Date.now() - user.checkedAt) > BELIEVED) {
      const now = await refreshed(user);
      if (now) session.user = now;
      else delete session.user;
      await session.save();
    }
    next();
  };

  const ofSession = ({ id, roles, name, checkedAt, refreshToken }: SignedIn) =>
    principal(id, roles, name, { at: checkedAt, rolesNow: () => introspect(refreshToken, 'refresh_token') });

  const admit = async (req: Request, who: Principal) => {
    const reach = await reachOf(who);
    callers.admit(req, { actor: signedIn({ ...who, reach }), reach, evidence: who.evidence });
  };

  /** Sends the browser to the sign-in and back to this page, or to `instead` where the request cannot be repeated by a GET. */
  const toSignIn = (req: Request, res: Response, instead: string) => {
    const back = req.method === 'GET' ? req.originalUrl : instead;
    res.redirect(303, `${PAGES.signIn}?volver=${encodeURIComponent(back)}`);
  };

  return {
    /** Pages of a signed-in person: others sign in first and come back. */
    signedIn: [
      freshUser,
      ((req, res, next) => {
        const { user } = res.locals.session;
        if (!user) return toSignIn(req, res, PAGES.home);
        users.admit(req, user);
        next();
      }) satisfies RequestHandler,
    ],

    /** Pages of the administration, behind {@link signedIn}; who signed in otherwise than `ADMIN_ACR` says does so again. Throws `forbidden` for anybody else. */
    administration: (async (req, res, next) => {
      const { user } = res.locals.session;
      if (!user) throw new AppError('unauthenticated');
      if (user.roles.length > 0 && !hasAcr(config, user.acr)) return toSignIn(req, res, PAGES.admin);
      await admit(req, ofSession(user));
      next();
    }) satisfies RequestHandler,

    /** The API: an access token of the realm, or the session of a page of ours. Throws `unauthenticated`, `insufficient_user_authentication` or `forbidden`. */
    api: [
      freshUser,
      (async (req, res, next) => {
        const { user } = res.locals.session;
        const header = req.get('Authorization');
        if (header !== undefined || !user) {
          await admit(req, await verifyBearer(header, { writes: !isRead(req), log: req.log }));
          return next();
        }
        // A browser's cookie comes along with requests of other sites, too: only our own pages' scripts may change something.
        if (!isRead(req) && req.get('Sec-Fetch-Site') !== 'same-origin') throw new AppError('csrf');
        if (!hasAcr(config, user.acr)) throw insufficientAcr(config);
        await admit(req, ofSession(user));
        next();
      }) satisfies RequestHandler,
    ],

    /** Routes behind {@link signedIn}. */
    withUser: users.routes,
    /** Routes behind {@link administration} or {@link api}. */
    withCaller: callers.routes,
    /** The caller, once a guard has let them in; for the log. */
    callerOf: callers.of,
  };
}

export type Guards = ReturnType<typeof createGuards>;
