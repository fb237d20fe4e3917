/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { codeOf, setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { credentialTypes } from '../support/realm.ts';

/** Terms, an app for one-time codes and recovery codes, for whoever has no mouse, no JavaScript, a phone, or prefers the dark. */

const ASKED = ['TERMS_AND_CONDITIONS', 'CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'];

let forms: OwnForms;
let browser: TestBrowser;
beforeAll(async () => {
  [forms, browser] = await Promise.all([createOwnForms(), openBrowser()]);
  await setDefaultActions(forms.realm, ...ASKED);
});
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
});

const credentialsOf = ({ id }: OwnForm) => credentialTypes(forms.realm.console, id);
const ALL = ['otp', 'password', 'recovery-authn-codes'];
const GONE_ON = /\/entrar|openid-connect/;

test('without JavaScript everything is filled in and sent, a fault in between keeps what was typed', async () => {
  const form = await forms.open({ mailed: ASKED });
  const page = await browser.visit({ javaScript: false });
  await page.goto(form.url);
  const code = codeOf(load(await page.content()));
  for (const field of await page.locator('input[type="password"]').all()) await field.fill(GOOD_PASSWORD);
  await page.fill('#totp', code);
  await page.getByRole('button', { name: 'Crear' }).click();
  // The box was not ticked.
  expect(await page.locator('.error-summary:focus a[href="#terms"]').count()).toBe(1);
  expect(await page.inputValue('#totp')).toBe(code);
  for (const field of await page.locator('input[type="password"]').all()) await field.fill(GOOD_PASSWORD);
  await page.check('#terms');
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.locator('.codes').waitFor();
  // Nothing to press that needs a script.
  expect(await page.locator('[data-codes-actions]').isVisible()).toBe(false);
  await page.check('#codes');
  await Promise.all([page.waitForURL(GONE_ON), page.locator('form [type="submit"].button--primary').click()]);
  expect(await credentialsOf(form)).toEqual(ALL);
});

test('by keyboard alone, on pages that are fit for everybody, on a phone, in the light and in the dark', async () => {
  const form = await forms.open({ mailed: ASKED });
  const page = await browser.visit({ reducedMotion: true });
  await page.goto(form.url);
  await expectFit(page);
  const code = codeOf(load(await page.content()));
  await tabTo(page, '#password');
  await page.keyboard.type(GOOD_PASSWORD);
  // The terms can be scrolled by the arrow keys.
  await tabTo(page, '#totp');
  await page.keyboard.type(code);
  await tabTo(page, '.prose');
  await tabTo(page, '#terms');
  await page.keyboard.press('Space');
  await tabTo(page, 'form [type="submit"].button--primary');
  await page.keyboard.press('Enter');
  await page.locator('.codes').waitFor();
  await expectFit(page);
  await tabTo(page, '#downloadRecoveryCodes');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('codigos-de-recuperacion.txt');
  await tabTo(page, '#codes');
  await page.keyboard.press('Space');
  await tabTo(page, 'form [type="submit"].button--primary');
  await Promise.all([page.waitForURL(GONE_ON), page.keyboard.press('Enter')]);
  expect(await credentialsOf(form)).toEqual(ALL);
});

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    if (await page.locator(`${selector}:focus`).count()) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}

async function expectFit(page: Page): Promise<void> {
  await expectNoAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoAxeViolations(page, { only: 'color-contrast' });
  await page.emulateMedia({ colorScheme: 'light' });
  const { width, room } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, room: innerWidth }));
  expect(width).toBeLessThanOrEqual(room);
}
