import { type Request, type Response, Router } from 'express';
import { getIronSession } from 'iron-session';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { ShowPage } from '../http/pages.ts';
import { emailSchema } from '../http/validation.ts';
import type { MessageKey } from '../i18n/index.ts';
import type { Admin } from '../keycloak/admin.ts';
import { displayName, readUser } from '../keycloak/users.ts';
import type { LoginChecks, LoginOptions, OidcClient } from './oidc.ts';
import { cookieSessionOptions, signedInAs } from './session.ts';

export interface LoginDeps {
  config: Pick<Config, 'publicUrl' | 'sessionSecret'>;
  admin: Admin;
  oidc: OidcClient;
  show: ShowPage;
}

/** What waits, encrypted in a cookie, while the browser is at Keycloak. */
interface PendingLogin {
  checks?: LoginChecks;
  /** Path to go on to. */
  back?: string | undefined;
  /** What to say there when Keycloak has carried out the action. */
  done?: MessageKey | undefined;
}

const query = z.object({
  login_hint: emailSchema.optional().catch(undefined),
  /** Where to go afterwards. */
  volver: z.string().optional().catch(undefined),
  /** Ask for the password even where Keycloak has a session (OpenID Connect Core §3.1.2.1). */
  prompt: z.literal('login').optional().catch(undefined),
  /** How an application-initiated action ended. */
  kc_action_status: z.enum(['success', 'cancelled', 'error']).optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});

/** `/entrar`, `/entrar/retorno`, `/salir`: signing in and out at Keycloak. */
export function loginRoutes(deps: LoginDeps): { router: Router; startLogin: StartLogin } {
  const { config, admin, oidc, show } = deps;
  const pendingOptions = cookieSessionOptions(config, 'login', 600);
  const pendingOf = (req: Request, res: Response) => getIronSession<PendingLogin>(req, res, pendingOptions);

  const startLogin: StartLogin = async (req, res, { back, done, ...options }) => {
    const { url, checks } = await oidc.startLogin({ locale: res.locals.locale, ...options });
    const pending = await pendingOf(req, res);
    pending.checks = checks;
    pending.back = back;
    pending.done = done;
    await pending.save();
    res.redirect(303, url.href);
  };

  const router = Router();

  router.get('/entrar', async (req, res) => {
    const { login_hint, volver, prompt } = query.parse(req.query);
    await startLogin(req, res, { loginHint: login_hint, forceLogin: prompt === 'login', back: localPath(volver) });
  });

  router.get('/entrar/retorno', async (req, res) => {
    const pending = await pendingOf(req, res);
    const { checks, back, done } = pending;
    pending.destroy();
    const { kc_action_status, code } = query.parse(req.query);
    if (!checks || code === undefined) return failed(req, res);
    try {
      const tokens = await oidc.finishLogin(new URL(req.originalUrl, config.publicUrl), checks);
      const { session } = res.locals;
      session.user = signedInAs(tokens, displayName((await readUser(admin, tokens.userId)) ?? {}));
      if (done && kc_action_status === 'success') session.flash = [{ kind: 'success', key: done }];
      await session.save();
      res.redirect(303, back ?? (tokens.roles.length > 0 ? '/admin' : '/perfil'));
    } catch (error) {
      req.log.warn({ err: error }, 'sign-in failed');
      await failed(req, res);
    }
  });

  const failed = (req: Request, res: Response) =>
    show(req, res, 'notice', { kind: 'signInFailed', signInUrl: '/entrar' }, { status: 400, path: '/' });

  // RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0); Keycloak sends the browser back here, signed out.
  router.all('/salir', async (req, res) => {
    const { session } = res.locals;
    const { user } = session;
    if (!user) return show(req, res, 'notice', { kind: 'signedOut', signInUrl: '/entrar' }, { path: '/salir' });
    session.destroy();
    res.redirect(303, (await oidc.logoutUrl(user.idToken)).href);
  });

  return { router, startLogin };
}

/** Sends the browser to Keycloak, and on to `back` when it returns, with the message `done` if an action was carried out. */
export type StartLogin = (
  req: Request,
  res: Response,
  options: LoginOptions & Pick<PendingLogin, 'back' | 'done'>,
) => Promise<void>;

/** A path of our own, never another site: `//evil.test` and `/\evil.test` are addresses of other hosts to a browser. */
export function localPath(path: string | undefined): string | undefined {
  if (!path?.startsWith('/')) return undefined;
  const base = 'http://path.invalid';
  const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
  return url?.origin === base ? url.pathname + url.search : undefined;
}
