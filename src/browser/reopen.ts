/**
 * Of the page that asks for the link, because the address holds no key: after a reload of the activation page, or on the way back to
 * it, that page is shown again. By POST, so that the key stays out of the address.
 */
import { PAGES } from '../addresses.ts';
import { keptKey } from './activation/key.ts';

const key = keptKey();
if (key !== undefined) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = PAGES.activation;
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = 'key';
  input.value = key;
  form.append(input);
  document.body.append(form);
  form.submit();
}
