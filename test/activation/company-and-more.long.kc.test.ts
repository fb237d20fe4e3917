import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CompanyProvider, colleague, readyCompany, type Shown, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { invitationNow, invitePerson } from '../support/invite.ts';
import { codeOf, otherCode } from '../support/more-asked.ts';
import { credentialTypes, realmAdmin, uniqueEmail } from '../support/realm.ts';

/** Somebody who comes by their company's identity provider, in a realm that asks for more: none of it speaks of a password. */

const admin = realmAdmin();
let company: CompanyProvider;
beforeAll(async () => {
  company = await readyCompany(admin);
});
afterAll(async () => {
  await company?.remove();
});

const ASKED = ['CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'];
const words = ({ page }: Shown) => page.$('main').text().replace(/\s+/g, ' ');

/** Invited, and asked for more since; on the page of the link. */
async function opened(asked = ASKED) {
  const email = uniqueEmail('ana', company.domain);
  const { invitation, key } = await invitePerson({ email });
  const { id } = invitation;
  const person = await colleague(company, email);
  const user = await admin.users.findOne({ id });
  await admin.users.update({ id }, { ...user, requiredActions: [...(user?.requiredActions ?? []), ...asked] });
  const browser = wanderer();
  const shown = await browser.open(`${testEnvironment().sidecarUrl}/activar?key=${key}`);
  return { id, person, browser, shown };
}

test('an app and recovery codes take one screen more; then on to the company, and in', async () => {
  const { id, person, browser, shown } = await opened();
  expect(shown.page.$('#totp').length).toBe(1);
  expect(words(shown)).not.toMatch(/contraseña/i);
  const wrong = await browser.send(shown, { totp: otherCode(codeOf(shown.page)), firstName: 'Anabel' });
  expect([wrong.status, wrong.page.value('firstName')]).toEqual([422, 'Anabel']);
  expect(words(wrong)).not.toMatch(/contraseña/i);
  const codes = await browser.send(wrong, { totp: codeOf(wrong.page) });
  expect([codes.page.heading, codes.page.$('.codes li').length]).toEqual(['Guarde sus códigos de recuperación', 12]);
  expect(codes.page.$('button.button--primary').last().text().trim()).toBe('Continuar con mi empresa');
  expect(words(codes)).not.toMatch(/contraseña/i);
  const atCompany = await browser.send(codes, { codes: 'kept' });
  expect(atCompany.url).toContain(`/realms/${company.alias}/`);
  await browser.send(atCompany, { username: person.email, password: person.password });
  expect((await invitationNow(id)).status).toBe('activated');
  expect(await credentialTypes(admin, id)).toEqual(['otp', 'recovery-authn-codes']);
  expect(await admin.users.findOne({ id })).toMatchObject({ firstName: 'Anabel', requiredActions: [] });
});

const APP = 'Su cuenta ya tenía una aplicación de autenticación';

test('of two devices the app and the codes that come first count, and the other one is told', async () => {
  const { id, browser, shown } = await opened();
  const other = wanderer();
  const elsewhere = await other.open(shown.url);
  const codes = await browser.send(shown, { totp: codeOf(shown.page) });
  const theirs = await other.send(elsewhere, { totp: codeOf(elsewhere.page) });
  expect([words(codes).includes(APP), words(theirs).includes(APP)]).toEqual([false, true]);
  const key = theirs.page.value('key');
  const inEnglish = await other.send(theirs, { key, lang: 'en' });
  expect(words(inEnglish)).toContain('Your account already had an authenticator app');
  const back = await other.send(inEnglish, { key, lang: 'es' });
  expect((await browser.send(codes, { codes: 'kept' })).url).toContain(`/realms/${company.alias}/`);
  const late = await other.send(back, { codes: 'kept' });
  expect([late.status, late.page.heading]).toEqual([200, 'Los códigos que acaba de guardar no sirven']);
  expect(late.page.$('a.button--primary').attr('href')).toContain('/entrar');
  expect(await credentialTypes(admin, id)).toEqual(['otp', 'recovery-authn-codes']);
});

test('an app of a device that comes when the link is used does not count, and a page says so', async () => {
  const { id, browser, shown } = await opened(['CONFIGURE_TOTP']);
  const other = wanderer();
  const elsewhere = await other.open(shown.url);
  expect((await browser.send(shown, { totp: codeOf(shown.page) })).url).toContain(`/realms/${company.alias}/`);
  const late = await other.send(elsewhere, { totp: codeOf(elsewhere.page) });
  expect(late.page.heading).toBe('Compruebe su aplicación de autenticación');
  expect(words(late)).toContain(APP);
  expect(late.page.$('a.button--primary').attr('href')).toContain('/entrar');
  expect(await credentialTypes(admin, id)).toEqual(['otp']);
});
