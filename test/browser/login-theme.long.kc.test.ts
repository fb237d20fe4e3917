/// <reference lib="dom" />
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { forgottenPasswordRequirement } from '../../src/configure/forgotten-password/forgotten-password.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { usePasskey, virtualPasskey } from '../support/virtual-passkey.ts';
import { addEveryKindOfField, createGalleryRealm, type GalleryRealm, PARTNER } from './gallery-realm.ts';
import { fillIn, lookAt, signIn, submit } from './login-page.ts';

/**
 * Every page of Keycloak that a person of this realm can meet, reached as a person reaches it: in the brand, accessible, within a phone's
 * width, with its state block. With PICTURES=1 in the environment the suite leaves pictures of them all in .data/pictures/login.
 */
// Dozens of pages, two accessibility checks each.

let browser: TestBrowser;
let realm: GalleryRealm;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [browser, realm] = await Promise.all([openBrowser(), createGalleryRealm()]);
});
afterAll(async () => {
  await browser?.close();
  await realm?.remove();
});

beforeEach(async () => {
  page = await browser.visit({ device: 'desktop', reducedMotion: true });
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
});
afterEach(async () => {
  expect(faults).toEqual([]);
  await page.context().close();
});

describe('signing in', () => {
  test('asks for the address, then for the password, and says what is wrong', async () => {
    await page.goto(realm.signInUrl());
    await lookAt(page, 'login-username', 'login-username');
    expect(await page.getByRole('link', { name: '¿No ha recibido el correo de activación?' }).getAttribute('href')).toBe(
      `${testEnvironment().sidecarUrl}/reenviar`,
    );
    const person = await realm.person();
    await page.fill('#username', person.email);
    await submit(page);
    await lookAt(page, 'login-password', 'login');
    await page.fill('#password', 'falsa');
    await submit(page);
    await lookAt(page, 'login-password-error', 'login');
    // At the field, and the focus in it: there is one thing to mend.
    const told = await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby') ?? '');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('password');
    expect(await page.locator(`#${told}`).innerText()).toMatch(/contraseña/);
    expect(await page.locator('.error-summary').count()).toBe(0);
  });

  test('shows the password when asked, and sends it hidden', async () => {
    const person = await realm.person();
    await page.goto(realm.signInUrl());
    await page.fill('#username', person.email);
    await submit(page);
    await page.fill('#password', person.password);
    const type = () => page.getAttribute('#password', 'type');
    await page.getByRole('button', { name: 'Mostrar la contraseña' }).click();
    expect(await type()).toBe('text');
    await page.getByRole('button', { name: 'Ocultar la contraseña' }).click();
    expect(await type()).toBe('password');
  });

  test('a new password is sent to the address', async () => {
    const person = await realm.person();
    await page.goto(realm.signInUrl());
    await page.fill('#username', person.email);
    await submit(page);
    await page.getByRole('link', { name: '¿Ha olvidado su contraseña?' }).click();
    await lookAt(page, 'reset-password', 'login-reset-password');
    await submit(page);
    await lookAt(page, 'reset-password-sent', 'login-username');
    await page.goto((await mailTo(person.email)).link);
    expect(await page.locator('h1').innerText()).toBe('Elija una contraseña');
  });

  test('speaks another language at a click, without JavaScript', async () => {
    const plain = await browser.visit({ javaScript: false });
    await plain.goto(realm.signInUrl());
    for (const [name, lang] of [
      ['English', 'en'],
      ['Deutsch', 'de'],
      ['Português', 'pt'],
      ['Français', 'fr'],
      ['Català', 'ca'],
      ['Galego', 'gl'],
      ['Euskara', 'eu'],
      ['Español', 'es'],
    ] as const) {
      await plain.locator('.language summary').click();
      await plain.getByRole('link', { name }).click();
      expect(await plain.getAttribute('html', 'lang')).toBe(lang);
    }
  });

  test('with a partner’s account leads through its linking', async () => {
    await realm.person({ email: PARTNER.email });
    await page.goto(realm.signInUrl());
    await page.locator(`#social-${PARTNER.alias}`).click();
    await page.fill('#username', PARTNER.username);
    await page.fill('#password', PARTNER.password);
    await Promise.all([page.waitForNavigation(), page.locator('[name="login"]').click()]);
    await lookAt(page, 'link-account', 'login-idp-link-confirm');
    await submit(page);
    await lookAt(page, 'link-account-mail', 'login-idp-link-email');
    await page.locator('#try-another-way').click();
    await lookAt(page, 'select-authenticator', 'select-authenticator');
    const elsewhere = await browser.visit({ reducedMotion: true });
    await elsewhere.goto((await mailTo(PARTNER.email)).link);
    await lookAt(elsewhere, 'link-account-elsewhere', 'info');
    // Keycloak knows the provider by its alias alone here.
    const said = await elsewhere.innerText('main');
    expect(said).toContain(`podrá entrar con la cuenta ${PARTNER.email}.`);
    expect(said).not.toMatch(new RegExp(`también|\\b${PARTNER.alias}\\b`));
    await submit(elsewhere);
    await lookAt(elsewhere, 'link-account-done', 'info');
    await elsewhere.context().close();
  });

  test('asks which company, where somebody belongs to several', async () => {
    const person = await realm.person();
    for (const { id } of await realm.admin.organizations.find()) {
      await realm.admin.organizations.addMember({ orgId: id ?? '', userId: person.id });
    }
    await page.goto(realm.signInUrl({ scope: 'openid organization' }));
    await page.fill('#username', person.email);
    await submit(page);
    await lookAt(page, 'select-organization', 'select-organization');
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Energía luna' }).click()]);
    await page.fill('#password', person.password);
    await submit(page);
    await page.waitForURL(/healthz/);
  });

  test('asks for consent', async () => {
    await signIn(page, realm, await realm.person(), { client: 'gallery-consent' });
    await lookAt(page, 'consent', 'login-oauth-grant');
  });

  test('goes on from a page that has expired', async () => {
    const person = await realm.person({ requiredActions: ['UPDATE_PASSWORD'] });
    await page.goto(realm.signInUrl());
    const stale = new URL((await page.getAttribute('#kc-form-login', 'action')) ?? '');
    stale.searchParams.delete('session_code');
    stale.searchParams.set('execution', '00000000-0000-0000-0000-000000000000');
    await fillIn(page, person);
    await page.goto(stale.href);
    await lookAt(page, 'page-expired', 'login-page-expired');
    await page.locator('#loginContinueLink').click();
    expect(await page.locator('h1').innerText()).toBe('Elija una contraseña');
  });
});

describe('an account’s own pages', () => {
  test('register', async () => {
    await page.goto(realm.signInUrl());
    await page.getByRole('link', { name: 'Crear cuenta' }).click();
    await lookAt(page, 'register', 'register');
    await submit(page);
    await lookAt(page, 'register-errors', 'register');
  });

  test('a key’s page, the profile with every kind of field, its errors', async () => {
    const profile = await realm.admin.users.getProfile();
    try {
      await addEveryKindOfField(realm.admin);
      const person = await realm.person({ firstName: '', attributes: { plates: ['1234-ABC', '5678-DEF'], number: ['4711'] } });
      await realm.admin.users.executeActionsEmail({ id: person.id, actions: ['UPDATE_PROFILE'] });
      const key = keyOf(await mailTo(person.email));
      await page.goto(realm.url(`/login-actions/action-token?key=${key}`));
      await lookAt(page, 'key', 'info');
      await submit(page);
      await lookAt(page, 'profile', 'login-update-profile');

      const plates = page.locator('input[name="plates"]');
      expect(await plates.count()).toBe(2);
      await page.getByRole('button', { name: 'Añadir otro' }).click();
      await plates.nth(2).fill('9999-XYZ');
      await page.getByRole('button', { name: 'Quitar' }).first().click();
      await page.fill('#firstName', '<b>');
      await submit(page);
      await lookAt(page, 'profile-errors', 'login-update-profile');
      expect(await page.locator('.error-summary li').allInnerTexts()).toEqual([
        'Nombre: Quite los símbolos: aquí no se admiten.',
        'Turno: Rellene este campo.',
      ]);
      expect(await plates.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual([
        '1234-ABC',
        '9999-XYZ',
      ]);
      await page.fill('#firstName', 'Ana');
      await page.getByLabel('Tarde').check();
      await submit(page);
      await lookAt(page, 'done', 'info');
    } finally {
      await realm.admin.users.updateProfile(profile);
    }
  });

  test('a new password, with the rules ticked off while one types', async () => {
    await signIn(page, realm, await realm.person(), { action: 'UPDATE_PASSWORD' });
    await lookAt(page, 'new-password', 'login-update-password');
    const states = () =>
      page.locator('.checklist__item').evaluateAll((items) => items.map((item) => item.getAttribute('data-state')));
    expect(new Set(await states())).toEqual(new Set(['unknown']));
    await page.fill('#password-new', 'Abc');
    expect(new Set(await states())).toEqual(new Set(['met', 'unknown']));
    await page.locator('#logout-sessions').focus();
    expect(new Set(await states())).toEqual(new Set(['met', 'unmet']));
    await lookAt(page, 'new-password-typed', 'login-update-password');
    await submit(page);
    await lookAt(page, 'new-password-errors', 'login-update-password');
    await page.fill('#password-new', 'Faro-8-nube-Lima');
    await page.locator('.meter').waitFor();
    expect(new Set(await states())).toEqual(new Set(['met']));
    await submit(page);
    await page.waitForURL(/healthz/);
  });

  test('verifying the address', async () => {
    await signIn(page, realm, await realm.person({ requiredActions: ['VERIFY_EMAIL'] }));
    await lookAt(page, 'verify-email', 'login-verify-email');
    await page.getByRole('link', { name: 'Enviar el correo de nuevo' }).click();
    await expect(page.innerText('main')).resolves.toMatch(/Espere \d+ s antes de pedir otro correo/);
  });

  test('accepting the terms', async () => {
    await signIn(page, realm, await realm.person({ requiredActions: ['TERMS_AND_CONDITIONS'] }));
    await lookAt(page, 'terms', 'terms');
    await submit(page);
    await page.waitForURL(/healthz/);
  });

  test('deleting the account', async () => {
    const person = await realm.person();
    const [account] = await realm.admin.clients.find({ clientId: 'account' });
    const client = { clientUniqueId: account?.id ?? '', id: person.id };
    const role = await realm.admin.clients.findRole({ id: client.clientUniqueId, roleName: 'delete-account' });
    await realm.admin.users.addClientRoleMappings({ ...client, roles: [{ id: role?.id ?? '', name: 'delete-account' }] });
    await signIn(page, realm, person, { action: 'delete_account' });
    await lookAt(page, 'delete-account', 'delete-account-confirm');
  });

  test('signing out', async () => {
    await page.goto(realm.url('/protocol/openid-connect/logout'));
    await lookAt(page, 'logout', 'logout-confirm');
    await submit(page);
    await lookAt(page, 'logged-out', 'info');
  });
});

describe('second factors', () => {
  test('one-time codes: set up, asked for', async () => {
    const person = await realm.person({ requiredActions: ['CONFIGURE_TOTP'] });
    await signIn(page, realm, person);
    await lookAt(page, 'otp-setup', 'login-config-totp');
    await page.locator('#mode-manual').click();
    await lookAt(page, 'otp-setup-manual', 'login-config-totp');
    await page.fill('#totp', '000000');
    await submit(page);
    await lookAt(page, 'otp-setup-error', 'login-config-totp');
    await page.fill('#totp', oneTimeCode(await page.locator('#kc-totp-secret-key').innerText()));
    await submit(page);
    await page.waitForURL(/healthz/);

    await page.context().clearCookies();
    await signIn(page, realm, person);
    await lookAt(page, 'otp', 'login-otp');
    await page.fill('#otp', '000000');
    await submit(page);
    await lookAt(page, 'otp-error', 'login-otp');
  });

  test('recovery codes: shown once, to keep', async () => {
    await signIn(page, realm, await realm.person({ requiredActions: ['CONFIGURE_RECOVERY_AUTHN_CODES'] }));
    await lookAt(page, 'recovery-codes', 'login-recovery-authn-code-config');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#downloadRecoveryCodes').click()]);
    expect(download.suggestedFilename()).toBe('codigos-de-recuperacion.txt');
    await page.locator('#kcRecoveryCodesConfirmationCheck').check();
    await submit(page);
    await page.waitForURL(/healthz/);
  });

  test('a passkey: registered, then enough to sign in', async () => {
    await virtualPasskey(page);
    page.on('dialog', (dialog) => void dialog.accept('Portátil'));

    await signIn(page, realm, await realm.person({ requiredActions: ['webauthn-register-passwordless'] }));
    await lookAt(page, 'passkey-register', 'webauthn-register');
    expect(await page.innerText('.lead')).toContain('su huella, su cara o el PIN de su dispositivo');
    // Somebody who has passkeys alone registers another one here.
    expect(await page.innerText('main')).not.toMatch(/contraseña/i);
    await Promise.all([page.waitForURL(/healthz/), page.locator('#registerWebAuthn').click()]);

    await page.context().clearCookies();
    await page.goto(realm.signInUrl());
    await usePasskey(page, /healthz/);
  });

  test('a passkey that does not work can be tried again', async () => {
    await signIn(page, realm, await realm.person({ requiredActions: ['webauthn-register'] }));
    expect(await page.innerText('.lead')).toContain('como segundo paso al entrar');
    // Nor to people of a company's provider, who have none.
    expect(await page.innerText('main')).not.toMatch(/contraseña/i);
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => {
        (document.getElementById('error') as HTMLInputElement).value = 'NotAllowedError';
        (document.getElementById('register') as HTMLFormElement).requestSubmit();
      }),
    ]);
    await lookAt(page, 'passkey-error', 'webauthn-error');
    await submit(page);
    expect(await page.locator('h1').innerText()).toBe('Registre una llave de acceso');
  });
});

describe('what goes wrong', () => {
  test('a key that is no good offers a new link', async () => {
    await page.goto(realm.url('/login-actions/action-token?key=nonsense'));
    await lookAt(page, 'error-key', 'error');
    expect(await page.getByRole('link', { name: 'Pedir un enlace nuevo' }).getAttribute('href')).toBe(
      `${testEnvironment().sidecarUrl}/reenviar`,
    );
  });

  test('a forgotten password of whoever was invited without one', async () => {
    const ways = { providers: async () => ['sol'], passkeys: true, asked: true };
    for (const { mend } of await forgottenPasswordRequirement(realm.admin, CLIENT_ID, ways).look()) await mend?.();
    const person = await realm.person({ password: null, attributes: { 'invitation.signIn': ['passkey'] } });
    await page.goto(realm.signInUrl());
    await page.fill('#username', person.email);
    await submit(page);
    await page.getByRole('link', { name: '¿Ha olvidado su contraseña?' }).click();
    await submit(page);
    await page.goto((await mailTo(person.email)).link);
    await lookAt(page, 'error-without-password', 'error');
    expect(await page.locator('main').innerText()).toContain('abra el enlace de su invitación o pida uno nuevo');
    expect(await page.getByRole('link', { name: 'Pedir un enlace nuevo' }).getAttribute('href')).toBe(
      `${testEnvironment().sidecarUrl}/reenviar`,
    );
  });

  test('an application that is not known', async () => {
    await page.goto(realm.signInUrl({ client: 'nobody' }));
    await lookAt(page, 'error-client', 'error');
  });

  test('an address that does not exist', async () => {
    await page.goto(realm.url('/nothing-here'));
    await lookAt(page, 'error-not-found', 'error');
  });

  test('a device’s code that is not known', async () => {
    await page.goto(realm.url('/device'));
    await lookAt(page, 'device', 'login-oauth2-device-verify-user-code');
    await page.fill('#device-user-code', 'ABCD-EFGH');
    await submit(page);
    await lookAt(page, 'device-error', 'login-oauth2-device-verify-user-code');
  });
});

test('in forced colours every control keeps its outline', async () => {
  const forced = await browser.visit({ forcedColors: true });
  await forced.goto(realm.signInUrl());
  const borders = await forced
    .locator('.input, .button')
    .evaluateAll((controls) => controls.map((control) => getComputedStyle(control).borderTopWidth));
  expect(borders.length).toBeGreaterThan(1);
  expect(borders).not.toContain('0px');
});

test('the sign-in page is light', async () => {
  const answers: Promise<number>[] = [];
  page.on('requestfinished', (request) => answers.push(request.sizes().then((sizes) => sizes.responseBodySize)));
  await page.goto(realm.signInUrl(), { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(answers)).reduce((sum, size) => sum + size, 0);
  expect(answers.length).toBeLessThanOrEqual(9);
  expect(bytes).toBeLessThan(50 * 1024);
});

/** RFC 6238 with Keycloak's defaults: SHA-1, six digits, 30 seconds. */
function oneTimeCode(base32: string): string {
  const bits = [...base32.replace(/[\s=]/g, '')].map((char) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'),
  );
  const secret = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest[19] ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
