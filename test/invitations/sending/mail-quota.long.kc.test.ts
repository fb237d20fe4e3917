import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { load } from '../../support/html.ts';
import { adminToken, invitationNow, keyOf, openActivation } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { createTestRedis, type TestRedis } from '../../support/redis.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';

/** No mailbox is flooded: one address gets so many mails a day, whoever has them sent, at whichever door and sidecar. */
const MAX = 3;
let redis: TestRedis;
let one: OwnProcess;
let two: OwnProcess;
let token: string;

beforeAll(async () => {
  redis = await createTestRedis();
  const settings = { REDIS_URL: redis.url, MAILS_PER_RECIPIENT_AND_DAY: String(MAX), REVOKE_ACTION: 'delete' };
  [one, two] = await Promise.all([startOwnProcess(settings), startOwnProcess(settings)]);
  for (const { url } of [one, two]) {
    await until('the store', async () => (await supertest(url).get('/readyz')).body.checks.counters === 'ok');
  }
  token = await adminToken();
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop(), redis?.remove()]);
});

type Method = 'get' | 'post' | 'patch' | 'delete';
const at = ({ url }: OwnProcess, method: Method, path: string, body?: object, bearer = token) =>
  supertest(url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${bearer}`).set('Accept-Language', 'es').send(body);

const SENTENCE = `Esta dirección ya ha recibido ${MAX} correos en las últimas 24 horas, y no admite más por ahora. Inténtelo de nuevo dentro de 24 horas.`;
const REFUSED = { status: 429, code: 'too_many_mails', title: SENTENCE };

function expectRefused({ status, body, headers }: supertest.Response): void {
  expect([status, body]).toMatchObject([429, REFUSED]);
  const wait = Number(headers['retry-after']);
  expect(wait).toBeLessThanOrEqual(86_400);
  expect(wait).toBeGreaterThan(86_400 - 600);
}

/** Somebody whose mailbox is full for today. */
async function full() {
  const email = uniqueEmail();
  const { body } = await at(one, 'post', '/invitations', { email }).expect(201);
  for (let sent = 1; sent < MAX; sent += 1) await at(sent % 2 ? two : one, 'post', `/invitations/${body.id}/resend`).expect(200);
  const key = keyOf(await mailTo(email, { count: MAX }));
  return { email, id: String(body.id), key };
}

/** Nothing has come of it: the invitation is as before, its last link is good, and no mail has left. */
async function expectUntouched({ email, id, key }: Awaited<ReturnType<typeof full>>, before: unknown): Promise<void> {
  expect(await invitationNow(id)).toEqual(before);
  expect((await openActivation(key)).page.$('input[name="password"]')).toHaveLength(1);
  expect(await mailsTo(email, MAX)).toHaveLength(MAX);
}

describe('a mail more than an address may get', () => {
  test('is refused when it is to be sent again, at every sidecar, and the last link stays good', async () => {
    const person = await full();
    const before = await invitationNow(person.id);
    for (const sidecar of [one, two]) expectRefused(await at(sidecar, 'post', `/invitations/${person.id}/resend`, {}));
    await expectUntouched(person, before);
  });

  test('of many requests at the same moment none too many gets a mail, and each link that was sent last is good', async () => {
    const email = uniqueEmail();
    const { body } = await at(one, 'post', '/invitations', { email }).expect(201);
    // Each with a key of its own: without one, those who ask at the same moment ask for the same mail.
    const ask = (_: unknown, i: number) =>
      at(i % 2 ? one : two, 'post', `/invitations/${body.id}/resend`, {}).set('Idempotency-Key', randomUUID());
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(8 - (MAX - 1));
    expect(await mailsTo(email, MAX)).toHaveLength(MAX);
    expect((await invitationNow(body.id)).status).toBe('sent');
  });

  test('is refused to a new account with the same address, too: revoking and inviting again does not help', async () => {
    const email = uniqueEmail();
    for (let n = 0; n < MAX; n += 1) {
      const { body } = await at(n % 2 ? one : two, 'post', '/invitations', { email: n === 1 ? email.toUpperCase() : email });
      await at(one, 'delete', `/invitations/${body.id}`).expect(200);
    }
    const answer = await at(two, 'post', '/invitations', { email });
    expectRefused(answer);
    expect(answer.body.errors).toEqual([{ field: 'email', code: 'too_many_mails', message: SENTENCE }]);
    expect(await realmAdmin().users.find({ email })).toEqual([]);
    expect((await at(two, 'post', '/invitations', { email }).set('Accept-Language', 'en')).body.title).toContain('24 hours');
  });

  test('is refused to an invitation that is to move there, which stays where it is', async () => {
    const { email } = await full();
    const other = uniqueEmail();
    const { body } = await at(two, 'post', '/invitations', { email: other }).expect(201);
    const key = keyOf(await mailTo(other));
    // A revoked one sends nothing: it may take the address. So the other account has to go.
    const [holder] = await realmAdmin().users.find({ email, exact: true });
    await realmAdmin().users.del({ id: holder?.id ?? '' });
    expectRefused(await at(two, 'patch', `/invitations/${body.id}`, { email }));
    expect(await invitationNow(body.id)).toMatchObject({ email: other, status: 'sent', sends: 1 });
    expect((await openActivation(key)).page.$('input[name="password"]')).toHaveLength(1);
    await at(two, 'patch', `/invitations/${body.id}`, { firstName: 'Noa' }).expect(200);
  });

  test('fails the row of an import with that reason, and no account is made; the other rows go on', async () => {
    const { email, id } = await full();
    await at(one, 'delete', `/invitations/${id}`).expect(200);
    const { email: known } = await full();
    const other = uniqueEmail();
    const post = await supertest(two.url)
      .post('/api/v1/imports')
      .set('Authorization', `Bearer ${token}`)
      .type('text/csv')
      .send(`email\n${email}\n${other}\n${known}\n`)
      .expect(202);
    const view = await until('the end of the import', async () => {
      const { body } = await at(two, 'get', `/imports/${post.body.id}`);
      return body.state !== 'running' && body;
    });
    expect(view).toMatchObject({ state: 'done', created: 1, sent: 1, failed: 1, skipped: 1 });
    expect(view.faults).toMatchObject([{ line: 2, code: 'too_many_mails' }]);
    expect(view.faults[0].message).toContain(`ya ha recibido ${MAX} correos`);
    expect(await realmAdmin().users.find({ email })).toEqual([]);
    await mailTo(other);
  });

  test('shows the same sentence on the pages, at the address where it was typed, and keeps what was typed', async () => {
    const person = await full();
    const before = await invitationNow(person.id);
    const session = await sessionCookie(await createPerson({ roles: ['admin'] }));
    const browser = async (path: string) => {
      const { headers, text } = await supertest(one.url).get(path).set('Cookie', session).expect(200);
      const cookies = ((headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';')[0]);
      const page = load(text);
      return (to: string, fields: object) =>
        supertest(one.url)
          .post(to)
          .set('Cookie', [session, ...cookies].join('; '))
          .type('form')
          .send({ _csrf: page.value('_csrf'), ...fields });
    };
    const detail = await browser(`/admin/invitaciones/${person.id}`);
    const again = await detail(`/admin/invitaciones/${person.id}/reenviar`, {});
    expect([again.status, load(again.text).text.includes(SENTENCE)]).toEqual([429, true]);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(80_000);
    await expectUntouched(person, before);

    await at(one, 'delete', `/invitations/${person.id}`).expect(200);
    const form = await browser('/admin/invitaciones/nueva');
    const invited = await form('/admin/invitaciones', { email: person.email, firstName: 'Noa', locale: 'es' });
    const page = load(invited.text);
    expect([invited.status, page.faultOf('email'), page.value('firstName')]).toEqual([429, SENTENCE, 'Noa']);
    expect(Number(invited.headers['retry-after'])).toBeGreaterThan(80_000);
  });
});

test('labels behind a plus sign are of one mailbox: other people with them, a corrected address, the rows of an import', async () => {
  const [name, host] = uniqueEmail().split('@');
  const labelled = (label: string) => `${name}+${label}@${host}`;
  const { body } = await at(one, 'post', '/invitations', { email: labelled('a') }).expect(201);
  await at(two, 'post', '/invitations', { email: `${name}@${host}` }).expect(201);
  await at(one, 'patch', `/invitations/${body.id}`, { email: labelled('b') }).expect(200);
  expectRefused(await at(two, 'patch', `/invitations/${body.id}`, { email: labelled('c') }));
  expectRefused(await at(one, 'post', '/invitations', { email: labelled('D') }));
  const started = await supertest(two.url)
    .post('/api/v1/imports')
    .set('Authorization', `Bearer ${token}`)
    .type('text/csv')
    .send(`email\n${labelled('e')}\n${labelled('f')}\n`)
    .expect(202);
  const done = () => at(two, 'get', `/imports/${started.body.id}`);
  const ended = await until('the end', async () => ((await done()).body.state === 'done' ? (await done()).body : undefined));
  expect(ended).toMatchObject({ created: 0, failed: 2 });
});

test('a request that sends nothing takes no place', async () => {
  const email = uniqueEmail();
  const { body } = await at(one, 'post', '/invitations', { email }).expect(201);
  for (let n = 0; n < MAX + 1; n += 1) await at(one, 'post', '/invitations', { email }).expect(409);
  await at(two, 'post', `/invitations/${body.id}/resend`, {}).expect(200);
  const repeat = () => at(one, 'post', `/invitations/${body.id}/resend`, {}).set('Idempotency-Key', `again-${body.id}`);
  for (let n = 0; n < MAX; n += 1) await repeat().expect(200);
  expectRefused(await at(two, 'post', `/invitations/${body.id}/resend`, {}));
  // What was done before is told again, however full the mailbox is.
  await repeat().expect(200);
  expect(await mailsTo(email, MAX)).toHaveLength(MAX);
});

test('whether the address has an account elsewhere makes no difference to the answer', async () => {
  const sol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  const bearer = await userToken(sol.email);
  const [theirs, nobodys] = [(await createPerson({ companies: ['luna'] })).email, uniqueEmail()];
  const answers = [];
  for (const email of [theirs, nobodys]) {
    for (let n = 0; n < MAX; n += 1) {
      const { body } = await at(one, 'post', '/invitations', { email, organization: 'sol' }, bearer).expect(201);
      await at(one, 'delete', `/invitations/${body.id}`, undefined, bearer).expect(200);
    }
    const answer = await at(two, 'post', '/invitations', { email, organization: 'sol' }, bearer);
    expectRefused(answer);
    expect(await mailsTo(email, MAX)).toHaveLength(MAX);
    const { instance: _, ...told } = answer.body;
    answers.push(told);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('the store holds no address, and every entry ends by itself within a day', async () => {
  const keys = await redis.ask<string[]>('KEYS', '*:mails:*');
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).toMatch(/^activation:[\w-]{16}:amperecloud:activation-sidecar:mails:[\w-]{43}$/);
    expect(await redis.ask<number>('PTTL', key)).toBeLessThanOrEqual(86_400_000);
    expect(await redis.ask<number>('PTTL', key)).toBeGreaterThan(0);
  }
});
