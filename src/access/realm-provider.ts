import * as oidc from 'openid-client';
import { AppError } from '../errors.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import type { Config } from '../settings/config.ts';

/** The endpoints that the sidecar itself asks (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). Browsers go to all others, at Keycloak's public address. */
const BACK_CHANNEL = ['token_endpoint', 'introspection_endpoint', 'jwks_uri'] as const;

/**
 * The realm as openid-client knows it. What Keycloak says of its back channel is its public address, or the one that it was asked at
 * (`hostname-backchannel-dynamic`), or what a proxy's headers say: the sidecar reaches it at `KEYCLOAK_URL` in each case. The issuer is the public
 * address in each case, and must be.
 * Discovery takes place at the first need, so that the sidecar starts while Keycloak is away; a failure is tried again at the next need.
 */
export function realmProvider({ keycloak }: Pick<Config, 'keycloak'>, server: KeycloakServer): () => Promise<oidc.Configuration> {
  const { clientId, clientSecret } = keycloak;
  const fetch: oidc.CustomFetch = (url, init) => server.fetch(url, init as RequestInit);
  // openid-client refuses http anywhere. It is allowed where the operator has named an http address, for the browsers or for the sidecar.
  const isHttp = [keycloak.url, keycloak.publicUrl].some((url) => url.startsWith('http:'));
  const execute = isHttp ? [oidc.allowInsecureRequests] : [];

  async function discover(): Promise<oidc.Configuration> {
    const auth = oidc.ClientSecretPost(clientSecret);
    const options = { [oidc.customFetch]: fetch, execute };
    const found = await oidc.discovery(new URL(server.issuer), clientId, clientSecret, auth, options);
    const said = found.serverMetadata();
    const reached = BACK_CHANNEL.flatMap((name) => (said[name] ? [[name, server.toInternal(said[name]).href]] : []));
    const configuration = new oidc.Configuration({ ...said, ...Object.fromEntries(reached) }, clientId, clientSecret, auth);
    configuration[oidc.customFetch] = fetch;
    for (const allow of execute) allow(configuration);
    return configuration;
  }

  let pending: Promise<oidc.Configuration> | undefined;
  return () => {
    pending ??= discover().catch((error) => {
      pending = undefined;
      throw error instanceof AppError ? error : new AppError('keycloak_unavailable', { cause: error });
    });
    return pending;
  };
}
