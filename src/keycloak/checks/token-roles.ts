import { decodeJwt } from 'jose';
import { CheckWarning } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { KeycloakServer } from '../api/server.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/** The role of the sidecar's client that its service account holds, so that its own tokens show whether they tell such roles. It opens nothing. */
const OWN_ROLE = 'self-check';

/**
 * Whether tokens of the sidecar's client tell its roles, or Keycloak does when it is asked about them (RFC 7662). The service account holds one:
 * where its token does not show that, those of administrators show none either, and nobody is let into the administration.
 */
export async function checkTokenRoles(
  server: KeycloakServer,
  admin: KeycloakAdmin,
  { clientId, clientSecret }: Config['keycloak'],
): Promise<void> {
  const token = (await admin.getAccessToken()) ?? '';
  const held: Claims = decodeJwt(token);
  if (hasRole(held, clientId)) return;
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token });
  const url = server.publicRealmUrl('protocol/openid-connect/token/introspect');
  const { status, text } = await server.request(url, { method: 'POST', body });
  const told: Claims = status === 200 ? JSON.parse(text) : {};
  // Roles of other clients in the token itself: then the sidecar takes the token's word for its own, too.
  if (hasRole(told, clientId) && !hasRoles(held)) return;
  throw new CheckWarning(
    hasRoles(held) || hasRoles(told)
      ? `tokens of the sidecar’s client do not show the role ${OWN_ROLE} of its service account: either it has not got it, or its mappers leave roles of this client out, and nobody is let into the administration; ${HOW_TO_MEND}`
      : `tokens of the sidecar’s client hold no roles, so nobody is let into the administration: its mapper "own roles" and its client scope "roles" are missing, or do not put them there as a list of names; ${HOW_TO_MEND}`,
  );
}

interface Claims {
  resource_access?: Record<string, { roles?: unknown }>;
}

function hasRole({ resource_access = {} }: Claims, clientId: string): boolean {
  const roles = resource_access[clientId]?.roles;
  return Array.isArray(roles) && roles.includes(OWN_ROLE);
}

function hasRoles({ resource_access = {} }: Claims): boolean {
  return Object.values(resource_access).some(({ roles }) => Array.isArray(roles) && roles.length > 0);
}
