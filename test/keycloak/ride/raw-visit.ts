import { CookieJar } from 'tough-cookie';
import { type PageState, readPageState } from '../../../src/keycloak/ride/steps/page-state.ts';
import { testEnvironment } from '../../support/environment.ts';

/** A browser on Keycloak's own pages, without JavaScript: keeps cookies, follows redirects as long as they stay on Keycloak. */
export interface RawPage {
  status: number;
  html: string;
  /** The theme's state block, through the sidecar's own reader. */
  state: PageState | undefined;
  /** Where Keycloak sends the browser, when that is elsewhere. */
  location?: string;
}

export function rawVisit(language = 'es') {
  const { keycloakUrl } = testEnvironment();
  const jar = new CookieJar();

  async function request(url: string, init: RequestInit = {}): Promise<RawPage> {
    const headers = { 'accept-language': language, cookie: await jar.getCookieString(url) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url);
    const location = response.headers.get('location');
    if (location) {
      const next = new URL(location, url).href;
      return next.startsWith(keycloakUrl)
        ? request(next)
        : { status: response.status, html: '', state: undefined, location: next };
    }
    const html = await response.text();
    return { status: response.status, html, state: readPageState(html) };
  }

  return {
    get: (url: string) => request(url),
    post: (url: string | undefined, fields: Record<string, string>) => {
      if (!url) throw new Error('the page has no action');
      return request(url, { method: 'POST', body: new URLSearchParams(fields) });
    },
    openKey: (key: string) => request(keyAddress(key)),
  };
}

export function keyAddress(key: string): string {
  const { keycloakUrl, realm } = testEnvironment();
  return `${keycloakUrl}/realms/${realm}/login-actions/action-token?key=${encodeURIComponent(key)}`;
}
