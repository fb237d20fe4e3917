import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { PASSKEY } from '../../src/keycloak/ride/required-actions.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { putInOrder, setDefaultActions } from '../support/more-asked.ts';
import type { OwnForms } from '../support/own-form.ts';
import { createOwnPasskeys, inviteToPasskey, pressCreate, reachesSignIn, SLOW } from '../support/own-passkeys.ts';
import { type VirtualPasskey, virtualPasskey } from '../support/virtual-passkey.ts';
import { until } from '../support/wait.ts';

/** Somebody who makes a passkey and never has a password, in realms that ask for more than that. */

let forms: OwnForms;
let browser: TestBrowser;
beforeAll(async () => {
  [forms, browser] = await Promise.all([createOwnPasskeys(), openBrowser()]);
});
afterEach(() => setDefaultActions(forms.realm));
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
});

async function stateOf(id: string) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  const { requiredActions: actions = [], firstName, lastName } = user ?? {};
  return { actions, name: `${firstName} ${lastName}`, types: credentials.map(({ type = '' }) => type).toSorted() };
}

interface Opened {
  id: string;
  email: string;
  url: string;
  page: Page;
  device: VirtualPasskey;
}

async function open(...actions: string[]): Promise<Opened> {
  await setDefaultActions(forms.realm, ...actions);
  const { id, email, url } = await inviteToPasskey(forms);
  const page = await browser.visit();
  const device = await virtualPasskey(page);
  await until('the page to ask for what the realm asks for', async () => {
    await page.goto(url);
    const [codes, terms] = [await page.locator('#totp').count(), await page.locator('[name="terms"]').count()];
    return codes === Number(actions.includes('CONFIGURE_TOTP')) && terms === Number(actions.includes('TERMS_AND_CONDITIONS'));
  });
  return { id, email, url, page, device };
}

async function code(page: Page): Promise<string> {
  const uri = (await page.locator('a[href^="otpauth://totp/"]').getAttribute('href')) ?? '';
  return new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' }).generate();
}

/** Nothing is asked for any more, and the account has these credentials and no other. */
async function expectDone(id: string, types: string[]): Promise<void> {
  expect(await stateOf(id)).toEqual({ actions: [], name: 'Ana Prado', types });
}

async function keepCodes(page: Page): Promise<void> {
  await page.locator('.codes code').nth(11).waitFor(SLOW);
  expect(
    await page.locator('[name="firstName"], [name="passkey"], [name="password"], [name="totp"], [name="terms"]').count(),
  ).toBe(0);
  expect(await page.innerText('main')).not.toMatch(/contraseña|llave de acceso/i);
  await page.check('[name="codes"]');
  await page.locator('#activation [type="submit"]').last().click();
}

test.each([[[]], [['CONFIGURE_RECOVERY_AUTHN_CODES']]])(
  'a password that an admin asks for in Keycloak since comes at the sign-in: %j',
  async (others) => {
    const { id, url, page } = await open(...others);
    const { users } = forms.realm.console;
    const { requiredActions = [], ...user } = (await users.findOne({ id })) ?? {};
    await users.update({ id }, { ...user, requiredActions: [...requiredActions, 'UPDATE_PASSWORD'] });
    await page.goto(url);
    expect(await page.locator('[name="password"]').count()).toBe(0);
    await pressCreate(page);
    if (others.length > 0) await keepCodes(page);
    await reachesSignIn(page);
    const types = [...(others.length > 0 ? ['recovery-authn-codes'] : []), 'webauthn-passwordless'];
    expect(await stateOf(id)).toEqual({ actions: ['UPDATE_PASSWORD'], name: 'Ana Prado', types });
  },
);

test('recovery codes come after it, on a second screen', async () => {
  const { id, page } = await open('CONFIGURE_RECOVERY_AUTHN_CODES');
  await pressCreate(page);
  await keepCodes(page);
  await reachesSignIn(page);
  await expectDone(id, ['recovery-authn-codes', 'webauthn-passwordless']);
});

test('whoever leaves before the recovery codes has their passkey, and the link says so', async () => {
  const { id, page, url } = await open('CONFIGURE_RECOVERY_AUTHN_CODES');
  await pressCreate(page);
  await page.locator('.codes code').first().waitFor(SLOW);
  expect((await page.goto(url))?.status()).toBe(410);
  await page.getByRole('heading', { name: 'Su cuenta ya está activa' }).waitFor();
  expect(await stateOf(id)).toMatchObject({ actions: ['CONFIGURE_RECOVERY_AUTHN_CODES'], types: ['webauthn-passwordless'] });
});

test('an app for one-time codes comes with it, also where the passkey takes a second try', async () => {
  const { id, page, device } = await open('CONFIGURE_TOTP');
  await page.fill('[name="totp"]', await code(page));
  await device.confirms(false);
  await pressCreate(page);
  await page.getByText('La llave de acceso no se ha creado').waitFor();
  // Keycloak has stored the app by then; nobody gets in with that alone.
  expect(await stateOf(id)).toMatchObject({ actions: ['webauthn-register-passwordless'], types: ['otp'] });
  await device.confirms(true);
  const seen: string[] = [];
  page.on('framenavigated', (frame) => seen.push(new URL(frame.url()).hash));
  await pressCreate(page);
  await reachesSignIn(page);
  await expectDone(id, ['otp', 'webauthn-passwordless']);
  // The sign-in page speaks of no code: Keycloak asks for one beside a password alone.
  expect(seen).toContain('#cuenta-activada-con-llave');
  expect(seen.filter((hash) => hash.includes('codigos'))).toEqual([]);
});

test('all that a realm asks for takes two screens', async () => {
  await letAddressesBeChanged(true);
  const { id, page } = await open(
    'CONFIGURE_TOTP',
    'CONFIGURE_RECOVERY_AUTHN_CODES',
    'TERMS_AND_CONDITIONS',
    'UPDATE_EMAIL',
    'VERIFY_EMAIL',
  );
  await page.fill('[name="totp"]', await code(page));
  await page.check('[name="terms"]');
  await pressCreate(page);
  await keepCodes(page);
  await reachesSignIn(page);
  await expectDone(id, ['otp', 'recovery-authn-codes', 'webauthn-passwordless']);
});

test('where nobody may change their address, and the realm asks for another all the same, the link makes it', async () => {
  await letAddressesBeChanged(false);
  const { id, page } = await open('UPDATE_EMAIL');
  await pressCreate(page);
  await reachesSignIn(page);
  await expectDone(id, ['webauthn-passwordless']);
});

test('terms that were ticked before it are not asked for again where the realm’s own order has them last', async () => {
  await putInOrder(forms.realm, PASSKEY, 'CONFIGURE_RECOVERY_AUTHN_CODES', 'TERMS_AND_CONDITIONS');
  const { id, page } = await open('CONFIGURE_RECOVERY_AUTHN_CODES', 'TERMS_AND_CONDITIONS');
  await page.check('[name="terms"]');
  await pressCreate(page);
  await keepCodes(page);
  await reachesSignIn(page);
  await expectDone(id, ['recovery-authn-codes', 'webauthn-passwordless']);
  expect((await forms.realm.console.users.findOne({ id }))?.attributes?.terms_and_conditions).toHaveLength(1);
});

async function letAddressesBeChanged(yes: boolean): Promise<void> {
  const { users } = forms.realm.console;
  const { attributes = [], ...profile } = await users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: yes ? ['admin', 'user'] : ['admin'] };
  const changed = attributes.map((attribute) => (attribute.name === 'email' ? { ...attribute, permissions } : attribute));
  await users.updateProfile({ ...profile, attributes: changed });
}
