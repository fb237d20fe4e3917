import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type AuditLine, auditLines, masked } from './support/audit.ts';
import { load } from './support/html.ts';
import { mailTo } from './support/mail.ts';
import { createPerson, type Person, sessionCookie } from './support/people.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from './support/realm.ts';
import { sidecarLog } from './support/sidecar.ts';
import { type OwnProcess, startOwnProcess } from './support/sidecar-process.ts';
import { until } from './support/wait.ts';

/** Each command and each refusal is a line in the log: who, which company, what, whom, and what came of it. */
let own: OwnProcess;
let sol: Person;
let token: string;
beforeAll(async () => {
  own = await startOwnProcess({ MAILS_PER_RECIPIENT_AND_DAY: '2' });
  sol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  token = await userToken(sol.email);
});
afterAll(() => own?.stop());

/** The line is written when the answer has left. */
const lineWith = (matches: (line: AuditLine) => unknown) =>
  until('the line', async () => auditLines(await own.log()).find((line) => matches(line)));

const api = (method: 'post' | 'patch' | 'delete', path: string, body?: object) =>
  supertest(own.url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`).send(body);

test('every command over the API, and its refusal, with the id that the answer names', async () => {
  const email = uniqueEmail();
  const { body } = await api('post', '/invitations', { email, organization: 'sol' }).expect(201);
  const account = { id: body.id, email: masked(email) };
  const actor = { kind: 'company-admin', id: sol.id };
  expect(await lineWith((line) => line.command === 'invite' && line.account?.id === body.id)).toMatchObject({
    actor,
    company: 'sol',
    account,
    outcome: 'done',
    detail: 'sent',
    request: expect.stringMatching(/^[\w-]{36}$/),
  });

  await api('patch', `/invitations/${body.id}`, { firstName: 'Noa' }).expect(200);
  await api('post', `/invitations/${body.id}/resend`).expect(200);
  const refused = await api('post', `/invitations/${body.id}/resend`).expect(429);
  const request = refused.body.instance.slice('urn:uuid:'.length);
  expect(await lineWith((line) => line.request === request)).toMatchObject({
    actor,
    company: 'sol',
    command: 'resend',
    account,
    outcome: 'refused',
    detail: 'too_many_mails',
  });
  await api('delete', `/invitations/${body.id}`).expect(200);
  await lineWith((line) => line.command === 'revoke' && line.account?.id === body.id && line.detail === 'revoked');
  await lineWith((line) => line.command === 'amend' && line.account?.id === body.id && line.outcome === 'done');
});

test('what is refused before anybody is known, and what is beyond somebody’s reach', async () => {
  const { body } = await supertest(own.url).post('/api/v1/invitations').send({ email: uniqueEmail() }).expect(401);
  const anonymous = await lineWith((line) => body.instance.endsWith(line.request ?? '-'));
  expect(anonymous).toMatchObject({ command: 'invite', outcome: 'refused', detail: 'unauthenticated' });
  expect(anonymous.actor).toBeUndefined();

  const { id } = await createPerson({ companies: ['luna'] });
  const beyond = await api('delete', `/invitations/${id}`).expect(404);
  expect(await lineWith((line) => beyond.body.instance.endsWith(line.request ?? '-'))).toMatchObject({
    actor: { id: sol.id },
    company: 'sol',
    command: 'revoke',
    account: { id },
    outcome: 'refused',
    detail: 'not_found',
  });
});

test('an import: who began it, how it ended and, at level debug, each row', async () => {
  const email = uniqueEmail();
  const { body } = await supertest(own.url)
    .post('/api/v1/imports')
    .set('Authorization', `Bearer ${token}`)
    .type('text/csv')
    .send(`email\n${email}\n`)
    .expect(202);
  const actor = { kind: 'company-admin', id: sol.id };
  const ofImport = (line: AuditLine) => line.import === body.id;
  expect(await lineWith((line) => ofImport(line) && line.request)).toMatchObject({ actor, command: 'import', outcome: 'done' });
  expect(await lineWith((line) => ofImport(line) && line.figures)).toMatchObject({ actor, figures: { created: 1, sent: 1 } });
  expect(await lineWith((line) => ofImport(line) && line.account?.email)).toMatchObject({
    actor,
    company: 'sol',
    account: { email: masked(email) },
    detail: 'sent',
  });
});

test('on the pages, what is refused, too; and a link that a person asks for', async () => {
  const email = uniqueEmail();
  const session = await sessionCookie(sol);
  const { headers, text } = await supertest(own.url).get('/admin/invitaciones/nueva').set('Cookie', session).expect(200);
  const cookies = ((headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';')[0]);
  const _csrf = load(text).value('_csrf');
  const post = (fields: object) =>
    supertest(own.url)
      .post('/admin/invitaciones')
      .set('Cookie', [session, ...cookies].join('; '))
      .type('form')
      .send({ _csrf, locale: 'es', organization: 'sol', ...fields });
  await post({ email }).expect(303);
  const [user] = await realmAdmin().users.find({ email });
  await lineWith((line) => line.command === 'invite' && line.account?.id === user?.id && line.actor?.id === sol.id);
  await post({ email }).expect(409);
  const refusal = (line: AuditLine) => line.detail === 'email_exists' && line.account?.email === masked(email);
  expect(await lineWith(refusal)).toMatchObject({ command: 'invite', outcome: 'refused', actor: { id: sol.id }, company: 'sol' });

  const attributes = { ...user?.attributes, 'invitation.sentAt': [new Date(Date.now() - 3_600_000).toISOString()] };
  await realmAdmin().users.update({ id: user?.id ?? '' }, { ...user, attributes });
  const agent = supertest.agent(own.url);
  const csrf = load((await agent.get('/reenviar')).text).value('_csrf');
  await agent.post('/reenviar').type('form').send({ _csrf: csrf, email }).expect(303);
  await lineWith((line) => line.command === 'request-link' && line.account?.email === masked(email));
  const resent = (line: AuditLine) => line.command === 'resend' && line.account?.id === user?.id;
  expect(await lineWith(resent)).toMatchObject({ actor: { kind: 'person' }, outcome: 'done', detail: 'sent' });
});

test('the worker’s own, and no line holds a whole address', async () => {
  const { id, email } = await createUser(realmAdmin(), { password: null });
  await mailTo(email);
  const adopted = await until('the line', async () => auditLines(await sidecarLog()).find((line) => line.account?.id === id));
  expect(adopted).toMatchObject({
    actor: { kind: 'worker' },
    command: 'adopt',
    account: { email: masked(email) },
    outcome: 'done',
  });
  for (const line of [...auditLines(await own.log()), ...auditLines(await sidecarLog())]) {
    expect(JSON.stringify(line)).not.toMatch(/[^*"\s]@[\w-]+\.test/);
  }
});
