import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';
import { testEnvironment } from '../support/environment.ts';
import { GOOD_PASSWORD, invitationNow, invitePerson } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { createPerson } from '../support/people.ts';
import { canSignIn, realmAdmin, uniqueEmail } from '../support/realm.ts';
import { signInAtKeycloak } from '../support/sign-in-page.ts';
import { until } from '../support/wait.ts';

const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function signIn(page: Page, password: string, email?: string): Promise<void> {
  await signInAtKeycloak(page, password, email);
  await page.waitForURL(`${sidecarUrl}/**`);
}

async function fillIn(page: Page, firstName: string, lastName: string): Promise<void> {
  await page.fill('[name="firstName"]', firstName);
  await page.fill('[name="lastName"]', lastName);
  await page.fill('#password', GOOD_PASSWORD);
}

test('the whole journey on a phone: mail, one page, login with the address filled in, profile, change of password, sign out', async () => {
  const { invitation, mail } = await invitePerson({ firstName: 'Ana', organization: 'sol' });
  const page = await browser.visit();
  await page.goto(mail.link);
  await expectNoAxeViolations(page);
  await fillIn(page, 'Ana', 'Prado Ruiz');
  await page.waitForSelector('.checklist__item[data-state="met"]');
  await until('the page to count as opened', async () => (await invitationNow(invitation.id)).status === 'opened');
  expect(await page.locator('.checklist__item[data-state="unmet"]').count()).toBe(0);
  await page.getByRole('button', { name: 'Crear' }).click();

  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await page.textContent('body')).toContain(invitation.email);
  await page.getByText('Su cuenta está activa. Ya puede entrar').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('password');
  await expectNoAxeViolations(page);
  await signIn(page, GOOD_PASSWORD);
  expect(page.url()).toBe(`${sidecarUrl}/perfil`);
  expect(await page.textContent('h1')).toContain('Ana Prado Ruiz');
  await expectNoAxeViolations(page);

  await page.getByRole('link', { name: 'Cambiar la contraseña' }).click();
  await page.fill('#password-new', 'Otra-nube-9-Lima');
  await page.click('[type="submit"]');
  await page.waitForURL(`${sidecarUrl}/perfil`);
  expect(await page.textContent('main')).toContain('Hemos guardado su contraseña nueva');
  expect(await canSignIn(invitation.email, 'Otra-nube-9-Lima')).toBe(true);

  await page.getByRole('main').getByRole('button', { name: 'Cerrar sesión', exact: true }).click();
  await page.waitForURL(`${sidecarUrl}/salir*`);
  await page.goto(`${sidecarUrl}/perfil`);
  expect(page.url()).toContain('/protocol/openid-connect/auth');
});

test('works without JavaScript', async () => {
  const { invitation, mail } = await invitePerson();
  const page = await browser.visit({ javaScript: false });
  await page.goto(mail.link);
  await fillIn(page, 'Ana', 'Prado');
  await page.fill('#password-confirm', GOOD_PASSWORD);
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await page.getByText('Su cuenta está activa. Ya puede entrar').waitFor();
  expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  // The sentence is for who has just activated an account.
  await page.goto(`${sidecarUrl}/entrar`);
  await page.locator('#username').waitFor();
  expect(await page.getByText('Su cuenta está activa').isVisible()).toBe(false);
});

test('with the keyboard alone', async () => {
  const { invitation, mail } = await invitePerson();
  const page = await browser.visit({ device: 'desktop' });
  await page.goto(mail.link);
  await page.locator('[name="firstName"]').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Ana');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Prado');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(GOOD_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
});

test('faults take the focus to the summary, and keep what was typed', async () => {
  const { mail } = await invitePerson();
  const page = await browser.visit({ dark: true });
  await page.goto(mail.link);
  await page.fill('[name="firstName"]', '');
  await page.fill('#password', 'abc');
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.waitForSelector('.error-summary');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
  await expectNoAxeViolations(page);
  await page.locator('.error-summary a').first().click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('firstName');
});

describe('where somebody else is signed in', () => {
  test('the person who has just activated ends up in their own account', async () => {
    const { invitation, mail } = await invitePerson({ firstName: 'Ana' });
    const page = await browser.visit({ device: 'desktop' });
    await page.goto(`${sidecarUrl}/entrar`);
    await signIn(page, DEMO_PASSWORD, 'gestora@sol.test');
    expect(page.url()).toBe(`${sidecarUrl}/admin`);

    await page.goto(mail.link);
    await fillIn(page, 'Ana', 'Prado');
    await page.getByRole('button', { name: 'Crear' }).click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await signIn(page, GOOD_PASSWORD);
    expect(page.url()).toBe(`${sidecarUrl}/perfil`);
    expect(await page.textContent('main')).toContain(invitation.email);
  });

  test('what Keycloak still wants of that other person does not stand in the way', async () => {
    const { invitation, mail } = await invitePerson({ firstName: 'Ana' });
    const other = await createPerson({});
    const page = await browser.visit({ device: 'desktop' });
    await page.goto(`${sidecarUrl}/entrar`);
    await signIn(page, other.password, other.email);
    await realmAdmin().users.update({ id: other.id }, { requiredActions: ['UPDATE_PASSWORD'] });

    await page.goto(mail.link);
    await fillIn(page, 'Ana', 'Prado');
    await page.getByRole('button', { name: 'Crear' }).click();
    // Whose session it is, Keycloak does not say then: so it asks before it ends it.
    await page.waitForURL(/protocol\/openid-connect\/logout/);
    await page.click('#kc-logout');
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await signIn(page, GOOD_PASSWORD);
    expect(page.url()).toBe(`${sidecarUrl}/perfil`);
    expect(await page.textContent('main')).toContain(invitation.email);
  });

  test('the key leaves the address, and a reload shows the page again', async () => {
    const { mail } = await invitePerson({ firstName: 'Águeda' });
    const page = await browser.visit();
    await page.goto(mail.link);
    await page.waitForURL(`${sidecarUrl}/activar`);
    await page.reload();
    await page.waitForSelector('form[data-activation]');
    expect(page.url()).toBe(`${sidecarUrl}/activar`);
    expect(await page.inputValue('[name="firstName"]')).toBe('Águeda');
    await fillIn(page, 'Ana', 'Prado');
    await page.getByRole('button', { name: 'Crear' }).click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
  });

  test('reload and the back button after success lead on, never nowhere', async () => {
    const { mail } = await invitePerson();
    const page = await browser.visit();
    await page.goto(mail.link);
    await fillIn(page, 'Ana', 'Prado');
    await page.getByRole('button', { name: 'Crear' }).click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Su cuenta ya está activa' }).waitFor();
    await page.getByRole('link', { name: 'Entrar' }).first().click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
    await page.goto(mail.link);
    expect(await page.textContent('h1')).toBe('Su cuenta ya está activa');
    await page.getByRole('link', { name: 'Entrar' }).first().click();
    await page.waitForURL(/protocol\/openid-connect\/auth/);
  });
});

test('an administrator invites by form, and sees what became of it', async () => {
  const email = uniqueEmail('formulario');
  const page = await browser.visit({ device: 'desktop' });
  await page.goto(`${sidecarUrl}/admin`);
  await signIn(page, DEMO_PASSWORD, 'admin@amperecloud.test');
  await expectNoAxeViolations(page);
  await page.getByRole('link', { name: 'Invitar a una persona' }).first().click();
  await page.fill('[name="email"]', 'sin-arroba');
  await page.click('main form [type="submit"]');
  expect(await page.inputValue('[name="email"]')).toBe('sin-arroba');
  expect(await page.textContent('.error-summary')).toContain('@');
  await page.fill('[name="email"]', email);
  await page.fill('[name="firstName"]', 'Formulario');
  await page.click('main form [type="submit"]');
  await page.waitForURL(/\/admin\/invitaciones\/[0-9a-f-]{36}/);
  expect(await page.textContent('main')).toContain('Enviada');
  await expectNoAxeViolations(page);
  const mail = await mailTo(email);
  expect(mail.subject).toBe('Activación de cuenta Amperecloud');
});

test('an administrator sees the mail as others will', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  const page = await browser.visit({ device: 'desktop' });
  await page.goto(`${sidecarUrl}/admin`);
  await signIn(page, admin.password, admin.email);
  await page.getByRole('button', { name: 'Enviarme una muestra' }).click();
  await page.waitForURL(`${sidecarUrl}/admin`);
  expect(await page.textContent('main')).toContain(admin.email);
  const mail = await mailTo(admin.email);
  expect(mail.subject).toBe('Activación de cuenta Amperecloud');
  expect(mail.text).toContain('Crear');
});
