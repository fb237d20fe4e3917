import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PAGE_LOCALES } from '../../src/i18n/index.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { cutOffWhenSpaced, misfits, unevenness } from './page-checks.ts';
import { openSampleSite, type SampleSite } from './sample-site.ts';

/** accessibility.long.kc.test.ts looks at each page in its longest language; one word may be longer in another. */
let site: SampleSite;
let browser: TestBrowser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSampleSite(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

/** A narrow phone, a phone and a desktop. Each page is looked at once in each language, at another width in the next: at each width in two or three of them. */
const WIDTHS = [320, 390, 1280] as const;
const widthOf = (page: number, language: number) => WIDTHS[(page + language) % WIDTHS.length] ?? 0;

test('each page meets every width, and so does each language', () => {
  const pages = site.names('es').map((name) => name.replace(/es$/, ''));
  for (const [language, locale] of PAGE_LOCALES.entries()) {
    expect(site.names(locale)).toEqual(pages.map((page) => `${page}${locale}`));
    expect(new Set(pages.map((_, page) => widthOf(page, language)))).toEqual(new Set(WIDTHS));
  }
  for (const page of pages.keys())
    expect(new Set(PAGE_LOCALES.map((_, language) => widthOf(page, language)))).toEqual(new Set(WIDTHS));
});

test.each(PAGE_LOCALES.map((locale, language) => [locale, language] as const))(
  'every page in %s fits where it is looked at',
  async (locale, language) => {
    const page = await browser.visit({ device: 'desktop', reducedMotion: true });
    const faults: Record<string, string[]> = {};
    for (const [i, name] of site.names(locale).entries()) {
      const width = widthOf(i, language);
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${site.origin}/${name}`);
      const found = [...(await page.evaluate(misfits)), ...(await page.evaluate(cutOffWhenSpaced))];
      // Where a desktop is zoomed to 400 %, a long word has no place in one line.
      if (width > 320) found.push(...(await page.evaluate(unevenness)));
      if (found.length > 0) faults[`${name} at ${width} px`] = found;
    }
    expect(faults).toEqual({});
  },
  900_000,
);
