import { PAGES } from '../../common/addresses.ts';
import { cachedWhileSlow } from '../../common/cache.ts';
import { type Check, CheckError } from '../../common/readiness-check.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakServer } from '../api/server.ts';
import { invitationRedirectUri } from '../ride/action-token.ts';
import { readPageState } from '../ride/steps/page-state.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/**
 * Checks that Keycloak accepts the sidecar's addresses as redirect URIs of its client: only then it mails links, takes their keys and signs people
 * in. Asked as a browser would, by OpenID Connect's `prompt=none` (Core §3.1.2.6), because the service account may not read its client. Nobody is
 * signed in by it.
 */
export interface RedirectCheck {
  /** Throws `keycloak_misconfigured` while Keycloak does not accept the address of links: no mail is sent then, and a good key is refused. */
  requireLinks(): Promise<void>;
  /** The check for `/readyz`, which includes the sign-in's address: it names the address that is missing, or what else is wrong. */
  check: Check;
}

/** Milliseconds for which "all is well" is believed. */
const FRESH = 2000;

export function redirectCheck(server: KeycloakServer, config: Pick<Config, 'keycloak' | 'publicUrl'>): RedirectCheck {
  const { clientId } = config.keycloak;

  async function faultOf(uri: string): Promise<string | undefined> {
    const url = server.publicRealmUrl('protocol/openid-connect/auth');
    const challenge = { code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' };
    const asked = {
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      prompt: 'none',
      redirect_uri: uri,
      ...challenge,
    };
    url.search = String(new URLSearchParams(asked));
    const { status, headers, text } = await server.request(url);
    if (status >= 500) throw new AppError('keycloak_unavailable', { cause: new Error(`the realm answers ${status}`) });
    if (status >= 300 && status < 400) {
      const { error } = Object.fromEntries(new URL(headers.location ?? '', url).searchParams);
      return error === 'unauthorized_client' ? `the client ${clientId} may not sign people in (standard flow)` : undefined;
    }
    const code = readPageState(text)?.message?.code ?? '';
    return REASONS[code] ?? `the client ${clientId} has no redirect URI for ${uri}`;
  }

  async function require(uri: string): Promise<void> {
    const fault = await faultOf(uri);
    if (fault) throw new AppError('keycloak_misconfigured', { cause: new Error(`${fault}; ${HOW_TO_MEND}`) });
  }
  const [link, signIn] = [invitationRedirectUri(config.publicUrl, 'none'), `${config.publicUrl}${PAGES.signInReturn}`];
  const requireLinks = cachedWhileSlow(() => require(link), FRESH);

  return {
    requireLinks,
    async check() {
      const faults = await Promise.all([faultOf(link), faultOf(signIn)]);
      const words = [...new Set(faults.filter((fault) => fault !== undefined))];
      if (words.length > 0) throw new CheckError(`${words.join('; ')}: ${HOW_TO_MEND}`);
    },
  };
}

/** What Keycloak has refused a browser for, by the message code of its page. */
const REASONS: Readonly<Record<string, string>> = {
  realmNotEnabledMessage: 'the realm is disabled',
  clientDisabledMessage: 'the sidecar’s client is disabled',
  clientNotFoundMessage: 'the realm has no such client as KEYCLOAK_CLIENT_ID',
  httpsRequiredMessage: 'the realm wants https (sslRequired), also of whoever reaches Keycloak as the sidecar does',
  invalidUserMessage: 'the realm’s browser flow signs nobody in',
};
