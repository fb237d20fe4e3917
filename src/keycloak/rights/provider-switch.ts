import { PAGES } from '../../common/addresses.ts';
import { type Asking, cachedByKey } from '../../common/cache.ts';
import type { Config } from '../../settings/config.ts';
import { unlessAway } from '../api/faults.ts';
import type { KeycloakServer } from '../api/server.ts';

/**
 * Whether Keycloak leads people to an identity provider. The sidecar's service account may not read providers, because that right shows their secrets; so
 * Keycloak is asked as a browser asks it that comes with the provider's name (`kc_idp_hint`).
 */
export interface ProviderSwitch {
  /** False for one that is off or gone, and for all while the realm's browser flow has no Identity Provider Redirector. Throws `keycloak_unavailable`. */
  isOn(alias: string, asking?: Asking): Promise<boolean>;
}

/** Milliseconds for which an answer is believed where many are mailed: they do not ask for each mail. */
const FRESH = 1000;
const MOST_CACHED = 1000;

export function createProviderSwitch(
  server: KeycloakServer,
  { keycloak, publicUrl }: Pick<Config, 'keycloak' | 'publicUrl'>,
): ProviderSwitch {
  return {
    isOn: cachedByKey(
      (alias) => {
        const url = server.publicRealmUrl('protocol/openid-connect/auth');
        url.search = String(
          new URLSearchParams({
            client_id: keycloak.clientId,
            redirect_uri: `${publicUrl}${PAGES.signInReturn}`,
            response_type: 'code',
            scope: 'openid',
            // A challenge that nobody has a verifier for: no code is ever asked for.
            code_challenge: 'c'.repeat(43),
            code_challenge_method: 'S256',
            kc_idp_hint: alias,
          }),
        );
        return leadsToProvider(server, url, alias);
      },
      FRESH,
      MOST_CACHED,
    ),
  };
}

/** Whether Keycloak leads a browser that comes with this address to the provider named in it: one that is off or gone is passed over without a word. Throws `keycloak_unavailable`. */
export async function leadsToProvider(server: Pick<KeycloakServer, 'request'>, url: URL, alias: string): Promise<boolean> {
  const { status, headers } = unlessAway(await server.request(url), `the way to the provider ${alias}`);
  const to = status >= 300 && status < 400 ? headers.location : undefined;
  return to !== undefined && new URL(to, url).pathname.includes(`/broker/${encodeURIComponent(alias)}/login`);
}
