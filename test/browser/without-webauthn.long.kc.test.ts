import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { GOOD_PASSWORD, invitationNow, invitePerson, untilStatus } from '../support/invite.ts';
import { realmAdmin } from '../support/realm.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';
import { virtualPasskey } from '../support/virtual-passkey.ts';

/** Somebody who is invited to sign in with a passkey, in a browser that makes none. */

const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function accountOf(id: string) {
  const admin = await realmAdmin();
  const [user, credentials] = await Promise.all([admin.users.findOne({ id }), admin.users.getCredentials({ id })]);
  return { firstName: user?.firstName, actions: user?.requiredActions ?? [], credentials: credentials.map(({ type }) => type) };
}

describe('gets a password behind the same link, and loses nothing that was typed', () => {
  test.each([
    ['without WebAuthn', true],
    ['without JavaScript', false],
  ])('%s', async (_name, javaScript) => {
    const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
    const page = await browser.visit({ javaScript });
    await page.addInitScript('delete window.PublicKeyCredential');
    await page.goto(mail.link);
    const choose = page.getByRole('button', { name: 'Elegir una contraseña' }).filter({ visible: true });
    await choose.waitFor();
    if (javaScript) await expectNoAxeViolations(page);
    await page.fill('[name="firstName"]', 'Anna');
    await choose.click();
    await page.locator('[name="password"]').waitFor();
    if (javaScript) await expectNoAxeViolations(page);
    expect(await page.inputValue('[name="firstName"]')).toBe('Anna');
    // Nothing has changed until a password is sent.
    expect((await accountOf(invitation.id)).actions).toContain('webauthn-register-passwordless');
    await page.fill('[name="firstName"]', '');
    await page.fill('[name="password"]', GOOD_PASSWORD);
    if (!javaScript) await page.fill('[name="passwordConfirm"]', GOOD_PASSWORD);
    await page.locator('#activation [type="submit"]').last().click();
    await page.locator('#profile-firstName-error').waitFor();
    await page.fill('[name="firstName"]', 'Anna');
    await page.fill('[name="password"]', GOOD_PASSWORD);
    if (!javaScript) await page.fill('[name="passwordConfirm"]', GOOD_PASSWORD);
    await page.locator('#activation [type="submit"]').last().click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect(await accountOf(invitation.id)).toEqual({ firstName: 'Anna', actions: [], credentials: ['password'] });
    expect(await untilStatus(invitation.id, 'activated')).toMatchObject({ signIn: 'password' });
    await signInAtKeycloak(page, GOOD_PASSWORD);
    await page.waitForURL(`${sidecarUrl}/perfil`);
    expect((await page.goto(mail.link))?.status()).toBe(410);
  });
});

test('whoever has a browser that makes passkeys is not asked which they prefer', async () => {
  const { mail } = await invitePerson({ signIn: 'passkey' });
  const page = await browser.visit();
  await virtualPasskey(page);
  await page.goto(mail.link);
  await page.getByRole('button', { name: 'Crear la llave de acceso' }).waitFor();
  expect(await page.getByText('contraseña').filter({ visible: true }).count()).toBe(0);
});

test('an account that an administrator has asked for nothing any more gets its passkey all the same', async () => {
  const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
  const admin = await realmAdmin();
  await admin.users.update({ id: invitation.id }, { ...(await admin.users.findOne({ id: invitation.id })), requiredActions: [] });
  const page = await browser.visit();
  await virtualPasskey(page);
  await page.goto(mail.link);
  await page.getByRole('button', { name: 'Crear la llave de acceso' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect((await accountOf(invitation.id)).credentials).toEqual(['webauthn-passwordless']);
  expect((await invitationNow(invitation.id)).status).toBe('activated');
});
