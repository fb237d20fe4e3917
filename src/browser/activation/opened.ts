const BEGUN_MS = 2000;

/**
 * A person has begun, and no mail scanner: sent some seconds after the first input, with the form's hidden fields and nothing else, unless the form itself has
 * been sent by then, which tells more.
 */
export function tellOpened(form: HTMLFormElement): void {
  const address = form.dataset.opened;
  if (!address) return;
  const hidden = [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')];
  const body = new URLSearchParams(hidden.map(({ name, value }) => [name, value]));
  let timer: ReturnType<typeof setTimeout>;
  const tell = () => {
    timer = setTimeout(() => navigator.sendBeacon(address, body), BEGUN_MS);
  };
  form.addEventListener('input', tell, { once: true });
  form.addEventListener('submit', () => clearTimeout(timer));
}
