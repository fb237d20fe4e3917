import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { PAGES } from '../../../src/common/addresses.ts';
import { createOfferedSignIns } from '../../../src/invitations/carried/offered.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { checkRequiredActions } from '../../../src/keycloak/checks/required-actions.ts';
import { PASSKEY, PASSWORD } from '../../../src/keycloak/ride/required-actions.ts';
import { type CompanyProvider, readyCompany } from '../../support/company-provider.ts';
import { load } from '../../support/html.ts';
import { FILLED, keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import type { OwnForms } from '../../support/own-form.ts';
import { createOwnPasskeys } from '../../support/own-passkeys.ts';
import { ownAdministrator } from '../../support/own-token.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { sessionCookie } from '../../support/people.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { switchActions } from '../../support/required-actions.ts';
import { createScimClient, scimPerson } from '../../support/scim.ts';
import { until } from '../../support/wait.ts';

/** A realm that lets nobody choose a password, or nothing at all: nobody is mailed a link that leads nowhere, and nobody is invited to one. */
const WAIT = { timeout: 60_000 };

let forms: OwnForms;
let bearer: string;
let worker: OwnWorker;
let company: CompanyProvider;
beforeAll(async () => {
  forms = await createOwnPasskeys();
  company = await readyCompany(forms.realm.console);
  bearer = await ownAdministrator(forms.realm.console);
  worker = await startOwnWorker(forms.realm, { SIGN_IN: 'passkey', PUBLIC_URL: forms.url });
});
afterEach(() => turn({ [PASSKEY]: true, [PASSWORD]: true }));
afterAll(async () => {
  await worker?.stop();
  await company?.remove();
  await forms?.remove();
});

const turn = (switches: Record<string, boolean>) => switchActions(forms.realm.console, switches);

const api = (method: 'get' | 'post' | 'patch', path = '', language = 'es') =>
  supertest(forms.url)[method](`/api/v1/invitations${path}`).set({ authorization: bearer, 'accept-language': language });
const sidecar = () => forms.realm.sidecar({ SIGN_IN: 'passkey', PUBLIC_URL: forms.url });
const now = (id: string) => readInvitation(sidecar().admin, id);
/** The worker tries again what has failed, some time or other. */
const mailed = async (id: string) => (await now(id)).status === 'failed' && due(id);
const due = (id: string) => sendIfDue({ ...sidecar(), mailLog: createMailLog(sidecar().admin) }, id);

async function invited(signIn: 'password' | 'passkey' = 'password') {
  const email = uniqueEmail();
  const { body } = await api('post').send({ email, firstName: 'Ana', lastName: 'Prado', signIn }).expect(201);
  return body as { id: string; email: string };
}

/** The page behind the link of somebody's last mail. */
async function visitOf(email: string, count = 1) {
  const key = keyOf(await mailTo(email, { count }));
  const agent = supertest.agent(forms.url);
  const open = async (status = 200) => load((await agent.get('/activar').query({ key }).expect(status)).text);
  const post = (csrf: string) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: csrf, key, ...FILLED });
  return { open, post };
}
const asks = (page: Awaited<ReturnType<Awaited<ReturnType<typeof visitOf>>['open']>>) => [
  page.$('[name="password"]').length > 0,
  page.$('[data-passkey]').length > 0,
];

describe('somebody who is invited to a password', () => {
  test('opens the link to a page that helps, and it stays good', async () => {
    const { id, email } = await invited();
    const { open, post } = await visitOf(email);
    const csrf = (await open()).value('_csrf');
    await turn({ [PASSWORD]: false });
    for (const page of [await open(403), load((await post(csrf).expect(403)).text)]) {
      expect(page.heading).toBe('Ahora no se puede elegir su contraseña');
      expect(page.$('main').text()).toContain('sigue siendo válido');
      expect(page.$('main').text()).not.toMatch(/llave/i);
      expect(page.$('a.button').attr('href')).toContain('/soporte?ref=');
    }
    await turn({ [PASSWORD]: true });
    expect(asks(await open())).toEqual([true, false]);
    await post(csrf).expect(303);
    expect((await forms.realm.console.users.getCredentials({ id })).map(({ type }) => type)).toEqual(['password']);
  });

  test('is sent nothing again, and the refusal says why', async () => {
    const { id, email } = await invited();
    await turn({ [PASSWORD]: false });
    const refused = await api('post', `/${id}/resend`).expect(409);
    expect(refused.body).toMatchObject({ code: 'passwords_off', title: expect.stringMatching(/^(?!.*llave).*contraseña/) });
    const { body: job } = await api('post', '/bulk')
      .send({ action: 'resend', ids: [id] })
      .expect(202);
    const done = async () => (await api('get', `/bulk/${job.id}`).expect(200)).body;
    const { failed } = await until('the job', async () => ((await done()).state === 'running' ? undefined : done()));
    expect(failed).toBe(1);
    expect([await now(id), (await mailsTo(email)).length]).toMatchObject([{ status: 'sent', sends: 1 }, 1]);
    // Another way is led to at once.
    expect((await api('patch', `/${id}`).send({ signIn: 'passkey' }).expect(200)).body).toMatchObject({ signIn: 'passkey' });
    const { open } = await visitOf(email, 2);
    expect(asks(await open())).toEqual([false, true]);
  });

  test('waits for a first mail, which leaves once passwords are on', async () => {
    const { id, email } = await invited();
    const moved = uniqueEmail();
    await turn({ [PASSWORD]: false });
    const { body } = await api('patch', `/${id}`).send({ email: moved }).expect(200);
    expect(body).toMatchObject({ status: 'failed', signIn: 'password', error: expect.stringContaining('choose a password') });
    expect([await due(id), await mailsTo(moved), (await mailsTo(email)).length]).toEqual(['waits', [], 1]);
    await turn({ [PASSWORD]: true });
    await mailed(id);
    const { open } = await visitOf(moved);
    expect([asks(await open()), (await now(id)).error]).toEqual([[true, false], undefined]);
  });
});

test('a realm without passwords is ready where passkeys are the usual way, and can be made', async () => {
  const check = (signIn: 'password' | 'passkey') => checkRequiredActions(sidecar().admin, signIn);
  await turn({ [PASSWORD]: false });
  await expect(check('passkey')).resolves.toBeUndefined();
  await expect(check('password')).rejects.toThrow('UPDATE_PASSWORD is off');
  await turn({ [PASSKEY]: false });
  await expect(check('passkey')).rejects.toThrow('UPDATE_PASSWORD is off');
});

describe('the person’s own page', () => {
  const openFor = async () => {
    const { id } = await createUser(forms.realm.console);
    const cookie = await sessionCookie({ id, roles: [] });
    const get = (path: string) => supertest(forms.url).get(path).set({ cookie, 'accept-language': 'es' });
    const shown = async () => load((await get(PAGES.profile).expect(200)).text).$('main');
    return { get, shown };
  };

  test('offers no new password, says whom to ask, and leads nobody to Keycloak for one', async () => {
    const { get, shown } = await openFor();
    expect((await shown()).find(`a[href="${PAGES.profilePassword}"]`)).toHaveLength(1);
    await get(PAGES.profilePassword)
      .expect(303)
      .expect('location', /\/protocol\/openid-connect\/auth\?.*kc_action=UPDATE_PASSWORD/);
    await turn({ [PASSWORD]: false });
    const main = await shown();
    expect(main.find(`a[href="${PAGES.profilePassword}"]`)).toHaveLength(0);
    expect(main.text()).not.toContain('siempre que quiera');
    expect(main.text()).toContain('Ahora no se puede cambiar');
    await get(PAGES.wellKnownPassword).expect(302).expect('location', `${forms.url}${PAGES.profile}`);
    await get(PAGES.profilePassword).expect(303).expect('location', PAGES.profile);
  });

  test('leads nobody to Keycloak for a passkey where the realm lets nobody make one', async () => {
    const { get } = await openFor();
    await get(PAGES.profilePasskey)
      .expect(303)
      .expect('location', /kc_action=webauthn-register-passwordless/);
    await turn({ [PASSKEY]: false });
    await get(PAGES.profilePasskey).expect(303).expect('location', PAGES.profile);
  });
});

describe('nobody is invited to a password', () => {
  test('by the API or a correction, and the sentence is in the caller’s language', async () => {
    const { id, email } = await invited('passkey');
    await turn({ [PASSWORD]: false });
    const attempts: [() => ReturnType<typeof api>, object][] = [
      [() => api('post'), { email: uniqueEmail(), signIn: 'password' }],
      [() => api('patch', `/${id}`), { signIn: 'password' }],
    ];
    for (const [attempt, body] of attempts) {
      const { errors } = (await attempt().send(body).expect(400)).body;
      expect(errors).toEqual([expect.objectContaining({ field: 'signIn', message: expect.stringContaining('contraseña') })]);
    }
    const english = await api('post', '', 'en').send({ email: uniqueEmail(), signIn: 'password' }).expect(400);
    expect(english.body.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('choose a password') })]);
    expect([(await now(id)).signIn, (await mailsTo(email)).length]).toEqual(['passkey', 1]);
  });

  test('by the form, which says so at the field that shows the other ways', async () => {
    await turn({ [PASSWORD]: false });
    const { id } = await createUser(forms.realm.console);
    const cookie = await sessionCookie({ id, roles: ['admin'] });
    const browser = supertest.agent(forms.url).set({ 'accept-language': 'es' });
    const empty = load((await browser.get(PAGES.newInvitation).set({ cookie }).expect(200)).text);
    const fields = { _csrf: empty.value('_csrf'), email: uniqueEmail(), firstName: 'Ana', signIn: 'password' };
    const refused = await browser.post(PAGES.invitations).set({ cookie }).type('form').send(fields);
    const page = load(refused.text);
    expect([refused.status, page.faultOf('signIn')]).toEqual([400, expect.stringContaining('contraseña')]);
    expect([page.value('email'), page.value('firstName')]).toEqual([fields.email, 'Ana']);
    const offered = createOfferedSignIns({ ...sidecar(), config: { signIn: 'password' } });
    expect(await offered({ all: false, organizations: [] })).toEqual(['passkey']);
    expect(await createOfferedSignIns(sidecar())({ all: false, organizations: [] })).toEqual([]);
  });

  test('by a form that can offer no other way: one sentence, without a link to a field that is not there', async () => {
    const { console } = forms.realm;
    const alias = `sin-acceso-${Date.now()}`;
    await console.organizations.create({ name: alias, alias, domains: [{ name: `${alias}.test` }] });
    const [organization] = await console.organizations.find({ search: alias });
    const gestora = await createUser(console);
    await console.organizations.addMember({ orgId: organization?.id ?? '', userId: gestora.id });
    const cookie = await sessionCookie({ id: gestora.id, roles: ['company-admin'] });
    const browser = supertest.agent(forms.url).set({ 'accept-language': 'es' });
    await turn({ [PASSKEY]: false, [PASSWORD]: false });
    const empty = load((await browser.get(PAGES.newInvitation).set({ cookie }).expect(200)).text);
    const fields = { _csrf: empty.value('_csrf'), email: uniqueEmail(), firstName: 'Ana', organization: alias };
    const page = load((await browser.post(PAGES.invitations).set({ cookie }).type('form').send(fields).expect(400)).text);
    expect(page.$('[name="signIn"]')).toHaveLength(0);
    expect(page.summary).toEqual([
      expect.stringMatching(/^Ahora nadie puede .*contraseña.*llave de acceso\. Pida a quien administra/),
    ]);
    expect(page.$('.error-summary a')).toHaveLength(0);
    expect(page.value('email')).toBe(fields.email);
  });

  test('nor to a passkey by the API, which says so of both', async () => {
    await turn({ [PASSKEY]: false, [PASSWORD]: false });
    for (const signIn of ['password', 'passkey']) {
      const { errors } = (await api('post', '', 'en').send({ email: uniqueEmail(), signIn }).expect(400)).body;
      const message = expect.stringMatching(
        /^Nobody can choose a password or create a passkey here.* Ask whoever administers Keycloak/,
      );
      expect([signIn, errors]).toEqual([signIn, [expect.objectContaining({ field: 'signIn', message })]]);
    }
  });

  test('of a file, whose other rows go on', async () => {
    await turn({ [PASSWORD]: false });
    const imports = (method: 'get' | 'post', path: string) =>
      supertest(forms.url)[method](`/api/v1/imports${path}`).set({ authorization: bearer, 'accept-language': 'es' });
    const [named, silent] = [uniqueEmail(), uniqueEmail()];
    const csv = `correo;forma de entrar\n${named};contraseña\n${silent};`;
    const { body } = await imports('post', '').set('content-type', 'text/csv').send(csv).expect(202);
    const done = await until('the end of the file', async () => {
      const { body: job } = await imports('get', `/${body.id}`).expect(200);
      return job.state !== 'running' && job;
    });
    expect(done).toMatchObject({ sent: 1, failed: 1, faults: [{ line: 2, column: 'forma de entrar' }] });
    expect([(await mailsTo(named)).length, (await mailsTo(silent, 1)).length]).toEqual([0, 1]);
    await imports('post', '?signIn=password').set('content-type', 'text/csv').send(csv).expect(400);
  });
});

test('people of a company’s provider need no password: they are invited, mailed again, and led there', async () => {
  await turn({ [PASSKEY]: false, [PASSWORD]: false });
  const email = uniqueEmail('ana', company.domain);
  const { body } = await api('post').send({ email, firstName: 'Ana', lastName: 'Prado' }).expect(201);
  expect(body).toMatchObject({ status: 'sent', signIn: `idp:${company.alias}` });
  await api('post', `/${body.id}/resend`).expect(200);
  const page = await (await visitOf(email, 2)).open();
  expect([page.heading, asks(page)]).toEqual(['Entre con la cuenta de su empresa', [false, false]]);
});

describe('people whom others make while nobody can have a passkey or a password', () => {
  const MAKERS: Record<string, (email: string) => Promise<string>> = {
    console: async (email) => (await createUser(forms.realm.console, { email, password: null })).id,
    'console, asked for a passkey': async (email) =>
      (await createUser(forms.realm.console, { email, password: null, requiredActions: [PASSKEY] })).id,
    SCIM: async (email) => {
      const scim = await createScimClient(forms.realm.console);
      return (await scim.send('POST', '/Users', scimPerson(email))).body.id;
    },
  };
  /** All doors at once: a worker waits for all of them. */
  async function made() {
    await turn({ [PASSKEY]: false, [PASSWORD]: false });
    const people = await Promise.all(
      Object.entries(MAKERS).map(async ([door, make]) => {
        const email = uniqueEmail();
        return { door, email, id: await make(email) };
      }),
    );
    for (const { door, email, id } of people) {
      await until('the invitation', async () => (await now(id).catch(() => undefined))?.status === 'failed', WAIT);
      expect([door, await now(id)]).toMatchObject([door, { signIn: 'passkey', error: expect.stringContaining('passkey') }]);
      expect([door, await mailsTo(email)]).toEqual([door, []]);
      expect((await api('post', `/${id}/resend`).expect(409)).body.code).toBe('passkeys_off');
    }
    return people;
  }

  test('are mailed once passkeys are on, and make one', async () => {
    const people = await made();
    await turn({ [PASSKEY]: true });
    for (const { door, email, id } of people) {
      await mailed(id);
      const { open } = await visitOf(email);
      expect([door, asks(await open())]).toEqual([door, [false, true]]);
    }
  });

  test('are mailed once passwords are on, and choose one', async () => {
    const people = await made();
    await turn({ [PASSWORD]: true });
    for (const { door, email, id } of people) {
      await mailed(id);
      const { open } = await visitOf(email);
      expect([door, asks(await open())]).toEqual([door, [true, false]]);
    }
  });

  test('wait, too, where a password was asked for', async () => {
    await turn({ [PASSWORD]: false });
    const email = uniqueEmail();
    const { id } = await createUser(forms.realm.console, { email, password: null, requiredActions: [PASSWORD] });
    await until('the invitation', async () => (await now(id).catch(() => undefined))?.status === 'failed', WAIT);
    expect([await now(id), await mailsTo(email)]).toMatchObject([{ signIn: 'password' }, []]);
    expect((await now(id)).error).toContain('choose a password');
    await turn({ [PASSWORD]: true });
    await mailed(id);
    const { open } = await visitOf(email);
    expect(asks(await open())).toEqual([true, false]);
  });
});
