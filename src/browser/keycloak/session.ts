import type { PageData } from './page-data.ts';

/** Keycloak's own script (`resources/js/authChecker.js` of its base theme). */
interface AuthChecker {
  startSessionPolling(redirectUrl: string): void;
  checkAuthSession(session: string): void;
}

/**
 * Goes on by itself when the person signs in in another tab, and reloads a page whose session another tab has replaced. Both take leaving this tab,
 * so nothing is fetched before.
 */
export function watchSession({ resources, loginElsewhereUrl, session }: PageData): void {
  const watch = async () => {
    const checker = (await import(`${resources}/js/authChecker.js`)) as AuthChecker;
    checker.startSessionPolling(loginElsewhereUrl);
    if (session) window.addEventListener('focus', () => checker.checkAuthSession(session));
  };
  window.addEventListener('blur', () => void watch(), { once: true });
}
