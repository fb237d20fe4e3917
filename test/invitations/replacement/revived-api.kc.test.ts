import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { adminToken, FILLED, invitationNow, invitePerson, keyOf, openActivation } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { adminRest, canSignIn, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { statusOf } from '../../support/status-of.ts';

/** A revoked invitation that is sent again, as the API and the pages tell it: the one exception to "the id stays". */
type Headers = Record<string, string>;
const call = async (method: 'get' | 'post' | 'delete', path: string, headers: Headers = {}) =>
  sidecar()
    [method](`/api/v1/invitations${path}`)
    .set({ Authorization: `Bearer ${await adminToken()}`, ...headers });

test('has a new id and Location, the old id is unknown, and a repetition gives the new one', async () => {
  const { invitation, key } = await invitePerson({ organization: 'sol' });
  const { id, email } = invitation;
  const etag = (await call('delete', `/${id}`)).headers.etag as string;
  const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': etag };
  const stale = await call('post', `/${id}/resend`, { 'If-Match': '"other"' });
  expect([stale.status, stale.body.code]).toEqual([412, 'precondition_failed']);
  const first = await call('post', `/${id}/resend`, headers);
  expect(first.body).toMatchObject({ email, organization: 'sol', status: 'sent', sends: 2 });
  expect(first.body.id).not.toBe(id);
  expect(first.headers.location).toBe(`/api/v1/invitations/${first.body.id}`);
  const again = await call('post', `/${id}/resend`, headers);
  expect([again.status, again.body, again.headers.etag]).toEqual([200, first.body, first.headers.etag]);
  expect(again.headers.location).toBe(first.headers.location);
  expect((await call('get', `/${id}`)).status).toBe(404);
  for (const other of [{}, { 'Idempotency-Key': randomUUID() }] as Headers[])
    expect((await call('post', `/${id}/resend`, other)).status).toBe(404);
  expect(await invitationNow(first.body.id)).toEqual(first.body);
  const list = await call('get', `?search=${encodeURIComponent(email)}`);
  expect(list.body.items).toEqual([first.body]);
  // Whoever quotes the old reference to support.
  expect((await call('get', `?search=${id}`)).body.items).toEqual([first.body]);

  expect(await mailsTo(email, 2)).toHaveLength(2);
  const { iss } = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
  expect(await statusOf(`${iss}/login-actions/action-token?key=${key}`)).toBe(400);
  const { submit } = await openActivation(keyOf(await mailTo(email, { count: 2 })));
  expect((await submit()).status).toBe(303);
  expect(await canSignIn(email, FILLED.password)).toBe(true);
});

test('a company admin sees it under its new id, and another company’s admin learns nothing by the old one', async () => {
  const [ours, theirs] = await Promise.all(
    ['sol', 'luna'].map(async (alias) => {
      const person = await createPerson({ roles: ['company-admin'], companies: [alias] });
      return { Authorization: `Bearer ${await userToken(person.email)}` };
    }),
  );
  const { body: invitation } = await sidecar()
    .post('/api/v1/invitations')
    .set(ours as Headers)
    .send({ email: uniqueEmail(), organization: 'sol' })
    .expect(201);
  await call('delete', `/${invitation.id}`, ours);
  const headers = { 'Idempotency-Key': randomUUID() };
  const renewed = await call('post', `/${invitation.id}/resend`, { ...ours, ...headers });
  expect([renewed.status, renewed.body.organization]).toEqual([200, 'sol']);
  expect((await call('post', `/${invitation.id}/resend`, { ...ours, ...headers })).body.id).toBe(renewed.body.id);
  for (const id of [invitation.id, renewed.body.id])
    expect((await call('post', `/${id}/resend`, { ...theirs, ...headers })).status).toBe(404);
  expect((await call('get', `/${renewed.body.id}`, ours)).status).toBe(200);
});

test('says until when, where the account may not be replaced', async () => {
  const { invitation } = await invitePerson();
  const user = await realmAdmin().users.findOne({ id: invitation.id });
  await adminRest('PUT', `/users/${invitation.id}`, { ...user, lastName: 'Prado Gil' });
  await call('delete', `/${invitation.id}`);
  const refused = await call('post', `/${invitation.id}/resend`, { 'Accept-Language': 'es' });
  expect(refused.body).toMatchObject({ status: 409, code: 'earlier_link_works' });
  expect(refused.body.title).toMatch(/a partir del \d+ de \S+ de \d{4}/);
  expect(Number(refused.headers['retry-after']) / 3600).toBeCloseTo(168, 0);
});

test('the page of the old account leads to the new one, however often its button is pressed', async () => {
  const { invitation } = await invitePerson();
  await call('delete', `/${invitation.id}`);
  const admin = await createPerson({ roles: ['admin'] });
  const cookie = await sessionCookie(admin);
  const path = `/admin/invitaciones/${invitation.id}`;
  const page = await sidecar().get(path).set('Cookie', cookie);
  const [_csrf, clave] = ['_csrf', 'clave'].map((name) => load(page.text).value(name));
  const cookies = [cookie, ...(page.get('Set-Cookie') ?? []).map((one) => one.split(';')[0])].join('; ');
  const press = () => sidecar().post(`${path}/reenviar`).set('Cookie', cookies).type('form').send({ _csrf, clave });
  const pressed = [await press(), await press()];
  const [first, second] = pressed.map(({ status, headers }) => [status, headers.location]);
  expect(first?.[0]).toBe(303);
  expect(first?.[1]).toMatch(/^\/admin\/invitaciones\/./);
  expect(first?.[1]).not.toBe(path);
  expect(second).toEqual(first);
  const old = await sidecar().get(path).set('Cookie', cookie);
  expect([old.status, old.headers.location]).toEqual([303, first?.[1]]);
  expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
});
