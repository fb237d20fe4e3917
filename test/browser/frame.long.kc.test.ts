/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
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

/** Runs in the page: where the name of the language ends. */
const languageEdge = () => Math.round(document.querySelector('.language summary')?.getBoundingClientRect().right ?? 0);

/** Runs in the page: how high the band is. With the areas it has two lines on a phone. */
const bandHeight = () => document.querySelector('header')?.getBoundingClientRect().height;

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.fill('#username', email);
  await page.click('#kc-login');
  await page.fill('#password', password);
  await page.click('#kc-login');
  await page.waitForURL(`${sidecarUrl}/**`);
}

test.each(['desktop', 'phone'] as const)(
  'mark, band, footer and language are where they were on every page of the sidecar, of Keycloak’s login and of its account console, on a %s',
  async (device) => {
    const person = await createPerson({ roles: ['admin'] });
    const page = await browser.visit({ device });
    await page.goto(sidecarUrl);
    const first = await page.evaluate(frame);
    const footer = await page.locator('.footer-links a').allInnerTexts();
    const height = await page.evaluate(bandHeight);
    const edge = await page.evaluate(languageEdge);
    expect(first.excess).toBe(0);
    await page.goto(`${sidecarUrl}/ayuda`);
    expect(await page.evaluate(frame)).toEqual(first);

    await page.goto(`${sidecarUrl}/admin`);
    expect(await page.evaluate(frame)).toEqual(first);
    expect(await page.evaluate(bandHeight)).toBe(height);
    expect(await page.evaluate(languageEdge)).toBe(edge);
    expect(await page.locator('.footer-links a').allInnerTexts()).toEqual(footer);
    await signIn(page, person);
    for (const path of ['/admin', '/perfil']) {
      await page.goto(sidecarUrl + path);
      expect(await page.evaluate(frame)).toEqual(first);
    }

    await page.goto(`${keycloakUrl}/realms/${realm}/account/`);
    await page.locator('.pf-v5-c-masthead__brand img').waitFor();
    await page.locator('#firstName').waitFor();
    expect(await page.evaluate(frame)).toEqual(first);
    expect(await page.locator('.footer-links a').allInnerTexts()).toEqual(footer);
    // One section needs no menu of sections.
    expect(await page.locator('.pf-v5-c-jump-links:visible').count()).toBe(0);
    expect(await page.evaluate(bandHeight)).toBe(height);
    // The same menu of languages, with the keyboard, too. The console cannot store one: the sidecar's page has it chosen, to be saved.
    await page.locator('.language summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.language [aria-current]').innerText()).toBe('Español');
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(`${sidecarUrl}/perfil?lang=en#language`);
    expect(await page.locator('#locale').inputValue()).toBe('en');
    await page.getByRole('button', { name: 'Save language' }).click();
    await page.goto(`${keycloakUrl}/realms/${realm}/account/`);
    await page.getByRole('heading', { name: 'Personal info' }).waitFor();
    expect(await page.locator('.language summary').innerText()).toBe('English');
  },
);

/** The areas of the account console, and what of each is drawn last. */
const AREAS = {
  '': '#firstName',
  'account-security/signing-in': '[data-testid^="password/"]',
  'account-security/device-activity': '.signed-in-device-list',
  organizations: '.pf-v5-c-table__tbody',
  applications: '[data-testid="applications"], .pf-v5-c-data-list',
};

/** What is in Keycloak's own markup, and no theme can change. */
const OF_KEYCLOAK = { 'landmark-unique': 'the devices of the list have all the same name' };

test.each(['desktop', 'phone'] as const)(
  'the account console is fit for everybody, in the light and in the dark, on a %s',
  async (device) => {
    const person = await createPerson({ roles: ['admin'], companies: ['sol'] });
    // Somebody with another device can end its session.
    const other = await browser.visit();
    await other.goto(`${sidecarUrl}/admin`);
    await signIn(other, person);
    const page = await browser.visit({ device, reducedMotion: true });
    await page.goto(`${sidecarUrl}/admin`);
    await signIn(page, person);
    const found: string[] = [];
    for (const [area, last] of Object.entries(AREAS)) {
      await page.goto(`${keycloakUrl}/realms/${realm}/account/${area}`);
      await page.locator(last).first().waitFor();
      await page.locator('.language').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // Colours fade from one scheme into the other.
        await page.locator(`html${colorScheme === 'dark' ? '.pf-v5-theme-dark' : ':not(.pf-v5-theme-dark)'}`).waitFor();
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === 'finished'));
        const loud = await page
          .locator('.pf-v5-c-data-list')
          .first()
          .evaluateAll((lists) => lists.map((list) => getComputedStyle(list).borderTopWidth));
        if (loud.some((width) => width !== '1px')) found.push(`${area}: a bar of ${loud} above a list`);
        await expectNoAxeViolations(page, { except: OF_KEYCLOAK }).catch((error: Error) => found.push(error.message));
      }
      // A word that nobody has translated is shown as its key.
      const words = await page.locator('main :is(h1, h2, p, th, dt, strong, button)').allInnerTexts();
      const keys = words.filter((word) => /^[a-z]+[A-Z]\w+$/.test(word.trim()));
      if (keys.length > 0) found.push(`${area}: ${keys}`);
      const { excess } = await page.evaluate(frame);
      if (excess > 0) found.push(`${area}: ${excess}px too wide`);
    }
    // With the keyboard: the areas of a narrow band open and close, and whatever has the focus shows it.
    if (device === 'phone') {
      await page.locator('#nav-toggle').focus();
      await page.keyboard.press('Enter');
      await page.locator('#nav-toggle[aria-expanded="true"]').waitFor();
      await page.locator('.pf-v5-c-nav__link').first().waitFor();
    }
    for (const control of ['.language summary', '.footer-links a', '.pf-v5-c-nav__link']) {
      await page.locator(control).first().focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
      if (Number.parseFloat(outline) < 2) found.push(`nobody sees the focus at ${control}`);
    }
    expect(found).toEqual([]);
  },
);
