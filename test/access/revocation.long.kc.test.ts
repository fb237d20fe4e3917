import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import type { SessionData } from '../../src/access/session.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { cookieOf, createPerson, ourSession, setRole } from '../support/people.ts';
import { realmAdmin } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/**
 * What is taken from somebody at Keycloak is gone here after 30 seconds at most. A session is believed for so long; these tests
 * age it in its cookie rather than wait.
 */
const { sidecarUrl } = testEnvironment();
const admin = realmAdmin();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Signs in at Keycloak, and comes back to where the person wanted to go. */
async function signIn(person: { email: string; password: string }, to: string): Promise<BrowserContext> {
  const page = await browser.visit();
  await page.goto(`${sidecarUrl}${to}`);
  await page.fill('[name="username"]', person.email);
  await page.click('[type="submit"]');
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
  await page.waitForURL(`${sidecarUrl}${to}`);
  return page.context();
}

async function sessionOf(context: BrowserContext): Promise<Partial<SessionData>> {
  const sealed = ourSession();
  const cookie = (await context.cookies()).find(({ name }) => name === sealed.name);
  return sealed.unseal(cookie?.value ?? '');
}

/** The same session, as it is `seconds` later. */
async function later(context: BrowserContext, seconds: number): Promise<string> {
  const session = await sessionOf(context);
  if (!session.user) throw new Error('nobody is signed in');
  const user = { ...session.user, checkedAt: session.user.checkedAt - seconds * 1000 };
  return cookieOf({ ...session, user });
}

const adminPage = (cookie: string) => sidecar().get('/admin').set('Cookie', cookie);

test('each kind of person signs in at Keycloak and gets what is theirs', async () => {
  const people = [
    { roles: ['admin'], companies: [], status: 200, shows: 'Invitar a una persona' },
    { roles: ['company-admin'], companies: ['sol'], status: 200, shows: 'Invitar a una persona' },
    { roles: [], companies: ['sol'], status: 403, shows: 'No tiene acceso' },
  ];
  for (const { status, shows, ...rights } of people) {
    const context = await signIn(await createPerson(rights), '/admin');
    const page = await adminPage(await later(context, 0)).set('Accept-Language', 'es');
    expect([rights, page.status]).toEqual([rights, status]);
    expect(page.text).toContain(shows);
    expect((await sessionOf(context)).user?.roles).toEqual(rights.roles);
    await context.close();
  }
});

test.each([
  ['a role that is withdrawn', (id: string) => setRole(id, 'admin', false), 403],
  ['an account that is disabled', (id: string) => admin.users.update({ id }, { enabled: false }), 303],
  ['a session that is ended in Keycloak', (id: string) => admin.users.logout({ id }), 303],
  ['an account that is deleted', (id: string) => admin.users.del({ id }), 303],
])('%s counts here after half a minute, on pages and in the API', async (_what, take, status) => {
  const person = await createPerson({ roles: ['admin'] });
  const context = await signIn(person, '/admin');
  const fresh = await later(context, 31);
  expect((await adminPage(fresh)).status).toBe(200);
  await take(person.id);
  // Believed for now: the promise is half a minute, so that not every click asks Keycloak.
  expect((await adminPage(await later(context, 0))).status).toBe(200);
  const aged = await later(context, 31);
  const page = await adminPage(aged);
  expect(page.status).toBe(status);
  if (status === 303) expect(page.headers.location).toMatch(/^\/entrar/);
  const api = await sidecar().get('/api/v1/invitations').set('Cookie', aged);
  expect(api.status).toBe(status === 403 ? 403 : 401);
});

test('a session from a process whose clock is five minutes ahead is not believed for longer', async () => {
  const person = await createPerson({ roles: ['admin'] });
  const context = await signIn(person, '/admin');
  const ahead = await later(context, -300);
  expect((await adminPage(ahead)).status).toBe(200);
  await setRole(person.id, 'admin', false);
  expect((await adminPage(ahead)).status).toBe(403);
});

test('a person with a very long name signs in all the same', async () => {
  const person = await createPerson({ roles: ['admin'] });
  const long = 'ชื่อยาวมาก'.repeat(25);
  const names = { firstName: long, lastName: long };
  await admin.users.update({ id: person.id }, { ...(await admin.users.findOne({ id: person.id })), ...names });
  const context = await signIn(person, '/admin');
  expect((await adminPage(await later(context, 31))).status).toBe(200);
});

test('no sign-in leads to another site', async () => {
  const person = await createPerson({});
  const page = await browser.visit();
  await page.goto(`${sidecarUrl}/entrar?volver=${encodeURIComponent('/.//evil.test/')}`);
  await page.fill('[name="username"]', person.email);
  await page.click('[type="submit"]');
  await page.fill('[name="password"]', person.password);
  await page.click('[type="submit"]');
  await page.waitForURL(`${sidecarUrl}/perfil`);
});

test('an ID token of our own client opens nothing in the API', async () => {
  const context = await signIn(await createPerson({ roles: ['admin'] }), '/admin');
  const { user } = await sessionOf(context);
  const answer = await sidecar().get('/api/v1/invitations').set('Authorization', `Bearer ${user?.idToken}`);
  expect(answer.status).toBe(401);
});
