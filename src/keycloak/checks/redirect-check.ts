import { PAGES } from '../../common/addresses.ts';
import { cachedWhileSlow } from '../../common/cache.ts';
import { type Check, CheckError } from '../../common/readiness-check.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakServer } from '../api/server.ts';
import { invitationRedirectUri } from '../ride/action-token.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';
import { signInFault } from './sign-in-answer.ts';

/**
 * Checks that Keycloak accepts the sidecar's addresses as redirect URIs of its client, and signs in whoever comes from there: only then it mails
 * links, takes their keys and signs people in. Asked as a browser would, because the service account may not read its client.
 */
export interface RedirectCheck {
  /** Throws `keycloak_misconfigured` while Keycloak does not accept the address of links: no mail is sent then, and a good key is refused. */
  requireLinks(): Promise<void>;
  /** The check for `/readyz`, which includes the sign-in's address: it names the address that is missing, or what else Keycloak refuses people for. */
  check: Check;
}

/** Milliseconds for which "all is well" is believed. */
const FRESH = 2000;

export function redirectCheck(server: KeycloakServer, config: Pick<Config, 'keycloak' | 'publicUrl'>): RedirectCheck {
  const { clientId } = config.keycloak;

  const endpoint = server.publicRealmUrl('protocol/openid-connect/auth');
  const faultOf = (uri: string) => signInFault(server.request, endpoint, { clientId, uri });

  async function require(uri: string): Promise<void> {
    const fault = await faultOf(uri);
    if (!fault || fault.stops === 'sign-in') return;
    throw new AppError('keycloak_misconfigured', { cause: new Error(`${fault.words}; ${HOW_TO_MEND}`) });
  }
  const [link, signIn] = [invitationRedirectUri(config.publicUrl, 'none'), `${config.publicUrl}${PAGES.signInReturn}`];
  const requireLinks = cachedWhileSlow(() => require(link), FRESH);

  return {
    requireLinks,
    async check() {
      const faults = await Promise.all([faultOf(link), faultOf(signIn)]);
      const words = [...new Set(faults.flatMap((fault) => fault?.words ?? []))];
      if (words.length > 0) throw new CheckError(`${words.join('; ')}: ${HOW_TO_MEND}`);
    },
  };
}
