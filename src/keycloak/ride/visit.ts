import { CookieJar } from 'tough-cookie';
import { AppError } from '../../errors.ts';
import { isAway } from '../api/faults.ts';
import type { Call } from '../api/http.ts';
import type { KeycloakServer } from '../api/server.ts';
import { type PageState, readPageState } from './steps/page-state.ts';

/** The person on whose behalf Keycloak's pages are visited. */
export interface Visitor {
  /** Goes to Keycloak as X-Forwarded-For (it needs `--proxy-headers=xforwarded`), so its events name the person's address. */
  ip: string;
  /** Language of Keycloak's sentences where the user has no locale of their own that the realm supports. */
  locale: string;
  /** The locale that the person has chosen in the place of the user's own, as the realm writes it. */
  chosen?: string;
}

export interface VisitedPage {
  status: number;
  /** Undefined when the page is not drawn by our theme. */
  state: PageState | undefined;
}

/**
 * A visit to Keycloak's pages on somebody's behalf. Its cookies live in memory for this one visit,
 * so nothing of the person's own browser session takes part.
 */
export interface Visit {
  get(url: URL | string): Promise<VisitedPage>;
  post(url: URL | string, form: URLSearchParams): Promise<VisitedPage>;
  /** The same visit, gone on with by another request of the person's. */
  by(visitor: Visitor): Visit;
  /** What {@link startVisit} needs to go on with it elsewhere: secret, as whoever has it is the person to Keycloak. */
  cookies(): Cookies;
}

/** The cookies of a visit. */
export type Cookies = NonNullable<ReturnType<CookieJar['serializeSync']>>;

const MAX_REDIRECTS = 6;

/** Starts a visit. Redirects are followed inside the realm only. Throws `keycloak_unavailable` for no answer, a 5xx or a 429. */
export function startVisit(server: KeycloakServer, visitor: Visitor, jar = new CookieJar()): Visit {
  async function request(address: URL | string, first: Call): Promise<VisitedPage> {
    let url = new URL(address);
    let call = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await server.request(url, { ...call, headers: headers(url) });
      // Cookies are kept under the public address: over a plain internal connection a Secure cookie would be dropped.
      for (const cookie of response.headers['set-cookie'] ?? []) jar.setCookieSync(cookie, url.href, { ignoreError: true });
      const { location } = response.headers;
      if (response.status < 300 || response.status >= 400 || !location) return page(response.status, response.text);
      url = new URL(location, url);
      if (url.pathname.endsWith('/login-actions/required-action')) url = spoken(url, visitor);
      call = { method: 'GET' };
      if (!url.href.startsWith(`${server.issuer}/`)) return { status: response.status, state: undefined };
    }
    throw new AppError('unexpected', { cause: new Error('Keycloak redirects in circles') });
  }

  function headers(url: URL): Record<string, string> {
    return {
      accept: 'text/html',
      'accept-language': visitor.locale,
      'x-forwarded-for': visitor.ip,
      cookie: jar.getCookieStringSync(url.href),
    };
  }

  return {
    get: (url) => request(url, { method: 'GET' }),
    post: (url, form) => request(url, { method: 'POST', body: form }),
    by: (other) => startVisit(server, other, jar),
    cookies: () => jar.serializeSync() as Cookies,
  };
}

/**
 * Has Keycloak speak the language that the person has chosen, whatever locale the user has (`kc_locale`, 26.7: from then on, in the whole ride). Looking at a key
 * stores nothing; Keycloak stores it as the user's locale when the actions begin (`UpdateUserLocaleAction`), so it is sent for nobody who is to keep theirs.
 */
export function spoken(address: URL | string, { chosen }: Pick<Visitor, 'chosen'>): URL {
  const url = new URL(address);
  if (chosen !== undefined) url.searchParams.set('kc_locale', chosen);
  return url;
}

function page(status: number, body: string): VisitedPage {
  if (isAway(status)) throw new AppError('keycloak_unavailable', { cause: new Error(`Keycloak answered ${status}`) });
  return { status, state: readPageState(body) };
}
