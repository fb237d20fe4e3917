import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import supertest from 'supertest';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { load } from '../../support/html.ts';
import { GOOD_PASSWORD, keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { ownToken } from '../../support/own-token.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { ADMIN_CLIENT, createTestClients } from '../../support/realm-setup.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';

/**
 * Invitations that were made before the realm's user profile became stricter: Keycloak's admin API checks the whole account at each write.
 */
let realm: OwnRealm;
let sidecar: OwnProcess;
let own: UserProfileConfig;
let token: string;

beforeAll(async () => {
  realm = await createOwnRealm();
  await createTestClients(realm.console, CLIENT_ID);
  own = await realm.console.users.getProfile();
  const { keycloak } = realm.sidecar().config;
  sidecar = await startOwnProcess({ KEYCLOAK_REALM: keycloak.realm, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
  token = await ownToken(keycloak.realm, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
}, 120_000);
afterEach(() => realm.console.users.updateProfile(own));
afterAll(async () => {
  await sidecar?.stop();
  await realm?.remove();
});

/** The realm's profile with another attribute. */
async function add(attribute: UserProfileAttribute): Promise<void> {
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  await realm.console.users.updateProfile({ ...own, attributes: [...(own.attributes ?? []), { permissions, ...attribute }] });
}

function api(method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
  const request = supertest(sidecar.url)[method](`/api/v1/invitations${path}`).set('Authorization', `Bearer ${token}`);
  return body ? request.send(body) : request;
}

async function invited(more: object = {}): Promise<{ id: string; email: string; key: string }> {
  const email = uniqueEmail();
  const { body } = await api('post', '', { email, firstName: 'Ana', lastName: 'Prado', ...more }).expect(201);
  return { id: body.id, email, key: keyOf(await mailTo(email)) };
}

const userOf = async (id: string) => (await realm.console.users.findOne({ id })) ?? {};
const page = (key: string) => supertest(sidecar.url).get('/activar').query({ key });
const ADMINS = { roles: ['admin'] };

describe('an attribute that accounts lack is required from now on', () => {
  const department: UserProfileAttribute = { name: 'department', required: {}, validations: { length: { min: 3, max: 20 } } };

  test('an invitation is revoked: the account is off, and Keycloak itself refuses its key', async () => {
    const { id, key } = await invited();
    await add(department);
    await api('delete', `/${id}`).expect(200);
    const { enabled, attributes = {} } = await userOf(id);
    expect([enabled, attributes['invitation.status'], attributes.department]).toEqual([false, ['revoked'], undefined]);
    expect((await page(key)).status).toBe(403);
  });

  test('one is corrected and sent again, and its account gets no value by it', async () => {
    const { id, email } = await invited();
    await add({ ...department, required: ADMINS });
    const { body } = await api('patch', `/${id}`, { lastName: 'Vega' }).expect(200);
    expect(body.lastName).toBe('Vega');
    expect((await api('post', `/${id}/resend`).expect(200)).body.sends).toBe(2);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    expect((await userOf(id)).attributes?.department).toBeUndefined();
  });

  test('whoever asks for a new link gets the mail that they were promised', async () => {
    const { id, email } = await invited();
    await longAgo(id);
    await add(department);
    const visitor = supertest.agent(sidecar.url);
    const csrf = load((await visitor.get('/reenviar').expect(200)).text).value('_csrf');
    await visitor.post('/reenviar').type('form').send({ _csrf: csrf, email }).expect(200);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    await until('its record', async () => (await api('get', `/${id}`)).body.sends === 2);
  });

  test('that its person has opened and activated it is written down', async () => {
    const { id, key } = await invited();
    await add({ ...department, required: ADMINS });
    const visitor = supertest.agent(sidecar.url);
    const form = load((await visitor.get('/activar').query({ key }).expect(200)).text);
    const csrf = form.value('_csrf');
    await visitor.post('/activar/abierta').type('form').send({ _csrf: csrf, key }).expect(204);
    expect((await api('get', `/${id}`)).body.status).toBe('opened');
    const filled = { _csrf: csrf, key, firstName: 'Ana', lastName: 'Prado', password: GOOD_PASSWORD };
    await visitor.post('/activar').type('form').send(filled).expect(303);
    await until('activated', async () => (await api('get', `/${id}`)).body.status === 'activated');
  });

  test('one that was revoked is sent again by a new account, which lacks it, too', async () => {
    const { id, email } = await invited();
    await add(department);
    await api('delete', `/${id}`).expect(200);
    const { body } = await api('post', `/${id}/resend`).expect(200);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    expect([body.id === id, (await userOf(body.id)).enabled]).toEqual([false, true]);
  });
});

/** Nobody is mailed twice in a minute. */
async function longAgo(id: string): Promise<void> {
  const user = await userOf(id);
  const sentAt = new Date(Date.now() - 120_000).toISOString();
  await realm.console.users.update({ id }, { ...user, attributes: { ...user.attributes, 'invitation.sentAt': [sentAt] } });
}
