import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBrowser } from '../support/browser.ts';
import { type CompanyProvider, colleague, readyCompany, type Shown, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Invited, invitationNow, invitePerson, untilStatus } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { realmAdmin, type TestUser, uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/** Somebody whose company has a SAML provider comes in by it, whether the realm trusts its addresses or has each confirmed by a mail. */

const admin = realmAdmin();
const { sidecarUrl } = testEnvironment();
/** What our page says beforehand where the address is to be confirmed. */
const SECOND_MAIL = 'Después le llega otro correo a esta dirección';
/** A username by which nobody knows themselves. */
const MADE_UP = /g-[0-9a-f]{8}-/i;
const linked = async (id: string) =>
  (await admin.users.listFederatedIdentities({ id })).map(({ identityProvider }) => identityProvider);

async function invited(company: CompanyProvider): Promise<Invited & { person: TestUser }> {
  const email = uniqueEmail('ana', company.domain);
  const person = await colleague(company, email, { verified: false });
  return { ...(await invitePerson({ email })), person };
}

test('where it tells no address: a page says so, and nobody is in', async () => {
  const company = await readyCompany(admin, 'saml', 'trusted');
  try {
    const { alias } = company;
    const mappers = await admin.identityProviders.findMappers({ alias });
    const address = mappers.find(({ name }) => name === 'address');
    await admin.identityProviders.delMapper({ alias, id: address?.id ?? '' });
    const { key, person, invitation } = await invited(company);
    const browser = wanderer();
    const atCompany = await browser.send(await browser.open(`${sidecarUrl}/activar?key=${key}`), { firstName: 'Ana' });
    const untold = await browser.send(atCompany, { username: person.email, password: person.password });
    expect([untold.status, untold.page.heading]).toEqual([400, 'Su empresa no confirma esta dirección']);
    expect([await linked(invitation.id), (await invitationNow(invitation.id)).status]).toEqual([[], 'opened']);
  } finally {
    await company.remove();
  }
});

describe('where its addresses are trusted:', () => {
  let company: CompanyProvider;
  beforeAll(async () => {
    company = await readyCompany(admin, 'saml', 'trusted');
  });
  afterAll(() => company?.remove());
  const isAtCompany = ({ url }: Shown) => url.includes(`/realms/${company.alias}/`);

  test('in the browser: our page, the company’s, and in; linked, without credential or second mail', async () => {
    const { mail, person, invitation } = await invited(company);
    const browser = await openBrowser();
    try {
      const page = await browser.visit();
      await page.goto(mail.link);
      expect(await page.innerText('main')).not.toContain(SECOND_MAIL);
      await page.fill('[name="lastName"]', 'Prado Ruiz');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname.includes(`/realms/${company.alias}/`));
      await page.fill('[name="username"]', person.email);
      await page.fill('[name="password"]', person.password);
      await page.keyboard.press('Enter');
      await until('the person to be in', async () => page.url().startsWith(`${sidecarUrl}/perfil`));
      expect(await page.textContent('h1')).toContain('Prado Ruiz');
      expect(await page.innerText('main')).not.toMatch(/contraseña/i);
      expect(await linked(invitation.id)).toEqual([company.alias]);
      expect(await admin.users.getCredentials({ id: invitation.id })).toEqual([]);
      expect((await invitationNow(invitation.id)).status).toBe('activated');
      expect(await mailsTo(person.email, 1)).toHaveLength(1);
    } finally {
      await browser.close();
    }
  });

  test('another person is signed in at the company: the page says who, and the way back asks anew', async () => {
    const { key, person, invitation } = await invited(company);
    const other = await colleague(company, uniqueEmail('otra', company.domain));
    const browser = wanderer();
    const atCompany = await browser.send(await browser.open(`${sidecarUrl}/activar?key=${key}`), { firstName: 'Ana' });
    expect(isAtCompany(atCompany)).toBe(true);
    // SAML tells no names here, and Keycloak asks nobody for them who is to get no account.
    const wrong = await browser.send(atCompany, { username: other.email, password: other.password });
    expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
    expect(wrong.page.$('main').text()).toContain(other.email);
    expect(await linked(invitation.id)).toEqual([]);
    expect(await admin.users.find({ email: other.email, exact: true })).toEqual([]);
    const again = await browser.send(wrong);
    expect(isAtCompany(again)).toBe(true);
    const anew = await browser.anew(again);
    await browser.send(anew, { username: person.email, password: person.password });
    expect(await linked(invitation.id)).toEqual([company.alias]);
    expect((await invitationNow(invitation.id)).status).toBe('activated');
  });

  test('the company refuses them: a page, and the way back works', async () => {
    const { key, person, invitation } = await invited(company);
    const [client] = (await company.staff.clients.find()).filter(({ protocol }) => protocol === 'saml');
    const consents = (consentRequired: boolean) =>
      company.staff.clients.update({ id: client?.id ?? '' }, { ...client, consentRequired });
    await consents(true);
    const browser = wanderer();
    const atCompany = await browser.send(await browser.open(`${sidecarUrl}/activar?key=${key}`), { firstName: 'Ana' });
    const asked = await browser.send(atCompany, { username: person.email, password: person.password });
    const refused = await browser.send(asked, { cancel: 'No' });
    expect([refused.status, refused.page.heading]).toEqual([400, 'Su empresa no ha confirmado el acceso']);
    expect(refused.page.$('main').text()).toContain(person.email);
    expect(await linked(invitation.id)).toEqual([]);
    const again = await browser.press(refused);
    expect(isAtCompany(again)).toBe(true);
    const askedAgain = await browser.send(again, { username: person.email, password: person.password });
    await browser.send(askedAgain, { accept: 'Yes' });
    expect(await linked(invitation.id)).toEqual([company.alias]);
    expect((await invitationNow(invitation.id)).status).toBe('activated');
  });
});

test('where its addresses are confirmed: a second mail, and nobody is in without it', async () => {
  const company = await readyCompany(admin, 'saml');
  try {
    const { key, person, invitation } = await invited(company);
    const browser = wanderer();
    const ours = await browser.open(`${sidecarUrl}/activar?key=${key}`);
    expect(ours.page.$('main').text()).toContain(SECOND_MAIL);
    expect(ours.page.$('main').text()).not.toContain('con la cuenta activa');
    const atCompany = await browser.send(ours, { firstName: 'Ana' });
    const waits = await browser.send(atCompany, { username: person.email, password: person.password });
    expect(await linked(invitation.id)).toEqual([]);
    expect(waits.page.$('main').text()).not.toMatch(/contraseña/i);
    // What the provider calls them is a made-up name, and its sign-in is the only one that they have.
    const lead = waits.page.$('#instruction1').text();
    expect(lead).toContain(person.email);
    expect(lead).not.toMatch(MADE_UP);
    const waiting = await wanderer().open(`${sidecarUrl}/activar?key=${key}`);
    expect(waiting.page.$('main').text()).toContain('ha recibido un correo de confirmación, abra su enlace');
    const confirmation = await mailTo(person.email, { count: 2 });
    expect(confirmation.text).toContain('podrá entrar con Oficina');
    expect(confirmation.text).not.toMatch(MADE_UP);
    const elsewhere = (await wanderer().open(confirmation.link)).page.$('main').text();
    expect(elsewhere).toContain('podrá entrar con la cuenta de la que le habla el correo');
    expect(elsewhere).not.toMatch(MADE_UP);
    expect(elsewhere).not.toContain(company.alias);
    const arrived = await browser.open(confirmation.link);
    expect(await linked(invitation.id)).toEqual([company.alias]);
    expect([arrived.status, new URL(arrived.url).origin]).toEqual([200, sidecarUrl]);
    await untilStatus(invitation.id, 'activated');
    // The first tab's button, "I have confirmed it": the other one has finished this sign-in.
    const first = await browser.press(waits);
    expect([first.status, new URL(first.url).pathname]).toEqual([200, '/perfil']);
    expect(first.page.heading).toBe(arrived.page.heading);
  } finally {
    await company.remove();
  }
});
