import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { type ExamplePlatform, startExamplePlatform } from '../support/example-platform.ts';
import { load } from '../support/html.ts';
import { adminToken, FILLED, GOOD_PASSWORD, invitePerson, openActivation } from '../support/invite.ts';
import { createPerson } from '../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';
import { until } from '../support/wait.ts';

/** An invitation says which app its person goes to: each lands in theirs, and nobody is led to what is none. */
const { keycloakUrl, realm, sidecarUrl } = testEnvironment();
const issuer = `${keycloakUrl}/realms/${realm}`;
const admin = realmAdmin();
const tag = randomUUID().slice(0, 8);

let browser: TestBrowser;
let crm: ExamplePlatform;
let shop: ExamplePlatform;
beforeAll(async () => {
  [browser, crm, shop] = await Promise.all([
    openBrowser(),
    startExamplePlatform(admin, { issuer, clientId: `crm-${tag}` }),
    startExamplePlatform(admin, { issuer, clientId: `tienda-${tag}` }),
  ]);
});
afterAll(() => Promise.all([browser?.close(), crm?.stop(), shop?.stop()]));

/** A client that is no app, or not quite. */
async function client(settings: Record<string, unknown>): Promise<string> {
  const clientId = `otra-${randomUUID().slice(0, 8)}`;
  const urls = { baseUrl: 'https://otra.example.test/', redirectUris: ['https://otra.example.test/*'], publicClient: true };
  await admin.clients.create({ clientId, ...urls, attributes: { 'invitation.app': 'true' }, ...settings });
  return clientId;
}
async function remove(clientId: string): Promise<void> {
  const [found] = await admin.clients.find({ clientId });
  await admin.clients.del({ id: found?.id ?? '' });
}

const asked = async (body: Record<string, unknown>, token?: string) =>
  supertest(sidecarUrl)
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${token ?? (await adminToken())}`)
    .set('Accept-Language', 'es')
    .send({ email: uniqueEmail(), ...body });

test('each person lands in the app of their invitation, at its target', async () => {
  for (const [platform, target, end] of [
    [crm, undefined, '/'],
    [shop, 'pedidos?estado=nuevo', '/pedidos?estado=nuevo'],
  ] as const) {
    const { invitation, mail } = await invitePerson({ app: platform.clientId, ...(target && { target }) });
    expect(invitation).toMatchObject({ app: platform.clientId, target: target ? `${platform.url}${end}` : null });
    const page = await browser.visit();
    await page.goto(mail.link);
    await page.fill('[name="firstName"]', 'Ana');
    await page.fill('[name="lastName"]', 'Prado');
    await page.fill('#password', GOOD_PASSWORD);
    await page.getByRole('button', { name: 'Crear' }).click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    expect(await page.textContent('body')).toContain(invitation.email);
    await signInAtKeycloak(page, GOOD_PASSWORD);
    await page.waitForURL(`${platform.url}${end}`);
    expect(await page.textContent('h1')).toBe('Hola, Ana Prado');

    await page.goto(mail.link);
    const href = await page.getByRole('main').getByRole('link').first().getAttribute('href');
    expect(href?.startsWith(`${platform.url}/?`)).toBe(true);
    expect(href).not.toContain('login_hint');
  }
});

test.each<[string, string, () => Promise<Record<string, unknown>>]>([
  ['there is no such client', 'app', async () => ({ app: 'nadie' })],
  ['the client bears no mark', 'app', async () => ({ app: await client({ attributes: {} }) })],
  ['its mark says no', 'app', async () => ({ app: await client({ attributes: { 'invitation.app': 'false' } }) })],
  ['the client is disabled', 'app', async () => ({ app: await client({ enabled: false }) })],
  ['nobody signs in at the client by a browser', 'app', async () => ({ app: await client({ standardFlowEnabled: false }) })],
  ['the client takes tokens alone', 'app', async () => ({ app: await client({ bearerOnly: true, publicClient: false }) })],
  [
    'the client is a machine',
    'app',
    async () => ({
      app: await client({ standardFlowEnabled: false, serviceAccountsEnabled: true, publicClient: false, secret: 'x' }),
    }),
  ],
  ['it has no home', 'app', async () => ({ app: await client({ baseUrl: '' }) })],
  ['the sidecar’s own client is none', 'app', async () => ({ app: 'activation-sidecar' })],
  ['the target is of another site', 'target', async () => ({ app: crm.clientId, target: 'https://elsewhere.example.test/' })],
  ['the target is a script', 'target', async () => ({ app: crm.clientId, target: 'javascript:alert(1)' })],
  ['the target is another site’s path', 'target', async () => ({ app: crm.clientId, target: '//elsewhere.example.test/' })],
  ['the target holds a control character', 'target', async () => ({ app: crm.clientId, target: '/a\tb' })],
  ['the target ends with one', 'target', async () => ({ app: crm.clientId, target: '/a\n' })],
  [
    'the target names a user, which looks like a host',
    'target',
    async () => ({ app: await client({ redirectUris: ['*'] }), target: 'https://otra.example.test@elsewhere.example.test/' }),
  ],
  ['there is a target alone', 'target', async () => ({ target: '/pedidos' })],
])('is refused at the field, and nobody is made: %s', async (_, field, bodyOf) => {
  const body = { email: uniqueEmail(), ...(await bodyOf()) };
  const answer = await asked(body);
  expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ field })]]);
  expect(await admin.users.find({ email: body.email, exact: true })).toEqual([]);
  const clientId = String((body as { app?: string }).app ?? '');
  if (clientId.startsWith('otra-')) await remove(clientId);
});

test('company admins choose none, whoever they invite: their answers would tell who has an account elsewhere', async () => {
  const { email } = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  const token = await userToken(email);
  const known = await createPerson({});
  for (const address of [uniqueEmail(), known.email]) {
    const answer = await asked({ email: address, organization: 'sol', app: crm.clientId }, token);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'app']);
  }
});

test('mail and page name the app, and nothing where there is none', async () => {
  const app = await client({ name: 'Portal de clientes' });
  const [led, plain] = [await invitePerson({ app, locale: 'es' }), await invitePerson({ locale: 'es' })];
  for (const part of [led.mail.text, led.mail.html]) expect(part).toContain('para entrar en Portal de clientes.');
  for (const part of [plain.mail.text, plain.mail.html]) expect(part).toContain('Solo falta que la active.');
  const [named, unnamed] = [(await openActivation(led.key)).page.text, (await openActivation(plain.key)).page.text];
  expect(named).toContain('Después podrá entrar en Portal de clientes.');
  expect(unnamed).toContain('Después podrá entrar.');
  await remove(app);
});

test('where the app is gone by then, the person goes where everybody goes', async () => {
  const clientId = await client({});
  const { key } = await invitePerson({ app: clientId, target: 'https://otra.example.test/a' });
  await remove(clientId);
  const agent = supertest.agent(sidecarUrl);
  // What is known of an app counts for some seconds.
  await until('the app to be unknown', async () => (await asked({ app: clientId })).status === 400, {
    timeout: 30_000,
    interval: 1000,
  });
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  const answer = await agent
    .post('/activar')
    .type('form')
    .send({ _csrf: csrf, key, ...FILLED })
    .expect(303);
  expect(answer.headers.location).toContain(`${sidecarUrl}/entrar?`);
});
