/// <reference lib="dom" />
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { pageSamples } from '../../src/build/page-samples/page-samples.ts';
import { PUBLIC_DIR, readAssets } from '../../src/views/assets.ts';
import { GUIDE_PICTURES } from '../../src/views/guide-pictures.ts';
import { AXE_SOURCE, expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../support/browser.ts';

/** Every page in every state, drawn by a real browser under the product's own content policy, with what `npm run build` made. */
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

const AXE_HEADERS = { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' };

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
    // As a script of the same origin, which the browser keeps compiled from one page to the next.
    if (path === 'axe.js') return res.writeHead(200, AXE_HEADERS).end(AXE_SOURCE);
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

/** Runs in the page: what sticks out sideways, and controls that are hard to hit (fields and buttons 48 px, anything else 24: WCAG 2.5.8). */
function misfits(): string[] {
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const small = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')].filter((control) => {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('.honeypot, .skip-link, .visually-hidden'))
      return false;
    // Links in a sentence are as high as their line, which the criterion allows.
    if (control.matches('p a, li a, dd a')) return false;
    const target = control.closest('.choice, .password') ?? control;
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < (control.matches('.button, .input, .select, .textarea, .choice input') ? 48 : 24);
  });
  return [
    ...(excess > 0 ? [`${excess}px too wide`] : []),
    ...small.map((control) => `too small: ${control.outerHTML.slice(0, 120)}`),
  ];
}

/** Runs in the page: gives all text the spacing that a reader may need (WCAG 1.4.12), and returns what is then cut off. */
function cutOffWhenSpaced(): string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets.push(sheet);
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')]
    .filter((element) => !element.closest('.visually-hidden, .honeypot, thead, select, input, textarea, pre, .tabs, .meter__bar'))
    .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible')
    .filter(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth || scrollHeight > clientHeight,
    )
    .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`);
  return excess > 0 ? [...cut, `${excess}px too wide with more space`] : cut;
}

/** Runs in the page: what Tab stops at, in the document's order. Of a group of radio buttons that is one. */
function tabStops(): string[] {
  const stops = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
  ].filter((each) => {
    if (each.tabIndex < 0 || each.matches(':disabled, [type="hidden"]') || !each.checkVisibility()) return false;
    if (!(each instanceof HTMLInputElement) || each.type !== 'radio') return true;
    const group = [...document.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(each.name)}"]`)];
    return each === (group.find(({ checked }) => checked) ?? group[0]);
  });
  return stops.map((each) => each.outerHTML.slice(0, 160));
}

/** Runs in the page: what has the focus, and whether that can be seen. */
function focused(): { stop: string; visible: boolean } | undefined {
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, left } = element.getBoundingClientRect();
  const visible = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && top >= 0 && left >= 0;
  return { stop: element.outerHTML.slice(0, 160), visible };
}

interface Look {
  looks: string;
  language: string;
  visitor: VisitorOptions;
  /** Something smaller than the device's own. */
  viewport?: { width: number; height: number };
}
const LOOKS: Look[] = [
  { looks: 'on a phone', language: 'es', visitor: { device: 'phone' } },
  { looks: 'on a desktop', language: 'en', visitor: { device: 'desktop' } },
  { looks: 'at 400 % zoom', language: 'es', visitor: { device: 'desktop' }, viewport: { width: 320, height: 256 } },
];

test.each(LOOKS)(
  'every page is fit for everybody, in the light and in the dark, and keeps to the content policy, $looks',
  async ({ language, visitor, viewport }) => {
    const page = await browser.visit({ reducedMotion: true, ...visitor });
    if (viewport) await page.setViewportSize(viewport);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const faults: Record<string, string[]> = {};
    for (const name of named(language)) {
      await page.goto(`${origin}/${name}`);
      const found = await page.evaluate(misfits);
      // Whether everything fits, axe has no rule for; at 400 % zoom that is all.
      if (!viewport) found.push(...(await faultsInBothSchemes(page)));
      found.push(...(await page.evaluate(cutOffWhenSpaced)), ...complaints.splice(0));
      if (found.length > 0) faults[name] = found;
    }
    expect(faults).toEqual({});
  },
  600_000,
);

async function faultsInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.addScriptTag({ url: `${origin}/axe.js` });
  const note = (error: Error) => void found.push(error.message);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoAxeViolations(page).catch(note);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoAxeViolations(page, { only: 'color-contrast' }).catch(note);
  return found;
}

test.each([
  { looks: 'in forced colours', forcedColors: true },
  { looks: 'as usual', forcedColors: false },
])(
  'Tab goes through every page and out of it, and whatever has the focus shows it, $looks',
  async ({ forcedColors }) => {
    const page = await browser.visit({ device: 'desktop', forcedColors, reducedMotion: true });
    const faults: Record<string, string[]> = {};
    // A page with faults begins at its summary; that has tests of its own.
    for (const name of named('es').filter((each) => !samples.get(each)?.includes(' autofocus'))) {
      await page.goto(`${origin}/${name}`);
      const expected = await page.evaluate(tabStops);
      const stops: string[] = [];
      const dull: string[] = [];
      // A date has several parts, and Tab stops at each of them.
      for (let step = 0; step < expected.length * 6; step++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(focused);
        // After the last stop comes the browser's own frame, or the first one again.
        if (!now || (now.stop === stops[0] && stops.length > 1)) break;
        if (now.stop !== stops.at(-1)) stops.push(now.stop);
        if (!now.visible) dull.push(now.stop);
      }
      const astray = stops.join('\n') === expected.join('\n') ? [] : [`Tab went to\n${stops.join('\n')}`];
      if (dull.length + astray.length > 0) faults[name] = [...dull, ...astray];
    }
    expect(faults).toEqual({});
  },
  600_000,
);

test('the guide shows its steps in pictures of the brand, in the page’s language and as dark as the page', async () => {
  for (const [language, dark] of [
    ['es', false],
    ['en', true],
  ] as const) {
    const page = await browser.visit({ device: 'phone', dark });
    await page.goto(`${origin}/help.${language}`);
    const pictures = page.locator('.guide__picture img');
    expect(await pictures.count()).toBe(GUIDE_PICTURES.length);
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded();
      const { file, ratio, natural } = await picture.evaluate(async (img: HTMLImageElement) => {
        await img.decode();
        return { file: img.currentSrc, ratio: img.width / img.height, natural: img.naturalWidth / img.naturalHeight };
      });
      expect(file).toMatch(new RegExp(`/assets/guide-\\w+-${language}-${dark ? 'dark' : 'light'}\\.`));
      expect(ratio).toBeCloseTo(natural, 1);
      expect(await picture.getAttribute('alt')).toMatch(/\w{4}/);
    }
  }
});

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
  await page.locator('.error-summary:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The browser moves the focus to a link's target after the key, in a task of its own.
  await page.locator('#topic:focus').waitFor();
  await page.goto(`${origin}/support.es`);
  await page.keyboard.press('Tab');
  expect(await page.locator('.skip-link:focus').isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('#main:focus').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('topic');
});
