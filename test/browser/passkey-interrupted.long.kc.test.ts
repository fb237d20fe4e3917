import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import type { OwnForms } from '../support/own-form.ts';
import { createOwnPasskeys, inviteToPasskey, pressCreate, reachesSignIn, SLOW } from '../support/own-passkeys.ts';
import { virtualPasskey } from '../support/virtual-passkey.ts';

/** A passkey that is being made while the page is left and opened again, or while Keycloak breaks off. */

/** What stores the passkey. */
const STORES = /login-actions\/required-action.*execution=webauthn-register-passwordless/;

const { keycloakUrl } = testEnvironment();

let keycloak: Switch;
let forms: OwnForms;
let browser: TestBrowser;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  const settings = { KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl };
  [forms, browser] = await Promise.all([createOwnPasskeys(settings), openBrowser()]);
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
  await keycloak?.stop();
});

async function open() {
  const { id, url } = await inviteToPasskey(forms);
  const page = await browser.visit();
  const device = await virtualPasskey(page);
  await page.goto(url);
  return { id, url, page, device };
}

async function stateOf(id: string) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  return { actions: user?.requiredActions, lastName: user?.lastName, types: credentials.map(({ type }) => type) };
}
const DONE = { actions: [], lastName: 'Serra', types: ['webauthn-passwordless'] };

test('a page that is loaded again begins anew, with the same link', async () => {
  const { id, page, device } = await open();
  await device.confirms(false);
  await pressCreate(page);
  await page.getByText('La llave de acceso no se ha creado').waitFor();
  await page.reload();
  await page.fill('[name="lastName"]', 'Serra');
  await device.confirms(true);
  await pressCreate(page);
  await reachesSignIn(page);
  expect(await stateOf(id)).toEqual(DONE);
});

test('whoever goes back afterwards is told that the account is active', async () => {
  const { id, page, device, url } = await open();
  await page.fill('[name="lastName"]', 'Serra');
  await pressCreate(page);
  await reachesSignIn(page);
  // Playwright gives up on a page that leads on at once; what the person sees in the end is looked for below.
  await page.goBack({ waitUntil: 'commit' }).catch(() => {});
  const form = page.locator('[name="lastName"]');
  const active = page.getByRole('heading', { name: 'Su cuenta ya está activa' });
  await form.or(active).first().waitFor(SLOW);
  if ((await form.count()) > 0) await pressCreate(page);
  await active.waitFor(SLOW);
  expect((await page.goto(url))?.status()).toBe(410);
  expect(await device.count()).toBe(1);
  expect(await stateOf(id)).toEqual(DONE);
});

test('a connection that breaks before Keycloak has seen the passkey: the page asks for another try, which makes the one', async () => {
  const { id, page } = await open();
  await page.fill('[name="lastName"]', 'Serra');
  keycloak.loseNext('POST', STORES, 'request');
  await pressCreate(page);
  await page.getByText('La llave de acceso no se ha podido guardar').waitFor(SLOW);
  expect(keycloak.hasLost).toBe(true);
  expect((await stateOf(id)).types).toEqual([]);
  await pressCreate(page);
  await reachesSignIn(page);
  expect(await stateOf(id)).toEqual(DONE);
});

test('a connection that breaks after Keycloak has stored the passkey: the person arrives with that one', async () => {
  const { id, page } = await open();
  await page.fill('[name="lastName"]', 'Serra');
  keycloak.loseNext('POST', STORES, 'answer');
  await pressCreate(page);
  await reachesSignIn(page);
  expect(keycloak.hasLost).toBe(true);
  expect(await stateOf(id)).toEqual(DONE);
});

test('while Keycloak is away the page says so, keeps what was typed, and goes on when it is back', async () => {
  const { id, page } = await open();
  await page.fill('[name="lastName"]', 'Serra');
  keycloak.cut();
  await pressCreate(page);
  await page.getByRole('heading', { name: 'El servicio no responde en este momento' }).waitFor(SLOW);
  expect((await stateOf(id)).types).toEqual([]);
  keycloak.restore();
  await page.locator('main form [type="submit"]').click();
  expect(await page.inputValue('[name="lastName"]')).toBe('Serra');
  await pressCreate(page);
  await reachesSignIn(page);
  expect(await stateOf(id)).toEqual(DONE);
});
