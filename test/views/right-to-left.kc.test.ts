/// <reference lib="dom" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageSamplesIn } from '../../src/build/page-samples/page-samples.ts';
import { catalogues, type Messages, type PageLocale } from '../../src/i18n/index.ts';
import { readAssets } from '../../src/views/assets.ts';
import { ar } from '../support/arabic.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { cutOffWhenSpaced, misfits } from './page-checks.ts';
import { answerWithAsset } from './sample-site.ts';

/** A language from right to left, drawn by a real browser: no page speaks one yet, and none has to be laid out anew for it. */
const ARABIC = 'ar' as PageLocale;
let server: Server;
let browser: TestBrowser;

beforeAll(async () => {
  (catalogues as Record<string, Messages>)[ARABIC] = ar;
  const samples = new Map(pageSamplesIn(ARABIC, readAssets()).map(({ name, html }) => [name, html]));
  server = createServer((req, res) => {
    const html = samples.get(decodeURI(req.url ?? '').slice(1));
    if (html) return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    return answerWithAsset(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Runs in the page: whether `first` stands to the right of `second`. */
const isRightOf = ([first, second]: readonly [string, string]) => {
  const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  return box(first).left >= box(second).right;
};

test.each(['activate-errors', 'admin-detail', 'profile', 'help'])(
  '%s begins at the right: nothing sticks out, nothing is cut off, and it is as fit for everybody as any other',
  async (name) => {
    const page = await browser.visit({ device: 'phone', locale: 'ar' });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}.${ARABIC}`);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl']);
    expect(await page.evaluate(isRightOf, ['.wordmark', '.language summary'] as const)).toBe(true);
    await expectNoAxeViolations(page);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, ...(await page.evaluate(misfits)), ...(await page.evaluate(cutOffWhenSpaced))]).toEqual([width]);
    }
  },
  60_000,
);

test('in a field, what is typed begins at the right, and what shows the password stands at the left', async () => {
  const page = await browser.visit({ device: 'phone', locale: 'ar' });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/activate.${ARABIC}`);
  expect(await page.locator('[name="firstName"]').evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
  const [field, toggle] = await Promise.all(['#password', '.password__toggle'].map((one) => page.locator(one).boundingBox()));
  expect(toggle?.x).toBeLessThan((field?.x ?? 0) + (field?.width ?? 0) / 2);
});
