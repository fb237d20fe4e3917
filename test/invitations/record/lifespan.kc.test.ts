import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { readActionToken } from '../../../src/keycloak/ride/action-token.ts';
import { load } from '../../support/html.ts';
import { adminToken, invitationNow, invitePerson, keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';

/** How long a link may hold: at most INVITATION_MAX_LIFESPAN_HOURS, whoever asks and at whichever door. */
const MAX = 48;
let own: OwnProcess;
let token: string;
beforeAll(async () => {
  [own, token] = [await startOwnProcess({ INVITATION_MAX_LIFESPAN_HOURS: String(MAX) }), await adminToken()];
});
afterAll(() => own?.stop());

const request = () => supertest(own.url);
const api = (method: 'get' | 'post', path: string, body?: object) =>
  request()[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`).send(body);
const TOO_LONG = { code: 'invalid_request', errors: [{ field: 'lifespanHours', code: 'number_max' }] };

/** Hours for which Keycloak itself takes the key of the last mail. */
async function hoursOfKey(email: string, count: number): Promise<number> {
  const key = keyOf(await mailTo(email, { count }));
  const { iat, exp } = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
  expect(readActionToken(key)?.expiresAt).toEqual(new Date(exp * 1000));
  return (exp - iat) / 3600;
}

/** As a sidecar of before, or one with a higher maximum, has left it. */
async function promise(id: string, hours: number): Promise<void> {
  const user = await realmAdmin().users.findOne({ id });
  const attributes = { ...user?.attributes, 'invitation.lifespanHours': [String(hours)] };
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await realmAdmin().users.update({ id }, { ...user, attributes: { ...attributes, 'invitation.sentAt': [anHourAgo] } });
}

describe('a request for more is refused, and nothing is done', () => {
  test('by the API, for an admin, too: inviting and sending again', async () => {
    const email = uniqueEmail();
    const refused = await api('post', '/invitations', { email, lifespanHours: MAX + 1 }).expect(400);
    expect(refused.body).toMatchObject(TOO_LONG);
    expect(await realmAdmin().users.find({ email })).toEqual([]);

    const { body } = await api('post', '/invitations', { email, lifespanHours: MAX }).expect(201);
    expect(await hoursOfKey(email, 1)).toBe(MAX);
    const again = await api('post', `/invitations/${body.id}/resend`, { lifespanHours: MAX + 1 }).expect(400);
    expect(again.body).toMatchObject(TOO_LONG);
    expect(await mailsTo(email, 1)).toHaveLength(1);
    expect((await invitationNow(body.id)).sends).toBe(1);
  });

  test('of an import', async () => {
    const csv = `email\n${uniqueEmail()}\n`;
    const send = (hours: number) =>
      request()
        .post(`/api/v1/imports?dryRun=true&lifespanHours=${hours}`)
        .set('Authorization', `Bearer ${token}`)
        .type('text/csv')
        .send(csv);
    expect((await send(MAX + 1).expect(400)).body).toMatchObject(TOO_LONG);
    await send(MAX).expect(202);
  });

  test('on the form, with a sentence at the field, and what was typed stays', async () => {
    const agent = supertest.agent(own.url);
    const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
    const form = await agent.get('/admin/invitaciones/nueva').set('Cookie', cookie).expect(200);
    const page = load(form.text);
    const offered = page.$('#lifespanHours option').toArray();
    expect(Math.max(...offered.map((option) => Number(page.$(option).attr('value'))))).toBeLessThanOrEqual(MAX);
    const email = uniqueEmail();
    const fields = { _csrf: page.value('_csrf'), email, locale: 'es', lifespanHours: String(MAX + 1) };
    const csrf = (form.headers['set-cookie'] as unknown as string[] | undefined)?.map((one) => one.split(';')[0]) ?? [];
    const answer = await request()
      .post('/admin/invitaciones')
      .set('Cookie', [cookie, ...csrf].join('; '))
      .type('form')
      .send(fields);
    expect(answer.status).toBe(400);
    const back = load(answer.text);
    expect(back.text).toContain(`${MAX}`);
    expect([back.value('email'), back.value('lifespanHours')]).toEqual([email, String(MAX + 1)]);
    expect(await realmAdmin().users.find({ email })).toEqual([]);
  });
});

test('the API says so in its documentation', async () => {
  const { paths } = (await request().get('/api/openapi.json').expect(200)).body;
  const bodyOf = (path: string) => paths[path].post.requestBody.content['application/json'].schema.properties;
  expect(bodyOf('/v1/invitations').lifespanHours.maximum).toBe(MAX);
  expect(bodyOf('/v1/invitations/{id}/resend').lifespanHours.maximum).toBe(MAX);
  const inQuery = paths['/v1/imports'].post.parameters.find(({ name }: { name: string }) => name === 'lifespanHours');
  expect(inQuery.schema.maximum).toBe(MAX);
});

test('what was promised for longer before is cut at the next mail, which the person asks for, too', async () => {
  const { invitation } = await invitePerson();
  await promise(invitation.id, 8760);
  const agent = supertest.agent(own.url);
  const csrf = load((await agent.get('/reenviar').expect(200)).text).value('_csrf');
  await agent.post('/reenviar').type('form').send({ _csrf: csrf, email: invitation.email }).expect(303);
  expect(await hoursOfKey(invitation.email, 2)).toBe(MAX);
  // The record follows the mail.
  await until('the second mail to be noted', async () => (await invitationNow(invitation.id)).sends === 2);
  const { sentAt, expiresAt } = await invitationNow(invitation.id);
  expect(Date.parse(expiresAt ?? '') - Date.parse(sentAt ?? '')).toBe(MAX * 3_600_000);
});
