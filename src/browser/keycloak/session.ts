import type { PageData } from './page-data.ts';

/** Keycloak's own script (`resources/js/authChecker.js` of its base theme). */
interface AuthChecker {
  startSessionPolling(redirectUrl: string): void;
  checkAuthSession(session: string): void;
}

/** Goes on by itself when the person signs in in another tab, and reloads a page whose session another tab has replaced. */
export async function watchSession({ resources, loginElsewhereUrl, session }: PageData): Promise<void> {
  const checker = (await import(`${resources}/js/authChecker.js`)) as AuthChecker;
  checker.startSessionPolling(loginElsewhereUrl);
  if (session) checker.checkAuthSession(session);
}
