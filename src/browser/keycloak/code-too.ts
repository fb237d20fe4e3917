/**
 * The first sign-in after an activation that has set up an app for one-time codes: both factors are typed on one page. Keycloak takes one after the other, so the
 * code waits in this tab, for two minutes at most, until Keycloak's own page asks for it. Nothing is left out: whoever types none, or has no JavaScript, is asked there.
 */

import { keep, take } from './kept.ts';

const NAME = 'code-too';
const MINUTE = 60_000;
/** How long it is known that a code is going to be asked for, and how long one is kept. */
const KNOWN = 10 * MINUTE;
const KEPT = 2 * MINUTE;

interface Kept {
  code: string;
  until: number;
}

export function askForCodeToo(): void {
  const field = document.querySelector<HTMLElement>('[data-code-too]');
  const kept = takeCode();
  const asking = document.querySelector<HTMLFormElement>('form[data-takes-code]');
  if (asking) {
    answer(asking, kept?.code);
    return;
  }
  // The page that asks for the address alone, where a realm has one, knows it for the one that comes next.
  // A style knows the target of the fragment before a script does.
  const hasCodes = document.querySelector('[data-activated-with="codes"]')?.id === location.hash.slice(1);
  const isExpected = kept !== undefined || hasCodes;
  if (!isExpected || !document.querySelector('.activated')) return;
  keepCode('', KNOWN);
  const input = field?.querySelector('input');
  if (!field || !input) return;
  field.hidden = false;
  input.value = kept?.code ?? '';
  input.form?.addEventListener('submit', () => keepCode(input.value.replace(/\s/g, ''), input.value ? KEPT : KNOWN));
}

function answer(form: HTMLFormElement, code: string | undefined): void {
  const input = form.querySelector<HTMLInputElement>('[autocomplete="one-time-code"]');
  if (!input || !code) return;
  input.value = code;
  form.requestSubmit();
}

/** A browser that lets pages keep nothing has people type the code on the page that asks for it. */
function takeCode(): Kept | undefined {
  const kept = take<Kept>(NAME);
  return kept && kept.until > Date.now() ? kept : undefined;
}

function keepCode(code: string, time: number): void {
  keep(NAME, { code, until: Date.now() + time } satisfies Kept);
}
