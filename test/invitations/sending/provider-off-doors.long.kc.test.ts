import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { invitationOf } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { type CompanyProvider, readyCompany } from '../../support/company-provider.ts';
import { load } from '../../support/html.ts';
import { mailsTo } from '../../support/mail.ts';
import { createOwnForms, type OwnForms } from '../../support/own-form.ts';
import { ownAdministrator } from '../../support/own-token.ts';
import { startOwnWorker } from '../../support/own-worker.ts';
import { sessionCookie } from '../../support/people.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { importFile, mailCounts } from '../import/support.ts';

/** A company’s identity provider that is off in Keycloak, at every door beside the form: nothing is half done, and all goes on once it is on again. */

let forms: OwnForms;
let company: CompanyProvider;
let bearer: string;
beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  bearer = await ownAdministrator(console);
  company = await readyCompany(console);
});
afterEach(() => turn(true));
afterAll(async () => {
  await company?.remove();
  await forms?.remove();
});

async function turn(enabled: boolean): Promise<void> {
  const { identityProviders } = forms.realm.console;
  const { alias } = company;
  const before = await identityProviders.findOne({ alias });
  if (before?.enabled === enabled) return;
  await identityProviders.update({ alias }, { ...before, enabled });
  // The process believes an answer for some seconds.
  const { id } = (await api('post').send({ email: address() })).body;
  await until('the switch', async () => (await api('post', `/${id}/resend`)).status === (enabled ? 200 : 409), {
    timeout: 30_000,
  });
}

const api = (method: 'get' | 'post' | 'patch', path = '') =>
  supertest(forms.url)[method](`/api/v1/invitations${path}`).set({ authorization: bearer, 'accept-language': 'es' });
const address = () => uniqueEmail('ana', company.domain);
const sidecar = () => forms.realm.sidecar();
const now = (id: string) => readInvitation(sidecar().admin, id);
const due = (id: string) => sendIfDue({ ...sidecar(), mailLog: createMailLog(sidecar().admin) }, id);
const userOf = (id: string) => forms.realm.console.users.findOne({ id });
const REASON = () => expect.stringContaining(company.alias);
const invited = async (email = address()) => {
  const { body } = await api('post').send({ email, firstName: 'Ana', lastName: 'Prado' }).expect(201);
  return body as { id: string; email: string };
};

test('POST makes the invitation, says why no mail has left, and mails once when it is asked again', async () => {
  await turn(false);
  const email = address();
  const ask = () => api('post').set('idempotency-key', `k-${email}`).send({ email, firstName: 'Ana', lastName: 'Prado' });
  const { body } = await ask().expect(201);
  expect(body).toMatchObject({ status: 'failed', signIn: `idp:${company.alias}`, sends: 0, error: REASON() });
  expect((await ask()).body).toMatchObject({ id: body.id, status: 'failed' });
  const refused = await api('post', `/${body.id}/resend`).expect(409);
  expect(refused.type).toBe('application/problem+json');
  expect(refused.body).toMatchObject({ code: 'provider_off', title: REASON() });
  expect(await mailsTo(email)).toEqual([]);
  await turn(true);
  await api('post', `/${body.id}/resend`).expect(200);
  expect([await due(body.id), (await mailsTo(email, 1)).length]).toEqual(['not_needed', 1]);
});

describe('PATCH', () => {
  test('of the address to one of its domain: the link before is dead, the record says why, and the first mail there leaves later', async () => {
    const made = await invited(uniqueEmail());
    const [before] = await mailsTo(made.email, 1);
    await turn(false);
    const email = address();
    const { body } = await api('patch', `/${made.id}`).send({ email }).expect(200);
    expect(body).toMatchObject({ status: 'failed', email, signIn: `idp:${company.alias}`, error: REASON() });
    expect((await userOf(made.id))?.requiredActions).not.toContain('UPDATE_PASSWORD');
    await supertest(forms.url)
      .get(new URL(before?.link ?? '').pathname + new URL(before?.link ?? '').search)
      .expect(400);
    await api('patch', `/${made.id}`).send({ firstName: 'Berta' }).expect(200);
    expect(await mailsTo(email)).toEqual([]);
    await turn(true);
    expect([await due(made.id), await due(made.id)]).toEqual(['sent', 'not_needed']);
    expect([(await mailsTo(email, 1)).length, (await now(made.id)).status]).toEqual([1, 'sent']);
  });

  test('of the way to it is refused, as the link of before would die; away from it mails at once', async () => {
    const { body: made } = await api('post').send({ email: address(), signIn: 'password' }).expect(201);
    const [mail] = await mailsTo(made.email, 1);
    await turn(false);
    const { body: waiting } = await api('post').send({ email: address() }).expect(201);
    const before = await now(made.id);
    const there = { signIn: `idp:${company.alias}` };
    const refused = await api('patch', `/${made.id}`)
      .send({ ...there, firstName: 'Eva' })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'provider_off', title: REASON() });
    expect(await now(made.id)).toEqual(before);
    const link = new URL(mail?.link ?? '');
    await supertest(forms.url)
      .get(link.pathname + link.search)
      .expect(200);
    const away = await api('patch', `/${waiting.id}`).send({ signIn: 'password' }).expect(200);
    expect(away.body).toMatchObject({ status: 'sent', error: null });
    expect((await userOf(waiting.id))?.requiredActions).toContain('UPDATE_PASSWORD');
    expect((await mailsTo(waiting.email, 1)).length).toBe(1);
    await turn(true);
    expect((await api('patch', `/${made.id}`).send(there).expect(200)).body).toMatchObject({ status: 'sent', ...there });
    expect((await mailsTo(made.email, 2)).length).toBe(2);
  });
});

describe('many at once', () => {
  const bulk = (path = '', method: 'get' | 'post' = 'get') => api(method, `/bulk${path}`);
  async function resent(ids: string[]) {
    const { body } = await bulk('', 'post').send({ action: 'resend', ids }).expect(202);
    return until('the job', async () => {
      const { body: job } = await bulk(`/${body.id}`).expect(200);
      return job.state !== 'running' && job;
    });
  }

  test('over the API: those are refused one by one with the provider named, others are mailed, and it can be done again', async () => {
    const [one, two, other] = [await invited(), await invited(), await invited(uniqueEmail('zoe'))];
    await turn(false);
    const job = await resent([one.id, two.id, other.id]);
    expect(job).toMatchObject({ state: 'done', sent: 1, failed: 2, queued: 0 });
    const { text } = await bulk(`/${job.id}/report.csv`).expect(200);
    for (const { email } of [one, two]) expect(text).toMatch(new RegExp(`"${email}",[^\\n]*«${company.alias}»[^\\n]*apagado`));
    for (const { id } of [one, two]) expect(await now(id)).toMatchObject({ status: 'sent', sends: 1 });
    await turn(true);
    expect(await resent([one.id, two.id])).toMatchObject({ sent: 2, failed: 0 });
    for (const { email } of [one, two, other]) expect((await mailsTo(email, 2)).length).toBe(2);
  });

  test('chosen in the list', async () => {
    const made = await invited();
    await turn(false);
    const { id } = await createUser(forms.realm.console);
    const browser = supertest.agent(forms.url).set('accept-language', 'es');
    const cookie = await sessionCookie({ id, roles: ['admin'] });
    const chosen = { orden: 'resend', id: made.id };
    const asked = load((await browser.get('/admin/seleccion').query(chosen).set({ cookie })).text);
    const form = asked.$('form:has([name="clave"])');
    const fields = form.serializeArray().map(({ name, value }) => [name, value]);
    const done = await browser
      .post(form.attr('action') ?? '')
      .set({ cookie })
      .type('form')
      .send(String(new URLSearchParams(fields as [])));
    expect(done.status).toBe(303);
    const told = load((await browser.get(done.headers.location ?? '').set({ cookie })).text);
    expect(told.text).toContain(`El proveedor de identidad «${company.alias}»`);
    expect(await now(made.id)).toMatchObject({ status: 'sent', sends: 1 });
  });
});

test('a file: their rows say why, nobody else’s mail waits for them, and each gets one mail later', async () => {
  await turn(false);
  const theirs = Array.from({ length: 20 }, address);
  const others = Array.from({ length: 20 }, () => uniqueEmail('zoe'));
  const csv = ['correo,nombre,apellidos', ...[...theirs, ...others].map((email) => `${email},Ana,Prado`), ''].join('\n');
  const view = await importFile(sidecar(), csv);
  expect(view).toMatchObject({ state: 'done', sent: 20, failed: 20, queued: 0 });
  expect(view.faults.map(({ key, params }) => [key, params]).slice(0, 20)).toEqual(
    theirs.map(() => ['import.row.provider_off', { provider: company.alias }]),
  );
  const ids = await Promise.all(
    theirs.map(async (email) => (await forms.realm.console.users.find({ email, exact: true }))[0]?.id ?? ''),
  );
  for (const id of ids) expect(await now(id)).toMatchObject({ status: 'failed', sends: 0, error: REASON() });
  await turn(true);
  expect(await importFile(sidecar(), csv)).toMatchObject({ state: 'done', sent: 0, skipped: 40 });
  for (const id of ids) expect([await due(id), await due(id)]).toEqual(['sent', 'not_needed']);
  await until('the mails', async () => [...(await mailCounts(theirs)).values()].every((count) => count === 1));
});

test('somebody made in the console is taken over with the reason, asked for no password, and mailed once later', async () => {
  await turn(false);
  const worker = await startOwnWorker(forms.realm);
  const { id, email } = await createUser(forms.realm.console, { email: address(), password: null });
  const taken = await until(
    'the invitation',
    async () => {
      const invitation = invitationOf((await userOf(id)) ?? {});
      return invitation?.status === 'failed' && invitation;
    },
    { timeout: 60_000 },
  ).finally(() => worker.stop());
  expect(taken).toMatchObject({ signIn: `idp:${company.alias}`, error: REASON(), sends: 0 });
  expect((await userOf(id))?.requiredActions).not.toContain('UPDATE_PASSWORD');
  expect(await mailsTo(email)).toEqual([]);
  await turn(true);
  expect([await due(id), await due(id)]).toEqual(['sent', 'not_needed']);
  expect((await mailsTo(email, 1)).length).toBe(1);
});
