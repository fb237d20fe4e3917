import type { Page } from 'playwright-core';

/** Keycloak asks for the address first (the realm has organizations), then for the password; a known address is filled in, and none is given here. */
export async function signInAtKeycloak(page: Page, password: string, email?: string): Promise<void> {
  if (email) {
    await page.fill('#username', email);
    await page.click('#kc-login, [type="submit"]');
  }
  await page.fill('input[name="password"]', password);
  await page.click('#kc-login, [type="submit"]');
}
