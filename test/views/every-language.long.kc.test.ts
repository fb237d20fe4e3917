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

test.each(PAGE_LOCALES)(
  'every page in %s fits, on a narrow phone, a phone and a desktop',
  async (locale) => {
    const page = await browser.visit({ device: 'desktop', reducedMotion: true });
    const faults: Record<string, string[]> = {};
    for (const name of site.names(locale)) {
      await page.goto(`${site.origin}/${name}`);
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const found = [...(await page.evaluate(misfits)), ...(await page.evaluate(cutOffWhenSpaced))];
        // Where a desktop is zoomed to 400 %, a long word has no place in one line.
        if (width > 320) found.push(...(await page.evaluate(unevenness)));
        if (found.length > 0) faults[`${name} at ${width} px`] = found;
      }
    }
    expect(faults).toEqual({});
  },
  900_000,
);
