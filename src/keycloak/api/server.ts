import type { Config } from '../../settings/config.ts';
import { createHttp, type Http } from './http.ts';

/**
 * Where Keycloak is, for the sidecar and for browsers. Addresses that Keycloak writes carry its public host and path, or those that it was asked
 * under; requests of the sidecar go to the internal one, whichever that is, and nowhere else: some carry the client's secret.
 */
export interface KeycloakServer {
  realm: string;
  /** `{public}/realms/{realm}`: the issuer of the realm's tokens (OpenID Connect Discovery 1.0). */
  issuer: string;
  /** `{public}/realms/{realm}/{path}`: an address for a browser. */
  publicRealmUrl(path: string): URL;
  /** The same resource of the realm at the address where the sidecar reaches it: what stands behind `/realms/{realm}` counts, and the query. */
  toInternal(url: URL | string): URL;
  /** {@link Http} against the internal address. */
  request: Http;
  /** The same for libraries that want a `fetch`. Nothing but method, headers and a form is heeded. */
  fetch(url: URL | string, init?: Pick<RequestInit, 'method' | 'headers' | 'body'>): Promise<Response>;
}

export function keycloakServer(config: Pick<Config, 'keycloak'>): KeycloakServer {
  const { url, publicUrl, realm } = config.keycloak;
  const http = createHttp();
  const realmPath = `/realms/${encodeURIComponent(realm)}`;
  const issuer = `${publicUrl}${realmPath}`;

  function toInternal(address: URL | string): URL {
    const { href, pathname, search } = new URL(address);
    // A proxy may add a path, or take one away, on one of the two ways alone.
    const at = `${pathname}/`.indexOf(`${realmPath}/`);
    if (at >= 0) return new URL(url + pathname.slice(at) + search);
    if (href.startsWith(`${publicUrl}/`)) return new URL(url + href.slice(publicUrl.length));
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
