import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { createHttp, type Http, KEYCLOAK_TIMEOUT } from './http.ts';

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
  /** `fetch` against the internal address, with a deadline. Throws `keycloak_unavailable` when nobody answers. */
  fetch(url: URL | string, init?: RequestInit): Promise<Response>;
  /** {@link Http} against the internal address. */
  request: Http;
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

  return {
    realm,
    issuer,
    publicRealmUrl: (path) => new URL(`${issuer}/${path}`),
    toInternal,
    request: (address, call) => http(toInternal(address), call),
    async fetch(address, init) {
      try {
        return await fetch(toInternal(address), { ...init, signal: init?.signal ?? AbortSignal.timeout(KEYCLOAK_TIMEOUT) });
      } catch (cause) {
        throw new AppError('keycloak_unavailable', { cause });
      }
    },
  };
}
