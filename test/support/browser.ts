import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../src/dev/machine/chromium.ts';

/** A real Chromium for the journeys that a person makes. One for each suite: `openBrowser` in `beforeAll`, `close` in `afterAll`. */
export interface TestBrowser {
  /** A fresh visitor: no cookies, nothing cached. */
  visit(options?: VisitorOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface VisitorOptions {
  device?: keyof typeof DEVICES;
  dark?: boolean;
  javaScript?: boolean;
  /** The browser's language, such as `es-ES`: what Accept-Language says. */
  locale?: string;
  reducedMotion?: boolean;
  forcedColors?: boolean;
  /** Trusts every certificate, as a company's computers trust that of its own authority. */
  trusting?: boolean;
}

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = findChromium(process.env);
  if (!executablePath) throw new Error('Chromium is missing: npx tsx test/support/preflight.ts says how to get it');
  // A name for whoever must not be called localhost: browsers and Keycloak have exceptions for that.
  const args = [...CHROMIUM_FLAGS, '--host-resolver-rules=MAP *.example.test 127.0.0.1'];
  const browser: Browser = await chromium.launch({ executablePath, args });
  const contexts: BrowserContext[] = [];
  return {
    async visit({
      device = 'phone',
      dark,
      javaScript = true,
      locale = 'es-ES',
      reducedMotion,
      forcedColors,
      trusting = false,
    } = {}) {
      const context = await browser.newContext({
        ...DEVICES[device],
        locale,
        javaScriptEnabled: javaScript,
        ignoreHTTPSErrors: trusting,
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        forcedColors: forcedColors ? 'active' : 'none',
      });
      context.setDefaultTimeout(15_000);
      contexts.push(context);
      return context.newPage();
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
    },
  };
}

/** What {@link expectNoAxeViolations} brings along where the page has not loaded it itself. */
export const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface AxeOptions {
  /** Rules that do not apply here, each with its reason: `{ 'region': 'the fragment is shown alone' }`. */
  except?: Record<string, string>;
  /** Only this rule, where the rest has been looked at: `color-contrast` in another colour scheme. */
  only?: string;
}

/** Throws with every fault that axe finds on the page as it is now (WCAG 2.2 AA and axe's best practices). */
export async function expectNoAxeViolations(page: Page, { except = {}, only }: AxeOptions = {}): Promise<void> {
  // By way of the debugger, so that the page's Content-Security-Policy stays as it is; once for each page, for it is half a megabyte.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE_SOURCE);
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  const { violations } = await page.evaluate((options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options), {
    runOnly: only ? { type: 'rule', values: [only] } : WCAG,
    rules,
    // Of what passes only the names of the rules: nobody reads more of it.
    resultTypes: ['violations'],
  } satisfies axe.RunOptions);
  if (violations.length === 0) return;
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `  ${id}: ${help}\n    ${node.target.join(' ')}  ${node.html}`),
  );
  throw new Error(`${page.url().replace(/\?.*/, '?…')} has faults for people with disabilities:\n${lines.join('\n')}`);
}
