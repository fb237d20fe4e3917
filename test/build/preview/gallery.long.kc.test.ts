/// <reference lib="dom" />
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Scheme, show } from '../../../src/build/preview/gallery.ts';
import { ownMailExhibits } from '../../../src/build/preview/own-mails.ts';
import { pageExhibits } from '../../../src/build/preview/pages.ts';
import { DIST } from '../../../src/common/paths.ts';
import { LOCALES, readBrand } from '../../../src/settings/brand.ts';
import { openBrowser, type TestBrowser } from '../../support/browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What the build has made of the sidecar's own mails. */
const OWN_MAILS = join(DIST, 'server', 'own-mails');

/** Runs in the page: how bright canvas, card and heading are, from 0 to 1. */
function brightness(): { canvas: number; card: number; heading: number } {
  const of = (selector: string, property: 'backgroundColor' | 'color') => {
    const element = document.querySelector(selector);
    const [r = 0, g = 0, b = 0] = (element ? getComputedStyle(element)[property] : '').match(/[\d.]+/g)?.map(Number) ?? [];
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
  };
  return {
    canvas: of('.canvas, body', 'backgroundColor'),
    card: of('.card', 'backgroundColor'),
    heading: of('.card h1, main h1', 'color'),
  };
}

test.each([
  { scheme: 'dark', prefersDark: false },
  { scheme: 'light', prefersDark: true },
] as const)(
  'what the gallery calls $scheme is $scheme, whatever the browser prefers',
  async ({ scheme, prefersDark }) => {
    const page = await browser.visit({ device: 'desktop', dark: prefersDark, javaScript: true });
    const wrong: Record<string, unknown> = {};
    const ownMails = ownMailExhibits(readBrand(), OWN_MAILS).filter(({ id }) => id.startsWith('own-daily-summary'));
    const exhibits = [...ownMails, ...(await pageExhibits())].filter(({ locale }) => locale === 'es');
    for (const exhibit of exhibits) {
      await page.setContent(show(exhibit, scheme satisfies Scheme));
      const { canvas, card, heading } = await page.evaluate(brightness);
      const isRight =
        scheme === 'dark' ? Math.max(canvas, card) < 0.25 && heading > 0.75 : Math.min(canvas, card) > 0.9 && heading < 0.25;
      if (!isRight) wrong[exhibit.id] = { canvas, card, heading };
    }
    expect(exhibits.length).toBeGreaterThan(80);
    expect(wrong).toEqual({});
  },
  120_000,
);

test('every mail of the sidecar itself is in the gallery, in each language, with a title and no placeholder', () => {
  const exhibits = ownMailExhibits(readBrand(), OWN_MAILS);
  const mails = readdirSync(OWN_MAILS).flatMap((file) => (file.endsWith('.html') ? file.replace('.html', '') : []));
  for (const mail of [...mails, 'word']) {
    const shown = exhibits.filter(({ id }) => id.startsWith(`own-${mail}.`));
    expect([mail, new Set(shown.map(({ locale }) => locale)).size]).toEqual([mail, LOCALES.length]);
    for (const { title, html, text } of shown) {
      expect(title).not.toBe('');
      expect(`${html}${text}`).not.toMatch(/\{\{|undefined/);
    }
  }
});
