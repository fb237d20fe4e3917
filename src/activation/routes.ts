import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type ActivatedWith, PAGES, signInAs } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import { letFormLeadTo } from '../http/answer/headers.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { hasTyped } from '../http/pages/retry-form.ts';
import type { Csrf } from '../http/request/csrf.ts';
import { speakTo } from '../http/request/locale.ts';
import { textOf } from '../http/request/validation.ts';
import { type PageLocale, pageLocaleOf, translate } from '../i18n/index.ts';
import type { User } from '../keycloak/realm/users.ts';
import { readActionToken } from '../keycloak/ride/action-token.ts';
import { keyInLink } from '../keycloak/ride/key-in-link.ts';
import type { Activate } from './activate.ts';
import { type ActivationForm, keptElsewhere, NO_FAULTS } from './activation-form.ts';
import type { Begun } from './begun.ts';
import type { FormOf } from './form-of.ts';
import type { LeftOut } from './left-out.ts';
import type { LinkState, LinkStates, Ready } from './link-state.ts';
import type { HalfWay, SealedRides } from './sealed-rides.ts';
import { type KeepLanguage, readerOf } from './visitor.ts';
import { wantsPassword, wishOf } from './ways/passkey.ts';

/** What the pages need to do with keys. */
export interface Activation extends Pick<LinkStates, 'linkStateOf' | 'linkStateHalfWay' | 'linkStateBack'> {
  noteBegun: Begun['note'];
  keepLanguage: KeepLanguage;
  activate: Activate;
  formOf: FormOf;
  sealedRides: SealedRides;
  /** Where the browser goes after activation. */
  nextLogin: (
    user: User,
    signInName: string,
    more?: { activatedWith?: ActivatedWith | undefined; locale?: PageLocale },
  ) => Promise<string>;
  /** What that app is called, where the invitation leads to one of its own. */
  appOf: (user: User) => Promise<string | undefined>;
  /** Where somebody whose link was used signs in: the link alone does not say who they are. */
  signInOf: (user: User | undefined, locale: PageLocale) => Promise<string>;
  readUser: (userId: string) => Promise<User | undefined>;
  /** Lets the first sign-in of an account, in this browser, end another person's session, and speak their language. */
  expectSignIn(
    req: Request,
    res: Response,
    signInName: string,
    expected: { locale: string | undefined; activatedWith?: ActivatedWith | undefined; provider?: string },
  ): Promise<void>;
}

/** Pages that answer a POST offer this path for a GET: the key is never part of an address of ours. */
const PATH = PAGES.activation;

/** The address itself, and what mail programs make of it: its question mark escaped, or a sign behind it. */
const LINKS = [PATH, new RegExp(`^${PATH}(?:%(?:25)*3F|%(?:25)*20|[&;=.,)>]).*$`, 'i')];

/** `/activar`: GET only asks, POST redeems. `/activada`: where Keycloak's own pages lead back to. */
export function activationRoutes(
  {
    linkStateOf,
    linkStateHalfWay,
    linkStateBack,
    activate,
    formOf,
    sealedRides,
    noteBegun,
    keepLanguage,
    nextLogin,
    appOf,
    signInOf,
    readUser,
    expectSignIn,
  }: Activation,
  csrf: Csrf,
  often: RequestHandler,
  show: ShowPage,
): Router {
  const router = Router();

  // Mail scanners ask with HEAD first: nothing to tell them, and nothing to ask Keycloak.
  router.head(LINKS, (_req, res) => {
    res.type('html').end();
  });

  router.get(LINKS, often, (req, res) => showLink(req, res, req.originalUrl.slice(PATH.length)));

  router.post(PATH, often, async (req, res) => {
    const sent = (req.body ?? {}) as Record<string, unknown>;
    const found = keyInLink(textOf(sent.key));
    if (found.kind !== 'whole') return showLink(req, res, `?key=${textOf(sent.key)}`);
    const { key } = found;
    if (sent.onward !== undefined && sent.lang === undefined) return leadToKeycloak(req, res, key, sent);
    const opened = typeof sent.ride === 'string' ? await sealedRides.open(key, sent.ride) : undefined;
    const body = { ...sent, ...opened?.typed };
    const byPassword = wantsPassword(body);
    // A ride that waits for a passkey takes no password.
    const stop = byPassword && opened?.state.newPasskey ? undefined : opened;
    // Without a password it is "try again", with a language its switch: as with GET, but the key stays out of the address.
    const answers =
      typeof body.password === 'string' || (typeof body.passkey === 'string' && !byPassword) || body.company !== undefined;
    const asks = (!stop && !answers) || body.lang !== undefined;
    const stale = !asks && !csrf.isValid(req);
    if (asks || stale) return showKey(req, res, key, { typed: body, stale, stop });

    let spoken: string | undefined;
    const localeOf = (user: User) => {
      const [stored] = user.attributes?.locale ?? [];
      const page = speakTo(res, stored, textOf(body.language));
      // A language that pages do not speak, Keycloak may.
      spoken = pageLocaleOf(textOf(body.language)) ?? stored ?? page;
      return page;
    };
    const reader = readerOf(req, res, body.language);
    const attempt = await activate({ key, body, reader, localeOf, stop });
    if (attempt.kind === 'company') return leadToCompany(req, res, attempt, spoken);
    if (attempt.kind === 'linkState' && attempt.linkState.kind === 'company') {
      const { user } = attempt.linkState;
      await keepLanguage(reader, user);
      const page = speakTo(res, user.attributes?.locale?.[0], textOf(body.language));
      return leadToCompany(req, res, { ...attempt, ...attempt.linkState }, page);
    }
    if (attempt.kind === 'linkState') return showLinkState(req, res, key, attempt.linkState, attempt.leftOut);
    if (attempt.kind === 'activated' || attempt.kind === 'password_stands') {
      // The browser's session may be another person's: the one who has just activated an account starts without it.
      res.locals.session.destroy();
      const activatedWith = attempt.kind === 'activated' ? attempt.activatedWith : undefined;
      await expectSignIn(req, res, attempt.signInName, { locale: spoken, activatedWith });
      const signInUrl = await nextLogin(attempt.user, attempt.signInName, { activatedWith });
      if (attempt.kind === 'activated' && attempt.leftOut)
        return show(req, res, 'notice', { kind: attempt.leftOut, signInUrl }, { path: PATH });
      if (attempt.kind === 'activated') return res.redirect(303, signInUrl);
      return show(req, res, 'notice', { kind: 'passwordStands', signInUrl, faults: attempt.faults }, { path: PATH });
    }
    const { form, faults } = attempt;
    if (faults.hidden) return showLinkState(req, res, key, { kind: 'blocked', reference: form.user.id ?? '' });
    // The page's script asks for a challenge, and sends the form as it is if it gets none.
    if (req.accepts(['html', 'json']) === 'json') {
      const { ways } = await form.model(key, body, faults);
      const ride = attempt.stop && (await sealedRides.seal(key, attempt.stop));
      return res.json(ride && ways?.newPasskey?.creation ? { ride, creation: ways.newPasskey.creation } : {});
    }
    // Recovery codes to be kept are one thing more, and no fault.
    await showForm(req, res, form, await form.model(key, body, faults), faults === NO_FAULTS ? 200 : 422, attempt.stop);
  });

  // The page's script says so soon after the first key that is pressed: a GET would count mail scanners.
  router.post(PAGES.activationBegun, often, async (req, res) => {
    if (!csrf.isValid(req)) throw new AppError('csrf');
    const key = textOf(req.body?.key);
    const linkState = await linkStateOf(key, readerOf(req, res, req.body?.language));
    if (linkState.kind === 'ready') await noteBegun(linkState.token.userId);
    res.status(204).end();
  });

  // Keycloak leads back here whatever was done on its pages: they can be cancelled, and pass over steps.
  router.get(PAGES.activated, often, async (req, res) => {
    const back = await linkStateBack(textOf(req.query.i));
    if (!back) return show(req, res, 'notice', { kind: 'back', signInUrl: PAGES.signIn });
    const { user, linkState } = back;
    const locale = speakTo(res, user.attributes?.locale?.[0]);
    switch (linkState.kind) {
      case 'used':
        return show(req, res, 'notice', { kind: 'activated', signInUrl: await signInOf(user, locale) });
      case 'disabled':
      case 'revoked':
      case 'heldBack':
      case 'companyOff':
        return show(req, res, 'notice', linkState, { status: 403 });
      default:
        return show(req, res, 'notice', { kind: 'unfinished' });
    }
  });

  /** What the link says, or that it is not whole. */
  async function showLink(req: Request, res: Response, link: string): Promise<void> {
    const found = keyInLink(link);
    if (found.kind === 'whole') return showKey(req, res, found.key);
    await show(req, res, 'notice', { kind: found.kind === 'none' ? 'missing' : 'damaged' }, { status: 400, path: PATH });
  }

  /** What a key is worth; the form if it is good, with what was typed if something was. */
  async function showKey(
    req: Request,
    res: Response,
    key: string,
    { typed = {}, stale = false, stop }: { typed?: Record<string, unknown>; stale?: boolean; stop?: HalfWay | undefined } = {},
  ): Promise<void> {
    const token = stop && readActionToken(key);
    const reader = readerOf(req, res, typed.language);
    const linkState = token ? await linkStateHalfWay(key, token, stop, reader) : await linkStateOf(key, reader, wishOf(typed));
    if (linkState.kind !== 'ready') return showLinkState(req, res, key, linkState);
    const locale = speakTo(res, linkState.user.attributes?.locale?.[0], textOf(typed.language));
    const goesOn = stop && { faults: stop.state, stored: stop.stored, held: stop.held };
    const form = await formOf(linkState, { locale, body: typed, asked: res.locals.askedLocale, ...goesOn });
    // A form whose CSRF token is too old comes back complete: only the password has to be typed again.
    // A browser that keeps no cookies would see the same again and again.
    const reason = req.headers.cookie === undefined ? 'activate.noCookies' : 'error.csrf';
    const faults = stale ? { ...NO_FAULTS, form: [translate(locale, reason)] } : NO_FAULTS;
    await showForm(req, res, form, await form.model(key, hasTyped(typed) ? typed : undefined, faults), stale ? 403 : 200, stop);
  }

  async function showForm(
    req: Request,
    res: Response,
    form: ActivationForm,
    model: Awaited<ReturnType<ActivationForm['model']>>,
    status: number,
    stop?: HalfWay,
  ) {
    const next = await nextLogin(form.user, '');
    if (URL.canParse(next)) letFormLeadTo(res, next);
    const ride = stop && (await sealedRides.seal(model.key, stop));
    const app = await appOf(form.user);
    await show(
      req,
      res,
      'activate',
      { ...model, ...(ride !== undefined && { ride }), ...(app && { app }) },
      { status, path: PATH },
    );
  }

  /**
   * On to Keycloak's own pages, in the language that was chosen on the page before. A form that is not of that page stores nothing, and goes on all the same: as the
   * link does that the page has without a choice, and for browsers that keep no cookies.
   */
  async function leadToKeycloak(req: Request, res: Response, key: string, sent: Record<string, unknown>): Promise<void> {
    const reader = readerOf(req, res, sent.language);
    const linkState = await linkStateOf(key, reader);
    if (linkState.kind !== 'continue') return showKey(req, res, key, { typed: { language: sent.language } });
    if (csrf.isValid(req)) await keepLanguage(reader, linkState.user);
    res.redirect(303, linkState.url.href);
  }

  /**
   * On to the company's identity provider, by our own sign-in: that looks who comes back. A page that goes on by itself, and no redirect: browsers hold the
   * addresses that a form leads to against its page's policy, and nobody here knows that of the provider.
   */
  async function leadToCompany(
    req: Request,
    res: Response,
    { user, provider, leftOut }: { user: User; provider: string; leftOut?: LeftOut },
    spoken: string | undefined,
  ): Promise<void> {
    const account = (user.email ?? '').toLowerCase();
    res.locals.session.destroy();
    await expectSignIn(req, res, account, { locale: spoken, provider });
    const signInUrl = signInAs(account);
    if (!leftOut) res.set('refresh', `0; url=${signInUrl}`);
    await show(req, res, 'notice', { kind: leftOut ?? 'toCompany', signInUrl }, { path: PATH });
  }

  async function showLinkState(
    req: Request,
    res: Response,
    key: string,
    linkState: Exclude<LinkState, Ready>,
    leftOut?: LeftOut,
  ) {
    const user = await aboutWhom(linkState);
    const stored = user?.attributes?.locale?.[0];
    const kept = textOf(req.body?.language);
    const locale = speakTo(res, stored, kept);
    const chosen = res.locals.askedLocale ?? pageLocaleOf(kept);
    const language = chosen === pageLocaleOf(stored) ? undefined : chosen;
    switch (linkState.kind) {
      case 'directory': {
        const form = await formOf(linkState, { locale });
        const status = req.method === 'POST' && req.body?.password !== undefined ? 409 : 200;
        return show(req, res, 'activate', keptElsewhere(await form.model(key)), { status, path: PATH });
      }
      case 'company':
        return show(req, res, 'notice', { kind: 'companyWaits', key, language }, { path: PATH });
      case 'companyGone':
        return show(req, res, 'notice', { kind: 'companyGone', key, language }, { status: 410, path: PATH });
      case 'passwordStands': {
        const form = await formOf(linkState, { locale });
        const signInUrl = await nextLogin(linkState.user, form.signInName(), { locale });
        return show(req, res, 'notice', { kind: 'passwordStands', signInUrl, faults: [] }, { path: PATH });
      }
      case 'foreign':
        return res.redirect(303, linkState.url.href);
      case 'continue': {
        const { url, orPassword = false } = linkState;
        return show(req, res, 'notice', { kind: 'continue', url: url.href, key, language, orPassword }, { path: PATH });
      }
      case 'used':
        return show(
          req,
          res,
          'notice',
          { kind: leftOut ?? 'used', signInUrl: linkState.userId ? await signInOf(user, locale) : PAGES.signIn },
          { status: 410, path: PATH },
        );
      case 'expired':
      case 'replaced':
        return show(req, res, 'notice', { kind: linkState.kind, key, language }, { status: 410, path: PATH });
      case 'invalid':
        return show(req, res, 'notice', { kind: 'invalid' }, { status: 400, path: PATH });
      case 'disabled':
      case 'revoked':
      case 'heldBack':
      case 'passkeysOff':
      case 'passwordsOff':
      case 'companyOff':
      case 'blocked':
        return show(req, res, 'notice', linkState, { status: 403, path: PATH });
    }
  }

  /** Whose link it is, where Keycloak has signed it. A page that cannot be told speaks the browser's language. */
  async function aboutWhom(linkState: Exclude<LinkState, Ready>): Promise<User | undefined> {
    if ('user' in linkState) return linkState.user;
    const id = 'reference' in linkState ? linkState.reference : 'userId' in linkState ? linkState.userId : undefined;
    return id === undefined ? undefined : readUser(id).catch(() => undefined);
  }

  return router;
}
