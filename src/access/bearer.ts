import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { KeycloakServer } from '../keycloak/server.ts';
import { rolesIn } from './oidc.ts';
import { type Principal, principal } from './principal.ts';

/** Turns an `Authorization` header into who is asking. Throws `unauthenticated`, or `keycloak_unavailable` without the realm's keys. */
export type VerifyBearer = (header: string | undefined) => Promise<Principal>;

interface AccessTokenClaims {
  typ?: string;
  name?: string;
  resource_access?: Record<string, { roles?: string[] }>;
}

/** Codes of jose when the realm's keys did not come or cannot be read: that says nothing about a token. */
const NO_KEYS: readonly string[] = [errors.JOSEError.code, errors.JWKSInvalid.code, errors.JWKSTimeout.code];

/**
 * Access tokens of the realm, checked against its keys: signature, issuer, audience (the sidecar's client), time
 * (RFC 9068 in spirit: Keycloak's tokens say `typ: Bearer` in the claims).
 */
export function createVerifyBearer(config: Pick<Config, 'keycloak'>, server: KeycloakServer): VerifyBearer {
  const { clientId } = config.keycloak;
  const keys = createRemoteJWKSet(server.publicRealmUrl('protocol/openid-connect/certs'), {
    [customFetch]: (url: string, init: RequestInit) => server.fetch(url, init),
  });

  return async (header) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
    if (!token) throw new AppError('unauthenticated');
    try {
      const { payload } = await jwtVerify<AccessTokenClaims>(token, keys, {
        issuer: server.issuer,
        audience: clientId,
        requiredClaims: ['sub', 'exp'],
      });
      // An ID token of our own client has the same issuer and audience.
      if (payload.typ !== 'Bearer') throw new AppError('unauthenticated');
      return principal(payload.sub ?? '', rolesIn(payload, clientId), payload.name);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new AppError(NO_KEYS.includes(error.code) ? 'keycloak_unavailable' : 'unauthenticated', { cause: error });
    }
  };
}
