import type { Page } from 'playwright-core';
import { REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import type { Cluster } from './cluster.ts';
import { CLIENT_ADDRESS } from './outside.ts';

/** A person or an administrator who comes from a public address. Things may be slow: two minutes for each. */
export async function visitor({ browser }: Cluster, device: 'phone' | 'desktop' = 'phone'): Promise<Page> {
  const page = await browser.visit({ device, trusting: true });
  page.context().setDefaultTimeout(120_000);
  page.context().setDefaultNavigationTimeout(120_000);
  await page.context().setExtraHTTPHeaders({ 'x-forwarded-for': CLIENT_ADDRESS });
  return page;
}

export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.waitForSelector('#password');
}

/** Fills in the activation page and sends it. */
export async function activate(page: Page): Promise<void> {
  await page.fill('[name="firstName"]', 'Ana');
  await page.fill('[name="lastName"]', 'Prado Ruiz');
  await page.fill('#password', GOOD_PASSWORD);
  await page.getByRole('button', { name: 'Crear' }).click();
}

/** After `activate`: Keycloak asks for the password, with the address filled in. */
export async function signInAfterwards(page: Page, { publicUrl }: Cluster): Promise<void> {
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await page.fill('input[name="password"]', GOOD_PASSWORD);
  await page.click('#kc-login, [type="submit"]');
  await page.waitForURL(`${publicUrl}/perfil`);
}

/** Keycloak asks for the address first, then for the password. */
export async function signIn(page: Page, address: string, email: string, password: string): Promise<void> {
  await page.goto(address);
  await page.fill('#username', email);
  await page.click('#kc-login, [type="submit"]');
  await page.fill('input[name="password"]', password);
  await page.click('#kc-login, [type="submit"]');
  await page.waitForURL(`${address}*`);
}

/** True when Keycloak takes this person's password: the proof that an activation has stored it. */
export async function hasPassword(
  { insideUrl }: Cluster,
  email: string,
  client: { clientId: string; secret: string },
): Promise<boolean> {
  const response = await fetch(`${insideUrl}/realms/${REALM}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username: email,
      password: GOOD_PASSWORD,
      client_id: client.clientId,
      client_secret: client.secret,
    }),
  });
  await response.body?.cancel();
  return response.ok;
}
