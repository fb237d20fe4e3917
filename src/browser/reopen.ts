/**
 * Script of the page "a link is needed". After a reload of the activation page, or on the way back to it, the address holds no key: this script posts
 * the key that the browser's history has kept, so that the activation page is shown again.
 */
import { PAGES } from '../common/addresses.ts';
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
