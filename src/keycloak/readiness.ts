import type { Config } from '../config.ts';
import { type Check, CheckError } from '../http/health.ts';
import type { Admin } from './admin.ts';
import { readPageState } from './page-state.ts';
import type { KeycloakServer } from './server.ts';

/** What `/readyz` looks at: `theme` matters to the web side only. */
export function readinessChecks({
  server,
  admin,
  config,
}: {
  server: KeycloakServer;
  admin: Admin;
  config: Pick<Config, 'keycloak'>;
}): Record<'keycloak' | 'serviceAccount' | 'theme', Check> {
  return {
    /** Keycloak answers, under the address that browsers use: the issuer of its tokens must be ours. */
    keycloak: async () => {
      const response = await server.fetch(server.publicRealmUrl('.well-known/openid-configuration'));
      if (!response.ok) throw new CheckError(`the realm answers ${response.status}`);
      const { issuer } = (await response.json()) as { issuer: string };
      if (issuer !== server.issuer)
        throw new CheckError(`the realm's issuer is ${issuer}: set KEYCLOAK_PUBLIC_URL to its address`);
    },
    /** The service account may do its work. */
    serviceAccount: async () => {
      await admin.users.count();
    },
    /** The login theme of the sidecar's client is ours: its pages carry the state block (a key that nobody signed shows one). */
    theme: async () => {
      const url = server.publicRealmUrl('protocol/openid-connect/auth');
      url.search = String(
        new URLSearchParams({
          client_id: config.keycloak.clientId,
          response_type: 'code',
          redirect_uri: 'urn:none',
          scope: 'openid',
        }),
      );
      const response = await server.fetch(url, { redirect: 'manual' });
      if (!readPageState(await response.text())) {
        throw new CheckError(
          'the login theme of the sidecar’s client has no state block: activation goes on at Keycloak’s own pages',
        );
      }
    },
  };
}
