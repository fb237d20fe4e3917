import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { adminToken, FILLED, GOOD_PASSWORD, invitationNow, invitePerson } from '../support/invite.ts';
import { RETRY_AFTER, type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createPerson, sessionCookie } from '../support/people.ts';
import { canSignIn, realmAdmin, uniqueEmail } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';

/** What people meet while Keycloak is away or breaks off: they are told, what they typed is kept, and nothing is done twice. */
const { keycloakUrl } = testEnvironment();
const admin = realmAdmin();

let keycloak: Switch;
let own: OwnProcess;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  own = await startOwnProcess({ KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await own.stop();
  await keycloak.stop();
});

/** A browser without JavaScript that sends the forms which it is shown. */
function browse() {
  const agent = supertest.agent(own.url);
  return {
    get: (path: string) => agent.get(path),
    post: (path: string, fields: Record<string, string>) => agent.post(path).type('form').send(fields),
    /** Presses the button of the notice's form. */
    pressRetry(html: string) {
      const { $ } = load(html);
      const form = $('main form');
      const fields = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]));
      return {
        fields,
        answer: agent
          .post(form.attr('action') ?? '')
          .type('form')
          .send(fields),
      };
    },
  };
}

async function openForm(key: string) {
  const browser = browse();
  const page = load((await browser.get(`/activar?key=${key}`).expect(200)).text);
  return { ...browser, submit: (fields = FILLED) => browser.post('/activar', { _csrf: page.value('_csrf'), key, ...fields }) };
}

describe('the activation page', () => {
  test.each([
    ['nobody answers', undefined],
    ['a firewall lets no more requests through', 429],
  ])('says that the service is away where %s, and opens at the next try', async (_, status) => {
    const { key } = await invitePerson();
    const browser = browse();
    keycloak.cut(status);
    const { text, headers } = await browser.get(`/activar?key=${key}`).expect(503);
    expect(load(text).heading).toBe('El servicio no responde en este momento');
    expect(text).not.toContain('Conservamos');
    expect(headers['cache-control']).toBe('no-store');
    keycloak.restore();
    expect(load((await browser.pressRetry(text).answer.expect(200)).text).heading).toBe('Active su cuenta');
  });

  test('keeps what was typed, but not the password, and goes on when Keycloak is back', async () => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    keycloak.cut();
    const { text } = await form.submit({ ...FILLED, firstName: 'María <José>', lastName: 'Tecleado' }).expect(503);
    expect(text).not.toContain(GOOD_PASSWORD);
    expect(text).toContain('Conservamos lo que ha escrito, salvo la contraseña.');
    keycloak.restore();
    const { fields, answer } = form.pressRetry(text);
    expect(fields).toMatchObject({ key, firstName: 'María <José>', lastName: 'Tecleado' });
    const page = load((await answer.expect(200)).text);
    expect([page.value('firstName'), page.value('lastName'), page.value('password')]).toEqual(['María <José>', 'Tecleado', '']);
    expect(page.summary).toEqual([]);
    await form.submit().expect(303);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });

  test.each([
    ['the key', 'GET', /action-token\?key=/],
    ['the profile', 'POST', /required-action\?.*execution=UPDATE_PROFILE/],
    ['the password', 'POST', /required-action\?.*execution=UPDATE_PASSWORD/],
  ])('outlives a connection that breaks before Keycloak has seen %s', async (_, method, path) => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    keycloak.loseNext(method, path, 'request');
    await form.submit().expect(303);
    expect(keycloak.hasLost).toBe(true);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });

  test('goes on where a node refuses what another one has begun, and says at worst that the service is away, not that the link is bad', async () => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    const refuseNext = (times: number) =>
      keycloak.answerNext(times, 'POST', /required-action\?.*execution=UPDATE_PASSWORD/, { status: 400, body: {} });
    // The ride that showed the page, a new one, and one more.
    refuseNext(3);
    const { text } = await form.submit().expect(503);
    expect(load(text).heading).toBe('El servicio no responde en este momento');
    refuseNext(1);
    await form.submit().expect(303);
    expect(keycloak.hasLost).toBe(true);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });

  const PASSWORD = /required-action\?.*execution=UPDATE_PASSWORD/;

  test.each([
    ['the key', 'GET', /action-token\?/],
    ['the profile', 'POST', /required-action\?.*execution=UPDATE_PROFILE/],
    ['the password', 'POST', PASSWORD],
  ])('an answer that is lost after Keycloak has stored %s leads to the login', async (_, method, path) => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    keycloak.loseNext(method, path, 'answer');
    const { headers } = await form.submit().expect(303);
    expect(headers.location).toContain(encodeURIComponent(invitation.email));
    expect(keycloak.hasLost).toBe(true);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
    await until('activated', async () => (await invitationNow(invitation.id)).status === 'activated');
  });

  test('so does one that comes after nobody waits for it any more', async () => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    keycloak.doBeforeAnswer('POST', PASSWORD, () => {
      const before = keycloak.requests.length;
      const goesOn = () => keycloak.requests.slice(before).some((request) => request.startsWith('GET /realms/'));
      return until('the sidecar to ask again', goesOn, { timeout: 20_000 });
    });
    await form.submit().expect(303);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });

  describe('an overloaded Keycloak that has used up the key, and whose database does not tell of the password yet', () => {
    /** Sends the form, whose last answer is lost; meanwhile the account looks as it did before. */
    async function sent() {
      const { key, invitation } = await invitePerson();
      const form = await openForm(key);
      const before = (await admin.users.findOne({ id: invitation.id })) ?? {};
      keycloak.answerNext(1000, 'GET', new RegExp(`/users/${invitation.id}/credentials`), { status: 200, body: [] });
      keycloak.answerNext(1000, 'GET', new RegExp(`/users/${invitation.id}(\\?|$)`), { status: 200, body: before });
      keycloak.loseNext('POST', PASSWORD, 'answer');
      const earlier = keycloak.requests.length;
      // Sent by the first `then`.
      const answer = form.submit().then((response) => response);
      await until('the password to be sent', () => keycloak.requests.slice(earlier).some((request) => PASSWORD.test(request)));
      return { invitation, form, answer };
    }

    test('is waited for', async () => {
      const { invitation, answer } = await sent();
      await delay(2500);
      keycloak.restore();
      const { status, headers } = await answer;
      expect([status, headers.location]).toEqual([303, expect.stringContaining(encodeURIComponent(invitation.email))]);
      expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
    });

    test('says nothing of the link for as long as that is not known: what was typed is kept, and the next try tells', async () => {
      const { form, answer } = await sent();
      const { status, text } = await answer;
      expect([status, load(text).heading]).toEqual([503, 'El servicio no responde en este momento']);
      expect(text).toContain('Conservamos lo que ha escrito, salvo la contraseña.');
      keycloak.restore();
      const page = load((await form.pressRetry(text).answer.expect(410)).text);
      expect(page.heading).toBe('Su cuenta ya está activa');
    });
  });

  test('whoever is told that the service is away, after Keycloak has stored the password, is told later that it did', async () => {
    const { key, invitation } = await invitePerson();
    const form = await openForm(key);
    keycloak.doBeforeAnswer('POST', PASSWORD, async () => keycloak.cut());
    const { text } = await form.submit().expect(503);
    keycloak.restore();
    const page = load((await form.pressRetry(text).answer.expect(410)).text);
    expect(page.heading).toBe('Su cuenta ya está activa');
    expect(page.$('a[href^="/entrar"]')).toHaveLength(1);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });

  test('a change of language keeps what was typed', async () => {
    const { key } = await invitePerson();
    const browser = browse();
    const page = load((await browser.get(`/activar?key=${key}`).expect(200)).text);
    const typed = { ...FILLED, firstName: 'Typed', _csrf: page.value('_csrf'), key, lang: 'en' };
    const english = load((await browser.post('/activar', typed).expect(200)).text);
    expect([english.heading, english.value('firstName'), english.value('password')]).toEqual([
      'Activate your account',
      'Typed',
      '',
    ]);
    const form = page.$('.language button[name="lang"]').attr('form');
    expect(page.$(`form#${form} [name="key"]`).val()).toBe(key);
  });
});

describe('asking for a new link', () => {
  /** An invitation whose mail is some time ago: the pause between two mails is over. */
  async function waiting() {
    const { invitation } = await invitePerson();
    const user = await admin.users.findOne({ id: invitation.id });
    const attributes = { ...user?.attributes, 'invitation.sentAt': [new Date(Date.now() - 3_600_000).toISOString()] };
    await admin.users.update({ id: invitation.id }, { ...user, attributes });
    return invitation.email;
  }

  async function ask(email: string) {
    const browser = browse();
    const csrf = load((await browser.get('/reenviar').expect(200)).text).value('_csrf');
    return { ...browser, answer: await browser.post('/reenviar', { _csrf: csrf, email }) };
  }

  test('promises no mail while Keycloak is away, whoever asks, and sends it at the next try', async () => {
    const email = await waiting();
    keycloak.cut();
    const asked = await ask(email);
    const stranger = await ask(uniqueEmail('nadie'));
    expect([stranger.answer.status, load(stranger.answer.text).heading]).toEqual([503, load(asked.answer.text).heading]);
    keycloak.restore();
    const { fields, answer } = asked.pressRetry(asked.answer.text);
    expect(fields.email).toBe(email);
    await answer.expect(303);
    await mailTo(email, { count: 2 });
  });

  test('a mail that was promised comes later, once, when Keycloak breaks off in between', async () => {
    const email = await waiting();
    keycloak.loseNext('GET', /\/users\/?\?.*exact=true/, 'request');
    expect((await ask(email)).answer.status).toBe(303);
    await mailTo(email, { count: 2 });
    expect(keycloak.hasLost).toBe(true);
    expect(await mailsTo(email, 2)).toHaveLength(2);
  });
});

test('the pages that need nobody else stay up; the others say what is wrong, and the API says it as a problem', async () => {
  const token = await adminToken();
  const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const browser = browse();
  keycloak.cut();
  for (const path of ['/', '/ayuda', '/soporte', '/reenviar', '/healthz']) await browser.get(path).expect(200);
  expect(load((await browser.get('/entrar').expect(503)).text).$('main a[href="/entrar"]')).toHaveLength(1);
  expect(load((await browser.get('/admin').set('Cookie', cookie).expect(503)).text).heading).toContain('no responde');
  const problem = await browser.get('/api/v1/invitations').set('Authorization', `Bearer ${token}`).expect(503);
  expect(problem.headers['content-type']).toContain('application/problem+json');
  expect(problem.body).toMatchObject({ status: 503, code: 'keycloak_unavailable' });
  await browser.get('/readyz').expect(503);
  keycloak.restore();
  await until('everything to be ready again', async () => (await browser.get('/readyz')).status === 200);
});

test.each([
  ['nobody answers', undefined],
  ['a proxy answers in its place', 502],
  ['a proxy lets no more requests through', 429],
])('a session that must be asked for again, and a token, are as good as ever where %s', async (_, status) => {
  const token = await adminToken();
  const person = await createPerson({ roles: ['admin'] });
  const cookie = await sessionCookie(person, Date.now() - 60_000);
  const browser = browse();
  // Where to ask is known by then, as on any day.
  await browser.get('/entrar').expect(303);
  keycloak.cut(status);
  for (const path of ['/admin', '/perfil']) {
    const page = await browser.get(path).set('Cookie', cookie);
    expect([path, page.status, load(page.text).heading]).toEqual([path, 503, 'El servicio no responde en este momento']);
    expect(String(page.headers['set-cookie'])).not.toContain('sidecar=');
  }
  const requests = [
    browser.get('/api/v1/invitations').set('Cookie', cookie),
    browser.get('/api/v1/invitations').set('Authorization', `Bearer ${token}`),
  ];
  for (const { status, body } of await Promise.all(requests)) expect([status, body.code]).toEqual([503, 'keycloak_unavailable']);
});

test.each([429, 503])('whoever invites while a proxy answers %i is told to come again, and when', async (status) => {
  const headers = { Authorization: `Bearer ${await adminToken()}`, 'Idempotency-Key': uniqueEmail('key') };
  const invite = (email: string) => browse().post('/api/v1/invitations', {}).type('json').set(headers).send({ email });
  await invite(uniqueEmail('before')).expect(201);
  const email = uniqueEmail('later');
  headers['Idempotency-Key'] = email;
  keycloak.cut(status);
  const { body, headers: answered } = await invite(email).expect(503);
  expect([body.code, answered['retry-after']]).toEqual(['keycloak_unavailable', RETRY_AFTER]);
  keycloak.restore();
  await invite(email).expect(201);
  await mailTo(email, { count: 1 });
});
