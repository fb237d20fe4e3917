import { PAGES } from '../common/addresses.ts';
import type { Config } from '../settings/config.ts';

/**
 * Where the browser goes after activation: the platform's login as OIDC third-party-initiated login
 * (OpenID Connect Core §4: `iss`, `login_hint`), else the sidecar's own. There somebody else may be signed in
 * in this browser: `select_account` leads to the account of the hint all the same.
 */
export function loginAfterActivation(
  config: Pick<Config, 'platformLoginUrl' | 'publicUrl'>,
  issuer: string,
  signInName: string,
): string {
  if (!config.platformLoginUrl)
    return `${config.publicUrl}${PAGES.signIn}?${new URLSearchParams({ login_hint: signInName, prompt: 'select_account' })}`;
  const url = new URL(config.platformLoginUrl);
  url.searchParams.set('iss', issuer);
  url.searchParams.set('login_hint', signInName);
  return url.href;
}
