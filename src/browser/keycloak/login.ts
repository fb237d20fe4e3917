/**
 * What the login theme's pages do beyond plain HTML. Every part is an addition: without JavaScript all forms work, except
 * passkeys, which need it by nature.
 */

import { addReveal } from '../password/reveal.ts';
import { letValuesBeAdded } from '../profile/multivalued.ts';
import { keepFormsFromBeingSentTwice, sendOrContinueWhenLoaded } from './forms.ts';
import type { PageData } from './page-data.ts';
import { offerRecoveryCodes } from './recovery-codes.ts';
import { watchSession } from './session.ts';
import { startPasskeys } from './webauthn.ts';

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
