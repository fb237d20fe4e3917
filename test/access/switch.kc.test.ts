import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { createPerson, type Person } from '../support/people.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';

/** Signing out, and signing in as somebody else, need the person's own act: no address that a browser merely asks for does it. */
const { sidecarUrl } = testEnvironment();
const admin = realmAdmin();
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function signedIn(person: Person): Promise<Page> {
  const page = await browser.visit();
  await page.goto(`${sidecarUrl}/perfil`);
  await signIn(page, person);
  await page.waitForURL(`${sidecarUrl}/perfil`);
  return page;
}

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.fill('[name="username"]', email);
  await page.click('[type="submit"]');
  await page.fill('[name="password"]', password);
  await page.click('[type="submit"]');
}

const sessionsOf = async ({ id }: Person) => (await admin.users.listSessions({ id })).length;

test('a link to sign in as another account asks whoever is signed in, says who that is, and goes on after their click', async () => {
  const [one, other] = [await createPerson({}), await createPerson({})];
  const page = await signedIn(one);
  const link = `${sidecarUrl}/entrar?${new URLSearchParams({ login_hint: other.email, prompt: 'select_account' })}`;
  await page.goto(link);
  expect(await page.textContent('h1')).toContain('Ha entrado con otra cuenta');
  expect(await page.textContent('main')).toContain(one.email);
  expect(await page.textContent('main')).toContain(other.email);
  expect(await sessionsOf(one)).toBe(1);
  await page.goto(`${sidecarUrl}/perfil`);
  expect(page.url()).toBe(`${sidecarUrl}/perfil`);

  await page.goto(link);
  await page.click('form[action="/entrar/cambiar"] [type="submit"]');
  await page.waitForURL(/protocol\/openid-connect/);
  expect(await sessionsOf(one)).toBe(0);
  expect(await page.textContent('body')).toContain(other.email);
  await page.fill('[name="password"]', other.password);
  await page.click('[type="submit"]');
  await page.waitForURL(`${sidecarUrl}/perfil`);
  expect(await page.textContent('main')).toContain(other.email);
});

test('a link to /salir shows a button, and only that signs out', async () => {
  const person = await createPerson({});
  const page = await signedIn(person);
  await page.goto(`${sidecarUrl}/salir`);
  expect(await page.textContent('h1')).toContain('¿Quiere cerrar la sesión?');
  expect(await sessionsOf(person)).toBe(1);
  await page.click('main form[action="/salir"] [type="submit"]');
  await page.waitForURL(`${sidecarUrl}/salir*`);
  expect(await page.textContent('h1')).toContain('Ha cerrado la sesión');
  expect(await sessionsOf(person)).toBe(0);
});

/** Activates in the browser of `page`, and goes nowhere yet: where the page would lead to. */
async function activated(page: Page, link: string): Promise<string> {
  await page.goto(link);
  const typed = await page.locator('form[action="/activar"]').evaluate((form) => {
    const fields: Record<string, string> = {};
    new FormData(form as HTMLFormElement).forEach((value, name) => {
      fields[name] = String(value);
    });
    return fields;
  });
  const form = { ...typed, password: GOOD_PASSWORD };
  const answer = await page.context().request.post(`${sidecarUrl}/activar`, { form, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return answer.headers().location ?? '';
}

test('who has just activated where somebody else is signed in goes on without a click; no other address does, and not twice', async () => {
  const [one, other] = [await createPerson({}), await createPerson({})];
  const page = await signedIn(one);
  const { invitation, mail } = await invitePerson({});
  const next = await activated(page, mail.link);
  const of = (email: string) => `${sidecarUrl}/entrar?${new URLSearchParams({ login_hint: email, prompt: 'select_account' })}`;
  expect(next).toBe(of(invitation.email));

  await page.goto(of(other.email));
  expect(await page.textContent('h1')).toContain('Ha entrado con otra cuenta');
  expect(await sessionsOf(one)).toBe(1);

  await page.goto(next);
  expect(page.url()).toContain('protocol/openid-connect');
  expect(await page.textContent('body')).toContain(invitation.email);
  expect(await sessionsOf(one)).toBe(0);

  await page.goto(`${sidecarUrl}/perfil`);
  await signIn(page, one);
  await page.waitForURL(`${sidecarUrl}/perfil`);
  await page.goto(next);
  expect(await page.textContent('h1')).toContain('Ha entrado con otra cuenta');
  expect(await sessionsOf(one)).toBe(1);
});

test('a sign-in that another tab has finished leads on with its session; not without one, nor where somebody else was to sign in', async () => {
  const one = await createPerson({});
  const { mail } = await invitePerson({});
  // As Keycloak leads back from a page of a sign-in that is over.
  const late = `${sidecarUrl}/entrar/retorno?error=temporarily_unavailable&error_description=authentication_expired`;
  const heading = async (page: Page) => {
    await page.goto(late);
    return page.innerText('h1');
  };
  expect(await heading(await browser.visit())).toBe('No se ha completado el acceso');
  const page = await signedIn(one);
  await page.goto(`${sidecarUrl}/entrar?${new URLSearchParams({ login_hint: uniqueEmail(), prompt: 'select_account' })}`);
  expect(await heading(page)).toBe('No se ha completado el acceso');
  await page.goto(late);
  expect(page.url()).toBe(`${sidecarUrl}/perfil`);
  expect(await page.textContent('main')).toContain(one.email);
  await activated(page, mail.link);
  expect(await heading(page)).toBe('No se ha completado el acceso');
});
