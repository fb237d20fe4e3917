/**
 * Script of the page that shows recovery codes: they are copied, printed or downloaded. The mark-up is that of src/views/partials/codes.hbs. It guards the
 * form as activate.js does, which is there only where the page asks for more than to keep the codes: twice does no harm.
 */
import { hideKey } from './activation/key.ts';
import { offerRecoveryCodes } from './activation/recovery-codes.ts';
import { submitOnce } from './password/submit.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-activation]')) {
  hideKey(form);
  submitOnce(form);
}
offerRecoveryCodes();
