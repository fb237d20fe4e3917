import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { readInvitation, writeRecord } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { PASSKEY, PASSWORD } from '../../../src/keycloak/ride/required-actions.ts';
import { type Html, load } from '../../support/html.ts';
import { FILLED, keyOf } from '../../support/invite.ts';
import { mailsTo } from '../../support/mail.ts';
import type { OwnForms } from '../../support/own-form.ts';
import { createOwnPasskeys } from '../../support/own-passkeys.ts';
import { ownAdministrator } from '../../support/own-token.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { setAction, switchActions } from '../../support/required-actions.ts';
import { until } from '../../support/wait.ts';

/** People who are invited to a passkey, in a realm whose required action of it is switched off afterwards: link and mails go on with a password. */

const HOUR = 3_600_000;

let forms: OwnForms;
let bearer: string;
beforeAll(async () => {
  forms = await createOwnPasskeys();
  bearer = await ownAdministrator(forms.realm.console);
});
afterEach(() => turn({ [PASSKEY]: true, [PASSWORD]: true }));
afterAll(() => forms?.remove());

const turn = (switches: Record<string, boolean>) => switchActions(forms.realm.console, switches);

const api = (method: 'get' | 'post' | 'patch', path = '') =>
  supertest(forms.url)[method](`/api/v1/invitations${path}`).set({ authorization: bearer, 'accept-language': 'es' });
const sidecar = () => forms.realm.sidecar({ SIGN_IN: 'passkey', PUBLIC_URL: forms.url });
const now = (id: string) => readInvitation(sidecar().admin, id);
const actionsOf = async (id: string) => (await forms.realm.console.users.findOne({ id }))?.requiredActions ?? [];
const credentialsOf = async (id: string) => (await forms.realm.console.users.getCredentials({ id })).map(({ type }) => type);

async function invited() {
  const email = uniqueEmail();
  const { body } = await api('post').send({ email, firstName: 'Ana', lastName: 'Prado', signIn: 'passkey' }).expect(201);
  return body as { id: string; email: string };
}

/** The page behind the link of somebody's last mail, as a browser without JavaScript has it. */
async function visitOf(email: string, count = 1) {
  const [mail] = (await mailsTo(email, count)).slice(-1);
  if (!mail) throw new Error('no mail');
  const key = keyOf(mail);
  const agent = supertest.agent(forms.url);
  const open = async (status = 200) => load((await agent.get('/activar').query({ key }).expect(status)).text);
  const post = (page: Html, fields: Record<string, string>) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: page.value('_csrf'), key, ...fields });
  return { mail, open, post };
}

const hiddenOf = (page: Html) => ({ signIn: page.value('signIn') });
const asksPassword = (page: Html) => [page.$('[name="password"]').length > 0, page.$('[data-passkey]').length > 0];

describe('the link of before', () => {
  test('leads to a password, says why, keeps the names, and goes back to the passkey once that is on again', async () => {
    const { id, email } = await invited();
    const { open, post } = await visitOf(email);
    expect(asksPassword(await open())).toEqual([false, true]);
    await turn({ [PASSKEY]: false });
    const page = await open();
    expect(asksPassword(page)).toEqual([true, false]);
    expect([page.heading, page.value('firstName')]).toEqual(['Active su cuenta', 'Ana']);
    expect(page.$('.lead').text()).toContain('no se pueden crear llaves de acceso');
    // To look at the page changes nothing.
    expect([(await now(id)).signIn, await actionsOf(id)]).toEqual(['passkey', expect.arrayContaining([PASSKEY])]);
    await turn({ [PASSKEY]: true });
    expect(asksPassword(await open())).toEqual([false, true]);
    await turn({ [PASSKEY]: false });
    const sent = await post(page, { ...FILLED, ...hiddenOf(page), firstName: 'Berta' });
    expect(sent.status).toBe(303);
    expect([await credentialsOf(id), await actionsOf(id), (await now(id)).signIn]).toEqual([['password'], [], 'password']);
    expect((await forms.realm.console.users.findOne({ id }))?.firstName).toBe('Berta');
  });

  test('of a page that was open already: what was typed stays, and a password is asked for', async () => {
    const { id, email } = await invited();
    const { open, post } = await visitOf(email);
    const before = await open();
    await turn({ [PASSKEY]: false });
    const typed = { firstName: 'Berta', lastName: 'Vidal', passkey: '' };
    expect((await post(before, typed).set('accept', 'application/json')).body).not.toHaveProperty('creation');
    const page = load((await post(before, typed)).text);
    expect([asksPassword(page), page.value('firstName'), page.value('lastName')]).toEqual([[true, false], 'Berta', 'Vidal']);
    await post(page, { ...FILLED, ...hiddenOf(page) }).expect(303);
    expect(await credentialsOf(id)).toEqual(['password']);
  });

  test('of a page whose button is pressed at the moment at which they are switched off: nothing is used up', async () => {
    const { id, email } = await invited();
    const { open, post } = await visitOf(email);
    const before = await open();
    await setAction(forms.realm.console, PASSKEY, { enabled: false });
    const page = load((await post(before, { firstName: 'Berta', lastName: 'Vidal', passkey: '' }).expect(422)).text);
    expect([asksPassword(page), page.value('firstName'), await credentialsOf(id)]).toEqual([[true, false], 'Berta', []]);
    await turn({ [PASSKEY]: true });
    expect(asksPassword(await open())).toEqual([false, true]);
  });

  test('where the realm lets nobody have a password either: a page that helps, and the link stays good', async () => {
    const { id, email } = await invited();
    const { open, post } = await visitOf(email);
    const before = await open();
    await turn({ [PASSKEY]: false, [PASSWORD]: false });
    for (const page of [await open(403), load((await post(before, { ...FILLED, signIn: 'password' }).expect(403)).text)]) {
      expect(page.heading).toBe('Ahora no se puede crear su llave de acceso');
      expect(page.$('main').text()).toContain('sigue siendo válido');
      expect(page.$('main').text()).not.toMatch(/contraseña/i);
      expect(page.$('a.button').attr('href')).toContain('/soporte?ref=');
    }
    expect([await credentialsOf(id), (await now(id)).signIn]).toEqual([[], 'passkey']);
    await turn({ [PASSKEY]: true, [PASSWORD]: true });
    expect(asksPassword(await open())).toEqual([false, true]);
  });
});

type Person = Awaited<ReturnType<typeof invited>>;
const WAYS: [string, (person: Person) => Promise<unknown>][] = [
  ['over the API', ({ id }) => api('post', `/${id}/resend`).expect(200)],
  [
    'many at once',
    async ({ id }) => {
      const { body } = await api('post', '/bulk')
        .send({ action: 'resend', ids: [id] })
        .expect(202);
      const done = async () => (await api('get', `/bulk/${body.id}`).expect(200)).body.state !== 'running';
      await until('the job', done);
    },
  ],
  [
    'asked for by the person',
    async ({ id, email }) => {
      await writeRecord(sidecar().admin, id, { sentAt: new Date(Date.now() - HOUR) });
      const agent = supertest.agent(forms.url);
      const csrf = load((await agent.get('/reenviar').expect(200)).text).value('_csrf');
      const { status } = await agent.post('/reenviar').type('form').send({ _csrf: csrf, email });
      expect(status).toBeLessThan(400);
    },
  ],
  ['by a reminder', remind],
];

async function remind({ id }: Person): Promise<void> {
  await writeRecord(sidecar().admin, id, { sentAt: new Date(Date.now() - 48 * HOUR), expiresAt: new Date(Date.now() + HOUR) });
  const upkeep = startUpkeep({ ...sidecar(), mailTurn: async () => {}, outcomes: { inc: () => {} } }, { pause: 200 });
  await until('a round', async () => (await now(id)).sends === 2, { timeout: 15_000 }).catch(() => {});
  await upkeep.stop();
}

describe.each(WAYS)('a mail that leaves afterwards, %s', (_name, send) => {
  test('speaks of a password, and its link takes one', async () => {
    const person = await invited();
    await turn({ [PASSKEY]: false });
    await send(person);
    await until('the mail', async () => (await now(person.id)).sends === 2);
    expect(await now(person.id)).toMatchObject({ status: 'sent', signIn: 'password', error: undefined });
    const actions = await actionsOf(person.id);
    expect([actions.includes(PASSWORD), actions.includes(PASSKEY)]).toEqual([true, false]);
    const { mail, open, post } = await visitOf(person.email, 2);
    expect(mail.html).toContain('elija una contraseña');
    expect(`${mail.html} ${mail.text}`).not.toContain('llave de acceso');
    const page = await open();
    expect(asksPassword(page)).toEqual([true, false]);
    await post(page, FILLED).expect(303);
    expect(await credentialsOf(person.id)).toEqual(['password']);
  });

  test('leaves for nobody where no password can be had either: refused, and nothing has changed', async () => {
    const person = await invited();
    await turn({ [PASSKEY]: false, [PASSWORD]: false });
    const refused = await api('post', `/${person.id}/resend`).expect(409);
    expect(refused.body).toMatchObject({ code: 'passkeys_off', title: expect.stringContaining('llave de acceso') });
    await send(person).catch(() => {});
    expect(await now(person.id)).toMatchObject({ status: 'sent', signIn: 'passkey', sends: 1 });
    expect(await mailsTo(person.email, 1)).toHaveLength(1);
    await turn({ [PASSKEY]: true, [PASSWORD]: true });
    expect((await api('post', `/${person.id}/resend`).expect(200)).body).toMatchObject({ status: 'sent', signIn: 'passkey' });
    const { open } = await visitOf(person.email, 2);
    expect(asksPassword(await open())).toEqual([false, true]);
  });
});

test('a first mail that waits leaves with a way that works: none for now, then the one that is on', async () => {
  const { id, email } = await invited();
  const due = () => sendIfDue({ ...sidecar(), mailLog: createMailLog(sidecar().admin) }, id);
  const moved = uniqueEmail();
  await turn({ [PASSKEY]: false, [PASSWORD]: false });
  const { body } = await api('patch', `/${id}`).send({ email: moved }).expect(200);
  expect(body).toMatchObject({ status: 'failed', email: moved, signIn: 'passkey', error: expect.stringContaining('passkey') });
  expect([await due(), await mailsTo(moved), (await mailsTo(email)).length]).toEqual(['waits', [], 1]);
  await turn({ [PASSWORD]: true });
  expect(await due()).toBe('sent');
  expect(await now(id)).toMatchObject({ status: 'sent', signIn: 'password', error: undefined });
  const { open } = await visitOf(moved);
  expect(asksPassword(await open())).toEqual([true, false]);
});

describe('where passkeys are the usual way', () => {
  beforeEach(() => turn({ [PASSKEY]: false }));

  /** Sends a file, and waits for what has become of it. */
  async function imported(csv: string, query = '') {
    const imports = (method: 'get' | 'post', path: string) =>
      supertest(forms.url)[method](`/api/v1/imports${path}`).set({ authorization: bearer, 'accept-language': 'es' });
    const { body } = await imports('post', query).set('content-type', 'text/csv').send(csv).expect(202);
    return until('the end of the file', async () => {
      const now = (await imports('get', `/${body.id}`).expect(200)).body;
      return now.state !== 'running' && now;
    });
  }

  test('a file goes on without those who need one, as its check says', async () => {
    const [named, silent, asks] = [uniqueEmail(), uniqueEmail(), uniqueEmail()];
    const csv = `correo;forma de entrar\n${named};contraseña\n${silent};\n${asks};llave de acceso`;
    for (const query of ['?dryRun=true', '']) {
      const done = await imported(csv, query);
      expect([query, done.rows, done.failed]).toEqual([query, 3, 2]);
      const faults = done.faults as { line: number; column: string; message: string }[];
      // Rows are checked side by side. One that says nothing has no column that is to blame.
      expect(faults.map(({ line, column }) => [line, column]).toSorted()).toEqual([
        [3, ''],
        [4, 'forma de entrar'],
      ]);
      for (const { message } of faults) expect(message).toContain('llave de acceso');
    }
    expect(await mailsTo(named, 1)).toHaveLength(1);
    expect([await mailsTo(silent), await mailsTo(asks)]).toEqual([[], []]);
  });

  test('one person may be invited to a password, and a passkey for all of a file is refused at once', async () => {
    expect((await api('post').send({ email: uniqueEmail(), signIn: 'password' }).expect(201)).body.status).toBe('sent');
    const refused = await api('post').send({ email: uniqueEmail() }).expect(400);
    expect(refused.body.errors ?? refused.body.fields).toMatchObject([{ field: 'signIn' }]);
    await supertest(forms.url)
      .post('/api/v1/imports?signIn=passkey')
      .set({ authorization: bearer, 'content-type': 'text/csv' })
      .send(`correo\n${uniqueEmail()}`)
      .expect(400);
  });
});
