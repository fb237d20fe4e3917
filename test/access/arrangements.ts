import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import { type ArrangedKeycloak, type Arrangement, type Boot, startArrangedKeycloak } from '../support/arranged-keycloak.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { uniqueEmail } from '../support/realm.ts';

/**
 * Tests of one Keycloak in several arrangements, in a browser: an administrator signs in, invites somebody and signs out; that person activates the
 * account by the mail's link, signs in and signs out.
 */
export function testArrangements(boot: Boot, rows: readonly Arrangement[]): void {
  let keycloak: ArrangedKeycloak;
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
    keycloak = await startArrangedKeycloak(boot);
  });
  afterAll(async () => {
    await browser?.close();
    await keycloak?.stop();
  });

  const channel = `back channel ${boot.dynamic ? 'as asked' : 'public'}`;
  const path = boot.path === 'none' ? 'no path' : `/auth ${boot.path === 'its own' ? 'of Keycloak' : 'of the proxy alone'}`;
  test.each(rows)(`$outside outside, $inside inside, ${channel}, ${path}`, async (arrangement) => {
    const sidecar = await keycloak.startSidecar(await keycloak.arrange(arrangement));
    try {
      expect(await (await fetch(keycloak.readyUrl)).json()).toMatchObject({ status: 'ok' });
      await journey();
    } finally {
      await sidecar.stop();
    }
  });

  async function journey(): Promise<void> {
    const { publicUrl } = keycloak;
    const email = uniqueEmail();
    const desk = await browser.visit({ device: 'desktop', trusting: true });
    await desk.goto(`${publicUrl}/admin`);
    await signIn(desk, 'admin@amperecloud.test', DEMO_PASSWORD);
    await desk.waitForURL(`${publicUrl}/admin`);
    await desk.goto(`${publicUrl}/admin/invitaciones/nueva`);
    await desk.fill('[name="email"]', email);
    await desk.click('main form [type="submit"]');
    await desk.waitForURL(/\/admin\/invitaciones\/[0-9a-f-]{36}/);
    await signOut(desk);

    const phone = await browser.visit({ trusting: true });
    await phone.goto((await mailTo(email)).link);
    await phone.fill('[name="firstName"]', 'Ana');
    await phone.fill('[name="lastName"]', 'Prado');
    await phone.fill('#password', GOOD_PASSWORD);
    await phone.getByRole('button', { name: 'Crear' }).click();
    await phone.waitForURL(/protocol\/openid-connect\/auth/);
    await phone.fill('input[name="password"]', GOOD_PASSWORD);
    await phone.click('#kc-login, [type="submit"]');
    await phone.waitForURL(`${publicUrl}/perfil`);
    expect(await phone.textContent('h1')).toContain('Ana Prado');
    await signOut(phone);
  }

  async function signOut(page: Page): Promise<void> {
    const { publicUrl } = keycloak;
    await page.goto(`${publicUrl}/salir`);
    await page.getByRole('main').getByRole('button', { name: 'Cerrar sesión', exact: true }).click();
    await page.waitForURL(`${publicUrl}/salir*`);
    // Not of ours alone: Keycloak asks for the password again.
    await page.goto(`${publicUrl}/perfil`);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await page.waitForSelector('#username');
  }
}

/** Keycloak asks for the address first, then for the password. */
async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.fill('#username', email);
  await page.click('#kc-login, [type="submit"]');
  await page.fill('input[name="password"]', password);
  await page.click('#kc-login, [type="submit"]');
}
