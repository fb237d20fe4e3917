import express, { type CookieOptions, type Express, type Request, type Response } from 'express';
import { languageOf, type Texts, texts } from './languages.ts';
import { notice, page, STYLE, welcome } from './pages.ts';
import type { Provider } from './provider.ts';
import { createSessions } from './sessions.ts';
import type { Settings } from './settings.ts';

/**
 * What an app does so that people who have activated their account arrive in it: `/login` is its start for others (OpenID Connect Core §4,
 * third-party-initiated login), and whoever signs out anywhere is signed out here.
 */
export function createApp(settings: Settings, provider: Provider, log: (line: string) => void): Express {
  const { baseUrl, issuer, clientId, name } = settings;
  const sessions = createSessions();
  const secure = baseUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  // Browsers do not tell ports apart: two apps on one machine would overwrite each other's.
  const SESSION = `${prefix}${encodeURIComponent(clientId)}`;
  const LOGIN = `${SESSION}-login`;
  // Lax: the browser comes back from Keycloak by a link of another site.
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };

  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self' ${new URL(issuer).origin}; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  });

  /** An address of this app, its home where none is asked for; undefined for any other: what comes from outside must not lead elsewhere. */
  function within(target: unknown): string | undefined {
    const home = new URL(baseUrl);
    if (target === undefined || target === '') return home.href;
    if (typeof target !== 'string' || !URL.canParse(target, home.href)) return undefined;
    const url = new URL(target, home);
    return url.origin === home.origin ? url.href : undefined;
  }

  async function startLogin(request: Request, response: Response, loginHint: string | undefined, then: string): Promise<void> {
    const { url, checks } = await provider.startLogin({ loginHint, locale: languageOf(request) });
    response.cookie(LOGIN, sessions.logins.add({ checks, loginHint, then }), cookie);
    response.redirect(303, url.href);
  }

  app.get('/style.css', (_request, response) => void response.set('Cache-Control', 'max-age=3600').type('css').send(STYLE));

  // The client's Home URL in Keycloak may be the app's start itself: a sign-in that others initiate comes there.
  app.get('/', (request, response, next) => {
    if (request.query.iss === undefined) return next();
    response.redirect(303, `/login${new URL(request.originalUrl, baseUrl).search}`);
  });

  app.get('/login', async (request, response) => {
    const { iss, login_hint, target_link_uri } = request.query;
    // An issuer that is not ours could be somebody who wants people to sign in at theirs. None at all is ours: this app knows no other, and its own links say none.
    if (iss !== undefined && iss !== issuer) return void say(request, response, 400, 'otherIssuer');
    const then = within(target_link_uri);
    if (then === undefined) return void say(request, response, 400, 'otherIssuer');
    await startLogin(request, response, typeof login_hint === 'string' ? login_hint : undefined, then);
  });

  app.get('/callback', async (request, response) => {
    const pending = sessions.logins.take(cookieOf(request, LOGIN));
    response.clearCookie(LOGIN, cookie);
    if (!pending) return void say(request, response, 400, 'loginLost');
    const person = await provider.finishLogin(new URL(request.originalUrl, baseUrl), pending.checks).catch((error) => {
      log(`a sign-in was refused: ${error.code ?? error.name}`);
      return undefined;
    });
    if (!person) return void say(request, response, 400, 'loginFailed');
    sessions.people.take(cookieOf(request, SESSION));
    response.cookie(SESSION, sessions.people.add(person), cookie);
    const { loginHint, then } = pending;
    const isOther = loginHint !== undefined && !person.signInNames.includes(loginHint.toLowerCase());
    response.redirect(303, isOther ? `/other?${new URLSearchParams({ login_hint: loginHint, target_link_uri: then })}` : then);
  });

  // Somebody else was signed in at Keycloak in this browser: this app was meant to be opened as the person of the invitation.
  app.get('/other', (request, response) => {
    const person = sessions.people.find(cookieOf(request, SESSION));
    if (!person) return void response.redirect(303, '/');
    const hint = String(request.query.login_hint ?? '');
    const values = { person: person.email || person.name, hint };
    const carried = { login_hint: hint, target_link_uri: within(request.query.target_link_uri) ?? baseUrl };
    response.send(notice(textsFor(request), { name, kind: 'other', values, carried }));
  });

  app.post('/logout', express.urlencoded({ extended: false, limit: '4kb' }), async (request, response) => {
    // Browsers name the site that a form was sent from; another one's form must not sign anybody out.
    const { origin } = request.headers;
    if (origin !== undefined && origin !== 'null' && origin !== new URL(baseUrl).origin)
      return void say(request, response, 403, 'loginLost');
    const person = sessions.people.take(cookieOf(request, SESSION));
    response.clearCookie(SESSION, cookie);
    const { login_hint, target_link_uri } = request.body ?? {};
    const again = new URLSearchParams({ login_hint: String(login_hint), target_link_uri: within(target_link_uri) ?? baseUrl });
    const then = login_hint ? `${baseUrl}/login?${again}` : `${baseUrl}/`;
    response.redirect(303, person ? (await provider.logoutUrl(person.idToken, then)).href : then);
  });

  app.post('/backchannel-logout', express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    try {
      sessions.end(await provider.readLogoutToken(String(request.body?.logout_token ?? '')));
      response.sendStatus(200);
    } catch (error) {
      log(`a logout token was refused: ${error instanceof Error ? error.message : error}`);
      response.status(400).json({ error: 'invalid_request' });
    }
  });

  // Every other page is this app's own: whoever is not signed in is asked to.
  app.get('/{*path}', (request, response) => {
    const person = sessions.people.find(cookieOf(request, SESSION));
    const language = textsFor(request);
    if (!person && request.path !== '/')
      return void response.redirect(303, `/login?${new URLSearchParams({ target_link_uri: baseUrl + request.originalUrl })}`);
    response.send(person ? welcome(language, { name, person, path: request.path }) : page(language, { name }));
  });

  app.use((error: unknown, request: Request, response: Response, _next: express.NextFunction) => {
    log(`a request failed: ${error instanceof Error ? error.message : error}`);
    say(request, response, 503, 'away');
  });

  function say(request: Request, response: Response, status: number, kind: keyof Texts['notices']): void {
    response.status(status).send(notice(textsFor(request), { name, kind }));
  }

  return app;
}

const textsFor = (request: Request): Texts => texts[languageOf(request)];

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
