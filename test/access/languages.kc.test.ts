import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { createPerson } from '../support/people.ts';
import { realmAdmin } from '../support/realm.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';

/** In which language the sidecar and Keycloak speak to somebody, on their way from one to the other. */
const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

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

test('Keycloak is told no language that nobody has chosen: it speaks that of the browser, which our pages may not', async () => {
  const page = await browser.visit({ locale: 'de-DE' });
  await page.goto(`${sidecarUrl}/entrar`);
  expect(await languageOf(page)).toBe('de');
  expect(page.url()).not.toContain('ui_locales');

  await page.goto(`${sidecarUrl}/?lang=en`);
  await page.goto(`${sidecarUrl}/entrar`);
  expect(await languageOf(page)).toBe('en');
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
