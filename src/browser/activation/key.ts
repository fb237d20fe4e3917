import { PAGES } from '../../common/addresses.ts';

/**
 * The key of an activation link is a secret, and an address is none: it is seen over a shoulder, kept in the list of visited pages and
 * synchronised between devices. So the key leaves the address as soon as the page is there. It stays in the form, and in this entry of
 * the browser's history, out of which a reload takes it again (reopen.ts).
 */
const NAME = 'activationKey';

/** Moves the key from the address into the browser's history entry. Does nothing where the address holds no key. */
export function hideKey(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="hidden"][name="key"]');
  // Whatever a mail program has made of the link, behind the address of the page there is nothing that a person needs.
  if (!input || location.pathname + location.search === PAGES.activation) return;
  history.replaceState({ [NAME]: input.value }, '', PAGES.activation);
}

/** The key that this entry of the browser's history has kept. */
export function keptKey(): string | undefined {
  const kept: unknown = (history.state as Record<string, unknown> | null)?.[NAME];
  return typeof kept === 'string' && kept !== '' ? kept : undefined;
}
