/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../support/browser.ts';
import { load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { codeOf, otherCode, setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';

/** The first sign-in of somebody who has just set up an app for one-time codes: both factors on one page, and none of them left out. */

let forms: OwnForms;
let browser: TestBrowser;
beforeAll(async () => {
  [forms, browser] = await Promise.all([createOwnForms({}, { signsIn: true }), openBrowser()]);
  await setDefaultActions(forms.realm, 'CONFIGURE_TOTP');
});
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
});

/** Activates an account, and comes to the page of the first sign-in. */
async function signInPage(options?: VisitorOptions): Promise<{ page: Page; next: string }> {
  const form = await forms.open({ mailed: ['CONFIGURE_TOTP'] });
  const page = await browser.visit(options);
  await page.goto(form.url);
  const shown = load(await page.content());
  for (const field of await page.locator('input[type="password"]').all()) await field.fill(GOOD_PASSWORD);
  await page.fill('#totp', codeOf(shown));
  await page.locator('form [type="submit"].button--primary').click();
  await page.waitForURL(/openid-connect\/auth/);
  await page.locator('#kc-login').waitFor();
  // A code is good once: that of now has set the app up.
  return { page, next: codeOf(shown, 30) };
}
const send = (page: Page) => Promise.all([page.waitForNavigation(), page.locator('#kc-login').click()]);
const signedIn = (page: Page) => page.waitForURL(`${forms.url}/perfil`);
const kept = (page: Page) => page.evaluate(() => sessionStorage.length);

test('a wrong password keeps the code; with the right one both are taken, and the tab keeps nothing', async () => {
  const { page, next } = await signInPage();
  await page.fill('#password', 'falsa');
  await page.fill('#code-too', next);
  await send(page);
  expect(await page.inputValue('#code-too')).toBe(next);
  await page.fill('#password', GOOD_PASSWORD);
  await page.locator('#kc-login').click();
  await signedIn(page);
  await page.goto(`${forms.realm.sidecar().server.issuer}/login-actions/action-token?key=none`);
  expect(await kept(page)).toBe(0);
});

test('a code that Keycloak refuses is asked for again on its own page, with what is wrong', async () => {
  const { page, next } = await signInPage();
  await page.fill('#password', GOOD_PASSWORD);
  await page.fill('#code-too', otherCode(next));
  await page.locator('#kc-login').click();
  await page.locator('#otp[aria-invalid="true"]').waitFor();
  expect(await kept(page)).toBe(0);
  await page.fill('#otp', next);
  await page.locator('#kc-login').click();
  await signedIn(page);
});

test.each<[string, VisitorOptions]>([
  ['types no code', {}],
  ['has no JavaScript', { javaScript: false }],
])('who %s is asked for one after the password', async (_, options) => {
  const { page, next } = await signInPage(options);
  expect(await page.locator('#code-too').isVisible()).toBe(options.javaScript !== false);
  await page.fill('#password', GOOD_PASSWORD);
  await send(page);
  await page.fill('#otp', next);
  await page.locator('#kc-login').click();
  await signedIn(page);
});

test('the page is fit for everybody, and any other sign-in asks for the password alone', async () => {
  const { page } = await signInPage();
  await page.locator('#code-too').waitFor();
  await expectNoAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoAxeViolations(page, { only: 'color-contrast' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // By keyboard alone: from the password, which has the focus, over its button to the code.
  await page.locator('#password:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.locator('#code-too:focus').waitFor();
  const other = await browser.visit();
  await other.goto(`${forms.url}/entrar`);
  await other.locator('#kc-login').waitFor();
  expect(await other.locator('#code-too').isVisible()).toBe(false);
});
