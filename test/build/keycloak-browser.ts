import { CookieJar } from 'tough-cookie';

/** A person's browser in front of Keycloak's own pages, without a browser: cookies, redirects, the page's one form. */
export class KeycloakBrowser {
  readonly #jar = new CookieJar();
  readonly #language: string;
  #page = '';
  #address = '';

  constructor(language: string) {
    this.#language = language;
  }

  get page(): string {
    return this.#page;
  }

  async open(address: string): Promise<this> {
    return this.#go(address, {});
  }

  /** Posts the first form, or the one whose action has `action` in it, with its hidden fields. */
  async submit(fields: Record<string, string>, action = ''): Promise<this> {
    const forms = [...this.#page.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)];
    const form = forms.find((match) => match[1]?.includes(action));
    if (!form?.[1]) throw new Error(`no form on ${this.#address}: ${this.#page.replace(/\s+/g, ' ').slice(0, 2000)}`);
    const hidden = [...form[0].matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      decode(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields });
    return this.#go(new URL(decode(form[1]), this.#address).href, { method: 'POST', body });
  }

  async #go(address: string, init: RequestInit): Promise<this> {
    const headers = { 'accept-language': this.#language, cookie: await this.#jar.getCookieString(address) };
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) await this.#jar.setCookie(cookie, address);
    const location = response.headers.get('location');
    this.#page = await response.text();
    this.#address = address;
    if (!location) return this;
    const next = new URL(location, address);
    // The application itself is not there: the flow in Keycloak has ended.
    return next.hostname === 'app.invalid' ? this : this.#go(next.href, {});
  }
}

const decode = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
