/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { createPerson } from '../support/people.ts';

/** Who goes from the sidecar to Keycloak and back stays in one frame. */
const { sidecarUrl, keycloakUrl, realm } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Runs in the page: where the mark begins, the colour behind it, and what sticks out sideways. */
function frame() {
  const mark = document.querySelector('.wordmark__sign, .pf-v5-c-masthead__brand img');
  const band = mark?.closest('header');
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return { left: mark?.getBoundingClientRect().left, band: band && getComputedStyle(band).backgroundColor, excess };
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.fill('#username', email);
  await page.click('#kc-login');
  await page.fill('#password', password);
  await page.click('#kc-login');
  await page.waitForURL(`${sidecarUrl}/**`);
}

test.each(['desktop', 'phone'] as const)(
  'mark and band are where they were on every page of the sidecar, of Keycloak’s login and of its account console, on a %s',
  async (device) => {
    const person = await createPerson({ roles: ['admin'] });
    const page = await browser.visit({ device });
    await page.goto(sidecarUrl);
    const first = await page.evaluate(frame);
    const footer = await page.locator('.footer-links a').allInnerTexts();
    expect(first.excess).toBe(0);
    await page.goto(`${sidecarUrl}/ayuda`);
    expect(await page.evaluate(frame)).toEqual(first);

    await page.goto(`${sidecarUrl}/admin`);
    expect(await page.evaluate(frame)).toEqual(first);
    expect(await page.locator('.footer-links a').allInnerTexts()).toEqual(footer);
    await signIn(page, person);
    for (const path of ['/admin', '/perfil']) {
      await page.goto(sidecarUrl + path);
      expect(await page.evaluate(frame)).toEqual(first);
    }

    await page.goto(`${keycloakUrl}/realms/${realm}/account/`);
    await page.locator('.pf-v5-c-masthead__brand img').waitFor();
    await page.locator('h1').first().waitFor();
    expect(await page.evaluate(frame)).toEqual(first);
    // One section needs no menu of sections.
    expect(await page.locator('.pf-v5-c-jump-links:visible').count()).toBe(0);
  },
);
