/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { GUIDE_PICTURES } from '../../src/views/guide-pictures.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../support/browser.ts';
import { cutOffWhenSpaced, misfits, stopsOfTab, watchTab } from './page-checks.ts';
import { openSampleSite, type SampleSite } from './sample-site.ts';

/** Every page in every state, drawn by a real browser. */
let site: SampleSite;
let browser: TestBrowser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSampleSite(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** 320 px are a desktop at 400 % zoom, where nothing may have to be scrolled sideways (WCAG 1.4.10). */
const WIDTHS = [320, 390, 1280, 1920];
/** Two of them for each page in Spanish, and the other two for the same page in its longest language. */
const widthsOf = (page: number, language: 'es' | 'longest') =>
  WIDTHS.filter((_, i) => ((i + page) % 2 === 0) === (language === 'es'));

type Faults = Record<string, string[]>;

/** Opens each page once, in two windows at a time, and gathers what `look` and the browser itself find, such as breaches of the content policy. */
async function lookAtAll(
  names: string[],
  visitor: VisitorOptions,
  look: (page: Page, found: string[], name: string) => Promise<void>,
): Promise<Faults> {
  const faults: Faults = {};
  const left = [...names];
  const window = async () => {
    const page = await browser.visit({ reducedMotion: true, ...visitor });
    let found: string[] = [];
    page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
    page.on('pageerror', (error) => found.push(String(error)));
    for (let name = left.shift(); name; name = left.shift()) {
      found = [];
      await page.goto(`${site.origin}/${name}`);
      await look(page, found, name);
      if (found.length > 0) faults[name] = found;
    }
  };
  await Promise.all([window(), window()]);
  return faults;
}

test.each([
  {
    language: 'Spanish',
    device: 'phone',
    dark: false,
    names: () => site.names('es'),
    widths: (page: number) => widthsOf(page, 'es'),
  },
  {
    language: 'its longest language',
    device: 'desktop',
    dark: true,
    names: () => site.longest,
    widths: (page: number) => widthsOf(page, 'longest'),
  },
] as const)(
  'every page is fit for everybody and keeps to the content policy: in $language on a $device, dark: $dark',
  async ({ device, dark, names, widths }) => {
    const all = names();
    const pages = (each: string[]) => each.map((name) => name.replace(/\w+$/, ''));
    expect(pages(all)).toEqual(pages(site.names('es')));
    const faults = await lookAtAll(all, { device, dark }, async (page, found, name) => {
      const size = page.viewportSize();
      await page.addScriptTag({ url: `${site.origin}/axe.js` });
      await expectNoAxeViolations(page).catch((error: Error) => void found.push(error.message));
      // Whether everything fits, axe has no rule for.
      for (const width of widths(all.indexOf(name))) {
        await page.setViewportSize({ width, height: 800 });
        const here = [...(await page.evaluate(misfits)), ...(await page.evaluate(cutOffWhenSpaced))];
        found.push(...here.map((fault) => `${width} px: ${fault}`));
      }
      if (size) await page.setViewportSize(size);
    });
    expect(faults).toEqual({});
  },
  900_000,
);

test('Tab goes through every page and out of it, and whatever has the focus shows it, also at 400 % zoom in forced colours', async () => {
  // A page with faults begins at its summary; that has tests of its own.
  const names = site.names('es').filter((name) => !site.takesFocus(name));
  const faults = await lookAtAll(names, { device: 'desktop' }, async (page, found) => {
    const size = page.viewportSize();
    found.push(...(await faultsOfTab(page)));
    await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize({ width: 320, height: 256 });
    found.push(...(await faultsOfTab(page)).map((fault) => `zoomed, in forced colours: ${fault}`));
    await page.emulateMedia({ forcedColors: 'none' });
    if (size) await page.setViewportSize(size);
  });
  expect(faults).toEqual({});
}, 900_000);

async function faultsOfTab(page: Page): Promise<string[]> {
  const { expected, presses } = await page.evaluate(watchTab);
  // The key is held down, which costs a fraction of as many strokes.
  await Promise.all(Array.from({ length: presses }, () => page.keyboard.down('Tab')));
  await page.keyboard.up('Tab');
  const stops = await page.evaluate(stopsOfTab);
  const controls = stops.map(({ control }) => control);
  // After the last stop comes the browser's own frame, or the first one again.
  const after = controls[expected.length] ?? expected[0];
  const astray = controls.slice(0, expected.length).join('\n') !== expected.join('\n') || after !== expected[0];
  return [
    ...(astray ? [`Tab went to\n${controls.join('\n')}`] : []),
    ...stops.filter(({ visible }) => !visible).map(({ control }) => `nobody sees the focus at ${control}`),
  ];
}

test('the guide shows its steps in pictures of the brand, in the page’s language and as dark as the page', async () => {
  for (const [language, dark] of [
    ['es', false],
    ['en', true],
  ] as const) {
    const page = await browser.visit({ device: 'phone', dark });
    await page.goto(`${site.origin}/help.${language}`);
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
  await page.goto(`${site.origin}/activate-errors.es`);
  expect(await page.locator('.error-summary:focus').count()).toBe(1);
  expect(await page.locator('input[type=password]:visible').count()).toBe(2);
  expect(await page.locator('.password__toggle:visible').count()).toBe(0);
});

test('with JavaScript the password is asked for once and can be shown', async () => {
  const page = await browser.visit();
  await page.goto(`${site.origin}/activate.es`);
  expect(await page.locator('input[type=password]:visible').count()).toBe(1);
  await page.locator('.password__toggle').click();
  expect(await page.locator('#password').getAttribute('type')).toBe('text');
});

test('the keyboard goes past the header in one step, and from the summary into the faulty field', async () => {
  const page = await browser.visit();
  await page.goto(`${site.origin}/support-errors.es`);
  await page.locator('.error-summary:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The browser moves the focus to a link's target after the key, in a task of its own.
  await page.locator('#topic:focus').waitFor();
  await page.goto(`${site.origin}/support.es`);
  await page.keyboard.press('Tab');
  expect(await page.locator('.skip-link:focus').isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('#main:focus').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('topic');
});
