import type { Page } from 'playwright-core';
import type { TestBrowser, VisitorOptions } from './browser.ts';
import { testEnvironment } from './environment.ts';
import type { Person } from './people.ts';
import { signedInCookie } from './signed-in.ts';

/** A page of the shared sidecar as somebody who is signed in sees it. */
export async function visitAs(browser: TestBrowser, person: Person, path: string, options: VisitorOptions): Promise<Page> {
  const { sidecarUrl } = testEnvironment();
  const page = await browser.visit(options);
  const [name = '', value = ''] = (await signedInCookie(person)).split('=');
  await page.context().addCookies([{ name, value, url: sidecarUrl, httpOnly: true, sameSite: 'Lax' }]);
  await page.goto(`${sidecarUrl}${path}`);
  return page;
}

/** Presses a button or a link, and waits for the page that it leads to. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.click(selector)]);
}
