/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addressOf, PAGES } from '../../../src/common/addresses.ts';
import { createOfferedSignIns } from '../../../src/invitations/carried/offered.ts';
import { press, visitAs } from '../../support/admin-browser.ts';
import { openBrowser, type TestBrowser } from '../../support/browser.ts';
import { type CompanyProvider, readyCompany } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import { invitationNow, keyOf } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnRealm } from '../../support/own-realm.ts';
import { createPerson, type Person } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** How somebody gets to sign in, chosen in the form of a new invitation: without a script. */

const admin = realmAdmin();
let company: CompanyProvider;
let browser: TestBrowser;
let gestora: Person;
beforeAll(async () => {
  browser = await openBrowser();
  company = await readyCompany(admin);
  gestora = await createPerson({ roles: ['company-admin'], companies: [company.organization] });
});
afterAll(async () => {
  await browser?.close();
  await company?.remove();
});

const form = (person: Person) => visitAs(browser, person, PAGES.newInvitation, { javaScript: false, device: 'desktop' });
const unfold = (page: Page) => page.click('.options > summary');
const choices = (page: Page) => page.locator('#signIn option').allInnerTexts();
const signInOf = async (email: string) => {
  const [user] = await admin.users.find({ email, exact: true });
  return user && (user.attributes?.['invitation.signIn']?.[0] ?? 'password');
};

test('a refusal stands at the field with all that was typed, and the second try invites', async () => {
  const page = await form(gestora);
  expect(await page.locator('.options > summary').innerText()).toContain('Cómo entrará');
  await unfold(page);
  expect(await choices(page)).toEqual(['Según la dirección', 'Contraseña', 'Llave de acceso', 'La cuenta de la empresa']);
  const foreign = uniqueEmail();
  await page.fill('#email', foreign);
  await page.fill('#firstName', 'Ana');
  await page.selectOption('#signIn', 'company');
  await press(page, 'main button[type=submit]');
  expect(await page.locator('#signIn-error').innerText()).not.toBe('');
  expect([await page.inputValue('#email'), await page.inputValue('#firstName')]).toEqual([foreign, 'Ana']);
  expect([await page.isVisible('#signIn'), await page.inputValue('#signIn')]).toEqual([true, 'company']);
  expect(await signInOf(foreign)).toBeUndefined();

  const colleague = uniqueEmail('ana', company.domain);
  await page.fill('#email', colleague);
  await press(page, 'main button[type=submit]');
  expect(await signInOf(colleague)).toBe(`idp:${company.alias}`);
});

test('each choice is what the person is invited with; the next form begins with it', async () => {
  for (const [choice, stored] of [
    ['password', 'password'],
    ['passkey', 'passkey'],
    ['', `idp:${company.alias}`],
  ] as const) {
    const page = await form(gestora);
    await unfold(page);
    const email = uniqueEmail('ana', company.domain);
    await page.fill('#email', email);
    await page.selectOption('#signIn', choice);
    await press(page, 'main button[type=submit]');
    expect([choice, await signInOf(email)]).toEqual([choice, stored]);
    await page.getByRole('link', { name: 'Invitar a otra persona' }).click();
    expect(await page.inputValue('#signIn')).toBe(choice);
  }
});

describe('a correction', () => {
  let email: string;
  let key: string;
  let correct: (page: Page) => Promise<unknown>;
  let id: string;
  const SAVE = 'main button[type=submit]';
  beforeAll(async () => {
    const page = await form(gestora);
    email = uniqueEmail('ana', company.domain);
    await page.fill('#email', email);
    await press(page, SAVE);
    key = keyOf(await mailTo(email));
    id = (await admin.users.find({ email, exact: true }))[0]?.id ?? '';
    correct = (on) => on.goto(`${testEnvironment().sidecarUrl}${addressOf('amendInvitation', id)}`);
  });

  test('shows how somebody gets in, and mails nobody where that stays', async () => {
    const page = await form(gestora);
    await correct(page);
    expect([await page.isVisible('#signIn'), await page.inputValue('#signIn')]).toEqual([true, '']);
    expect(await choices(page)).toEqual([...['Según la dirección', 'Contraseña', 'Llave de acceso', 'La cuenta de la empresa']]);
    const hint = await page.locator('#signIn-hint').innerText();
    expect(hint).toMatch(/^Ahora: La cuenta de la empresa\. .*los enlaces anteriores dejarán de servir/);
    await page.fill('#lastName', 'Corregida');
    await press(page, SAVE);
    expect([(await invitationNow(id)).sends, await signInOf(email)]).toEqual([1, `idp:${company.alias}`]);
  });

  test('to another way mails anew, and ends the link before', async () => {
    const page = await form(gestora);
    await correct(page);
    await page.selectOption('#signIn', 'password');
    await press(page, SAVE);
    expect(await signInOf(email)).toBe('password');
    expect((await mailTo(email, { count: 2 })).html).toContain('contraseña');
    expect((await sidecar().get('/activar').query({ key })).status).toBe(410);
    await correct(page);
    await unfold(page);
    await page.selectOption('#signIn', 'company');
    await press(page, SAVE);
    expect(await signInOf(email)).toBe(`idp:${company.alias}`);
  });

  test('to what an address does not have is refused at the field, with all that was typed', async () => {
    const page = await form(gestora);
    const foreign = uniqueEmail();
    await page.fill('#email', foreign);
    await press(page, SAVE);
    const [other] = await admin.users.find({ email: foreign, exact: true });
    await page.goto(`${testEnvironment().sidecarUrl}${addressOf('amendInvitation', other?.id ?? '')}`);
    await unfold(page);
    await page.fill('#lastName', 'Distinta');
    await page.selectOption('#signIn', 'company');
    await press(page, SAVE);
    expect(await page.locator('#signIn-error').innerText()).not.toBe('');
    expect([await page.inputValue('#signIn'), await page.inputValue('#lastName')]).toEqual(['company', 'Distinta']);
    expect(await signInOf(foreign)).toBe('password');
  });
});

describe('what was chosen', () => {
  const SAVE = 'main button[type=submit]';
  /** Invites by the form, and opens the form of corrections. */
  async function invited(email: string, choice: string): Promise<Page> {
    const page = await form(gestora);
    await unfold(page);
    await page.fill('#email', email);
    await page.selectOption('#signIn', choice);
    await press(page, SAVE);
    const [user] = await admin.users.find({ email, exact: true });
    await page.goto(`${testEnvironment().sidecarUrl}${addressOf('amendInvitation', user?.id ?? '')}`);
    expect(await page.inputValue('#signIn')).toBe(choice);
    return page;
  }

  test.each([
    ['password', 'password'],
    ['passkey', 'passkey'],
    ['', 'idp'],
  ])('stays where only the address is corrected, to one of a company: %p', async (choice, stored) => {
    const page = await invited(uniqueEmail(), choice);
    const email = uniqueEmail('ana', company.domain);
    await page.fill('#email', email);
    await press(page, SAVE);
    expect(await signInOf(email)).toBe(stored === 'idp' ? `idp:${company.alias}` : stored);
  });

  test('stays in a new form that comes back with a fault at the address', async () => {
    const page = await form(gestora);
    await unfold(page);
    await page.fill('#email', 'ana@');
    await page.selectOption('#signIn', 'passkey');
    await press(page, SAVE);
    expect([await page.locator('#email-error').count(), await page.inputValue('#signIn')]).toEqual([1, 'passkey']);
    const email = uniqueEmail('ana', company.domain);
    await page.fill('#email', email);
    await press(page, SAVE);
    expect(await signInOf(email)).toBe('passkey');
  });

  test('the company’s account is refused at its field for an address that has none, until another way is chosen', async () => {
    const before = uniqueEmail('ana', company.domain);
    const page = await invited(before, 'company');
    const email = uniqueEmail();
    await page.fill('#email', email);
    await press(page, SAVE);
    expect(await page.locator('#signIn-error').innerText()).not.toBe('');
    expect([await page.inputValue('#email'), await page.inputValue('#signIn')]).toEqual([email, 'company']);
    expect([await signInOf(before), await signInOf(email)]).toEqual([`idp:${company.alias}`, undefined]);
    await page.selectOption('#signIn', '');
    await press(page, SAVE);
    expect(await signInOf(email)).toBe('password');
  });
});

test('only what there is to choose is offered', async () => {
  const other = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  const page = await form(other);
  await unfold(page);
  expect(await choices(page)).toEqual(['Según la dirección', 'Contraseña', 'Llave de acceso']);

  const own = await createOwnRealm();
  try {
    const action = await own.console.authenticationManagement.getRequiredActionForAlias({
      alias: 'webauthn-register-passwordless',
    });
    const alias = 'webauthn-register-passwordless';
    await own.console.authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: false });
    expect(await createOfferedSignIns(own.sidecar())({ all: true })).toEqual([]);
  } finally {
    await own.remove();
  }
});
