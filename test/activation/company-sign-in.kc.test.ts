import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { type CompanyProvider, colleague, readyCompany, type Shown, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, GOOD_PASSWORD, type Invited, invitationNow, invitePerson, keyOf, untilStatus } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { putRecord } from '../support/put-record.ts';
import { createUser, lockOut, realmAdmin, type TestUser, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

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
/** The way to the company, in a browser that has come by the person's link. */
const entryOf = ({ email }: TestUser) => url(`/entrar?${new URLSearchParams({ login_hint: email, prompt: 'select_account' })}`);
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
  let screens: number;
  beforeAll(async () => {
    one = await invited({ organization: company.organization, attributes: { phone: '+34 600 000 000' } });
    browser = wanderer();
    page = await browser.open(link(one.key));
    atCompany = await browser.send(page, { firstName: 'Anabel', lastName: 'Prado' });
    arrived = await signInAs(browser, atCompany, one.person);
    screens = browser.screens();
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

  test('two screens in all: ours, and the company’s', () => {
    expect(screens).toBe(2);
  });

  test('one button leads to the company, and from there right in: linked, with what was given, without credential or second mail', async () => {
    const { id, email } = one.invitation;
    expect(isAtCompany(atCompany)).toBe(true);
    expect([arrived.status, isAtCompany(arrived)]).toEqual([200, false]);
    // No password to change either.
    expect([arrived.page.$('#sessions').length, arrived.page.$('#password').length]).toEqual([1, 0]);
    expect(arrived.page.$('main').text()).not.toMatch(/contraseña/i);
    expect(await linked(id)).toEqual([company.alias]);
    expect(await admin.users.getCredentials({ id })).toEqual([]);
    const user = await admin.users.findOne({ id });
    expect(user).toMatchObject({ email, firstName: 'Anabel', requiredActions: [], attributes: { phone: ['+34 600 000 000'] } });
    expect((await invitationNow(id)).status).toBe('activated');
    expect(await mailsTo(email, 1)).toHaveLength(1);
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

test('a language that is chosen on the way on becomes the account’s', async () => {
  const { key, invitation } = await invited();
  const first = wanderer();
  await first.send(await first.open(link(key)), { firstName: 'Ana' });
  const later = wanderer();
  const waits = await later.open(link(key));
  const inEnglish = await later.send(waits, { key, lang: 'en' });
  expect(inEnglish.page.$('html').attr('lang')).toBe('en');
  expect(isAtCompany(await later.send(inEnglish, { company: '1' }))).toBe(true);
  expect((await admin.users.findOne({ id: invitation.id }))?.attributes?.locale).toEqual(['en']);
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

test.each(['first', 'after a fault'])('a language that is chosen on the page becomes that of the account, %s', async (when) => {
  const { key, invitation } = await invited({ locale: 'gl' });
  const browser = wanderer();
  if (when === 'after a fault') await browser.send(await browser.open(link(key)), { firstName: '' });
  const page = await browser.open(`${link(key)}&lang=pt`);
  expect(page.page.$('html').attr('lang')).toBe('pt');
  await browser.send(page, { firstName: 'Anabel', lastName: 'Prado' });
  const { attributes } = (await admin.users.findOne({ id: invitation.id })) ?? {};
  expect([attributes?.locale, (await invitationNow(invitation.id)).status]).toEqual([['pt'], 'opened']);
});

/** As far as the company's own page. */
async function atCompanyOf({ key }: Pick<Invited, 'key'>, browser = wanderer()) {
  const page = await browser.send(await browser.open(link(key)), { firstName: 'Anabel' });
  expect(isAtCompany(page)).toBe(true);
  return { browser, page };
}
/** What was typed is kept, and the invited account alone is linked. */
async function expectIn({ id }: { id: string }) {
  expect(await linked(id)).toEqual([company.alias]);
  expect(await admin.users.findOne({ id })).toMatchObject({ firstName: 'Anabel', requiredActions: [] });
  // A worker that writes of its company at the same moment may undo it: it finds the sign-in by itself.
  await untilStatus(id, 'activated');
}

describe('what may go wrong has a page, and the way back works:', () => {
  test('another person is signed in at the company, whom nobody has invited: no account is made of them', async () => {
    const { key, person, invitation } = await invited();
    const other = await colleague(company, uniqueEmail('otra+1', company.domain));
    const { browser, page } = await atCompanyOf({ key });
    const wrong = await signInAs(browser, page, other);
    expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
    expect(wrong.page.$('main').text()).toContain(other.email);
    expect(await admin.users.find({ email: other.email, exact: true })).toEqual([]);
    expect([await linked(invitation.id), (await invitationNow(invitation.id)).status]).toEqual([[], 'opened']);
    const again = await browser.send(wrong);
    expect(isAtCompany(again)).toBe(true);
    // The company asks who it is now; its page offers to begin anew as somebody else.
    const anew = await browser.anew(again);
    await signInAs(browser, anew, person);
    await expectIn(invitation);
  });

  test('another person is signed in at the company, who has an account here', async () => {
    const { key, person, invitation } = await invited();
    const other = await colleague(company, uniqueEmail('otra', company.domain));
    const account = await createUser(admin, { email: other.email, password: null });
    const federatedIdentity = { userId: other.id, userName: other.email };
    await admin.users.addToFederatedIdentity({ id: account.id, federatedIdentityId: company.alias, federatedIdentity });
    const { browser, page } = await atCompanyOf({ key });
    const wrong = await signInAs(browser, page, other);
    expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
    expect(wrong.page.$('main').text()).toContain(other.email);
    expect([await linked(invitation.id), (await invitationNow(invitation.id)).status]).toEqual([[], 'opened']);
    const again = await browser.send(wrong);
    expect(isAtCompany(again)).toBe(true);
    await signInAs(browser, again, person);
    await expectIn(invitation);
  });

  test('a colleague who is invited, too, is signed in at the company: nothing of theirs is linked or asked for, and their own link works', async () => {
    const [one, other] = [await invited(), await invited()];
    const { browser, page } = await atCompanyOf(one);
    const wrong = await signInAs(browser, page, other.person);
    expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
    expect(wrong.page.$('main').text()).toContain(other.person.email);
    expect([await linked(other.invitation.id), (await invitationNow(other.invitation.id)).status]).toEqual([[], 'sent']);
    const again = await browser.anew(await browser.send(wrong));
    await signInAs(browser, again, one.person);
    await expectIn(one.invitation);
    const own = await atCompanyOf(other);
    await signInAs(own.browser, own.page, other.person);
    await expectIn(other.invitation);
  });

  test('a colleague who has opened their own link comes in by another one’s: they are active, and told so', async () => {
    const [one, other] = [await invited(), await invited()];
    await atCompanyOf(other);
    const { browser, page } = await atCompanyOf(one);
    const wrong = await signInAs(browser, page, other.person);
    expect(wrong.page.heading).toBe('En su empresa ha entrado otra persona');
    expect(wrong.page.$('main').text()).toContain('esa cuenta ya está activa');
    await expectIn(other.invitation);
    expect((await wanderer().open(link(other.key))).page.heading).toBe('Su cuenta ya está activa');
    expect([await linked(one.invitation.id), (await invitationNow(one.invitation.id)).status]).toEqual([[], 'opened']);
    await signInAs(browser, await browser.send(wrong), one.person);
    await expectIn(one.invitation);
  });

  test.each(['before', 'while'])(
    'the invitation is sent again %s they are at the company: the former browser goes on to the end',
    async (when) => {
      const { key, person, invitation } = await invited();
      const { browser, page } = await atCompanyOf({ key });
      const resend = async () =>
        sidecar()
          .post(`/api/v1/invitations/${invitation.id}/resend`)
          .set('Authorization', `Bearer ${await adminToken()}`)
          .expect(200);
      await resend();
      const there = when === 'while' ? page : await browser.open(entryOf(person));
      const asked = await signInAs(browser, there, person);
      // Sent again, it asks for the names again: on Keycloak's own page by then.
      await browser.send(asked, { firstName: 'Anabel', lastName: 'Prado' });
      await expectIn(invitation);
      const { link: newer } = await mailTo(person.email, { count: 2 });
      expect((await wanderer().open(newer)).page.heading).toBe('Su cuenta ya está activa');
    },
  );

  test.each(['/entrar again', 'the company'])(
    'turned to a password while they are at the company, and come back by %s: the newer link',
    async (by) => {
      const { key, person, invitation } = await invited();
      const { browser, page } = await atCompanyOf({ key });
      await sidecar()
        .patch(`/api/v1/invitations/${invitation.id}`)
        .set('Authorization', `Bearer ${await adminToken()}`)
        .send({ signIn: 'password' })
        .expect(200);
      const back = by === 'the company' ? await signInAs(browser, page, person) : await browser.open(entryOf(person));
      expect([back.status, back.page.heading]).toEqual([410, 'Hay un enlace más reciente']);
      expect([await linked(invitation.id), (await invitationNow(invitation.id)).status]).toEqual([[], 'sent']);
      expect(await mailsTo(person.email, 2)).toHaveLength(2);
    },
  );

  test('moved to another address while they are at the company: the former one leads nowhere', async () => {
    const { key, person, invitation } = await invited();
    const { browser, page } = await atCompanyOf({ key });
    await sidecar()
      .patch(`/api/v1/invitations/${invitation.id}`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .send({ email: uniqueEmail('nueva', company.domain) })
      .expect(200);
    for (const back of [await signInAs(browser, page, person), await browser.open(entryOf(person))])
      expect([back.status, back.page.heading]).toEqual([410, 'No reconocemos este enlace']);
    expect([await linked(invitation.id), (await invitationNow(invitation.id)).status]).toEqual([[], 'sent']);
  });

  test('expired while they are at the company: link and way there say so', async () => {
    const { key, person, invitation } = await invited();
    const { browser } = await atCompanyOf({ key });
    await putRecord(admin, invitation.id, { status: 'opened', expiresAt: new Date(Date.now() - 60_000) });
    for (const address of [link(key), entryOf(person)]) {
      const { status, page } = await browser.open(address);
      expect([address, status, page.heading]).toEqual([address, 410, 'El enlace ha caducado']);
    }
  });

  test('whoever comes to the sign-in by themselves gets an account, invited or not', async () => {
    const somebody = await colleague(company, uniqueEmail('nueva', company.domain));
    const browser = wanderer();
    const page = await browser.open(url(`/entrar?${new URLSearchParams({ login_hint: somebody.email })}`));
    await signInAs(browser, page, somebody);
    const [made] = await admin.users.find({ email: somebody.email, exact: true });
    expect(await linked(made?.id ?? '')).toEqual([company.alias]);
  });

  test('whoever comes to the sign-in by themselves, and whose company does not say that the address is theirs, or refuses them: a page says so', async () => {
    const somebody = await colleague(company, uniqueEmail('nueva', company.domain), { verified: false });
    const browser = wanderer();
    const entry = url(`/entrar?${new URLSearchParams({ login_hint: somebody.email, ui_locales: 'fr' })}`);
    const refused = await signInAs(browser, await browser.open(entry), somebody);
    expect([refused.status, refused.page.heading]).toEqual([400, 'Votre entreprise ne confirme pas votre adresse']);
    expect(refused.page.$('main a.button').attr('href')).toBe('/entrar');
    expect(await admin.users.find({ email: somebody.email, exact: true })).toEqual([]);
    // As our login theme leads back from there (themes/amperecloud/login/state.ftl, `providerFault`).
    for (const [fault, status, heading] of [
      ['failed', 400, 'Votre entreprise n’a pas confirmé la connexion'],
      ['closed', 403, 'Ce compte est désactivé'],
    ] as const) {
      const other = wanderer();
      await other.open(url('/entrar?ui_locales=fr'));
      const back = await other.open(url(`/entrar/retorno?error=provider_${fault}`));
      expect([back.status, back.page.heading]).toEqual([status, heading]);
    }
  });

  test('the realm was made ready by an earlier version: the way to the company works', async () => {
    const { key, person, invitation } = await invited();
    const [client] = await admin.clients.find({ clientId: CLIENT_ID });
    const scope = (await admin.clientScopes.find()).find(({ name }) => name === 'invitation-arrival');
    const optional = { id: client?.id ?? '', clientScopeId: scope?.id ?? '' };
    await admin.clients.delOptionalClientScope(optional);
    try {
      const { browser, page } = await atCompanyOf({ key });
      await signInAs(browser, page, person);
      await expectIn(invitation);
    } finally {
      await admin.clients.addOptionalClientScope(optional);
    }
  });

  /** Keycloak leads whoever has an address of the company's to its provider, by itself, or does not. */
  test.each(['true', 'false'])('the company refuses them; redirect when the domain matches: %s', async (leads) => {
    const { key, person, invitation } = await invited();
    const provider = await admin.identityProviders.findOne({ alias: company.alias });
    const config = { ...provider?.config, 'kc.org.broker.redirect.mode.email-matches': leads };
    await admin.identityProviders.update({ alias: company.alias }, { ...provider, config });
    const [client] = await company.staff.clients.find({ clientId: 'work' });
    await company.staff.clients.update({ id: client?.id ?? '' }, { ...client, consentRequired: true });
    try {
      const { browser, page } = await atCompanyOf({ key });
      const refused = await browser.send(await signInAs(browser, page, person), { cancel: 'No' });
      expect([refused.status, refused.page.heading]).toEqual([400, 'Su empresa no ha confirmado el acceso']);
      expect(refused.page.$('main').text()).toContain(person.email);
      expect(await linked(invitation.id)).toEqual([]);
      const again = await browser.press(refused);
      expect(isAtCompany(again)).toBe(true);
      const twice = await browser.send(await signInAs(browser, again, person), { cancel: 'No' });
      expect(twice.page.heading).toBe('Su empresa no ha confirmado el acceso');
      const last = await browser.press(twice);
      await browser.send(await signInAs(browser, last, person), { accept: 'Yes' });
      await expectIn(invitation);
    } finally {
      await company.staff.clients.update({ id: client?.id ?? '' }, { ...client, consentRequired: false });
      await admin.identityProviders.update({ alias: company.alias }, { ...provider });
    }
  });

  test('the company’s service does not answer: told in the language of the account', async () => {
    const { key, person, invitation } = await invited({ locale: 'gl' });
    const provider = await admin.identityProviders.findOne({ alias: company.alias });
    const away = { ...provider?.config, tokenUrl: 'http://localhost:9/token' };
    await admin.identityProviders.update({ alias: company.alias }, { ...provider, config: away });
    const { browser, page } = await atCompanyOf({ key });
    const failed = await signInAs(browser, page, person);
    expect([failed.status, failed.page.heading]).toEqual([400, 'A súa empresa non confirmou o acceso']);
    expect(failed.page.$('html').attr('lang')).toBe('gl');
    await admin.identityProviders.update({ alias: company.alias }, { ...provider });
    await browser.send(await browser.press(failed), { password: person.password });
    await expectIn(invitation);
  });

  test('the company’s provider is switched off', async () => {
    const { key, person, invitation } = await invited();
    const provider = await admin.identityProviders.findOne({ alias: company.alias });
    await admin.identityProviders.update({ alias: company.alias }, { ...provider, enabled: false });
    const browser = wanderer();
    try {
      const page = await browser.send(await browser.open(link(key)), { firstName: 'Anabel' });
      expect([page.status, page.page.heading]).toEqual([400, 'Su empresa no ha confirmado el acceso']);
      const again = await browser.press(page);
      expect([again.status, again.page.heading]).toEqual([400, 'Su empresa no ha confirmado el acceso']);
      await admin.identityProviders.update({ alias: company.alias }, { ...provider });
      await signInAs(browser, await browser.press(again), person);
      await expectIn(invitation);
    } finally {
      await admin.identityProviders.update({ alias: company.alias }, { ...provider });
    }
  });

  test('the invitation is revoked meanwhile: nothing speaks of a password', async () => {
    const { key, person, invitation } = await invited();
    const { browser, page } = await atCompanyOf({ key });
    await sidecar()
      .delete(`/api/v1/invitations/${invitation.id}`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .expect(200);
    const refused = await signInAs(browser, page, person);
    expect([refused.status, refused.page.heading]).toEqual([403, 'Esta cuenta está desactivada']);
    expect(refused.page.$('main').text()).not.toMatch(/contraseña/i);
    expect(await linked(invitation.id)).toEqual([]);
  });

  test('the account is locked for a while by wrong passwords: its first arrival is none of them, and later no page calls it disabled alone', async () => {
    const { key, person, invitation } = await invited();
    const { id, email } = invitation;
    const { browser, page } = await atCompanyOf({ key });
    await lockOut(admin, { id, email });
    await signInAs(browser, page, person);
    await expectIn(invitation);
    // Linked by now: Keycloak's own page tells it.
    const later = wanderer();
    const refused = await signInAs(later, await later.open(url(`/entrar?${new URLSearchParams({ login_hint: email })}`)), person);
    expect(refused.page.$('#kc-error-message').text()).toContain('bloqueada por unos minutos');
  });

  test.each([
    [
      'turned to a password',
      'Hay un enlace más reciente',
      async (path: string, bearer: string) => sidecar().patch(path).set('Authorization', bearer).send({ signIn: 'password' }),
    ],
    [
      'revoked',
      'La invitación se ha anulado',
      async (path: string, bearer: string) => sidecar().delete(path).set('Authorization', bearer),
    ],
  ] as const)('on the way there the invitation is %s: the link that brought them says so', async (_, heading, change) => {
    const { key, invitation } = await invited();
    await atCompanyOf({ key });
    expect((await change(`/api/v1/invitations/${invitation.id}`, `Bearer ${await adminToken()}`)).status).toBe(200);
    expect((await wanderer().open(link(key))).page.heading).toBe(heading);
  });

  test('the company does not say that the address is theirs', async () => {
    const { invitation, key } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
    const person = await colleague(company, invitation.email, { verified: false });
    const { browser, page } = await atCompanyOf({ key });
    const refused = await signInAs(browser, page, person);
    expect([refused.status, refused.page.heading]).toEqual([400, 'Su empresa no confirma esta dirección']);
    expect(await linked(invitation.id)).toEqual([]);
    const user = await company.staff.users.findOne({ id: person.id });
    await company.staff.users.update({ id: person.id }, { ...user, emailVerified: true });
    await browser.send(await browser.press(refused), { password: person.password });
    await expectIn(invitation);
  });

  test('somebody else is signed in here and at Keycloak: their session is ended, and takes no part', async () => {
    const { key, person, invitation } = await invited();
    const boss = await createUser(admin);
    const browser = wanderer();
    const asked = await browser.send(await browser.open(url('/entrar')), { username: boss.email });
    await browser.send(asked, { password: boss.password });
    expect((await browser.open(url('/perfil'))).page.$('main').text()).toContain(boss.email);
    const { page } = await atCompanyOf({ key }, browser);
    await signInAs(browser, page, person);
    await expectIn(invitation);
    expect(await linked(boss.id)).toEqual([]);
    expect((await browser.open(url('/perfil'))).page.$('main').text()).toContain(person.email);
    // Nobody gets a way in beside their company's.
    for (const page of ['/perfil/llave', '/perfil/contrasena']) expect((await browser.open(url(page))).url).toBe(url('/perfil'));
  });

  test('the browser’s own way back leads to the company again', async () => {
    const { key, person, invitation } = await invited();
    const browser = wanderer();
    await atCompanyOf({ key }, browser);
    const again = await browser.open(
      url(`/entrar?${new URLSearchParams({ login_hint: person.email, prompt: 'select_account' })}`),
    );
    expect(isAtCompany(again)).toBe(true);
    await signInAs(browser, again, person);
    await expectIn(invitation);
  });
});

test('their link is open in two tabs: the one that is finished first leads in, and the other one after it', async () => {
  const { invitation, key, person } = await invited();
  const browser = wanderer();
  const first = await browser.send(await browser.open(link(key)), { firstName: 'Anabel' });
  const second = await browser.send(await browser.open(link(key)), { company: '1' });
  expect([isAtCompany(first), isAtCompany(second)]).toEqual([true, true]);
  const arrived = await signInAs(browser, first, person);
  expect([arrived.status, arrived.url]).toEqual([200, url('/perfil')]);
  expect((await invitationNow(invitation.id)).status).toBe('activated');
  const other = await signInAs(browser, second, person);
  expect([other.status, other.url]).toEqual([200, url('/perfil')]);
});

test('an account whose mark was taken away keeps the way to the company, and is linked by a mail alone, as its page says', async () => {
  const { key, person, invitation } = await invited();
  const { id, email } = invitation;
  const user = await admin.users.findOne({ id });
  await admin.users.update({ id }, { ...user, attributes: { ...user?.attributes, 'invitation.idp': ['@mailbox'] } });
  const browser = wanderer();
  const ours = await browser.open(link(key));
  expect(ours.page.$('main').text()).toContain('Después le llega otro correo a esta dirección');
  const page = await browser.send(ours, { firstName: 'Anabel' });
  await signInAs(browser, page, person);
  expect(await linked(id)).toEqual([]);
  await browser.open((await mailTo(email, { count: 2 })).link);
  expect(await linked(id)).toEqual([company.alias]);
  await untilStatus(id, 'activated');
  expect((await admin.users.findOne({ id }))?.attributes?.['invitation.idp']).toBeUndefined();
});

test('a provider that is not ready is refused at the field, an empty one means that of the address, and a password can be asked for all the same', async () => {
  const email = uniqueEmail('ana', company.domain);
  const ask = async (signIn: string, to = email) =>
    sidecar()
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${await adminToken()}`)
      .send({ email: to, signIn });
  const refused = await ask('idp:nadie');
  expect([refused.status, refused.body.errors?.[0]?.field ?? refused.text]).toEqual([400, 'signIn']);
  const left = await ask('', uniqueEmail('otra', company.domain));
  expect([left.status, left.body.signIn]).toEqual([201, `idp:${company.alias}`]);
  const plain = await ask('password');
  expect([plain.status, plain.body.signIn]).toEqual([201, 'password']);
  expect((await mailTo(email)).html).not.toContain('Entre con la cuenta de su empresa');
});

test('a password that an admin asks for in Keycloak since: mail and link lead to the company all the same, and Keycloak asks for it there', async () => {
  const { person, invitation } = await invited();
  const { id, email } = invitation;
  const { requiredActions = [], ...user } = (await admin.users.findOne({ id })) ?? {};
  await admin.users.update({ id }, { ...user, requiredActions: [...requiredActions, 'UPDATE_PASSWORD'] });
  await sidecar()
    .post(`/api/v1/invitations/${id}/resend`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .expect(200);
  const [, mail] = await mailsTo(email, 2);
  expect(`${mail?.html} ${mail?.text}`).not.toMatch(/contraseña/i);
  const browser = wanderer();
  const page = await browser.open(link(mail ? keyOf(mail) : ''));
  expect([page.page.heading, page.page.$('[name="password"]').length]).toEqual(['Entre con la cuenta de su empresa', 0]);
  const atCompany = await browser.send(page, { firstName: 'Anabel', lastName: 'Prado' });
  expect(isAtCompany(atCompany)).toBe(true);
  const asked = await signInAs(browser, atCompany, person);
  expect(new URL(asked.url).pathname).toContain('/login-actions/required-action');
  expect(asked.page.$('[name="password-new"]').length).toBe(1);
  const arrived = await browser.send(asked, { 'password-new': GOOD_PASSWORD, 'password-confirm': GOOD_PASSWORD });
  expect([arrived.status, arrived.page.$('#sessions').length]).toEqual([200, 1]);
  await expectIn(invitation);
  expect((await admin.users.getCredentials({ id })).map(({ type }) => type)).toEqual(['password']);
});

test('people whom others create get the same mail', async () => {
  const email = uniqueEmail('ana', company.domain);
  await createUser(admin, { email, password: null, requiredActions: ['UPDATE_PASSWORD'] });
  const mail = await mailTo(email);
  expect(mail.html).toContain('Entre con la cuenta de su empresa');
  const [user] = await admin.users.find({ email });
  expect(user?.requiredActions).not.toContain('UPDATE_PASSWORD');
});
