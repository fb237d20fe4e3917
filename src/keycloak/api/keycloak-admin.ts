import KeycloakAdminClient, { NetworkError } from '@keycloak/keycloak-admin-client';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { freshToken, type TokenAnswer } from './fresh-token.ts';
import { KEYCLOAK_TIMEOUT } from './http.ts';
import type { KeycloakServer } from './server.ts';

/**
 * Keycloak's admin client, signed in as the sidecar's service account. Its own token handling throws when the
 * token expires, so {@link serviceAccountToken} keeps one fresh.
 */
export type KeycloakAdmin = KeycloakAdminClient;

export function createKeycloakAdmin(config: Pick<Config, 'keycloak'>, server: KeycloakServer): KeycloakAdmin {
  const admin = new KeycloakAdminClient({
    baseUrl: config.keycloak.url,
    realmName: config.keycloak.realm,
    timeout: KEYCLOAK_TIMEOUT,
  });
  admin.registerTokenProvider({ getAccessToken: serviceAccountToken(config, server) });
  return admin;
}

/** Client credentials grant (RFC 6749 §4.4). */
function serviceAccountToken(config: Pick<Config, 'keycloak'>, server: KeycloakServer): () => Promise<string> {
  const { clientId, clientSecret } = config.keycloak;
  return freshToken(async () => {
    const response = await server.fetch(server.publicRealmUrl('protocol/openid-connect/token'), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    if (response.status >= 500)
      throw new AppError('keycloak_unavailable', { cause: new Error(`token endpoint: ${response.status}`) });
    if (!response.ok)
      throw new AppError('keycloak_misconfigured', { cause: new Error(`token endpoint: ${await response.text()}`) });
    return (await response.json()) as TokenAnswer;
  });
}

/** The HTTP status with which Keycloak's admin API refused, if that is what the error is. */
export function refusalStatus(error: unknown): number | undefined {
  return error instanceof NetworkError ? error.response.status : undefined;
}

/** The body of a refusal: `{errorMessage}`, or `{field, errorMessage, params}` of the user profile, or a list of the latter in `errors`. */
export function refusalBody(error: unknown): unknown {
  return error instanceof NetworkError ? error.responseData : undefined;
}
