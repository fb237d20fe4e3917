import type { Config } from '../../settings/config.ts';
import { createHttp, type Http } from './http.ts';

/**
 * Where Keycloak is, for the sidecar and for browsers. Addresses that Keycloak writes carry its public host;
 * requests of the sidecar keep their path and query and go to the internal one.
 */
export interface KeycloakServer {
  realm: string;
  /** `{public}/realms/{realm}`: the issuer of the realm's tokens (OpenID Connect Discovery 1.0). */
  issuer: string;
  /** `{public}/realms/{realm}/{path}`: an address for a browser. */
  publicRealmUrl(path: string): URL;
  /** The same resource at the address where the sidecar reaches it. */
  toInternal(url: URL | string): URL;
  /** {@link Http} against the internal address. */
  request: Http;
  /** The same for libraries that want a `fetch`. Nothing but method, headers and a form is heeded. */
  fetch(url: URL | string, init?: Pick<RequestInit, 'method' | 'headers' | 'body'>): Promise<Response>;
}

export function keycloakServer(config: Pick<Config, 'keycloak'>): KeycloakServer {
  const { url, publicUrl, realm } = config.keycloak;
  const http = createHttp();
  const issuer = `${publicUrl}/realms/${encodeURIComponent(realm)}`;

  function toInternal(address: URL | string): URL {
    const text = String(address);
    if (text.startsWith(`${publicUrl}/`)) return new URL(url + text.slice(publicUrl.length));
    const { pathname, search } = new URL(text);
    return new URL(pathname + search, url);
  }

  const request: Http = (address, call) => http(toInternal(address), call);

  return {
    realm,
    issuer,
    publicRealmUrl: (path) => new URL(`${issuer}/${path}`),
    toInternal,
    request,
    async fetch(address, { method = 'GET', headers, body } = {}) {
      const answer = await request(address, {
        method: method as 'GET' | 'POST',
        headers: Object.fromEntries(new Headers(headers)),
        ...(body && { body: new URLSearchParams(String(body)) }),
      });
      const type = answer.headers['content-type'];
      return new Response(answer.text || null, { status: answer.status, ...(type && { headers: { 'content-type': type } }) });
    },
  };
}
