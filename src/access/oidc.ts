import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { PAGES } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import { isAway } from '../keycloak/api/faults.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import { ARRIVAL_SCOPE } from '../keycloak/rights/company-providers.ts';
import { leadsToProvider } from '../keycloak/rights/provider-switch.ts';
import type { Config } from '../settings/config.ts';
import { realmProvider } from './realm-provider.ts';
import { createRefusals, type Refusals } from './refusals.ts';

/** The realm as an OpenID provider: authorization code flow with PKCE, state and nonce; refresh; RP-initiated logout. */
export interface OidcClient {
  /** Where to send the browser, and what must be kept until it returns. */
  startLogin(options: LoginOptions): Promise<{ url: URL; checks: LoginChecks }>;
  /** {@link leadsToProvider}. */
  leadsToProvider(url: URL, provider: string): Promise<boolean>;
  /** Exchanges the code. Throws when the answer does not belong to the checks. */
  finishLogin(currentUrl: URL, checks: LoginChecks): Promise<Tokens>;
  /** New tokens, or undefined when Keycloak has ended the session. */
  refresh(refreshToken: string): Promise<Tokens | undefined>;
  /**
   * The sidecar's own client roles that whoever a token was made for has now (RFC 7662: Keycloak looks them up anew), or undefined where
   * the token counts no more: expired, signed out, account disabled. Of refresh tokens only those of our own client.
   */
  introspect(token: string, type: 'access_token' | 'refresh_token'): Promise<string[] | undefined>;
  /** All that an access token stands for now, also where it does not hold it itself ("lightweight access token"). */
  claimsOf(accessToken: string): Promise<AccessClaims | undefined>;
  /** A new access token of the sidecar's own service account (RFC 6749 §4.4), asked for as those of people are. */
  ownToken(): Promise<string>;
  /** Without an ID token Keycloak asks the person first (OpenID Connect RP-Initiated Logout 1.0, §2). */
  logoutUrl(idToken?: string): Promise<URL>;
}

export interface LoginOptions {
  loginHint?: string | undefined;
  /**
   * `none`: only ask who is signed in at Keycloak, without showing a page (OpenID Connect Core §3.1.2.1). `login`: sign in anew, which Keycloak also asks
   * of an identity provider that it leads to.
   */
  prompt?: 'none' | 'login' | undefined;
  /** Alias of the identity provider to lead to at once (Keycloak's `kc_idp_hint`). Whoever is signed in at Keycloak already stays so: ask for that first. */
  provider?: string | undefined;
  /** By the link of an invitation: at a company's provider, nobody else is to get an account ({@link ARRIVAL_SCOPE}). */
  byLink?: boolean | undefined;
  /** An application-initiated action (Keycloak's `kc_action`), such as UPDATE_PASSWORD. */
  action?: string;
  /** How the person should sign in (OpenID Connect Core §3.1.2.1 `acr_values`): a wish, so the answer's `acr` must be looked at. */
  acr?: string | undefined;
  /** In which language Keycloak should speak (`ui_locales`) until it knows whose account it is: the first of these that the realm supports. */
  locales?: readonly string[] | undefined;
}

export interface LoginChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export interface Tokens {
  userId: string;
  /** The sidecar's own client roles. */
  roles: string[];
  /** How the person signed in (OpenID Connect Core §2), where Keycloak says so. */
  acr: string | undefined;
  idToken: string;
  refreshToken: string;
}

/** @param refusals hears what Keycloak refuses the client, and of each sign-in that works. */
export function createOidcClient(
  config: Pick<Config, 'keycloak' | 'publicUrl'>,
  server: KeycloakServer,
  refusals: Pick<Refusals, 'note' | 'over'> = createRefusals(),
): OidcClient {
  const redirectUri = `${config.publicUrl}${PAGES.signInReturn}`;
  const configuration = realmProvider(config, server);
  const { clientId } = config.keycloak;

  async function claimsNow(token: string, type: 'access_token' | 'refresh_token'): Promise<AccessClaims | undefined> {
    const hint = { token_type_hint: type };
    const answer = await oidc.tokenIntrospection(await configuration(), token, hint).catch((error) => {
      refusals.note(error);
      throw oidcFault(error);
    });
    return answer.active ? (answer as AccessClaims) : undefined;
  }

  /** Of a token that has come straight from the token endpoint. Where it holds no roles Keycloak is asked for them. */
  async function rolesOf(accessToken: string): Promise<string[]> {
    const held = decodeJwt<AccessClaims>(accessToken);
    const claims = isLightweight(held) ? await claimsNow(accessToken, 'access_token') : held;
    return claims ? rolesIn(claims, clientId) : [];
  }

  return {
    async startLogin({ loginHint, prompt, provider, byLink, action, acr, locales }) {
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: byLink ? `openid ${ARRIVAL_SCOPE}` : 'openid',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ...(loginHint && { login_hint: loginHint }),
        ...(prompt && { prompt }),
        ...(provider && prompt !== 'none' && { kc_idp_hint: provider }),
        ...(action && { kc_action: action }),
        ...(acr && { acr_values: acr }),
        ...(locales && { ui_locales: locales.join(' ') }),
      });
      return { url, checks };
    },

    leadsToProvider: (url, provider) => leadsToProvider(server, url, provider),

    async finishLogin(currentUrl, { state, nonce, codeVerifier }) {
      try {
        const response = await oidc.authorizationCodeGrant(await configuration(), currentUrl, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const tokens = await tokensOf(response, rolesOf);
        refusals.over();
        return tokens;
      } catch (error) {
        refusals.note(error);
        throw error;
      }
    },

    async refresh(refreshToken) {
      try {
        return await tokensOf(await oidc.refreshTokenGrant(await configuration(), refreshToken), rolesOf);
      } catch (error) {
        // `invalid_grant`: signed out elsewhere, expired, disabled. Anything else is a fault, not the end of a session.
        if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return undefined;
        refusals.note(error);
        throw oidcFault(error);
      }
    },

    async introspect(token, type) {
      const claims = await claimsNow(token, type);
      return claims && rolesIn(claims, clientId);
    },

    claimsOf: (accessToken) => claimsNow(accessToken, 'access_token'),

    async ownToken() {
      const answer = await oidc.clientCredentialsGrant(await configuration(), { scope: 'openid' }).catch((error) => {
        throw oidcFault(error);
      });
      return answer.access_token;
    },

    async logoutUrl(idToken) {
      return oidc.buildEndSessionUrl(await configuration(), {
        ...(idToken && { id_token_hint: idToken }),
        post_logout_redirect_uri: `${config.publicUrl}${PAGES.signOut}`,
      });
    },
  };
}

/** Keycloak has refused (the sidecar's client, then), or has not answered as a token endpoint does: what stands before it may answer with JSON, too. */
function oidcFault(error: unknown): unknown {
  if (error instanceof oidc.ResponseBodyError)
    return new AppError(isAway(error.status) ? 'keycloak_unavailable' : 'keycloak_misconfigured', { cause: error });
  return error instanceof oidc.ClientError ? new AppError('keycloak_unavailable', { cause: error }) : error;
}

export interface AccessClaims {
  typ?: string;
  sub?: string;
  aud?: string | string[];
  /** The client that the token was made for (OpenID Connect Core §2). */
  azp?: string;
  name?: string;
  acr?: string;
  iat?: number;
  resource_access?: Record<string, { roles?: string[] }>;
}

/**
 * Whether an access token itself names no roles at all: Keycloak's "lightweight access token", of a client's setting or policy, which has no audience
 * either, or that of a realm whose mappers leave roles to introspection.
 */
export function isLightweight({ resource_access = {} }: AccessClaims): boolean {
  return Object.keys(resource_access).length === 0;
}

async function tokensOf(
  response: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  rolesOf: (accessToken: string) => Promise<string[]>,
): Promise<Tokens> {
  const claims = response.claims();
  if (!claims || !response.id_token || !response.refresh_token) {
    throw new AppError('keycloak_misconfigured', { cause: new Error('the token response lacks an ID or refresh token') });
  }
  return {
    userId: claims.sub,
    // The token came straight from the token endpoint: its signature adds nothing (OIDC Core §3.1.3.7, point 6).
    roles: await rolesOf(response.access_token),
    acr: typeof claims.acr === 'string' ? claims.acr : undefined,
    idToken: response.id_token,
    refreshToken: response.refresh_token,
  };
}

/** The roles of one client in a Keycloak access token; none where a mapper of the realm writes them as one text, in which parts of names could be found. */
export function rolesIn(claims: AccessClaims, clientId: string): string[] {
  const roles: unknown = claims.resource_access?.[clientId]?.roles;
  return Array.isArray(roles) ? roles : [];
}
