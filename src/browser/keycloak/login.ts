/**
 * What the login theme's pages do beyond plain HTML. Every part is an addition: without JavaScript all forms work, except
 * passkeys, which need it by nature.
 */

import { offerRecoveryCodes } from '../activation/recovery-codes.ts';
import { addReveal } from '../password/reveal.ts';
import { letValuesBeAdded } from '../profile/multivalued.ts';
import { askForCodeToo } from './code-too.ts';
import { keepFormsFromBeingSentTwice, sendOrContinueWhenLoaded } from './forms.ts';
import type { PageData } from './page-data.ts';
import { goOnWithoutPassword } from './passkey-alone.ts';
import { watchSession } from './session.ts';
import { startPasskeys } from './webauthn.ts';

const page = island<PageData>('keycloak-page');
if (page) goOnWithoutPassword(page);
focusDespiteFragment();
// Forms with a new password have activate.ts.
for (const form of document.querySelectorAll<HTMLFormElement>('form:not([data-activation])')) addReveal(form, {});
keepFormsFromBeingSentTwice();
askForCodeToo();
sendOrContinueWhenLoaded();
for (const form of document.querySelectorAll<HTMLFormElement>('form')) letValuesBeAdded(form);
offerRecoveryCodes();
if (page) {
  watchSession(page);
  void startPasskeys(page, island('webauthn'));
}

/** A browser that goes to a fragment lets no field have the focus. The field is told with what the fragment shows, or nobody would hear it. */
function focusDespiteFragment(): void {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  const shown = target?.matches('[data-activated-with]') ? document.querySelector('.activated') : target;
  if (!shown) return;
  const focus = () => {
    // Whoever was activated with a passkey sees no field, but its button.
    const fields = document.querySelectorAll<HTMLElement>('[autofocus], #authenticateWebAuthnButton');
    const field = [...fields].find((each) => each.getClientRects().length > 0);
    const ids = [shown.getClientRects().length > 0 && shown.id, field?.getAttribute('aria-describedby')].filter(Boolean);
    if (ids.length > 0) field?.setAttribute('aria-describedby', ids.join(' '));
    field?.focus();
  };
  // Until everything is loaded the browser may go to the fragment once more.
  if (document.readyState === 'complete') focus();
  else window.addEventListener('load', focus);
}

function island<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}
