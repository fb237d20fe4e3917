import puppeteer, { type Page } from 'puppeteer-core';

/** A second browser engine, driven over WebDriver BiDi, in Spanish. One for each suite: `openFirefox` in `beforeAll`, `close` in `afterAll`. */
export interface Firefox {
  /** A fresh visitor: no cookies, nothing cached. */
  visit(): Promise<Page>;
  close(): Promise<void>;
}

/** Debian's name for it. */
export const FIREFOX = 'firefox-esr';

/** @param path the program. */
export async function openFirefox(path: string): Promise<Firefox> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    timeout: 120_000,
    extraPrefsFirefox: { 'intl.accept_languages': 'es-ES, es' },
  });
  return {
    async visit() {
      const page = await (await browser.createBrowserContext()).newPage();
      page.setDefaultTimeout(60_000);
      return page;
    },
    close: () => browser.close(),
  };
}
