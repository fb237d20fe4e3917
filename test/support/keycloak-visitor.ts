import { CookieJar } from 'tough-cookie';
import { type Html, load } from './html.ts';

/** A person's browser without JavaScript on Keycloak's own pages: keeps cookies, follows redirects within Keycloak. */
export interface KeycloakVisitor {
  get(url: string): Promise<KeycloakPage>;
  /** Fills in a form of Keycloak's. */
  post(url: string, form: Record<string, string>): Promise<KeycloakPage>;
}

export interface KeycloakPage {
  status: number;
  page: Html;
  /** Where it leads, when it leads away from Keycloak's login pages. */
  leadsTo: string | undefined;
}

export function keycloakVisitor(): KeycloakVisitor {
  const jar = new CookieJar();
  async function follow(address: string, form?: Record<string, string>): Promise<KeycloakPage> {
    let body = form && new URLSearchParams(form);
    for (let url = address; ; ) {
      const headers = { cookie: jar.getCookieStringSync(url), 'accept-language': 'es' };
      const response = await fetch(url, { headers, redirect: 'manual', ...(body && { method: 'POST', body }) });
      body = undefined;
      for (const cookie of response.headers.getSetCookie()) jar.setCookieSync(cookie, url, { ignoreError: true });
      const location = response.headers.get('location');
      if (!location) return { status: response.status, page: load(await response.text()), leadsTo: undefined };
      url = new URL(location, url).href;
      if (!url.includes('/login-actions/')) return { status: response.status, page: load(''), leadsTo: url };
    }
  }

  return { get: (url) => follow(url), post: follow };
}
