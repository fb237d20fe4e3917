import { decodeJwt } from 'jose';
import { CheckWarning } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { KeycloakServer } from '../api/server.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/**
 * Whether tokens of the sidecar's client tell roles, or Keycloak does when it is asked about them (RFC 7662). The service account has some:
 * where its token shows none, those of administrators show none either, and nobody is let into the administration.
 */
export async function checkTokenRoles(
  server: KeycloakServer,
  admin: KeycloakAdmin,
  { clientId, clientSecret }: Config['keycloak'],
): Promise<void> {
  const token = (await admin.getAccessToken()) ?? '';
  if (hasRoles(decodeJwt(token))) return;
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token });
  const url = server.publicRealmUrl('protocol/openid-connect/token/introspect');
  const { status, text } = await server.request(url, { method: 'POST', body });
  if (status === 200 && hasRoles(JSON.parse(text) as Claims)) return;
  throw new CheckWarning(
    `tokens of the sidecar’s client hold no roles, so nobody is let into the administration: its client scope "roles" is missing, or no longer puts roles into tokens; ${HOW_TO_MEND}`,
  );
}

interface Claims {
  resource_access?: Record<string, { roles?: string[] }>;
}

function hasRoles({ resource_access = {} }: Claims): boolean {
  return Object.values(resource_access).some(({ roles = [] }) => roles.length > 0);
}
