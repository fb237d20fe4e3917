import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import supertest from 'supertest';
import { sealedSession } from '../../src/access/session.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import type { Supervised } from '../../src/dev/machine/supervised-process.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { createUser, type TestUser } from '../support/realm.ts';
import { startSidecarProcess } from '../support/sidecar-process.ts';
import { forgetStepUp, teachStepUp } from '../support/step-up.ts';

/** `ADMIN_ACR`: people of the administration sign in with a second factor, in a realm whose sign-in has two levels. */
const ACR = 'second-factor';
const CHALLENGE = `Bearer error="insufficient_user_authentication", acr_values="${ACR}"`;
let realm: OwnRealm;
let name: string;
let browser: TestBrowser;
let directory: string;
let sidecar: Supervised;
let url: string;
let person: TestUser;
let clientUuid: string;

beforeAll(async () => {
  [realm, browser, directory] = [await createOwnRealm(), await openBrowser(), await mkdtemp(join(tmpdir(), 'acr-'))];
  const { keycloak } = realm.sidecar().config;
  name = keycloak.realm;
  const port = await freePort();
  url = `http://localhost:${port}`;
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  clientUuid = client?.id ?? '';
  await realm.console.clients.update(
    { id: clientUuid },
    {
      ...client,
      directAccessGrantsEnabled: true,
      redirectUris: [`${url}/*`],
      attributes: { ...client?.attributes, 'post.logout.redirect.uris': `${url}/*` },
    },
  );
  await teachStepUp(realm.console, name);
  person = await createUser(realm.console);
  await giveRole(person.id);
  sidecar = await startSidecarProcess(
    { ...testEnvironment(), sidecarUrl: url },
    {
      port,
      logFile: join(directory, 'log'),
      settings: { ROLE: 'web', KEYCLOAK_REALM: name, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret, ADMIN_ACR: ACR },
    },
  );
});
afterAll(async () => {
  await Promise.all([sidecar?.stop(), browser?.close(), realm?.remove()]);
  await rm(directory, { recursive: true, force: true });
});

async function giveRole(id: string): Promise<void> {
  const { clients, users } = realm.console;
  const role = await clients.findRole({ id: clientUuid, roleName: 'admin' });
  await users.addClientRoleMappings({ id, clientUniqueId: clientUuid, roles: [{ id: role?.id ?? '', name: 'admin' }] });
}

/** The first level; the second one, if it is asked for, stands before the person afterwards. */
async function enter(path: string): Promise<Page> {
  const page = await browser.visit();
  await page.goto(`${url}${path}`);
  await page.fill('[name="username"]', person.email);
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
  return page;
}

async function secondFactor(page: Page): Promise<void> {
  await page.waitForURL(/login-actions|protocol\/openid-connect/);
  expect(await page.locator('input[name="username"]:visible').count()).toBe(0);
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
}

const sealed = () => sealedSession({ publicUrl: url, sessionSecrets: [testEnvironment().sessionSecret] });

async function sessionOf(context: BrowserContext) {
  const cookie = (await context.cookies()).find((found) => found.name === sealed().name);
  return sealed().unseal(cookie?.value ?? '');
}

/** What the API says to a session as it is `seconds` later. */
async function apiOf(context: BrowserContext, seconds: number) {
  const session = await sessionOf(context);
  if (!session.user) throw new Error('nobody is signed in');
  const user = { ...session.user, checkedAt: session.user.checkedAt - seconds * 1000 };
  const cookie = `${sealed().name}=${await sealed().seal({ ...session, user })}`;
  return supertest(url).get('/api/v1/invitations').set('Cookie', cookie);
}

const asBearer = (token: string) => supertest(url).get('/api/v1/invitations').set('Authorization', `Bearer ${token}`);

async function tokenOf(grant: Record<string, string>): Promise<string> {
  const { config, server } = realm.sidecar();
  const { clientId: client_id, clientSecret: client_secret } = config.keycloak;
  const body = new URLSearchParams({ client_id, client_secret, scope: 'openid', ...grant });
  const answer = await server.fetch(server.publicRealmUrl('protocol/openid-connect/token'), { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test('the way into the administration asks for both factors at once, and its session and tokens are taken for as long as they last', async () => {
  const page = await enter('/admin?status=sent');
  await secondFactor(page);
  await page.waitForURL(`${url}/admin?status=sent`);
  const context = page.context();
  expect((await apiOf(context, 0)).status).toBe(200);
  expect((await apiOf(context, 31)).status).toBe(200);
  const { user } = await sessionOf(context);
  const token = await tokenOf({ grant_type: 'refresh_token', refresh_token: user?.refreshToken ?? '' });
  expect((await asBearer(token)).status).toBe(200);
});

test('who is signed in with a password has their own page, is asked for the second factor alone on the way to the administration, and comes back there', async () => {
  const page = await enter('/perfil');
  await page.waitForURL(`${url}/perfil`);
  for (const seconds of [0, 31]) {
    const api = await apiOf(page.context(), seconds);
    expect([api.status, api.body.code, api.headers['www-authenticate']]).toEqual([
      401,
      'insufficient_user_authentication',
      CHALLENGE,
    ]);
    expect(api.type).toBe('application/problem+json');
  }
  await page.goto(`${url}/ADMIN/invitaciones/nueva`);
  await secondFactor(page);
  await page.waitForURL(`${url}/ADMIN/invitaciones/nueva`);
  expect((await apiOf(page.context(), 0)).status).toBe(200);
});

test('a token of a person without it is refused, with what to ask the person for; a machine’s is taken', async () => {
  const answer = await asBearer(await tokenOf({ grant_type: 'password', username: person.email, password: person.password }));
  expect([answer.status, answer.body.code, answer.headers['www-authenticate']]).toEqual([
    401,
    'insufficient_user_authentication',
    CHALLENGE,
  ]);
  const account = await realm.console.clients.getServiceAccountUser({ id: clientUuid });
  await giveRole(account.id ?? '');
  expect((await asBearer(await tokenOf({ grant_type: 'client_credentials' }))).status).toBe(200);
});

test('a realm that does not know it shows one page that says so, and the log does, too', async () => {
  await forgetStepUp(realm.console, name);
  const page = await browser.visit();
  await page.goto(`${url}/admin`);
  await page.fill('[name="username"]', person.email);
  await page.click('[type="submit"]');
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
  await page.waitForURL(`${url}/entrar/retorno*`);
  const title = 'Falta una verificación adicional';
  expect(await page.textContent('h1')).toContain(title);
  expect((await sidecar.output()).join('\n')).toMatch(/"level":40.*"asked":"second-factor".*ADMIN_ACR/);
  await page.click('main a[href^="/entrar?volver"]');
  // Keycloak takes a name that it does not know for more than it has, and asks for the password anew.
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
  await page.waitForURL(`${url}/entrar/retorno*`);
  expect(await page.textContent('h1')).toContain(title);
  await page.goto(`${url}/perfil`);
  expect(await page.textContent('main')).toContain(person.email);
});
