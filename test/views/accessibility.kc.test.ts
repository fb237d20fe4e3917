import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { pageSamples } from '../../src/build/page-samples.ts';
import { PUBLIC_DIR, readAssets } from '../../src/views/assets.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../support/browser.ts';

/** Every page in every state, drawn by a real browser under the product's own content policy, with what `npm run build` made. */
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const samples = new Map(pageSamples(readAssets()).map(({ name, html }) => [name, html]));
const named = (language: string): string[] => [...samples.keys()].filter((name) => name.endsWith(`.${language}`));

let server: Server;
let browser: TestBrowser;
let origin: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    const path = decodeURI(req.url ?? '').slice(1);
    const html = samples.get(path);
    if (html)
      return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }).end(html);
    // The progress of an import, from which nothing has come yet.
    if (path.endsWith('/progreso')) return res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const file = join(PUBLIC_DIR, path.replace('assets/', ''));
    if (!path.startsWith('assets/') || !existsSync(file)) return res.writeHead(404).end();
    return res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** What is wrong with the page: axe's findings if wanted, and whatever sticks out sideways. */
async function faultsOf(page: Page, withAxe: boolean): Promise<string[]> {
  const found = await (withAxe ? expectNoAxeViolations(page) : Promise.resolve()).then(
    () => [],
    (error: Error) => [error.message],
  );
  const excess = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return excess > 0 ? [...found, `${excess}px too wide`] : found;
}

interface Look {
  looks: string;
  language: string;
  visitor: VisitorOptions;
  /** A window of this size: only whether everything fits, for which axe has no rule. */
  viewport?: { width: number; height: number };
}
const LOOKS: Look[] = [
  { looks: 'on a phone', language: 'es', visitor: { device: 'phone' } },
  { looks: 'on a desktop in the dark', language: 'en', visitor: { device: 'desktop', dark: true } },
  { looks: 'at 400 % zoom', language: 'es', visitor: { device: 'desktop' }, viewport: { width: 320, height: 256 } },
];

test.each(LOOKS)(
  'every page is fit for everybody, and keeps to the content policy, $looks',
  async ({ language, visitor, viewport }) => {
    const page = await browser.visit(visitor);
    if (viewport) await page.setViewportSize(viewport);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const faults: Record<string, string[]> = {};
    for (const name of named(language)) {
      await page.goto(`${origin}/${name}`);
      const found = [...(await faultsOf(page, !viewport)), ...complaints.splice(0)];
      if (found.length > 0) faults[name] = found;
    }
    expect(faults).toEqual({});
  },
  180_000,
);

test('without JavaScript the summary has the focus, and the password is asked for twice', async () => {
  const page = await browser.visit({ javaScript: false });
  await page.goto(`${origin}/activate-errors.es`);
  expect(await page.locator('.error-summary:focus').count()).toBe(1);
  expect(await page.locator('input[type=password]:visible').count()).toBe(2);
  expect(await page.locator('.password__toggle:visible').count()).toBe(0);
});

test('with JavaScript the password is asked for once and can be shown', async () => {
  const page = await browser.visit();
  await page.goto(`${origin}/activate.es`);
  expect(await page.locator('input[type=password]:visible').count()).toBe(1);
  await page.locator('.password__toggle').click();
  expect(await page.locator('#password').getAttribute('type')).toBe('text');
});

test('the keyboard goes past the header in one step, and from the summary into the faulty field', async () => {
  const page = await browser.visit();
  await page.goto(`${origin}/support-errors.es`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('topic');
  await page.goto(`${origin}/support.es`);
  await page.keyboard.press('Tab');
  expect(await page.locator('.skip-link:focus').isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('topic');
});
