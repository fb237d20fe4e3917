/// <reference lib="dom" />
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ROOT } from '../../src/common/paths.ts';
import { readPageState } from '../../src/keycloak/ride/steps/page-state.ts';
import { expectNoAxeViolations } from '../support/browser.ts';
import type { TestUser } from '../support/realm.ts';
import { until } from '../support/wait.ts';
import type { GalleryRealm } from './gallery-realm.ts';

/** What holds of every page that Keycloak draws in our theme, and the steps that lead to them. */

const PICTURES = join(ROOT, '.data', 'pictures', 'login');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** Checks what must hold of any page. With PICTURES in the environment it also takes its pictures: phone and desktop, light and dark. */
export async function lookAt(page: Page, name: string, templateName: string): Promise<void> {
  // A click may still be on its way: the page that is awaited counts, not the one that is left.
  await until(`the page ${templateName}`, async () => {
    const html = await page.content().catch(() => '');
    return readPageState(html)?.page === templateName;
  });
  expect(await page.locator('h1').count()).toBe(1);
  expect(await page.title()).toMatch(/^(Error: )?\S.* · Amperecloud$/);
  // No dead end: something to press.
  await page.locator('main button:visible, main a.button:visible').first().waitFor();
  // A message that nobody wrote shows as its key.
  expect(await page.locator('body').innerText()).not.toMatch(/\$\{|\bpage\.\w+|\w+Message\b|requiredAction\./);
  // Reflow: 320 CSS pixels are 1280 at 400 % zoom (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoAxeViolations(page);
  // Colours are all that the dark scheme changes.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoAxeViolations(page, { only: 'color-contrast' });
  if (process.env.PICTURES) await takePictures(page, name);
}

async function takePictures(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [device, size] of [['desktop', DESKTOP] as const, ['phone', PHONE] as const]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: join(PICTURES, `${name}-${device}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.setViewportSize(PHONE);
}

/** Address, then password: where a realm has companies, Keycloak asks for them one after the other. */
export async function fillIn(page: Page, user: Pick<TestUser, 'email' | 'password'>): Promise<void> {
  await page.fill('#username', user.email);
  if ((await page.locator('#password').count()) === 0) await submit(page);
  await page.fill('#password', user.password);
  await submit(page);
}

export async function signIn(
  page: Page,
  realm: GalleryRealm,
  user: TestUser,
  options?: Parameters<GalleryRealm['signInUrl']>[0],
): Promise<void> {
  await page.goto(realm.signInUrl(options));
  await fillIn(page, user);
}

/** Presses the page's one primary button and waits for what comes. */
export async function submit(page: Page): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.locator('.button--primary').click()]);
}
