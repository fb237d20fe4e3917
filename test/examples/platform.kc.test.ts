import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { type ExamplePlatform, startExamplePlatform } from '../support/example-platform.ts';
import { GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { createPerson } from '../support/people.ts';
import { realmAdmin } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';
import { until } from '../support/wait.ts';

/** The app that integrators copy: people arrive in it as who they are, and are out of it when they have signed out anywhere. */
const { keycloakUrl, realm } = testEnvironment();
const issuer = `${keycloakUrl}/realms/${realm}`;
const admin = realmAdmin();
const tag = randomUUID().slice(0, 8);

let browser: TestBrowser;
let platform: ExamplePlatform;
let other: ExamplePlatform;
let own: OwnProcess;
let groupId: string;
beforeAll(async () => {
  [browser, platform, other] = await Promise.all([
    openBrowser(),
    startExamplePlatform(admin, { issuer, clientId: `platform-${tag}` }),
    startExamplePlatform(admin, { issuer, clientId: `other-${tag}` }),
  ]);
  own = await startOwnProcess({ PLATFORM_LOGIN_URL: `${platform.url}/login` });
  groupId = (await admin.groups.create({ name: `Turno de noche ${tag}` })).id;
});
afterAll(async () => {
  await own?.stop();
  await Promise.all([browser?.close(), platform?.stop(), other?.stop(), groupId && admin.groups.del({ id: groupId })]);
});

const heading = (page: Page) => page.textContent('h1');

test('whoever activates arrives in it with name and groups; signing out of it signs out of the other apps', async () => {
  const { invitation, mail } = await invitePerson({ firstName: 'Ana' });
  await admin.users.addToGroup({ id: invitation.id, groupId });
  const page = await browser.visit();
  await page.goto(`${own.url}/activar${new URL(mail.link).search}`);
  await page.fill('[name="lastName"]', 'Prado <i>Ruiz</i>'.replace(/<.*?>/g, ''));
  await page.fill('#password', GOOD_PASSWORD);
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await signInAtKeycloak(page, GOOD_PASSWORD);
  await page.waitForURL(`${platform.url}/`);
  expect(await heading(page)).toBe('Hola, Ana Prado Ruiz');
  expect(await page.locator('li').allTextContents()).toEqual([`/Turno de noche ${tag}`]);
  await expectNoAxeViolations(page);

  await page.goto(`${other.url}/informes?mes=11`);
  await page.waitForURL(`${other.url}/informes?mes=11`);
  expect(await heading(page)).toBe('Hola, Ana Prado Ruiz');
  await page.goto(`${platform.url}/`);
  await page.getByRole('button', { name: 'Salir' }).click();
  await page.waitForURL(`${platform.url}/`);
  expect(await heading(page)).toBe('Le damos la bienvenida');
  await until('the other app to know', async () => {
    await page.goto(`${other.url}/`);
    return (await heading(page)) === 'Le damos la bienvenida';
  });
  expect([...platform.log, ...other.log]).toEqual([]);
});

test('where somebody else is signed in at Keycloak, it says so and leads to the account that was meant', async () => {
  const [first, second] = [await createPerson({}), await createPerson({})];
  const page = await browser.visit();
  await page.goto(`${other.url}/login`);
  await signInAtKeycloak(page, DEMO_PASSWORD, first.email);
  await page.waitForURL(`${other.url}/`);
  await page.goto(
    `${platform.url}/login?${new URLSearchParams({ iss: issuer, login_hint: second.email, target_link_uri: `${platform.url}/a?b=1` })}`,
  );
  expect(await heading(page)).toBe('Ha entrado con otra cuenta');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Salir y entrar con la otra cuenta' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await page.textContent('body')).toContain(second.email);
  await signInAtKeycloak(page, DEMO_PASSWORD);
  await page.waitForURL(`${platform.url}/a?b=1`);
  expect(await page.textContent('main')).toContain(second.email);
});

test('a start from elsewhere leads neither to another issuer nor out of the app', async () => {
  const login = (query: Record<string, string>) =>
    fetch(`${platform.url}/login?${new URLSearchParams(query)}`, { redirect: 'manual' });
  expect((await login({ iss: 'https://elsewhere.example.test/realms/x' })).status).toBe(400);
  const elsewhere = [
    'https://elsewhere.example.test/',
    '//elsewhere.example.test',
    '/\\elsewhere.example.test',
    'javascript:alert(1)',
    `${platform.url}.elsewhere.example.test/`,
  ];
  for (const target of elsewhere)
    for (const iss of [{ iss: issuer }, {}]) {
      const { status } = await login({ ...iss, target_link_uri: target });
      expect([target, status]).toEqual([target, 400]);
    }
});

test('an address of its own that could be read as another one stays its own', async () => {
  const page = await browser.visit();
  await page.goto(`${platform.url}/login?${new URLSearchParams({ target_link_uri: `${platform.url}//elsewhere.example.test` })}`);
  await signInAtKeycloak(page, DEMO_PASSWORD, (await createPerson({})).email);
  await page.waitForURL(`${platform.url}//elsewhere.example.test`);
});

test.each([
  [
    'one that nobody signed',
    async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`,
  ],
  [
    'one of somebody else’s key',
    async () =>
      new SignJWT({ sid: 'x', events: {} }).setProtectedHeader({ alg: 'HS256' }).setIssuer(issuer).sign(Buffer.alloc(32)),
  ],
  ['none at all', async () => ''],
])('a logout token is refused: %s', async (_, token) => {
  const body = new URLSearchParams({ logout_token: await token() });
  const answer = await fetch(`${platform.url}/backchannel-logout`, { method: 'POST', body });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
});

test('neither the form of another site nor a lost sign-in does anything', async () => {
  const form = { method: 'POST', redirect: 'manual', headers: { Origin: 'https://elsewhere.example.test' } } as const;
  expect((await fetch(`${platform.url}/logout`, form)).status).toBe(403);
  expect((await fetch(`${platform.url}/callback?code=x&state=y`)).status).toBe(400);
});
