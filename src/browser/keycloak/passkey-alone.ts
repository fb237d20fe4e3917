import { keep, take } from './kept.ts';
import type { PageData } from './page-data.ts';

const NAME = 'passkey-alone';

/**
 * Whoever was activated with a passkey has no password, and the fragment that comes from the activation says so. Keycloak's answer to a passkey that was cancelled or
 * refused has no fragment, and Keycloak tells its pages of nobody whether they have a password: the page of the same sign-in that follows in this tab gets the fragment
 * again. The form itself leads to none, which would go along to the application.
 */
export function goOnWithoutPassword({ session }: PageData): void {
  const kept = take<string>(NAME);
  const mark = document.querySelector('[data-activated-with="passkey"]');
  if (!mark || !session) return;
  const fragment = `#${mark.id}`;
  if (kept === session && document.querySelector('#kc-message[role="alert"]')) location.replace(fragment);
  if (location.hash !== fragment) return;
  document.querySelector('#webauth')?.addEventListener('submit', () => keep(NAME, session));
  for (const language of document.querySelectorAll<HTMLAnchorElement>('.language a')) language.hash = fragment;
}
