/**
 * What the login theme's pages do beyond plain HTML. Every part is an addition: without JavaScript all forms work, except
 * passkeys, which need it by nature.
 */

import { addReveal } from '../password/reveal.ts';
import { letValuesBeAdded } from '../profile/multivalued.ts';
import { keepFormsFromBeingSentTwice, sendOrContinueWhenLoaded } from './forms.ts';
import { offerRecoveryCodes } from './recovery-codes.ts';
import { watchSession } from './session.ts';
import { startPasskeys } from './webauthn.ts';

/** The theme's JSON island `#keycloak-page` (template.ftl). */
export interface PageData {
  /** Where the theme's resources lie, Keycloak's own scripts among them. */
  resources: string;
  loginElsewhereUrl: string;
  session?: string;
}

const page = island<PageData>('keycloak-page');
// Forms with a new password have activate.ts.
for (const form of document.querySelectorAll<HTMLFormElement>('form:not([data-activation])')) addReveal(form, {});
keepFormsFromBeingSentTwice();
sendOrContinueWhenLoaded();
for (const form of document.querySelectorAll<HTMLFormElement>('form')) letValuesBeAdded(form);
offerRecoveryCodes();
if (page) {
  void watchSession(page);
  void startPasskeys(page, island('webauthn'));
}

function island<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}
