import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CompanyProvider, colleague, readyCompany, type Shown, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, type Invited, invitationNow, invitePerson } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createUser, realmAdmin, type TestUser, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

jest.setTimeout(120_000);

/** Somebody whose company has an identity provider of its own comes in by it: mail, our page, the company's page, and in. */

const admin = realmAdmin();
let company: CompanyProvider;

beforeAll(async () => {
  company = await readyCompany(admin);
});
afterAll(async () => {
  await company?.remove();
});

const url = (path: string) => `${testEnvironment().sidecarUrl}${path}`;
const link = (key: string) => url(`/activar?key=${key}`);
const isAtCompany = (shown: Shown) => shown.url.includes(`/realms/${company.alias}/`);
const linked = async (id: string) =>
  (await admin.users.listFederatedIdentities({ id })).map(({ identityProvider }) => identityProvider);

/** Invited, and known to the provider under the same address. */
async function invited(body: Record<string, unknown> = {}): Promise<Invited & { person: TestUser }> {
  const email = uniqueEmail('ana', company.domain);
  const [invitation, person] = [await invitePerson({ email, ...body }), await colleague(company, email)];
  return { ...invitation, person };
}
/** At the company's own page. */
const signInAs = (browser: ReturnType<typeof wanderer>, shown: Shown, { email, password }: TestUser) =>
  browser.send(shown, { username: email, password });

describe('invited by the domain of the address', () => {
  let one: Invited & { person: TestUser };
  let browser: ReturnType<typeof wanderer>;
  let page: Shown;
  let atCompany: Shown;
  let arrived: Shown;
  beforeAll(async () => {
    one = await invited({ organization: company.organization, attributes: { phone: '+34 600 000 000' } });
    browser = wanderer();
    page = await browser.open(link(one.key));
    atCompany = await browser.send(page, { firstName: 'Anabel', lastName: 'Prado' });
    arrived = await signInAs(browser, atCompany, one.person);
  });

  test('the mail says where to sign in, and speaks of no password', () => {
    expect(one.invitation).toMatchObject({ signIn: `idp:${company.alias}` });
    expect(one.mail.html).toContain('Entre con la cuenta de su empresa');
    expect(`${one.mail.html} ${one.mail.text}`).not.toMatch(/contraseña/i);
  });

  test('the page asks for names alone, and says what will happen', () => {
    expect(page.page.heading).toBe('Entre con la cuenta de su empresa');
    expect(page.page.$('[name="password"]').length).toBe(0);
    expect(page.page.$('main').text()).not.toMatch(/contraseña/i);
    expect(page.page.value('firstName')).toBe('Ana');
  });

  test('one button leads to the company, and from there right in: linked, with what was given, without credential or second mail', async () => {
    const { id, email } = one.invitation;
    expect(isAtCompany(atCompany)).toBe(true);
    expect(atCompany.page.value('username')).toBe(email);
    expect([arrived.status, isAtCompany(arrived)]).toEqual([200, false]);
    expect(await linked(id)).toEqual([company.alias]);
    expect(await admin.users.getCredentials({ id })).toEqual([]);
    const user = await admin.users.findOne({ id });
    expect(user).toMatchObject({ email, firstName: 'Anabel', requiredActions: [], attributes: { phone: ['+34 600 000 000'] } });
    expect((await invitationNow(id)).status).toBe('activated');
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test('the mark that links an account goes with the invitation', async () => {
    const { attributes = {} } = (await admin.users.findOne({ id: one.invitation.id })) ?? {};
    expect([attributes['invitation.idp'], attributes['invitation.signIn']]).toEqual([undefined, [`idp:${company.alias}`]]);
  });

  test('afterwards the link says that the account is active', async () => {
    const { status, page } = await wanderer().open(link(one.key));
    expect([status, page.heading]).toEqual([410, 'Su cuenta ya está activa']);
  });
});

test('whoever stops on the way finds the way on behind the same link', async () => {
  const { key, person, invitation } = await invited();
  const first = wanderer();
  await first.send(await first.open(link(key)), { firstName: 'Ana' });
  const later = wanderer();
  const waits = await later.open(link(key));
  expect(waits.page.heading).toBe('Falta entrar con la cuenta de su empresa');
  const atCompany = await later.send(waits, { company: '1' });
  expect(isAtCompany(atCompany)).toBe(true);
  await signInAs(later, atCompany, person);
  expect(await linked(invitation.id)).toEqual([company.alias]);
});

test('another person at the company is told apart, and may begin anew as the right one', async () => {
  const { key, person, invitation } = await invited();
  const other = await colleague(company, uniqueEmail('otra', company.domain));
  const browser = wanderer();
  const wrong = await signInAs(browser, await browser.send(await browser.open(link(key)), { firstName: 'Ana' }), other);
  expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
  expect(wrong.page.$('main').text()).toContain(other.email);
  expect(await linked(invitation.id)).toEqual([]);
  // There, they leave the other person's session.
  await company.staff.users.logout({ id: other.id });
  const again = await browser.send(wrong);
  expect(isAtCompany(again)).toBe(true);
  await signInAs(browser, again, person);
  expect(await linked(invitation.id)).toEqual([company.alias]);
  expect((await invitationNow(invitation.id)).status).toBe('activated');
});

test('somebody else’s session in this browser is ended for the person, and takes no part', async () => {
  const { key, person, invitation } = await invited();
  const boss = await createUser(admin);
  const browser = wanderer();
  await signInAs(browser, await browser.open(url('/entrar')), boss);
  const atCompany = await browser.send(await browser.open(link(key)), { firstName: 'Ana' });
  expect(isAtCompany(atCompany)).toBe(true);
  await signInAs(browser, atCompany, person);
  expect([await linked(invitation.id), await linked(boss.id)]).toEqual([[company.alias], []]);
});

test('a provider that is not ready is refused at the field, and a password can be asked for all the same', async () => {
  const email = uniqueEmail('ana', company.domain);
  const ask = async (signIn: string) =>
    sidecar()
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${await adminToken()}`)
      .send({ email, signIn });
  const refused = await ask('idp:nadie');
  expect([refused.status, refused.body.errors?.[0]?.field ?? refused.text]).toEqual([400, 'signIn']);
  const plain = await ask('password');
  expect([plain.status, plain.body.signIn]).toEqual([201, 'password']);
  expect((await mailTo(email)).html).not.toContain('Entre con la cuenta de su empresa');
});

test('people whom others create get the same mail', async () => {
  const email = uniqueEmail('ana', company.domain);
  await createUser(admin, { email, password: null, requiredActions: ['UPDATE_PASSWORD'] });
  const mail = await mailTo(email);
  expect(mail.html).toContain('Entre con la cuenta de su empresa');
  const [user] = await admin.users.find({ email });
  expect(user?.requiredActions).not.toContain('UPDATE_PASSWORD');
});
