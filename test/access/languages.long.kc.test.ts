import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { createPerson } from '../support/people.ts';
import { realmAdmin } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';

/** In which language the sidecar and Keycloak speak to somebody, on their way from one to the other. */
const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Sends a new link, so that the earlier one does not count any more. */
async function replaceLink(id: string): Promise<void> {
  await sidecar()
    .post(`/api/v1/invitations/${id}/resend`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .expect(200);
}

/** Somebody who is invited, and whose account has this locale stored since, whether or not the sidecar knows it. */
async function invitedWith(stored: string) {
  const { invitation, mail } = await invitePerson({ firstName: 'Uxía', lastName: 'Castro' });
  const { users } = realmAdmin();
  const user = await users.findOne({ id: invitation.id });
  await users.update({ id: invitation.id }, { ...user, attributes: { ...user?.attributes, locale: [stored] } });
  return { invitation, mail };
}

const languageOf = (page: Page) => page.getAttribute('html', 'lang');

async function signIn(page: Page, password: string, email?: string): Promise<void> {
  await signInAtKeycloak(page, password, email);
  await page.waitForURL(`${sidecarUrl}/**`);
}

test('whoever is invited in Spanish is spoken to in Spanish to the end, in a browser that speaks English', async () => {
  const { mail } = await invitePerson({ firstName: 'Ana', locale: 'es' });
  const page = await browser.visit({ locale: 'en-GB' });
  await page.goto(mail.link);
  expect(await languageOf(page)).toBe('es');
  await page.fill('[name="lastName"]', 'Prado');
  await page.fill('#password', GOOD_PASSWORD);
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await languageOf(page)).toBe('es');
  await signIn(page, GOOD_PASSWORD);
  expect(await languageOf(page)).toBe('es');

  // Until they choose another, which then holds from page to page.
  await page.locator('.language summary').click();
  await page.getByRole('link', { name: 'English' }).click();
  await page.goto(`${sidecarUrl}/perfil`);
  expect(await languageOf(page)).toBe('en');
});

test.each([
  ['gl', 'gl', 'Active a súa conta', 'Inicie sesión en Amperecloud'],
  ['eu', 'eu', 'Aktibatu zure kontua', 'Hasi saioa: Amperecloud'],
  ['ca', 'ca', 'Activi el seu compte', 'Iniciï la sessió a Amperecloud'],
  ['de-DE', 'de', 'Aktivieren Sie Ihr Konto', 'Bei Amperecloud anmelden'],
])(
  'whoever is invited with %s gets the mail, the page and the sign-in in %s, in a browser that speaks English',
  async (stored, language, heading, signInHeading) => {
    const { mail } = await invitePerson({ firstName: 'Uxía', lastName: 'Castro', locale: stored });
    expect(mail.html).toContain(`<html lang="${language}"`);
    const page = await browser.visit({ locale: 'en-GB' });
    await page.goto(mail.link);
    expect([await languageOf(page), await page.locator('h1').innerText()]).toEqual([language, heading]);
    await page.fill('#password', GOOD_PASSWORD);
    await page.locator('main form [type="submit"]').first().click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect([await languageOf(page), await page.locator('h1').innerText()]).toEqual([language, signInHeading]);
    await signIn(page, GOOD_PASSWORD);
    expect(await languageOf(page)).toBe(language);
  },
);

test.each([
  ['gsw-CH', 'de'],
  ['pt-BR', 'pt'],
  ['ast', 'es'],
  // Near to none of ours: the browser's own.
  ['zh-Hant', 'en'],
])(
  'whose account has %s stored goes on in the nearest, %s, from the page to the sign-in, and keeps what is stored',
  async (stored, language) => {
    const { invitation, mail } = await invitedWith(stored);
    const page = await browser.visit({ locale: 'en-GB' });
    await page.goto(mail.link);
    expect(await languageOf(page)).toBe(language);
    await page.fill('#password', GOOD_PASSWORD);
    await page.locator('main form [type="submit"]').first().click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect(await languageOf(page)).toBe(language);
    await signIn(page, GOOD_PASSWORD);
    expect(await languageOf(page)).toBe(language);
    expect((await realmAdmin().users.findOne({ id: invitation.id }))?.attributes?.locale).toEqual([stored]);
  },
);

test.each([
  ['de_DE', 'de'],
  ['gsw', 'de'],
])('“Forgot password?” at that sign-in mails whose account has %s stored in the nearest, %s, too', async (stored, language) => {
  const { invitation, mail } = await invitedWith(stored);
  const page = await browser.visit({ locale: 'en-GB' });
  await page.goto(mail.link);
  await page.fill('#password', GOOD_PASSWORD);
  await page.locator('main form [type="submit"]').first().click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await page.locator('a[href*="reset-credentials"]').click();
  await page.fill('[name="username"]', invitation.email);
  await page.locator('main form [type="submit"]').first().click();
  const { html, link } = await mailTo(invitation.email, { count: 2 });
  expect(html).toContain(`<html lang="${language}"`);
  await page.goto(link);
  expect(await languageOf(page)).toBe(language);
});

test.each(['de-DE', 'ja-JP', 'en-GB', 'ca-ES', 'gsw-CH', 'pt-BR', 'ast-ES'])(
  'the sign-in goes on in the language of the page before, also where Keycloak speaks more languages than our pages: %s',
  async (browserLanguage) => {
    const page = await browser.visit({ locale: browserLanguage });
    await page.goto(sidecarUrl);
    const spoken = await languageOf(page);
    await page.goto(`${sidecarUrl}/entrar`);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect(await languageOf(page)).toBe(spoken);

    const other = spoken === 'en' ? 'es' : 'en';
    await page.goto(`${sidecarUrl}/?lang=${other}`);
    await page.goto(`${sidecarUrl}/entrar`);
    expect(await languageOf(page)).toBe(other);
  },
);

test('whoever speaks nothing that our pages speak is spoken to in the realm’s language', async () => {
  const { defaultLocale = '' } = (await realmAdmin().realms.findOne({ realm: testEnvironment().realm })) ?? {};
  const page = await browser.visit({ locale: 'ja-JP' });
  await page.goto(sidecarUrl);
  expect(await languageOf(page)).toBe(defaultLocale);
});

test('the account’s language counts for more than an earlier choice in the browser, on the page, after a used link, and with a new one', async () => {
  const { mail } = await invitePerson({ firstName: 'Ana', locale: 'es' });
  const page = await browser.visit({ locale: 'en-GB' });
  await page.goto(`${sidecarUrl}/?lang=en`);
  await page.goto(mail.link);
  expect(await languageOf(page)).toBe('es');
  // What is chosen on the page itself holds, and becomes the account's.
  await page.locator('.language summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  expect(await languageOf(page)).toBe('en');
  await page.fill('#password', 'short');
  await page.locator('main form [type="submit"]').first().click();
  await page.locator('.error-summary').waitFor();
  expect(await languageOf(page)).toBe('en');

  await page.fill('#password', GOOD_PASSWORD);
  await page.locator('main form [type="submit"]').first().click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await languageOf(page)).toBe('en');

  const later = await browser.visit({ locale: 'es-ES' });
  await later.goto(`${sidecarUrl}/?lang=es`);
  await later.goto(mail.link);
  expect(await later.locator('h1').innerText()).toBe('Your account is already active');
  await later.locator('main a[href*="/entrar"]').click();
  await later.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await languageOf(later)).toBe('en');
});

test('whoever asks for a new link in the place of a replaced one is answered in the account’s language', async () => {
  const { invitation, mail } = await invitePerson({ locale: 'es' });
  await replaceLink(invitation.id);
  const page = await browser.visit({ locale: 'en-GB' });
  await page.goto(mail.link);
  expect(await languageOf(page)).toBe('es');
  await page.locator('main form [type="submit"]').click();
  await page.locator('main h1').waitFor();
  expect(await languageOf(page)).toBe('es');
});

test('an earlier choice in the browser is not that of another person who signs in', async () => {
  const person = await createPerson({});
  const user = await realmAdmin().users.findOne({ id: person.id });
  await realmAdmin().users.update({ id: person.id }, { ...user, attributes: { ...user?.attributes, locale: ['es'] } });
  const page = await browser.visit({ locale: 'en-GB' });
  await page.goto(`${sidecarUrl}/?lang=en`);
  await page.goto(`${sidecarUrl}/entrar`);
  await signIn(page, person.password, person.email);
  expect(await languageOf(page)).toBe('es');
});
