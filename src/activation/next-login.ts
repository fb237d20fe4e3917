import { type ActivatedWith, activatedFragment, PAGES } from '../common/addresses.ts';
import type { Config } from '../settings/config.ts';

/** The app that an invitation leads to: its own start, and the address in it to arrive at. */
export interface Destination {
  home: string;
  target: string | undefined;
}

interface Arrival {
  app?: Destination | undefined;
  /** What the person has set up, if not a password alone. */
  activatedWith?: ActivatedWith | undefined;
  /** In which language the page speaks that leads there. */
  locale?: string | undefined;
}

type NextLoginConfig = Pick<Config, 'platformLoginUrl' | 'publicUrl'>;

/**
 * Where the browser goes after activation: the start of the invitation's app, else of the platform, as OIDC third-party-initiated login
 * (OpenID Connect Core §4: `iss`, `login_hint`, `target_link_uri`), else the sidecar's own. There somebody else may be signed in
 * in this browser: `select_account` leads to the account of the hint all the same.
 */
export function loginAfterActivation(
  config: NextLoginConfig,
  issuer: string,
  signInName: string,
  { app, activatedWith, locale }: Arrival = {},
): string {
  const start = app?.home ?? config.platformLoginUrl;
  if (!start) {
    const hints = { login_hint: signInName, prompt: 'select_account', ...(locale && { ui_locales: locale }) };
    return `${config.publicUrl}${PAGES.signIn}?${new URLSearchParams(hints)}`;
  }
  const url = initiated(start, issuer, app);
  url.searchParams.set('login_hint', signInName);
  // It goes along to Keycloak's page. A platform that has a fragment itself keeps its own.
  url.hash ||= activatedFragment(activatedWith);
  return url.href;
}

/** The same for whoever holds a used link: it does not say who they are. */
export function loginOfUsedLink(issuer: string, app: Destination | undefined, locale: string): string {
  return app ? initiated(app.home, issuer, app).href : `${PAGES.signIn}?${new URLSearchParams({ ui_locales: locale })}`;
}

function initiated(start: string, issuer: string, app: Destination | undefined): URL {
  const url = new URL(start);
  url.searchParams.set('iss', issuer);
  if (app?.target) url.searchParams.set('target_link_uri', app.target);
  return url;
}
