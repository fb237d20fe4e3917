import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { GOOD_PASSWORD, invitationNow, invitePerson, untilStatus } from '../support/invite.ts';
import { realmAdmin } from '../support/realm.ts';
import { usePasskey, virtualPasskey } from '../support/virtual-passkey.ts';
import { until } from '../support/wait.ts';

/** Somebody who is invited to sign in with a passkey, and never has a password. */

const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PASSWORD = /contraseña/i;

async function accountOf(id: string) {
  const admin = await realmAdmin();
  const [user, credentials] = await Promise.all([admin.users.findOne({ id }), admin.users.getCredentials({ id })]);
  return {
    firstName: user?.firstName,
    lastName: user?.lastName,
    actions: user?.requiredActions ?? [],
    credentials: credentials.map(({ type }) => type),
  };
}

const create = (page: Page) => page.getByRole('button', { name: 'Crear la llave de acceso' }).click();

async function signInByPasskey(page: Page): Promise<void> {
  await usePasskey(page, `${sidecarUrl}/perfil`);
  await page.waitForLoadState();
}

test('names and passkey on one page, and nobody speaks of a password; the passkey is enough to sign in, on any day', async () => {
  const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
  expect(invitation).toMatchObject({ signIn: 'passkey' });
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain('llave de acceso');
    expect(part).not.toMatch(PASSWORD);
  }
  const page = await browser.visit();
  const device = await virtualPasskey(page);
  await page.goto(mail.link);
  expect(await page.innerText('main')).not.toMatch(PASSWORD);
  await expectNoAxeViolations(page);
  await page.fill('[name="lastName"]', 'Prado Ruiz');
  await page.keyboard.press('Enter');
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await device.count()).toBe(1);
  expect(await accountOf(invitation.id)).toEqual({
    firstName: 'Ana',
    lastName: 'Prado Ruiz',
    actions: [],
    credentials: ['webauthn-passwordless'],
  });
  await signInByPasskey(page);
  expect(await page.textContent('h1')).toContain('Ana Prado Ruiz');
  await untilStatus(invitation.id, 'activated');
  // Their own page speaks of passkeys alone, and gives nobody a password: also where a password manager leads.
  await page.goto(`${sidecarUrl}/.well-known/change-password`);
  expect(page.url()).toBe(`${sidecarUrl}/perfil`);
  expect(await page.innerText('main')).not.toMatch(PASSWORD);
  await expectNoAxeViolations(page);
  const manage = await page.getByRole('link', { name: 'Ver mis llaves de acceso' }).getAttribute('href');
  await page.goto(manage ?? '');
  await page
    .getByRole('heading', { name: 'Acceso con llave de acceso' })
    .or(page.getByText('Llave de acceso').first())
    .first()
    .waitFor();

  await page.context().clearCookies();
  await page.goto(`${sidecarUrl}/perfil`);
  await signInByPasskey(page);

  const again = await page.goto(mail.link);
  expect(again?.status()).toBe(410);
  expect(await page.textContent('main')).not.toMatch(PASSWORD);
});

describe('the sign-in that follows', () => {
  const ACTIVE = 'Su cuenta está activa. Ya puede entrar';
  const CANCELLED = 'No hemos podido usar la llave de acceso';
  const button = (page: Page) => page.locator('#authenticateWebAuthnButton');

  async function arrive() {
    const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
    const page = await browser.visit();
    const device = await virtualPasskey(page);
    // A browser that does not offer passkeys by itself.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
    await page.goto(mail.link);
    await create(page);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await page.getByText(ACTIVE).waitFor();
    await page.getByRole('button', { name: 'Entrar con una llave de acceso' }).waitFor();
    await page.waitForLoadState('networkidle');
    return { page, device, invitation };
  }

  async function cancel(page: Page): Promise<void> {
    // Keycloak's own script, which the button is for, comes last.
    await page.waitForLoadState('networkidle');
    const drawn = page.waitForEvent('load');
    await button(page).click();
    await drawn;
    await page.locator('#kc-message[role="alert"]').waitFor();
    await page.waitForLoadState('networkidle');
  }

  test('asks for the passkey alone, with one button', async () => {
    const { page } = await arrive();
    expect(await page.innerText('main')).not.toMatch(PASSWORD);
    await until('the button to have the focus', async () => button(page).evaluate((each) => each === document.activeElement));
    await expectNoAxeViolations(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${sidecarUrl}/perfil`);
  });

  test('asks for it again where it was cancelled, and for no password', async () => {
    const { page, device } = await arrive();
    await device.confirms(false);
    for (let times = 0; times < 2; times += 1) {
      await cancel(page);
      expect(await page.innerText('main')).not.toMatch(PASSWORD);
      // Whoever has cancelled it is told so, and that alone.
      expect(await page.innerText('main')).not.toContain(ACTIVE);
      await until('the fault to have the focus', async () => (await page.locator(':focus').innerText()).includes(CANCELLED));
      await expectNoAxeViolations(page);
    }
    await page.reload();
    await page.getByText(ACTIVE).waitFor();
    expect(await page.innerText('main')).not.toMatch(PASSWORD);
    await cancel(page);
    await device.confirms(true);
    await button(page).click();
    await page.waitForURL(`${sidecarUrl}/perfil`);
  });

  test('asks who has a password, too, for either in the same tab on another day', async () => {
    const { page, device, invitation } = await arrive();
    await device.confirms(false);
    await cancel(page);
    await device.confirms(true);
    await button(page).click();
    await page.waitForURL(`${sidecarUrl}/perfil`);
    const { users } = await realmAdmin();
    await users.resetPassword({ id: invitation.id, credential: { type: 'password', value: GOOD_PASSWORD, temporary: false } });
    await page.context().clearCookies();
    await page.goto(`${sidecarUrl}/perfil`);
    await page.fill('#username', invitation.email);
    await page.keyboard.press('Enter');
    await page.locator('#password').waitFor();
    await device.confirms(false);
    await cancel(page);
    await page.locator('#password').waitFor();
  });

  test('asks another account for its password, also after a passkey that was cancelled', async () => {
    const { page, device } = await arrive();
    await device.confirms(false);
    await cancel(page);
    await page.getByRole('link', { name: 'Usar otra cuenta' }).click();
    await page.locator('#kc-form-login').waitFor();
    await cancel(page);
    await page.locator('#kc-form-login').waitFor();
  });

  test('asks for no password in another language either', async () => {
    const { page, device } = await arrive();
    const speak = async (language: string, label: string) => {
      await page.locator('.language summary').click();
      await page.getByRole('link', { name: language }).click();
      await page.getByRole('button', { name: label }).waitFor();
      await page.locator('#kc-form-login').waitFor({ state: 'hidden' });
    };
    await speak('English', 'Sign in with a passkey');
    await device.confirms(false);
    await cancel(page);
    await speak('Deutsch', 'Mit einem Passkey anmelden');
  });
});

describe('a passkey that is not made', () => {
  test('leaves all that was typed, and the same link: a second try makes it', async () => {
    const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
    const page = await browser.visit();
    const device = await virtualPasskey(page);
    await device.confirms(false);
    await page.goto(mail.link);
    await page.fill('[name="firstName"]', 'Anna');
    await create(page);
    await page.getByText('La llave de acceso no se ha creado').waitFor();
    expect(await page.locator(':focus').innerText()).toContain('La llave de acceso no se ha creado');
    await expectNoAxeViolations(page);
    expect(await page.inputValue('[name="firstName"]')).toBe('Anna');
    expect((await accountOf(invitation.id)).credentials).toEqual([]);
    // Whoever corrects a name meanwhile gets the corrected one stored.
    await page.fill('[name="lastName"]', 'Serra');
    await device.confirms(true);
    await create(page);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect(await accountOf(invitation.id)).toMatchObject({ firstName: 'Anna', lastName: 'Serra', actions: [] });
  });

  test('leaves the link good for another device, and the account without a way in until then', async () => {
    const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
    const first = await browser.visit();
    const device = await virtualPasskey(first);
    await device.confirms(false);
    await first.goto(mail.link);
    await create(first);
    await first.getByText('La llave de acceso no se ha creado').waitFor();
    await first.close();
    expect((await accountOf(invitation.id)).actions).toContain('webauthn-register-passwordless');
    const second = await browser.visit({ dark: true, device: 'desktop' });
    await virtualPasskey(second);
    await second.goto(mail.link);
    await create(second);
    await second.waitForURL(/protocol\/openid-connect\/auth/);
    expect((await accountOf(invitation.id)).credentials).toEqual(['webauthn-passwordless']);
  });

  test('because the link was used on a second device meanwhile: the page says that the account is active, and adds nothing to it', async () => {
    const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
    const here = await browser.visit();
    const device = await virtualPasskey(here);
    await device.confirms(false);
    await here.goto(mail.link);
    await create(here);
    await here.getByText('La llave de acceso no se ha creado').waitFor();
    const there = await browser.visit({ device: 'desktop' });
    await virtualPasskey(there);
    await there.goto(mail.link);
    await create(there);
    await there.waitForURL(/protocol\/openid-connect\/auth/);
    await device.confirms(true);
    await create(here);
    await here.getByRole('heading', { name: 'Su cuenta ya está activa' }).waitFor();
    expect(await here.textContent('main')).not.toMatch(PASSWORD);
    expect((await accountOf(invitation.id)).credentials).toEqual(['webauthn-passwordless']);
  });

  test('because a name is wrong: the page says so beside it, in the page’s words', async () => {
    const { mail } = await invitePerson({ signIn: 'passkey' });
    const page = await browser.visit();
    await virtualPasskey(page);
    await page.goto(mail.link);
    await page.fill('[name="firstName"]', '');
    await create(page);
    await page.locator('[data-error-summary]').waitFor();
    expect(await page.textContent('#profile-firstName-error')).not.toBe('');
    await page.fill('[name="firstName"]', 'Ana');
    await create(page);
    await page.waitForURL(/protocol\/openid-connect\/auth/);
  });
});

test('whoever begins to type has opened the invitation', async () => {
  const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
  const page = await browser.visit();
  await page.goto(mail.link);
  await page.locator('[name="firstName"]').pressSequentially('a');
  await until('the page to count as opened', async () => (await invitationNow(invitation.id)).status === 'opened');
});
