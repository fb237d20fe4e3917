import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from '../../../support/html.ts';
import { FILLED, invitationNow, invitePerson } from '../../../support/invite.ts';
import { mailsTo, mailTo } from '../../../support/mail.ts';
import { createPerson, type Person } from '../../../support/people.ts';
import { uniqueEmail, userToken } from '../../../support/realm.ts';
import { sidecar, visitor } from '../../../support/sidecar.ts';
import { until } from '../../../support/wait.ts';

/** `/api/v1/invitations/bulk`: one command for many, within the reach of whoever asks. */
let admin: Person;
let ofSol: Person;
const tokens = new Map<Person, string>();
beforeAll(async () => {
  [admin, ofSol] = [
    await createPerson({ roles: ['admin'] }),
    await createPerson({ roles: ['company-admin'], companies: ['sol'] }),
  ];
  for (const person of [admin, ofSol]) tokens.set(person, await userToken(person.email));
});

/** A family name that nobody else has: it is what the filters look for. */
const newName = () => `Zq${[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
const ask = (person: Person, method: 'get' | 'post', path = '') =>
  sidecar()
    [method](`/api/v1/invitations/bulk${path}`)
    .set('Authorization', `Bearer ${tokens.get(person)}`);
const start = (person: Person, body: object) => ask(person, 'post').send(body);
const ended = (person: Person, id: string) =>
  until(
    `the end of ${id}`,
    async () => {
      const { body } = await ask(person, 'get', `/${id}`).expect(200);
      return body.state !== 'running' && body;
    },
    { timeout: 90_000 },
  );

async function activate(key: string): Promise<void> {
  const browser = visitor();
  const _csrf = load((await browser.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  await browser
    .post('/activar')
    .type('form')
    .send({ _csrf, key, ...FILLED })
    .expect(303);
}

test('sends again to those who were counted, each once, and to nobody who comes to match later', async () => {
  const lastName = newName();
  const [one, two] = [await invitePerson({ lastName }), await invitePerson({ lastName })];
  const counted = await start(admin, { action: 'resend', search: lastName, dryRun: true }).expect(202);
  expect(counted.body).toMatchObject({ action: 'resend', dryRun: true, state: 'done', rows: 2, done: 0 });
  expect(counted.headers.location).toBe(`/api/v1/invitations/bulk/${counted.body.id}`);
  const late = await invitePerson({ lastName });

  const [confirmed, again] = [
    await ask(admin, 'post', `/${counted.body.id}/confirm`).expect(202),
    await ask(admin, 'post', `/${counted.body.id}/confirm`).expect(202),
  ];
  expect(again.body.id).toBe(confirmed.body.id);
  expect(await ended(admin, confirmed.body.id)).toMatchObject({
    dryRun: false,
    state: 'done',
    rows: 2,
    done: 2,
    sent: 2,
    failed: 0,
  });
  for (const { invitation } of [one, two]) {
    expect((await mailTo(invitation.email, { count: 2 })).link).toBeTruthy();
    expect((await invitationNow(invitation.id)).sends).toBe(2);
  }
  expect(await mailsTo(late.invitation.email, 1)).toHaveLength(1);

  const report = await ask(admin, 'get', `/${confirmed.body.id}/report.csv`).set('Accept-Language', 'es').expect(200);
  const rows = report.text.replace('\ufeff', '').trimEnd().split('\r\n').sort();
  expect(rows).toEqual(
    [
      '"Correo electrónico","Resultado","Qué ha pasado"',
      ...[one, two].map(({ invitation }) => `"${invitation.email}","Correo enviado",""`),
    ].sort(),
  );
});

test('a repetition with the same key does nothing again, whatever matches by then', async () => {
  const lastName = newName();
  const { invitation } = await invitePerson({ lastName });
  const body = { action: 'resend', search: lastName };
  const first = await start(admin, body).set('Idempotency-Key', lastName).expect(202);
  await ended(admin, first.body.id);
  await invitePerson({ lastName });
  const second = await start(admin, body).set('Idempotency-Key', lastName).expect(202);
  expect([second.body.id, second.body.rows]).toEqual([first.body.id, 1]);
  const others = [{ action: 'revoke' }, { search: newName() }, { status: 'sent' }, { lifespanHours: 5 }, { organization: 'sol' }];
  for (const change of others) {
    const other = await start(admin, { ...body, ...change }).set('Idempotency-Key', lastName);
    expect([change, other.status, other.body.code]).toEqual([change, 422, 'idempotency_key_reused']);
  }
  await mailTo(invitation.email, { count: 2 });
  expect((await invitationNow(invitation.id)).sends).toBe(2);
});

test('tells each refusal, and goes on: active already, of another company, gone', async () => {
  const lastName = newName();
  const mine = {
    invitation: (
      await sidecar()
        .post('/api/v1/invitations')
        .set('Authorization', `Bearer ${tokens.get(ofSol)}`)
        .send({ email: uniqueEmail(), firstName: 'Ana', lastName })
        .expect(201)
    ).body,
  };
  const active = await invitePerson({ lastName, organization: 'sol' });
  await activate(active.key);
  const foreign = await invitePerson({ lastName, organization: 'luna' });
  const ids = [active, foreign, mine].map(({ invitation }) => invitation.id);
  const { body } = await start(ofSol, { action: 'revoke', ids: [...ids, crypto.randomUUID()] }).expect(202);
  const job = await ended(ofSol, body.id);
  expect(job).toMatchObject({ rows: 4, done: 4, revoked: 1, failed: 3 });
  const codes = job.faults.map(({ line, code }: { line: number; code: string }) => [line, code]).sort();
  expect(codes).toEqual([
    [1, 'already_active'],
    [2, 'not_found'],
    [4, 'not_found'],
  ]);
  const statuses = [mine, active, foreign].map(async ({ invitation }) => (await invitationNow(invitation.id)).status);
  expect(await Promise.all(statuses)).toEqual(['revoked', 'activated', 'sent']);
});

test('a filter of a company admin matches nobody of another company, and nobody who is active', async () => {
  const lastName = newName();
  const mine = await invitePerson({ lastName, organization: 'sol' });
  await activate((await invitePerson({ lastName, organization: 'sol' })).key);
  await invitePerson({ lastName, organization: 'luna' });
  const { body } = await start(ofSol, { action: 'revoke', search: lastName, dryRun: true }).expect(202);
  expect(body.rows).toBe(1);
  // Nobody else’s job, not even an admin of another company.
  const ofLuna = await createPerson({ roles: ['company-admin'], companies: ['luna'] });
  tokens.set(ofLuna, await userToken(ofLuna.email));
  for (const path of ['', '/report.csv', '/events']) await ask(ofLuna, 'get', `/${body.id}${path}`).expect(404);
  await ask(ofLuna, 'post', `/${body.id}/confirm`).expect(404);
  expect((await invitationNow(mine.invitation.id)).status).toBe('sent');
});

test('what somebody has counted is theirs to do: an administrator sees it and may not, another company admin does not see it', async () => {
  const lastName = newName();
  const { invitation } = await invitePerson({ lastName, organization: 'sol' });
  const { body: counted } = await start(ofSol, { action: 'resend', search: lastName, dryRun: true }).expect(202);
  expect(counted.rows).toBe(1);
  const other = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  tokens.set(other, await userToken(other.email));
  await ask(other, 'post', `/${counted.id}/confirm`).send({}).expect(404);
  await ask(admin, 'get', `/${counted.id}`).expect(200);
  const { body: refused } = await ask(admin, 'post', `/${counted.id}/confirm`).send({}).expect(403);
  expect(refused.code).toBe('forbidden');
  expect((await invitationNow(invitation.id)).sends).toBe(1);

  const { body: confirmed } = await ask(ofSol, 'post', `/${counted.id}/confirm`).send({}).expect(202);
  expect(await ended(ofSol, confirmed.id)).toMatchObject({ state: 'done', sent: 1 });
  expect((await invitationNow(invitation.id)).sends).toBe(2);
});

test('mails nobody who was revoked, unless the filter names that status', async () => {
  const lastName = newName();
  await invitePerson({ lastName });
  const { invitation: revoked } = await invitePerson({ lastName });
  await sidecar()
    .delete(`/api/v1/invitations/${revoked.id}`)
    .set('Authorization', `Bearer ${tokens.get(admin)}`)
    .expect(200);
  const counted = async (body: object) => (await start(admin, { ...body, search: lastName, dryRun: true }).expect(202)).body.rows;
  expect(await counted({ action: 'resend' })).toBe(1);
  expect(await counted({ action: 'extend', lifespanHours: 700 })).toBe(1);
  expect(await counted({ action: 'resend', status: 'revoked' })).toBe(1);
  expect((await invitationNow(revoked.id)).status).toBe('revoked');
});

test.each([
  ['an account of the asker’s own', () => admin],
  ['an account that is not the company’s alone', () => ofSol],
])('extends, for %s: another mail, whose link holds for as long as is said', async (_, asker) => {
  const lastName = newName();
  const { invitation } = await invitePerson({ lastName, organization: 'sol' });
  const { body } = await start(asker(), { action: 'extend', search: lastName, lifespanHours: 700 }).expect(202);
  await ended(asker(), body.id);
  const { link } = await mailTo(invitation.email, { count: 2 });
  const [, claims = ''] = (new URL(link).searchParams.get('key') ?? '').split('.');
  const { exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  expect(Math.round((exp - iat) / 3600)).toBe(700);
  const { expiresAt, sentAt, sends } = await invitationNow(invitation.id);
  expect([sends, Math.round((Date.parse(expiresAt ?? '') - Date.parse(sentAt ?? '')) / 3_600_000)]).toEqual([2, 700]);
});

describe('a request that cannot be', () => {
  test.each([
    ['no action', {}, 'action'],
    ['an action that there is not', { action: 'delete' }, 'action'],
    ['neither ids nor a filter, which would be everybody', { action: 'revoke' }, 'ids'],
    ['a search without a word, which would be everybody, too', { action: 'revoke', search: ' ' }, 'ids'],
    ['ids beside a filter', { action: 'revoke', ids: [crypto.randomUUID()], status: 'sent' }, 'ids'],
    ['no validity to extend by', { action: 'extend', status: 'sent' }, 'lifespanHours'],
    ['a validity beyond the limit', { action: 'extend', status: 'sent', lifespanHours: 100_000 }, 'lifespanHours'],
    ['a filter that the list has not', { action: 'resend', status: 'sent', colour: 'red' }, 'colour'],
    ['days that no mail lies between', { action: 'resend', sentFrom: '2026-11-02', sentUntil: '2026-11-01' }, 'sentUntil'],
    ['ids that are none', { action: 'resend', ids: [] }, 'ids'],
    ['ids among which several are none', { action: 'resend', ids: ['a/b', crypto.randomUUID(), 'count'] }, 'ids'],
    ['a validity of what is revoked', { action: 'revoke', status: 'sent', lifespanHours: 5 }, 'lifespanHours'],
  ])('%s is told at its field, and nothing is done', async (_what, body, field) => {
    const answer = await start(admin, body).expect(400);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  test('an id in capitals is the same id, and a confirmation takes no words', async () => {
    const id = crypto.randomUUID();
    const ids = [id, id.toUpperCase()];
    const { body } = await start(admin, { action: 'revoke', ids, dryRun: true }).expect(202);
    expect(body.rows).toBe(1);
    const refused = await ask(admin, 'post', `/${body.id}/confirm`).send({ force: true }).expect(400);
    expect(refused.body.errors).toMatchObject([{ field: 'force' }]);
  });

  test('nor anything for whoever has no role', async () => {
    const nobody = await createPerson({});
    const answer = await sidecar()
      .post('/api/v1/invitations/bulk')
      .set('Authorization', `Bearer ${await userToken(nobody.email)}`)
      .send({ action: 'revoke', search: uniqueEmail() });
    expect([401, 403]).toContain(answer.status);
  });
});
