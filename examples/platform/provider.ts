import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { Settings } from './settings.ts';

/** Keycloak, as far as this app needs it: authorization code flow with PKCE, state and nonce; sign-out that starts here or elsewhere. */
export interface Provider {
  startLogin(wishes: { loginHint?: string | undefined; locale?: string | undefined }): Promise<{ url: URL; checks: LoginChecks }>;
  /** Throws when the answer does not belong to the checks, or Keycloak refuses. */
  finishLogin(currentUrl: URL, checks: LoginChecks): Promise<Person>;
  /** Where the browser ends the session at Keycloak, and with it that of every app (OpenID Connect RP-Initiated Logout 1.0). */
  logoutUrl(idToken: string, then: string): Promise<URL>;
  /** Whose session has ended elsewhere (OpenID Connect Back-Channel Logout 1.0). Throws when the token is not Keycloak's, not ours, or old. */
  readLogoutToken(token: string): Promise<EndedSession>;
}

export interface LoginChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export interface Person {
  /** Keycloak's user id. */
  sub: string;
  /** Keycloak's session, which one logout token ends. */
  sid: string | undefined;
  name: string;
  email: string;
  /** What `login_hint` may name this person by. */
  signInNames: string[];
  groups: string[];
  idToken: string;
}

export interface EndedSession {
  sub: string | undefined;
  sid: string | undefined;
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds for which a logout token counts: long enough for clocks that differ. */
const LOGOUT_TOKEN_AGE = 120;
/** Seconds that our clock may be off. */
const CLOCK_TOLERANCE = 30;

export function createProvider({ issuer, clientId, clientSecret, baseUrl }: Settings): Provider {
  const options = new URL(issuer).protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
  const authentication = clientSecret ? oidc.ClientSecretPost(clientSecret) : oidc.None();
  let discovered: Promise<oidc.Configuration> | undefined;
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  /** Asked once; after a failure, such as Keycloak being away, the next caller asks again. */
  function configuration(): Promise<oidc.Configuration> {
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, { [oidc.clockTolerance]: CLOCK_TOLERANCE }, authentication, options)
      .catch((error) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }

  return {
    async startLogin({ loginHint, locale }) {
      const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${baseUrl}/callback`,
        scope: 'openid profile email',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ...(loginHint && { login_hint: loginHint }),
        ...(locale && { ui_locales: locale }),
      });
      return { url, checks };
    },

    async finishLogin(currentUrl, { state, nonce, codeVerifier }) {
      const answer = await oidc.authorizationCodeGrant(await configuration(), currentUrl, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (!claims || !answer.id_token) throw new Error('the answer holds no ID token');
      const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
      const names = [text('email'), text('preferred_username')].filter(Boolean);
      return {
        sub: claims.sub,
        sid: text('sid') || undefined,
        name: text('name') || names[0] || claims.sub,
        email: text('email'),
        signInNames: names.map((name) => name.toLowerCase()),
        groups: Array.isArray(claims.groups) ? claims.groups.map(String) : [],
        idToken: answer.id_token,
      };
    },

    async logoutUrl(idToken, then) {
      return oidc.buildEndSessionUrl(await configuration(), { id_token_hint: idToken, post_logout_redirect_uri: then });
    },

    async readLogoutToken(token) {
      const { jwks_uri } = (await configuration()).serverMetadata();
      if (!jwks_uri) throw new Error('the realm publishes no keys');
      keys ??= createRemoteJWKSet(new URL(jwks_uri));
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        maxTokenAge: LOGOUT_TOKEN_AGE,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['jti', 'events'],
      });
      const { events, nonce, sub, sid } = payload;
      // An ID token has a nonce and no such event: it must not pass for a logout token (Back-Channel Logout 1.0, §2.4 and §2.6).
      if (nonce !== undefined || typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events))
        throw new Error('this is no logout token');
      if (sub === undefined && sid === undefined) throw new Error('the logout token names neither a person nor a session');
      return { sub, sid: typeof sid === 'string' ? sid : undefined };
    },
  };
}
