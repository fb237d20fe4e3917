/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Scheme, show } from '../../../src/build/preview/gallery.ts';
import { pageExhibits } from '../../../src/build/preview/pages.ts';
import { openBrowser, type TestBrowser } from '../../support/browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Runs in the page: how bright canvas, card and heading are, from 0 to 1. */
function brightness(): { canvas: number; card: number; heading: number } {
  const of = (selector: string, property: 'backgroundColor' | 'color') => {
    const element = document.querySelector(selector);
    const [r = 0, g = 0, b = 0] = (element ? getComputedStyle(element)[property] : '').match(/[\d.]+/g)?.map(Number) ?? [];
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
  };
  return {
    canvas: of('body', 'backgroundColor'),
    card: of('.card', 'backgroundColor'),
    heading: of('main h1', 'color'),
  };
}

test.each([
  { scheme: 'dark', prefersDark: false },
  { scheme: 'light', prefersDark: true },
] as const)('what the gallery calls $scheme is $scheme, whatever the browser prefers', async ({ scheme, prefersDark }) => {
  const page = await browser.visit({ device: 'desktop', dark: prefersDark, javaScript: true });
  const wrong: Record<string, unknown> = {};
  const exhibits = (await pageExhibits()).filter(({ locale }) => locale === 'es');
  for (const exhibit of exhibits) {
    await page.setContent(show(exhibit, scheme satisfies Scheme));
    const { canvas, card, heading } = await page.evaluate(brightness);
    const isRight =
      scheme === 'dark' ? Math.max(canvas, card) < 0.25 && heading > 0.75 : Math.min(canvas, card) > 0.9 && heading < 0.25;
    if (!isRight) wrong[exhibit.id] = { canvas, card, heading };
  }
  expect(exhibits.length).toBeGreaterThan(80);
  expect(wrong).toEqual({});
});
