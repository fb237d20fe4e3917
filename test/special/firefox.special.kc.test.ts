/// <reference lib="dom" />
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ElementHandle, Page } from 'puppeteer-core';
import { testEnvironment } from '../support/environment.ts';
import { FIREFOX, type Firefox, openFirefox } from '../support/firefox.ts';
import { GOOD_PASSWORD, invitePerson, untilStatus } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { createPerson } from '../support/people.ts';
import { uniqueEmail } from '../support/realm.ts';

/** What people and administrators do, in the engine of another maker than Chromium's (test/browser/journey.kc.test.ts). */
const { sidecarUrl } = testEnvironment();

let dir: string;
let firefox: Firefox;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'firefox-'));
  firefox = await openFirefox(spawnSync('which', [FIREFOX], { encoding: 'utf8' }).stdout.trim());
});
afterAll(async () => {
  await firefox?.close();
  await rm(dir, { recursive: true, force: true });
});

const press = (page: Page, selector: string) => page.locator(selector).click();
const fill = (page: Page, selector: string, text: string) => page.locator(selector).fill(text);
const textOf = async (page: Page, selector: string) =>
  (await page.waitForSelector(selector))?.evaluate((node) => node.textContent);
const at = (page: Page, address: RegExp) =>
  page.waitForFunction((pattern) => new RegExp(pattern).test(location.href), {}, address.source);

async function signIn(page: Page, password: string, email?: string): Promise<void> {
  await at(page, /protocol\/openid-connect\/auth/);
  if (email) {
    await fill(page, '#username', email);
    await press(page, '[type="submit"]');
  }
  await fill(page, 'input[name="password"]', password);
  await press(page, '[type="submit"]');
}

test('a person activates the account on one page, signs in with the address filled in, sees the profile and signs out', async () => {
  const { invitation, mail } = await invitePerson({ firstName: 'Ana' });
  const page = await firefox.visit();
  await page.goto(mail.link);
  await at(page, /\/activar$/);
  await fill(page, '[name="lastName"]', 'Prado Ruiz');
  await fill(page, '#password', GOOD_PASSWORD);
  await page.waitForSelector('.checklist__item[data-state="met"]');
  expect(await page.$$('.checklist__item[data-state="unmet"]')).toEqual([]);
  await press(page, 'form[data-activation] .button--primary');
  await signIn(page, GOOD_PASSWORD);
  await at(page, /\/perfil$/);
  expect(await textOf(page, 'h1')).toContain('Ana Prado Ruiz');
  expect(await textOf(page, 'main')).toContain(invitation.email);
  await untilStatus(invitation.id, 'activated');

  await page.goto(`${sidecarUrl}/salir`);
  await press(page, 'main form [type="submit"]');
  // Back from Keycloak, whose session has ended: this page offers to sign in again.
  await page.waitForSelector('main a[href$="/entrar"]');
  await page.goto(`${sidecarUrl}/perfil`);
  await page.waitForSelector('#username');
});

test('an administrator sees the list, and imports a file whose progress the page follows', async () => {
  const { invitation } = await invitePerson();
  const admin = await createPerson({ roles: ['admin'] });
  const page = await firefox.visit();
  await page.goto(`${sidecarUrl}/admin`);
  await signIn(page, admin.password, admin.email);
  await at(page, /\/admin$/);
  await page.goto(`${sidecarUrl}/admin?${new URLSearchParams({ search: invitation.email })}`);
  expect(await textOf(page, 'main')).toContain(invitation.email);

  const people = [uniqueEmail('zorro'), uniqueEmail('zorro')];
  const file = join(dir, 'gente.csv');
  await writeFile(file, `correo;nombre;apellidos\n${people.map((email) => `${email};Íñigo;Peña`).join('\n')}\n`);
  await page.goto(`${sidecarUrl}/admin/importar`);
  await ((await page.waitForSelector('#file')) as ElementHandle<HTMLInputElement>).uploadFile(file);
  await press(page, 'main form [type="submit"]');
  await page.waitForSelector('form[action$="/enviar"]');
  expect(await textOf(page, 'main')).toContain('2 personas recibirán una invitación');
  await press(page, 'form[action$="/enviar"] [type="submit"]');
  for (const email of people) expect((await mailTo(email, { timeout: 60_000 })).subject).toBe('Activación de cuenta Amperecloud');
  // The page loads itself again at the end of its stream of events.
  await page.waitForSelector('main a.button--primary[href$="/admin"]');
  expect(await textOf(page, '[data-count="sent"]')).toBe('2');
});
