/**
 * Script of the activation page whose person signs in with a passkey: it is made when the form is sent. Keycloak gives its challenge only for the details, so the
 * form goes first as a question (`Accept: application/json`), whose answer is `{ride, creation}`; where the answer is anything else, the form is sent as it is,
 * and the page that comes says why. The mark-up is that of src/views/pages/activate.hbs and partials/new-passkey.hbs:
 *
 *   <form data-activation data-passkey='{"creation": {…}}'>       `creation`: the page has come with a challenge already
 *     <input type="hidden" name="passkey" value="">               takes what the browser has made
 *     <p data-passkey-cancelled hidden>, <div data-passkey-impossible hidden>: one of them takes the focus
 */
import { hideKey } from './activation/key.ts';
import { type Creation, createPasskey } from './activation/new-passkey.ts';
import { tellOpened } from './activation/opened.ts';
import { letValuesBeAdded } from './profile/multivalued.ts';

interface Asked {
  ride?: string;
  creation?: Creation;
}

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) enhance(form);

function enhance(form: HTMLFormElement): void {
  hideKey(form);
  letValuesBeAdded(form);
  tellOpened(form);
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-passkey-${name}]`);
  const show = (name: string, shown = true) => {
    const element = part(name);
    if (element) element.hidden = !shown;
    if (shown) element?.focus();
  };
  if (!window.PublicKeyCredential) show('impossible');

  let asked: (Asked & { typed: string }) | undefined;
  const { creation }: Asked = JSON.parse(form.dataset.passkey ?? '{}');
  if (creation) asked = { creation, typed: typedIn(form) };
  let busy = false;

  form.addEventListener('submit', async (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    // The way without a passkey.
    if (button?.hasAttribute('formaction')) return;
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    show('cancelled', false);
    const typed = typedIn(form);
    if (!asked?.creation || asked.typed !== typed) asked = { ...(await ask(form)), typed };
    if (!asked.creation) return form.submit();
    try {
      const made = await createPasskey(asked.creation);
      set(form, 'passkey', JSON.stringify(made));
      if (asked.ride) set(form, 'ride', asked.ride);
      form.submit();
    } catch (error) {
      setBusy(false);
      // Whoever closes the browser's window, and whoever takes too long, is told the same: browsers do not say which.
      const isCancelled = ['NotAllowedError', 'AbortError'].includes((error as Error).name);
      show(isCancelled ? 'cancelled' : 'impossible');
    }
  });
  // The browser's back button may show the page as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) setBusy(false);
  });

  function setBusy(now: boolean): void {
    busy = now;
    for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) button.disabled = now;
  }
}

/** What stands in the form, but for what this script puts there. */
function typedIn(form: HTMLFormElement): string {
  const fields = new FormData(form);
  fields.set('passkey', '');
  fields.delete('ride');
  return String(new URLSearchParams(fields as never));
}

/** Sends what was typed, and asks for a challenge. */
async function ask(form: HTMLFormElement): Promise<Asked> {
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(typedIn(form)),
      redirect: 'manual',
    });
    return answer.ok && answer.headers.get('content-type')?.startsWith('application/json') ? await answer.json() : {};
  } catch {
    return {};
  }
}

function set(form: HTMLFormElement, name: string, value: string): void {
  const known = form.querySelector<HTMLInputElement>(`input[type="hidden"][name="${name}"]`);
  const input = known ?? Object.assign(document.createElement('input'), { type: 'hidden', name });
  input.value = value;
  if (!known) form.append(input);
}
