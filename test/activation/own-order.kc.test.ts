import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Shown, wanderer } from '../support/company-provider.ts';
import type { Html } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { codeOf, otherCode, putInOrder, setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { credentialTypes } from '../support/realm.ts';

/** A realm whose owner has put the required actions into an order of their own. */
jest.setTimeout(120_000);

const ASKED = ['CONFIGURE_RECOVERY_AUTHN_CODES', 'CONFIGURE_TOTP', 'TERMS_AND_CONDITIONS', 'VERIFY_EMAIL', 'VERIFY_PROFILE'];
let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
}, 120_000);
afterAll(() => forms?.remove());

/** What a page asks for, given. @param code instead of the app's. */
function filled(page: Html, code?: string): Record<string, string> {
  const has = (name: string) => page.$(`#activation [name="${name}"]`).length > 0;
  return {
    key: page.value('key'),
    ...(has('terms') && { terms: 'yes' }),
    ...(has('totp') && { totp: code ?? codeOf(page) }),
    ...(has('codes') && { codes: 'kept' }),
    ...(has('password') && { password: GOOD_PASSWORD }),
  };
}

/** Fills in whatever is asked, page after page, until none of ours comes. */
async function wayThrough(url: string): Promise<{ headings: string[]; end: Shown }> {
  const browser = wanderer();
  const headings: string[] = [];
  let shown = await browser.open(url);
  while (shown.page.$('#activation').length > 0 && headings.length < 6) {
    headings.push(shown.page.heading);
    shown = await browser.send(shown, filled(shown.page));
  }
  return { headings, end: shown };
}

const credentialsOf = (id: string) => credentialTypes(forms.realm.console, id);

test.each([
  [
    'the codes first',
    ['CONFIGURE_RECOVERY_AUTHN_CODES', 'TERMS_AND_CONDITIONS', 'UPDATE_PROFILE', 'CONFIGURE_TOTP', 'UPDATE_PASSWORD'],
  ],
  [
    'the password last',
    ['CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES', 'UPDATE_PROFILE', 'TERMS_AND_CONDITIONS', 'UPDATE_PASSWORD'],
  ],
  [
    'the terms last',
    ['UPDATE_PASSWORD', 'CONFIGURE_TOTP', 'UPDATE_PROFILE', 'CONFIGURE_RECOVERY_AUTHN_CODES', 'TERMS_AND_CONDITIONS'],
  ],
  [
    'the address first',
    ['UPDATE_EMAIL', 'CONFIGURE_TOTP', 'UPDATE_PROFILE', 'UPDATE_PASSWORD', 'CONFIGURE_RECOVERY_AUTHN_CODES'],
  ],
])('%s: nothing is left out, and nothing asked twice', async (which, order) => {
  const asked = which === 'the address first' ? [...ASKED, 'UPDATE_EMAIL'] : ASKED;
  await setDefaultActions(forms.realm, ...asked);
  await putInOrder(forms.realm, ...order);
  const form = await forms.open({ mailed: ASKED });
  const { headings, end } = await wayThrough(form.url);
  const { requiredActions } = (await forms.realm.console.users.findOne({ id: form.id })) ?? {};
  expect([await credentialsOf(form.id), requiredActions]).toEqual([['otp', 'password', 'recovery-authn-codes'], []]);
  expect(headings.length).toBeLessThanOrEqual(3);
  expect(end.url).toContain('/openid-connect/auth');
});

test('a window that stood half-way while the key was used in another stores nothing any more', async () => {
  await setDefaultActions(forms.realm, ...ASKED);
  await putInOrder(forms.realm, 'UPDATE_PASSWORD', 'CONFIGURE_TOTP');
  const form = await forms.open({ mailed: ASKED });
  const browser = wanderer();
  const opened = await browser.open(form.url);
  const halfWay = await browser.send(opened, filled(opened.page, otherCode(codeOf(opened.page))));
  expect([halfWay.status, halfWay.page.heading]).toEqual([422, 'Falta un paso']);
  await wayThrough(form.url);
  const stored = await credentialsOf(form.id);
  const late = await browser.send(halfWay, filled(halfWay.page));
  expect([late.status, late.page.heading]).toEqual([410, 'Su cuenta ya está activa']);
  expect(await credentialsOf(form.id)).toEqual(stored);
});

test('a key that itself asks for another address, where nobody may change it, is burned without a password: the page offers a new link', async () => {
  await setDefaultActions(forms.realm, 'UPDATE_EMAIL');
  await putInOrder(forms.realm, 'UPDATE_EMAIL');
  const form = await forms.open({ mailed: ['UPDATE_EMAIL'] });
  const { end } = await wayThrough(form.url);
  expect([end.status, end.page.heading]).toEqual([410, 'El enlace ha caducado']);
  const again = await wanderer().open(form.url);
  expect([again.status, again.page.heading]).toEqual([410, 'El enlace ha caducado']);
  expect(await credentialsOf(form.id)).toEqual([]);
});
