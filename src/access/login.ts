import { type Request, type Response, Router } from 'express';
import { audit } from '../audit.ts';
import { activatedFragment, PAGES, signInAs } from '../common/addresses.ts';
import type { Logger } from '../common/log.ts';
import type { HindranceToCompany } from '../common/statuses.ts';
import { sealedCookie } from '../http/answer/sealed-cookie.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { localPath } from '../http/request/local-path.ts';
import { speakTo } from '../http/request/locale.ts';
import { pageLocaleOf } from '../i18n/index.ts';
import { displayName, type User } from '../keycloak/realm/users.ts';
import { isSameAddress } from '../keycloak/rights/domain-spellings.ts';
import type { Config } from '../settings/config.ts';
import { isAdministration } from './acr.ts';
import type { LoginOptions, OidcClient } from './oidc.ts';
import { type PendingLogin, signInQuery } from './pending-login.ts';
import { type SignedIn, signedInAs } from './session.ts';

/** Characters of an ID token that fits into the cookie beside the rest; without one Keycloak asks once more. */
const ID_TOKEN_LENGTH = 1500;

/** Characters of the path to go back to: a cookie keeps it, and holds 4,096 bytes in all. */
const BACK_LENGTH = 1000;

/** Errors of `prompt=none` that mean that somebody is signed in, but Keycloak wants to show a page first (OpenID Connect Core §3.1.2.6). */
const SOMEBODY_IS_THERE = ['interaction_required', 'consent_required', 'account_selection_required'];

/** What Keycloak answers on a page of a sign-in that is over there, as when another tab has finished it. */
const OVER = 'temporarily_unavailable';

/** Where somebody begins who was on the way to no other page. */
const startOf = ({ roles }: Pick<SignedIn, 'roles'>) => (roles.length > 0 ? PAGES.admin : PAGES.profile);

/** What is said to whoever has come to the sign-in by themselves, where a provider has not let them in; `provider_closed`: the account is off. */
const BY_THEMSELVES: ReadonlyMap<string, 'forbidden' | 'disabled' | 'providerFailed' | 'providerUnverified'> = new Map([
  ['provider_other', 'forbidden'],
  ['provider_closed', 'disabled'],
  ['provider_failed', 'providerFailed'],
  ['provider_unverified', 'providerUnverified'],
] as const);

/**
 * `/entrar`, `/entrar/retorno`, `/salir`: signing in and out at Keycloak.
 * @param company what is to be known of people who come by their company's provider.
 */
export function loginRoutes(
  config: Pick<Config, 'publicUrl' | 'sessionSecrets' | 'adminAcr'>,
  logger: Logger,
  oidc: OidcClient,
  userOf: (id: string) => Promise<User | undefined>,
  show: ShowPage,
  company: ByCompany,
): { router: Router; startLogin: StartLogin; expectSignIn: ExpectSignIn } {
  const pendingLogin = sealedCookie<PendingLogin>(config, 'login', 600);
  const activated = sealedCookie<{ account: string } & Expected>(config, 'activated', 600);

  const startLogin: StartLogin = async (req, res, { back, done, account, sure, activatedWith, again, goneOn, ...options }) => {
    const locale = options.locale ?? res.locals.locale;
    // A question about whose session it is needs no particular `acr`.
    const acr = back && options.prompt !== 'none' && isAdministration(back) ? config.adminAcr : undefined;
    const anew = again && options.prompt !== 'none' ? ({ prompt: 'login' } as const) : {};
    // Of a language that is stored and that neither Keycloak nor we speak, the page before has spoken the nearest.
    const locales = [...new Set([locale, pageLocaleOf(locale) ?? res.locals.locale])];
    const { provider } = options;
    const asked = { ...options, ...anew, acr, locales };
    const isByLink = account && provider && options.prompt !== 'none';
    const hindrance = isByLink && (await company.hindrance(account, provider));
    if (hindrance) {
      speakTo(res, locale);
      return show(req, res, 'notice', { kind: hindrance }, { status: 410, path: PAGES.home });
    }
    const started = isByLink ? await startAtProvider(asked, provider) : await oidc.startLogin(asked);
    // Keycloak's own page would ask for a password that the person does not have.
    if (!started) {
      req.log.warn(
        { provider },
        'Keycloak leads nobody to this provider: is it on, and does the browser flow have its redirector?',
      );
      return companyFailed(req, res, undefined, { account: account ?? '', locale, provider });
    }
    const { url, checks } = started;
    if (sure && !account) url.hash = activatedFragment(activatedWith);
    const pending = await pendingLogin.open(req, res);
    pending.checks = checks;
    pending.back = back;
    pending.done = done;
    pending.acr = acr;
    pending.account = account;
    pending.sure = sure;
    pending.activatedWith = activatedWith;
    pending.provider = options.provider;
    pending.asked = options.provider !== undefined && options.prompt !== 'none';
    pending.again = again;
    pending.goneOn = goneOn;
    pending.locale = locale;
    pending.leaving = undefined;
    pending.idToken = undefined;
    await pending.save();
    res.redirect(303, url.href);
  };

  /**
   * By the link of an invitation to its company's provider; undefined where Keycloak leads nobody there. A realm that `configure --company-sign-in` has not
   * seen since 0.2 does not know the scope of such sign-ins, and refuses it.
   */
  async function startAtProvider(asked: LoginOptions, provider: string) {
    for (const byLink of [true, false]) {
      const started = await oidc.startLogin({ ...asked, byLink });
      if (await oidc.leadsToProvider(started.url, provider)) return started;
    }
    return undefined;
  }

  /** Audits sign-in and sign-out of people with a role of the sidecar, not of others. */
  const note = (req: Request, command: 'sign-in' | 'sign-out', { id, roles }: SignedIn, outcome: 'done' | 'refused' = 'done') => {
    if (roles.length === 0) return;
    const actor = { kind: roles.includes('admin') ? ('admin' as const) : ('company-admin' as const), userId: id };
    audit(logger, { actor, command, outcome, request: String(req.id) });
  };

  const router = Router();

  router.get(PAGES.signIn, async (req, res) => {
    const { login_hint, volver, prompt, ui_locales } = signInQuery.parse(req.query);
    const spoken = pageLocaleOf(ui_locales);
    const path = localPath(volver);
    const back = path && path.length <= BACK_LENGTH ? path : undefined;
    // Keycloak would bind the new sign-in to the session that the browser has: so first ask whose session that is, without showing a page.
    if (prompt && login_hint) {
      const expected = await activated.open(req, res);
      const sure = expected.account === login_hint;
      const { locale = spoken, activatedWith, provider, again } = sure ? expected : {};
      // Who comes back from the provider without an answer, by the browser's own button, goes there again.
      if (sure && !provider) expected.destroy();
      return startLogin(req, res, { prompt: 'none', account: login_hint, sure, back, locale, activatedWith, provider, again });
    }
    await startLogin(req, res, { loginHint: login_hint, back, locale: spoken });
  });

  router.get(PAGES.signInReturn, async (req, res) => {
    const pending = await pendingLogin.open(req, res);
    const { checks, back, done, acr, account, sure, activatedWith, locale, provider, asked, again, goneOn } = pending;
    pending.destroy();
    // What is said here goes on from the page that led to the sign-in.
    speakTo(res, locale);
    /** Ends the other person's session at Keycloak; /salir then goes on to the sign-in. */
    const leaveFor = async (account: string, idToken: string | undefined) => {
      Object.assign(pending, { account, back, sure, activatedWith, locale, provider, again, leaving: true });
      await pending.save();
      res.redirect(303, (await oidc.logoutUrl(idToken)).href);
    };
    /** Any site can link here, so the person who is signed in must agree before they are signed out. */
    const askToLeave = async (account: string, who: string, idToken: string, active: boolean) => {
      // Whom the provider signs in by itself, it would sign in again.
      if (asked) Object.assign(pending, { sure, provider, again: true });
      Object.assign(pending, { account, back, locale, idToken: idToken.length <= ID_TOKEN_LENGTH ? idToken : '' });
      await pending.save();
      const kind = asked ? (active ? 'companyOtherActive' : 'companyOther') : 'switchAccount';
      await show(req, res, 'notice', { kind, who, account }, { path: PAGES.home });
    };
    const { kc_action_status, code, state, error, who } = signInQuery.parse(req.query);
    if (account && error === 'login_required')
      return startLogin(req, res, {
        // With a hint, Keycloak leads whoever was refused at a provider of the hint's domain there again, and again.
        loginHint: provider ? undefined : account,
        back,
        sure,
        activatedWith,
        locale,
        provider,
        again,
        ...(provider && { account }),
      });
    if (account && SOMEBODY_IS_THERE.includes(error ?? '')) return leaveFor(account, undefined);
    if (account && provider && asked && error === 'provider_other' && who && who !== account) {
      // Keycloak has refused them before it made a session: there is none to end, and the provider is to ask anew.
      Object.assign(pending, { account, back, sure, locale, provider, again: true, nobody: true });
      await pending.save();
      const kind = isSameAddress(who, account) ? 'companySpelling' : 'companyOther';
      return show(req, res, 'notice', { kind, who, account }, { path: PAGES.home });
    }
    // Their invitation was sent again while they were there: once more, as the same person of the same browser.
    if (account && provider && asked && error === 'provider_other' && who === account && !goneOn)
      return startLogin(req, res, { back, sure, locale, provider, account, goneOn: true });
    // Who comes by themselves is asked for no particular account, and the realm makes none at a first sign-in.
    const alone = account ? undefined : BY_THEMSELVES.get(error ?? '');
    if (alone === 'forbidden' || alone === 'disabled')
      return show(req, res, 'notice', { kind: alone }, { status: 403, path: PAGES.home });
    if (alone) {
      const signInUrl = back ? `${PAGES.signIn}?${new URLSearchParams({ volver: back })}` : PAGES.signIn;
      return show(req, res, 'notice', { kind: alone, signInUrl }, { status: 400, path: PAGES.home });
    }
    if (account && provider && asked && code === undefined) return companyFailed(req, res, error, { account, locale, provider });
    const { session } = res.locals;
    // They have come in by the link of Keycloak's mail, in another tab. Nobody else may have been expected.
    if (error === OVER && !checks && !account && session.user && !(await activated.open(req, res)).account)
      return res.redirect(303, startOf(session.user));
    // The same, of a sign-in that another tab has finished with its own checks.
    if (!checks && code !== undefined && session.user) return res.redirect(303, startOf(session.user));
    if (!checks || code === undefined) return failed(req, res);
    // Another tab has begun a sign-in since, and its checks have taken the place of this one's. The browser is signed in at Keycloak by now: so that one goes on.
    if (state !== checks.state) {
      const asked = account ? ({ prompt: 'none', account, sure, activatedWith, provider, again } as const) : {};
      return startLogin(req, res, { ...asked, back, locale });
    }
    try {
      const tokens = await oidc.finishLogin(new URL(req.originalUrl, config.publicUrl), checks);
      const user = (await userOf(tokens.userId)) ?? {};
      if (account && user.email !== account && user.username !== account) {
        if (sure && !asked) return leaveFor(account, tokens.idToken);
        // Who has proved to be another invited person, by the same company, has done what their own link asks for.
        const active = asked === true && (await company.cameInstead(user));
        return askToLeave(account, user.email || displayName(user), tokens.idToken, active);
      }
      session.user = signedInAs(tokens, { fullName: displayName(user), locale: user.attributes?.locale?.[0] });
      // Signed in without having seen the login page, where this would have been said.
      if (sure && account) session.flash = [{ kind: 'success', key: 'flash.activated' }];
      if (done && kc_action_status === 'success') session.flash = [{ kind: 'success', key: done }];
      await session.save();
      if (acr !== undefined && tokens.acr !== acr && tokens.roles.length > 0) {
        note(req, 'sign-in', session.user, 'refused');
        // Another try without a click would repeat for ever.
        req.log.warn(
          { asked: acr, got: tokens.acr },
          'Keycloak did not sign somebody in with ADMIN_ACR: does the realm map it to a level of its flow?',
        );
        return show(
          req,
          res,
          'notice',
          { kind: 'stepUpFailed', signInUrl: `${PAGES.signIn}?${new URLSearchParams({ volver: back ?? PAGES.admin })}` },
          { status: 403, path: PAGES.home },
        );
      }
      note(req, 'sign-in', session.user);
      if (provider) (await activated.open(req, res)).destroy();
      const start = provider === undefined ? undefined : await company.arrived(user);
      res.redirect(303, back ?? start ?? startOf(tokens));
    } catch (error) {
      req.log.warn({ err: error }, 'sign-in failed');
      await failed(req, res);
    }
  });

  /** @param error also what our login theme says of a provider (themes/amperecloud/login/state.ftl, `providerFault`). */
  async function companyFailed(
    req: Request,
    res: Response,
    error: string | undefined,
    { account, ...expected }: { account: string } & Expected,
  ): Promise<void> {
    // It is to ask anew: by itself it would answer the same.
    await expectSignIn(req, res, account, { ...expected, again: true });
    // Keycloak says the same of an account that is off and of nobody, where the provider tells no address.
    const isUntold = error === 'provider_closed' && (await company.isOn(account));
    // The account of the very address is gone.
    if (!isUntold && ['provider_closed', 'provider_other'].includes(error ?? ''))
      return show(req, res, 'notice', { kind: 'disabled' }, { status: 403, path: PAGES.home });
    const kind = isUntold || error === 'provider_unverified' ? 'companyUnverified' : 'companyFailed';
    await show(req, res, 'notice', { kind, account, signInUrl: signInAs(account) }, { status: 400, path: PAGES.home });
  }

  const failed = (req: Request, res: Response) =>
    show(req, res, 'notice', { kind: 'signInFailed', signInUrl: PAGES.signIn }, { status: 400, path: PAGES.home });

  router.post(PAGES.switchAccount, async (req, res) => {
    const pending = await pendingLogin.open(req, res);
    const { account, idToken, nobody } = pending;
    if (!account) return res.redirect(303, PAGES.signIn);
    Object.assign(pending, { idToken: undefined, nobody: undefined, leaving: true });
    await pending.save();
    if (nobody) return res.redirect(303, PAGES.signOut);
    res.redirect(303, (await oidc.logoutUrl(idToken)).href);
  });

  // RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0); Keycloak sends the browser back to GET, signed out.
  router.post(PAGES.signOut, async (req, res) => {
    const { session } = res.locals;
    const { user } = session;
    if (!user) return res.redirect(303, PAGES.signOut);
    session.destroy();
    note(req, 'sign-out', user);
    res.redirect(303, (await oidc.logoutUrl(user.idToken)).href);
  });

  router.get(PAGES.signOut, async (req, res) => {
    const { session } = res.locals;
    const { account, back, leaving, sure, activatedWith, locale, provider } = await pendingLogin.open(req, res);
    if (account && leaving) {
      if (session.user) {
        note(req, 'sign-out', session.user);
        session.destroy();
      }
      if (provider === undefined) return startLogin(req, res, { loginHint: account, back, sure, activatedWith, locale });
      // No redirect: a form has led here, and browsers hold what it leads to against its page's policy, which does not know the provider.
      await expectSignIn(req, res, account, { locale, provider, again: true });
      res.set('refresh', `0; url=${signInAs(account)}`);
      return show(req, res, 'notice', { kind: 'toCompany', signInUrl: signInAs(account) }, { path: PAGES.home });
    }
    if (session.user) return show(req, res, 'notice', { kind: 'signOut', who: session.user.name }, { path: PAGES.signOut });
    await show(req, res, 'notice', { kind: 'signedOut', signInUrl: PAGES.signIn }, { path: PAGES.signOut });
  });

  const expectSignIn: ExpectSignIn = async (req, res, account, { locale, activatedWith, provider, again }) => {
    const expected = await activated.open(req, res);
    Object.assign(expected, { account, locale, activatedWith, provider, again });
    await expected.save();
  };

  return { router, startLogin, expectSignIn };
}

/** What the sign-in asks of invitations by a company's provider; src/features.ts hands it in. */
export interface ByCompany {
  /** What keeps whoever comes by the link of this account from being led to the provider at this moment; undefined for nothing. */
  hindrance(account: string, provider: string): Promise<HindranceToCompany | undefined>;
  /** Whether there is an account of this address that is not disabled. */
  isOn(account: string): Promise<boolean>;
  /** Told of whoever has come in first by it; returns where to go on to, if not to a page of ours. */
  arrived(user: User): Promise<string | undefined>;
  /** Told of whoever has come in on the way of another account's link; returns whether that has made an invited account active. */
  cameInstead(user: User): Promise<boolean>;
}

/** Sends the browser to Keycloak, and on to `back` when it returns, with the message `done` if an action was carried out. */
export type StartLogin = (
  req: Request,
  res: Response,
  options: Omit<LoginOptions, 'locales'> &
    Pick<PendingLogin, 'back' | 'done' | 'account' | 'sure' | 'activatedWith' | 'again' | 'goneOn' | 'locale'>,
) => Promise<void>;

/**
 * Remembers in the browser, for ten minutes, that an account, by what it signs in with, was activated in it: its first sign-in may end another person's
 * session, speaks the language in which the page spoke, and says that the account is active. With a `provider`, it is by that one.
 */
export type ExpectSignIn = (req: Request, res: Response, account: string, expected: Expected) => Promise<void>;

type Expected = Pick<PendingLogin, 'locale' | 'activatedWith' | 'provider' | 'again'>;
