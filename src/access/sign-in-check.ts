import { decodeJwt, decodeProtectedHeader } from 'jose';
import { PAGES } from '../common/addresses.ts';
import { cached } from '../common/cache.ts';
import { type Check, CheckError, CheckWarning } from '../common/readiness-check.ts';
import { AppError } from '../errors.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import { HOW_TO_MEND } from '../keycloak/checks/how-to-mend.ts';
import { whyNoToken } from '../keycloak/checks/why-no-token.ts';
import type { Config } from '../settings/config.ts';
import { createOidcClient } from './oidc.ts';
import type { Refusals } from './refusals.ts';

/** Milliseconds for which "all is well" is believed: a look costs Keycloak a token, and its log an event. */
const FRESH = 5 * 60_000;

/** Seconds by which the clocks of two machines may differ, as openid-client has it. */
const TOLERANCE = 30;

/**
 * For `/readyz`: whether people can sign in and out, tried on the same way with a token of the sidecar's own: the token endpoint answers as sign-in
 * asks it, the realm's keys hold the one that signed, both clocks agree, and Keycloak leads back after signing out.
 * (That the addresses of links and of signing in are redirect URIs of our client is keycloak/checks/redirect-check.ts; that tokens have roles,
 * token-roles.ts.)
 * @param now milliseconds since the epoch.
 * @param refusals what Keycloak has refused meanwhile: each new one ends the belief that all is well, and is told until somebody has signed in.
 */
export function signInCheck(
  { keycloak, publicUrl }: Pick<Config, 'keycloak' | 'publicUrl'>,
  server: KeycloakServer,
  now = Date.now,
  refusals?: Pick<Refusals, 'last'>,
): Check {
  const lookAnew = () => cached(look, FRESH);
  let current = lookAnew();
  let known = 0;
  return async () => {
    const refused = refusals?.last();
    if (refused && refused.number !== known) current = lookAnew();
    known = refused?.number ?? known;
    await current();
    if (refused)
      throw new CheckWarning(
        `Keycloak has refused the client ${keycloak.clientId} since anybody signed in last (${refused.words}): ${HOW_TO_MEND}`,
      );
  };

  async function look(): Promise<void> {
    // A client of its own: each look begins with discovery, and sign-in itself does not rest on what was found while all was well.
    const oidc = createOidcClient({ keycloak, publicUrl }, server);
    const token = await oidc.ownToken().catch((error) => {
      throw new CheckError(faultOf(error, keycloak), { cause: error });
    });
    await requireKey(server, decodeProtectedHeader(token).kid);
    const { iat = 0, exp = 0 } = decodeJwt(token);
    const ahead = Math.round(now() / 1000) - iat;
    const apart = `this machine’s clock is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} Keycloak’s`;
    if (ahead >= exp - iat) throw new CheckError(`${apart}, so every token has expired when it arrives: set the clocks`);
    if (Math.abs(ahead) > TOLERANCE) throw new CheckWarning(`${apart}: set the clocks`);
    await requireWayOut(server, keycloak.clientId, `${publicUrl}${PAGES.signOut}`);
  }
}

function faultOf(error: unknown, { clientId, url }: Config['keycloak']): string {
  const isRefused = error instanceof AppError && error.code === 'keycloak_misconfigured';
  return isRefused
    ? `people cannot sign in: Keycloak gives the client ${clientId} no token (${whyNoToken(error.cause)})`
    : `people cannot sign in: the realm’s discovery document and token endpoint do not answer as they must at ${url} (KEYCLOAK_URL)`;
}

/** The public keys of the realm (RFC 7517). */
async function requireKey(server: KeycloakServer, kid: string | undefined): Promise<void> {
  const { status, text } = await server.request(server.publicRealmUrl('protocol/openid-connect/certs'));
  const { keys = [] } = status === 200 ? (JSON.parse(text) as { keys?: { kid?: string }[] }) : {};
  if (!keys.some((key) => key.kid === kid))
    throw new CheckError('the API takes no tokens: the realm’s public keys lack the one that its tokens are signed with');
}

/** Asked as a browser would (OpenID Connect RP-Initiated Logout 1.0 §2), without a session: Keycloak shows a page that asks, or refuses. */
async function requireWayOut(server: KeycloakServer, clientId: string, uri: string): Promise<void> {
  const url = server.publicRealmUrl('protocol/openid-connect/logout');
  url.search = String(new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: uri }));
  const { status } = await server.request(url);
  if (status === 400)
    throw new CheckWarning(
      `whoever signs out ends on an error page: the client ${clientId} has no post-logout redirect URI for ${uri}; ${HOW_TO_MEND}`,
    );
}
