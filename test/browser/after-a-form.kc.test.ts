import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { press } from '../support/admin-browser.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { uniqueEmail } from '../support/realm.ts';

/** What a form leads to has an address of its own: Back and reload show it again, and send nothing. */
const { sidecarUrl } = testEnvironment();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const email = uniqueEmail('formulario');
const FORMS: [form: string, path: string, fill: (page: Page) => Promise<unknown>, says: string][] = [
  ['form[action="/reenviar"]', '/reenviar', (page) => page.fill('[name=email]', email), email],
  [
    'form[action="/soporte"]',
    '/soporte',
    async (page) => {
      await page.selectOption('[name=topic]', 'other');
      await page.fill('[name=message]', 'No abre.');
      await page.fill('[name=email]', email);
    },
    email,
  ],
  ['form[action="/comentarios"]', '/ayuda', (page) => page.check('[name=useful][value=yes]'), 'Gracias'],
];

test.each(FORMS.flatMap((each) => [true, false].map((script) => [...each, script] as const)))(
  '%s of %s',
  async (form, path, fill, says, javaScript) => {
    const page = await browser.visit({ javaScript });
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await page.goto(`${sidecarUrl}${path}`);
    await fill(page);
    await press(page, `${form} button[type=submit]`);
    const told = await page.innerText('main');
    expect(told).toContain(says);
    expect(page.url()).not.toMatch(/@|%40/);
    expect((await page.reload())?.status()).toBe(200);
    expect(await page.innerText('main')).toBe(told);
    await press(page, 'main a');
    await page.goBack();
    expect(await page.innerText('main')).toBe(told);
    await page.goBack();
    expect(await page.locator(form).count()).toBe(1);
    expect(posts).toHaveLength(1);
  },
);
