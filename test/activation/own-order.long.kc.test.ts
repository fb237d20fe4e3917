import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invite } from '../../src/invitations/commands/invite.ts';
import { anAdmin } from '../support/actors.ts';
import { type Shown, wanderer } from '../support/company-provider.ts';
import type { Html } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { codeOf, otherCode, putInOrder, setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { linkOf } from '../support/own-passkeys.ts';
import { credentialTypes, uniqueEmail } from '../support/realm.ts';

/** A realm whose owner has put the required actions into an order of their own. */

const ASKED = ['CONFIGURE_RECOVERY_AUTHN_CODES', 'CONFIGURE_TOTP', 'TERMS_AND_CONDITIONS', 'VERIFY_EMAIL', 'VERIFY_PROFILE'];
/** Other than every other password of the suite. */
const TYPED = 'Faro-8-nube-Lima';
let forms: OwnForms;
beforeAll(async () => {
  forms = await createOwnForms();
});
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

describe('codes that come before all else', () => {
  const ORDER = ['CONFIGURE_RECOVERY_AUTHN_CODES', 'UPDATE_PASSWORD', 'CONFIGURE_TOTP', 'UPDATE_PROFILE', 'TERMS_AND_CONDITIONS'];
  beforeAll(async () => {
    await setDefaultActions(forms.realm, ...ASKED);
    await putInOrder(forms.realm, ...ORDER);
  });

  /** Fills the first screen in; the second one asks for the codes alone. */
  async function codesOf(typed: (page: Html) => Record<string, string> = () => ({})) {
    const form = await forms.open({ mailed: ASKED });
    const browser = wanderer();
    const first = await browser.open(form.url);
    const codes = await browser.send(first, { ...filled(first.page), firstName: 'Berta', password: TYPED, ...typed(first.page) });
    expect([codes.status, askedOn(codes)]).toEqual([200, ['codes']]);
    return { form, browser, first, codes };
  }
  const askedOn = ({ page }: Shown) =>
    page
      .$('#activation')
      .find('input:not([type="hidden"]):not([readonly]), select, textarea')
      .toArray()
      .map((field) => page.$(field).attr('name'));

  async function expectStored({ id, email }: OwnForm) {
    expect(await credentialsOf(id)).toEqual(['otp', 'password', 'recovery-authn-codes']);
    expect(await forms.realm.console.users.findOne({ id })).toMatchObject({ firstName: 'Berta', requiredActions: [] });
    expect((await signIn(forms, email, TYPED)).$('[name="otp"]')).toHaveLength(1);
  }

  test('are all that the second screen asks for, in another language too, and what was typed on the first counts', async () => {
    const { form, browser, codes } = await codesOf();
    expect(codes.page.heading).toBe('Guarde sus códigos de recuperación');
    expect(codes.page.$.html()).not.toContain(TYPED);
    const unkept = await browser.send(codes, { key: codes.page.value('key') });
    expect([unkept.status, askedOn(unkept)]).toEqual([422, ['codes']]);
    const changed = await browser.send(unkept, { key: codes.page.value('key'), lang: 'en' });
    expect([changed.page.heading, askedOn(changed)]).toEqual(['Save your recovery codes', ['codes']]);
    const back = await browser.send(changed, { key: codes.page.value('key'), lang: 'es' });
    // What nobody was asked for takes the place of nothing.
    const { url } = await browser.send(back, { ...filled(back.page), firstName: 'Otra', password: 'Otra-9-nube-Lima' });
    expect(url).toContain('/openid-connect/auth');
    await expectStored(form);
  });

  test('with a code that does not fit any more: only another one of the same app is asked for', async () => {
    const { form, browser, first, codes } = await codesOf((page) => ({ totp: otherCode(codeOf(page)) }));
    const again = await browser.send(codes, filled(codes.page));
    expect([again.status, askedOn(again)]).toEqual([422, ['totp']]);
    expect(again.page.summary).toEqual([expect.stringContaining('Escriba el que la aplicación muestra ahora')]);
    expect(again.page.value('totpSecret')).toBe(first.page.value('totpSecret'));
    expect((await browser.send(again, filled(again.page))).url).toContain('/openid-connect/auth');
    await expectStored(form);
  });

  test('whoever has come to the second screen counts as having begun', async () => {
    const { id, email } = await invite(
      forms.realm.sidecar(),
      { email: uniqueEmail(), firstName: 'Ana', lastName: 'Prado' },
      { actor: anAdmin },
    );
    const browser = wanderer();
    const first = await browser.open(linkOf(forms, await mailTo(email)));
    const codes = await browser.send(first, filled(first.page));
    expect([codes.status, askedOn(codes)]).toEqual([200, ['codes']]);
    expect((await forms.realm.console.users.findOne({ id }))?.attributes?.['invitation.status']).toEqual(['opened']);
    expect((await browser.send(codes, filled(codes.page))).url).toContain('/openid-connect/auth');
    expect(await credentialsOf(id)).toEqual(['otp', 'password', 'recovery-authn-codes']);
  });

  test('on two devices, the second of which is done while the first has its codes on the screen: neither they nor its app count', async () => {
    const { form, browser, codes } = await codesOf();
    await wayThrough(form.url);
    const late = await browser.send(codes, filled(codes.page));
    expect([late.status, late.page.heading]).toEqual([410, 'Su aplicación y sus códigos nuevos no sirven']);
  });

  test('on two devices that both stop behind them: codes and app of the one that goes on count, and the other one says so', async () => {
    const mistyped = (page: Html) => ({ totp: otherCode(codeOf(page)) });
    const { form, browser, codes } = await codesOf(mistyped);
    const second = wanderer();
    const opened = await second.open(form.url);
    const others = await second.send(opened, { ...filled(opened.page), ...mistyped(opened.page) });
    const first = await browser.send(codes, filled(codes.page));
    const behind = await second.send(others, filled(others.page));
    expect([askedOn(codes), askedOn(others), askedOn(first), askedOn(behind)]).toEqual([
      ['codes'],
      ['codes'],
      ['totp'],
      ['totp'],
    ]);
    // Keycloak has put the codes that came last in the place of the others.
    expect((await second.send(behind, filled(behind.page))).url).toContain('/openid-connect/auth');
    const late = await browser.send(first, filled(first.page));
    expect([late.status, late.page.heading]).toEqual([410, 'Su aplicación y sus códigos nuevos no sirven']);
  });

  test('terms that change meanwhile are shown anew, and nothing else is', async () => {
    const { console } = forms.realm;
    const setTerms = (text: string) =>
      console.realms.addLocalization({ realm: console.realmName, selectedLocale: 'es', key: 'termsText' }, text);
    await setTerms('<p>Sin bromas.</p>');
    const { form, browser, codes } = await codesOf();
    await setTerms('<p>Con bromas.</p>');
    const again = await browser.send(codes, filled(codes.page));
    expect([again.status, askedOn(again), again.page.$('.prose').text()]).toEqual([422, ['terms'], 'Con bromas.']);
    expect(again.page.faultOf('terms')).toContain('han cambiado');
    expect((await browser.send(again, filled(again.page))).url).toContain('/openid-connect/auth');
    await expectStored(form);
  });

  test('in another language, a yes to the terms in the former one is none', async () => {
    const { console } = forms.realm;
    for (const selectedLocale of ['es', 'en'])
      await console.realms.addLocalization(
        { realm: console.realmName, selectedLocale, key: 'termsText' },
        `Terms-${selectedLocale}`,
      );
    const { form, browser, codes } = await codesOf();
    const changed = await browser.send(codes, { key: codes.page.value('key'), lang: 'en' });
    const again = await browser.send(changed, filled(changed.page));
    expect([again.status, askedOn(again), again.page.$('.prose').text()]).toEqual([422, ['terms'], 'Terms-en']);
    expect((await browser.send(again, filled(again.page))).url).toContain('/openid-connect/auth');
    await expectStored(form);
  });
});

test('a window that stood half-way while the key was used in another stores nothing any more, and says what that means for its app', async () => {
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
  expect([late.status, late.page.heading]).toEqual([410, 'Compruebe su aplicación de autenticación']);
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
