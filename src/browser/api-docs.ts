/**
 * The page of the API's documentation: its forms send requests to this very site, with the token that was typed or else with the
 * session of whoever is signed in. All sentences come from the mark-up (src/views/pages/api-docs.hbs).
 */
const tokenField = document.querySelector<HTMLElement>('[data-api-token]');
const token = document.querySelector<HTMLInputElement>('#api-token');
if (tokenField) tokenField.hidden = false;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-api-try]')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
}

// A link to one operation opens it.
const linked = document.getElementById(location.hash.slice(1));
if (linked instanceof HTMLDetailsElement) linked.open = true;

async function send(form: HTMLFormElement): Promise<void> {
  const { sending = '', failed = '', empty = '' } = form.dataset;
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  show(form, '[data-api-status]', sending);
  show(form, '[data-api-answer]', '');
  if (button) button.disabled = true;
  try {
    const [address, init] = requestOf(form);
    const started = performance.now();
    const response = await fetch(address, init);
    const text = await response.text();
    const took = Math.round(performance.now() - started);
    show(form, '[data-api-status]', `${init.method} ${address} → ${response.status} (${took} ms)`);
    show(form, '[data-api-answer]', pretty(text) || empty);
  } catch {
    show(form, '[data-api-status]', failed);
  } finally {
    if (button) button.disabled = false;
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function requestOf(form: HTMLFormElement): [string, RequestInit] {
  const { method = 'GET', path = '' } = form.dataset;
  const headers = new Headers();
  const query = new URLSearchParams();
  let address = path;
  let body: string | undefined;
  if (token?.value.trim()) headers.set('Authorization', `Bearer ${token.value.trim()}`);
  for (const field of form.querySelectorAll<Field>('[data-in]')) {
    const { name = '', type = '' } = field.dataset;
    const value = field.value.trim();
    if (value === '') continue;
    if (field.dataset.in === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    if (field.dataset.in === 'query') query.set(name, value);
    if (field.dataset.in === 'header') headers.set(name, value);
    if (field.dataset.in === 'body') {
      headers.set('Content-Type', type);
      body = field.value;
    }
  }
  return [query.size > 0 ? `${address}?${query}` : address, { method, headers, ...(body !== undefined && { body }) }];
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function show(form: HTMLFormElement, selector: string, text: string): void {
  const element = form.querySelector<HTMLElement>(selector);
  if (!element) return;
  element.hidden = text === '';
  element.textContent = text;
}

export {};
