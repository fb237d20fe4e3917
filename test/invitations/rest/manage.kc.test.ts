import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { invitationPageSchema, invitationSchema } from '../../../src/invitations/rest/resource.ts';
import { adminToken, FILLED, invitationNow, invitePerson, keyOf, openActivation, untilStatus } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createPerson } from '../../support/people.ts';
import { adminRest, canSignIn, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { statusOf } from '../../support/status-of.ts';

/** What an admin can do with an invitation over the API, and what two of them at once cannot. */
type Method = 'get' | 'post' | 'patch' | 'delete';
async function send(method: Method, path: string, body?: object, headers: Record<string, string> = {}) {
  const request = sidecar()
    [method](`/api/v1/invitations${path}`)
    .set({ Authorization: `Bearer ${await adminToken()}`, ...headers });
  return body ? request.send(body) : request;
}
const get = (path: string, headers: Record<string, string> = {}) => send('get', path, undefined, headers);

test('every answer is what the schemas of the documentation say', async () => {
  const { invitation } = await invitePerson({ organization: 'sol', locale: 'en' });
  expect(invitationSchema.parse(invitation)).toEqual(invitation);
  for (const [method, path, body] of [
    ['get', `/${invitation.id}`, undefined],
    ['patch', `/${invitation.id}`, { firstName: 'Eva' }],
    ['post', `/${invitation.id}/resend`, { lifespanHours: 1 }],
    ['delete', `/${invitation.id}`, undefined],
  ] as const) {
    const answer = await send(method, path, body);
    expect([method, answer.status]).toEqual([method, 200]);
    expect(invitationSchema.parse(answer.body)).toEqual(answer.body);
    expect(answer.headers.etag).toMatch(/^"[\w-]{22}"$/);
  }
  const list = await get('?max=5');
  expect(invitationPageSchema.parse(list.body)).toEqual(list.body);
});

test('a page that `first` cannot reach is refused with how far it goes, and a cursor reaches it', async () => {
  expect((await get('?first=9950&max=50')).status).toBe(200);
  const { status, body } = await get('?first=9951&max=50');
  expect([status, body.code]).toEqual([400, 'invalid_request']);
  expect(body.errors).toEqual([expect.objectContaining({ field: 'first', message: expect.stringContaining('10') })]);
  expect((await get('?cursor=3.9951&max=50')).status).toBe(200);
});

test.each([
  [
    'es',
    'Envíe «password», «passkey», o «idp:» y el identificador de un proveedor de identidad. Para que decida la dirección, envíe un texto vacío ("").',
  ],
  [
    'en',
    'Send “password”, “passkey”, or “idp:” and the alias of an identity provider. To let the address decide, send an empty text ("").',
  ],
])('a way to sign in that is none is told which there are, in the caller’s language (%s)', async (language, choices) => {
  const { invitation } = await invitePerson();
  const told = async (method: Method, path: string, body: object) => {
    const { status, body: answer } = await send(method, path, body, { 'Accept-Language': language });
    return [status, answer.errors?.[0]?.field, answer.errors?.[0]?.message];
  };
  for (const signIn of ['nada', 'Passkey', 'idp:', 5]) {
    expect(await told('post', '', { email: uniqueEmail(), signIn })).toEqual([400, 'signIn', choices]);
    expect(await told('patch', `/${invitation.id}`, { signIn })).toEqual([400, 'signIn', choices]);
  }
});

describe('an idempotency key', () => {
  test('makes one invitation and one mail of a request sent twice at the same time, and once more', async () => {
    const [email, key] = [uniqueEmail(), randomUUID()];
    const post = () => send('post', '', { email, organization: 'sol' }, { 'Idempotency-Key': key });
    const both = await Promise.all([post(), post()]);
    const third = await post();
    for (const answer of [...both, third]) expect([answer.status, answer.body.email]).toEqual([201, email]);
    expect(new Set([...both, third].map(({ body }) => body.id)).size).toBe(1);
    expect(third.headers['idempotent-replayed']).toBe('true');
    expect(third.body).toMatchObject({ status: 'sent', organization: 'sol', sends: 1 });
    await mailTo(email);
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test('is refused with another address, and belongs to whoever uses it', async () => {
    const [key, other] = [randomUUID(), uniqueEmail()];
    await send('post', '', { email: uniqueEmail() }, { 'Idempotency-Key': key });
    const refused = await send('post', '', { email: other }, { 'Idempotency-Key': key });
    expect(refused.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    expect(await realmAdmin().users.find({ email: other, exact: true })).toEqual([]);
    const somebody = await createPerson({ roles: ['admin'] });
    const Authorization = `Bearer ${await userToken(somebody.email)}`;
    const theirs = await send('post', '', { email: other }, { 'Idempotency-Key': key, Authorization });
    expect([theirs.status, theirs.body.email]).toEqual([201, other]);
  });

  test('makes one mail of a resend sent twice', async () => {
    const { invitation } = await invitePerson();
    const key = randomUUID();
    for (let i = 0; i < 2; i++) await send('post', `/${invitation.id}/resend`, {}, { 'Idempotency-Key': key });
    await mailTo(invitation.email, { count: 2 });
    expect((await invitationNow(invitation.id)).sends).toBe(2);
    expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
  });

  test('makes one mail of a resend sent twice with the state that it was decided on', async () => {
    const { invitation } = await invitePerson();
    const seen = (await get(`/${invitation.id}`)).headers.etag as string;
    const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': seen };
    const [first, again] = [
      await send('post', `/${invitation.id}/resend`, {}, headers),
      await send('post', `/${invitation.id}/resend`, {}, headers),
    ];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect([again.body, again.headers.etag]).toEqual([first.body, first.headers.etag]);
    const other = await send('post', `/${invitation.id}/resend`, {}, { ...headers, 'Idempotency-Key': randomUUID() });
    expect(other.status).toBe(412);
    await mailTo(invitation.email, { count: 2 });
    expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
  });

  test('must be plain text of a sensible length', async () => {
    const answer = await send('post', '', { email: uniqueEmail() }, { 'Idempotency-Key': 'x'.repeat(256) });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ field: 'Idempotency-Key' }] });
  });
});

describe('of two admins at once', () => {
  test('whoever decides on an old state is refused, and told so', async () => {
    const { invitation } = await invitePerson();
    const path = `/${invitation.id}`;
    const seen = (await get(path)).headers.etag as string;
    expect((await send('patch', path, { firstName: 'Eva' }, { 'If-Match': seen })).status).toBe(200);
    for (const [method, at, body] of [
      ['delete', path, undefined],
      ['post', `${path}/resend`, {}],
      ['patch', path, { firstName: 'Noa' }],
    ] as const) {
      const answer = await send(method, at, body, { 'If-Match': seen });
      expect([method, answer.status, answer.body.code]).toEqual([method, 412, 'precondition_failed']);
    }
    expect(await invitationNow(invitation.id)).toMatchObject({ status: 'sent', firstName: 'Eva', sends: 1 });
    const now = (await get(path)).headers.etag as string;
    expect((await send('delete', path, undefined, { 'If-Match': `"other", ${now}` })).status).toBe(200);
  });

  test('a change is answered with the state that is there afterwards', async () => {
    const { invitation } = await invitePerson();
    const path = `/${invitation.id}`;
    for (const names of [{ firstName: '' }, { firstName: 'Eva', lastName: '  ' }]) {
      const changed = await send('patch', path, names);
      const now = await get(path);
      expect([changed.body, changed.headers.etag]).toEqual([now.body, now.headers.etag]);
    }
  });

  test('whoever has the newest state need not load it again', async () => {
    const { invitation } = await invitePerson();
    const etag = (await get(`/${invitation.id}`)).headers.etag as string;
    expect((await get(`/${invitation.id}`, { 'If-None-Match': etag })).status).toBe(304);
  });
});

describe('a change of address', () => {
  test('sends a new mail, and the older link is dead even at Keycloak itself', async () => {
    const { invitation, key } = await invitePerson();
    const email = uniqueEmail();
    const answer = await send('patch', `/${invitation.id}`, { email: email.toUpperCase() });
    expect(answer.body).toMatchObject({ id: invitation.id, email, status: 'sent', sends: 2 });
    expect((await sidecar().get('/activar').query({ key })).text).not.toContain('type="password"');
    // Whoever got the first mail by mistake could take its key to Keycloak's own address.
    expect(await statusOf(keycloakLink(key))).toBe(400);
    const { submit } = await openActivation(keyOf(await mailTo(email)));
    expect((await submit()).status).toBe(303);
    expect(await canSignIn(email, FILLED.password)).toBe(true);
    await untilStatus(invitation.id, 'activated');
  });

  test('to one that is taken is refused', async () => {
    const [{ invitation }, { invitation: other }] = [await invitePerson(), await invitePerson()];
    const taken = await send('patch', `/${invitation.id}`, { email: other.email });
    expect(taken.body).toMatchObject({ status: 409, code: 'email_exists', errors: [{ field: 'email' }] });
    expect((await invitationNow(invitation.id)).sends).toBe(1);
  });

  test('needs something to change, and a real address', async () => {
    const { invitation } = await invitePerson();
    for (const body of [{}, { email: 'x' }, { email: '' }, { status: 'sent' }, { locale: 'xx' }]) {
      const answer = await send('patch', `/${invitation.id}`, body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'invalid_request']);
    }
    expect((await send('patch', `/${invitation.id}`, {})).body.errors).toMatchObject([{ field: 'body' }]);
    expect((await send('patch', `/${invitation.id}`)).body.errors).toMatchObject([{ field: 'body', code: 'required' }]);
  });
});

test('an account that has a password by another way is not revoked by mistake', async () => {
  const { invitation } = await invitePerson();
  const password = { type: 'password', value: 'Faro-8-nube-Lima', temporary: false };
  await adminRest('PUT', `/users/${invitation.id}/reset-password`, password);
  const answer = await send('delete', `/${invitation.id}`);
  expect(answer.body).toMatchObject({ status: 409, code: 'already_active' });
  expect((await realmAdmin().users.findOne({ id: invitation.id }))?.enabled).toBe(true);
});

function keycloakLink(key: string): string {
  const { iss } = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
  return `${iss}/login-actions/action-token?key=${key}`;
}
