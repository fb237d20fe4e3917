import KeycloakAdminClient, { NetworkError } from '@keycloak/keycloak-admin-client';
import type { Config } from '../../settings/config.ts';
import { faultBefore, keycloakFault, refusalOf } from './faults.ts';
import { type FreshToken, freshToken, type TokenAnswer } from './fresh-token.ts';
import { type Answer, createHttp, type Http, KEYCLOAK_TIMEOUT } from './http.ts';
import type { KeycloakServer } from './server.ts';

export interface KeycloakAdminOptions {
  url: string;
  realm: string;
  /** Returns a valid access token, asked for before each request: the client's own token handling throws when a token expires. */
  token: () => Promise<string>;
  /** Hears that Keycloak has refused the token: somebody has called tokens back. The request is then made once more. */
  onTokenRefused?: () => void;
  /** Milliseconds after which an unanswered request counts as "away". */
  timeout?: number;
}

export interface Question {
  query?: Record<string, string> | [string, string][];
  /** A form goes out as such, anything else as JSON. */
  body?: URLSearchParams | object;
  /**
   * Language of a mail to somebody who has not stored one that Keycloak can use, and of somebody whose account is made. Sent as Keycloak's own cookie,
   * because mails of required actions pass `Accept-Language` over. What cannot be a language is not sent.
   */
  language?: string | undefined;
  /** Awaited at the last moment before each try, when a token is there; what it throws keeps the request from being made. */
  lastly?: (() => Promise<void>) | undefined;
}

/**
 * Keycloak's admin API of a realm: the official admin client, and {@link call} for requests that it does not offer, or that are made for each of many
 * people. Either way, faults are those of faults.ts.
 */
export class KeycloakAdmin extends KeycloakAdminClient {
  readonly #http: Http;
  readonly onTokenRefused: (() => void) | undefined;

  constructor({ url, realm, token, onTokenRefused, timeout = KEYCLOAK_TIMEOUT }: KeycloakAdminOptions) {
    super({ baseUrl: url, realmName: realm, timeout });
    this.registerTokenProvider({ getAccessToken: token });
    this.#http = createHttp(timeout);
    this.onTokenRefused = onTokenRefused;
    for (const resource of Object.values(this)) {
      if (typeof resource === 'object' && resource !== null) mapFaults(resource, onTokenRefused);
    }
  }

  /**
   * One request, without the admin client's cost (see {@link createHttp}).
   * @param path below `/admin/realms/{realm}`.
   */
  async call(method: 'GET' | 'POST' | 'PUT', path: string, { query, body, language, lastly }: Question = {}): Promise<Answer> {
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const url = `${this.baseUrl}/admin/realms/${encodeURIComponent(this.realmName)}${path}${search}`;
    const ask = async () => {
      const headers = {
        authorization: `Bearer ${await this.getAccessToken()}`,
        ...(language && /^[\w-]{1,35}$/.test(language) && { cookie: `KEYCLOAK_LOCALE=${language}` }),
      };
      await lastly?.();
      return this.#http(url, { method, headers, ...(body && { body }) });
    };
    let answer = await ask();
    if (answer.status === 401 && this.onTokenRefused) {
      this.onTokenRefused();
      answer = await ask();
    }
    if (answer.status < 300) return answer;
    throw refusalOf(answer, `${method} ${path}`);
  }
}

/** Wraps every request of the admin client, which are function-valued fields of its resources. */
function mapFaults(resource: object, onTokenRefused?: () => void): void {
  for (const [name, request] of Object.entries(resource)) {
    if (typeof request !== 'function') continue;
    const mapped = (...args: unknown[]) => {
      const answer = request.apply(resource, args);
      if (!(answer instanceof Promise)) return answer;
      return answer
        .catch((error) => {
          if (!onTokenRefused || !(error instanceof NetworkError) || error.response.status !== 401) throw error;
          onTokenRefused();
          return request.apply(resource, args);
        })
        .catch((error) => {
          throw keycloakFault(error);
        });
    };
    Object.assign(resource, { [name]: mapped });
  }
}

/** Signed in as the sidecar's service account. */
export function createKeycloakAdmin({ keycloak }: Pick<Config, 'keycloak'>, server: KeycloakServer): KeycloakAdmin {
  const token = serviceAccountToken(keycloak, server);
  return new KeycloakAdmin({ url: keycloak.url, realm: keycloak.realm, token, onTokenRefused: token.refused });
}

/** Client credentials grant (RFC 6749 §4.4). */
function serviceAccountToken({ clientId, clientSecret }: Config['keycloak'], server: KeycloakServer): FreshToken {
  return freshToken(async () => {
    const answer = await server.request(server.publicRealmUrl('protocol/openid-connect/token'), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    if (answer.status < 300) return JSON.parse(answer.text) as TokenAnswer;
    throw faultBefore(refusalOf(answer, `the token endpoint: ${answer.text.slice(0, 500)}`));
  });
}
