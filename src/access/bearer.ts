import { setTimeout as delay } from 'node:timers/promises';
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { cachedByKey } from '../common/cache.ts';
import type { Logger } from '../common/log.ts';
import { AppError } from '../errors.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import type { IsServiceAccount } from '../keycloak/rights/is-service-account.ts';
import type { Config } from '../settings/config.ts';
import { hasAcr, insufficientAcr } from './acr.ts';
import { type AccessClaims, isLightweight, type OidcClient, rolesIn } from './oidc.ts';
import { type Principal, principal } from './principal.ts';

/**
 * Turns an `Authorization` header into the caller. For requests that write, Keycloak is asked whether the token still counts, and with which roles.
 * Throws `unauthenticated`, `insufficient_user_authentication`, or `keycloak_unavailable` if the realm's keys or that answer cannot be had.
 */
export type VerifyBearer = (header: string | undefined, request: { writes: boolean; log: Logger }) => Promise<Principal>;

/** Codes of jose when the realm's keys did not come or cannot be read: that says nothing about a token. */
const NO_KEYS: readonly string[] = [errors.JOSEError.code, errors.JWKSInvalid.code, errors.JWKSTimeout.code];

/** Milliseconds between two requests for the realm's keys: whoever invents keys has Keycloak asked no more often. */
const KEYS_PAUSE = 1000;

/** Milliseconds for which a token that writes is believed before Keycloak is asked again, as sessions are. */
const BELIEVED = 30_000;
const MOST_CACHED = 1000;

/**
 * Access tokens of the realm, checked against its keys: signature, issuer, audience (the sidecar's client), time
 * (RFC 9068 in spirit: Keycloak's tokens say `typ: Bearer` in the claims). Keycloak puts our audience and roles into the tokens of any
 * client where an administrator signs in: taken are those of our own client, of service accounts, and of `API_CLIENTS`.
 */
export function createVerifyBearer(
  config: Pick<Config, 'keycloak' | 'apiClients' | 'adminAcr'>,
  server: KeycloakServer,
  { introspect, claimsOf: introspected }: Pick<OidcClient, 'introspect' | 'claimsOf'>,
  isServiceAccount: IsServiceAccount,
): VerifyBearer {
  const { clientId } = config.keycloak;
  const keys = createRemoteJWKSet(server.publicRealmUrl('protocol/openid-connect/certs'), {
    [customFetch]: (url: string, init: RequestInit) => server.fetch(url, init),
    cooldownDuration: KEYS_PAUSE,
  });
  const ownClients = new Set([clientId, ...config.apiClients]);
  /** What Keycloak says of a token: one question serves its claims and the roles of whoever writes. */
  const claimsOfLate = cachedByKey(introspected, BELIEVED, MOST_CACHED);

  const verified = (token: string) =>
    jwtVerify<AccessClaims>(token, keys, {
      issuer: server.issuer,
      requiredClaims: ['exp'],
    });

  async function claimsOf(token: string): Promise<AccessClaims & { sub: string }> {
    const { payload } = await verified(token).catch(async (error) => {
      // A key that is newer than those that were asked for a moment ago.
      if (!(error instanceof errors.JWKSNoMatchingKey) || !keys.coolingDown) throw error;
      await delay(KEYS_PAUSE);
      return verified(token);
    });
    // An ID token of our own client has the same issuer and audience.
    if (payload.typ !== 'Bearer') throw new AppError('unauthenticated');
    const claims = isLightweight(payload) ? await claimsOfLate(token) : payload;
    if (!claims?.sub || ![claims.aud].flat().includes(clientId)) throw new AppError('unauthenticated');
    return { ...claims, sub: claims.sub };
  }

  return async (header, { writes, log }) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
    if (!token) throw new AppError('unauthenticated');
    const claims = await claimsOf(token).catch((error) => {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new AppError(NO_KEYS.includes(error.code) ? 'keycloak_unavailable' : 'unauthenticated', { cause: error });
    });
    const { sub, azp = '', name } = claims;
    if (!ownClients.has(azp) && !(await isServiceAccount(sub, azp))) {
      log.warn(
        { azp },
        'an access token was refused: its client is neither the sidecar, nor the service account’s own, nor in API_CLIENTS',
      );
      throw new AppError('unauthenticated');
    }
    if (!hasAcr(config, claims.acr) && !(await isServiceAccount(sub, azp))) throw insufficientAcr(config);
    const rolesNow = () => introspect(token, 'access_token');
    if (!writes) return principal(sub, rolesIn(claims, clientId), name, { at: (claims.iat ?? 0) * 1000, rolesNow }, azp);
    const late = await claimsOfLate(token);
    if (!late) throw new AppError('unauthenticated');
    return principal(sub, rolesIn(late, clientId), name, { at: Date.now() - BELIEVED, rolesNow }, azp);
  };
}
