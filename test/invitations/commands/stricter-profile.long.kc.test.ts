import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import supertest from 'supertest';

import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { writeNotedIfTaken } from '../../../src/invitations/record/revocation.ts';
import { unwrittenRevocations } from '../../../src/invitations/record/revocation-notes.ts';
import { anAdmin } from '../../support/actors.ts';

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
let badged: UserProfileConfig;
let token: string;

const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };

beforeAll(async () => {
  realm = await createOwnRealm();
  await createTestClients(realm.console, CLIENT_ID);
  own = await realm.console.users.getProfile();
  badged = { ...own, attributes: [...(own.attributes ?? []), { name: 'badge', permissions }] };
  const { keycloak } = realm.sidecar().config;
  sidecar = await startOwnProcess({ KEYCLOAK_REALM: keycloak.realm, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
  token = await ownToken(keycloak.realm, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
});
afterEach(() => realm.console.users.updateProfile(own));
afterAll(async () => {
  await sidecar?.stop();
  await realm?.remove();
});

/** The realm's profile with another attribute. */
async function add(attribute: UserProfileAttribute): Promise<void> {
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
    await visitor.post('/reenviar').type('form').send({ _csrf: csrf, email }).expect(303);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    await until('its record', async () => (await api('get', `/${id}`)).body.sends === 2);
  });

  test('that its person has opened and activated it is written down', async () => {
    const { id, key } = await invited();
    await add({ ...department, required: ADMINS });
    await until('its page', async () => load((await page(key)).text).$('[name="department"]:not([required])').length > 0);
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

describe('what stands in an account breaks a rule from now on', () => {
  const badge: UserProfileAttribute = { name: 'badge' };
  const strict: UserProfileAttribute = { ...badge, validations: { pattern: { pattern: '[A-Z]{2}[0-9]{2}' } } };
  const withBadge = async () => {
    await add(badge);
    const one = await invited({ attributes: { badge: 'none' } });
    await add(strict);
    return one;
  };
  const AT_BADGE = [expect.objectContaining({ field: 'attributes.badge', code: 'pattern' })];
  const inList = async (query: string, id: string) =>
    (await api('get', `?max=200&${query}`).expect(200)).body.items.find((item: { id: string }) => item.id === id);

  test('an invitation is revoked: our pages refuse its key, and the answer says what keeps the account on', async () => {
    const { id, email, key } = await withBadge();
    const visitor = supertest.agent(sidecar.url);
    const csrf = load((await visitor.get('/activar').query({ key }).expect(200)).text).value('_csrf');
    expect((await api('delete', `/${id}`).expect(200)).body).toMatchObject({ status: 'revoked', faults: AT_BADGE });
    expect((await api('get', `/${id}`)).body.status).toBe('revoked');
    expect((await page(key)).status).toBe(403);
    const filled = { _csrf: csrf, key, firstName: 'Ana', lastName: 'Prado', badge: 'AB12', password: GOOD_PASSWORD };
    await visitor.post('/activar').type('form').send(filled).expect(403);
    expect(await realm.console.users.getCredentials({ id })).toEqual([]);
    const shown = await until('its faults', async () => {
      const item = await inList('status=revoked', id);
      return item?.faults?.[0]?.field === 'attributes.badge' && item;
    });
    expect(shown).toMatchObject({ status: 'revoked', faults: AT_BADGE });
    expect(await inList('status=sent', id)).toBeUndefined();
    await longAgo(id, badged);
    await add(strict);
    await createLinkRequests(realm.sidecar()).byEmail(email);
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test('it is off in Keycloak, too, as soon as the account is corrected: by us, or by the console', async () => {
    const [one, other] = [await withBadge(), await withBadge()];
    for (const { id } of [one, other]) await api('delete', `/${id}`).expect(200);
    expect((await userOf(one.id)).enabled).toBe(true);
    expect((await api('patch', `/${one.id}`, { attributes: { badge: 'AB12' } }).expect(200)).body.status).toBe('revoked');
    expect(await userOf(one.id)).toMatchObject({
      enabled: false,
      attributes: { badge: ['AB12'], 'invitation.status': ['revoked'] },
    });
    const { admin } = realm.sidecar();
    expect(await unwrittenRevocations(admin)).toEqual(expect.arrayContaining([other.id]));
    await writeNotedIfTaken(admin, other.id);
    const user = await userOf(other.id);
    expect(user.enabled).toBe(true);
    await realm.console.users.update({ id: other.id }, { ...user, attributes: { ...user.attributes, badge: [] } });
    await writeNotedIfTaken(admin, other.id);
    expect((await userOf(other.id)).enabled).toBe(false);
    expect(await unwrittenRevocations(admin)).not.toContain(other.id);
  });

  test('sending again and correcting say what stands in the way, and a correction of it mends both', async () => {
    const { id, email } = await withBadge();
    for (const refusal of [await api('post', `/${id}/resend`), await api('patch', `/${id}`, { lastName: 'Vega' })]) {
      expect([refusal.status, refusal.body.code, refusal.body.errors]).toEqual([400, 'invalid_request', AT_BADGE]);
    }
    const told = () => api('get', `/${id}`).then(({ body }) => body.faults);
    await until('its faults', async () => (await told())?.[0].field === 'attributes.badge');
    expect(await told()).toEqual(AT_BADGE);
    expect((await api('patch', `/${id}`, { attributes: { badge: 'nein' } })).body.errors).toEqual(AT_BADGE);
    await api('patch', `/${id}`, { lastName: 'Vega', attributes: { badge: '' } }).expect(200);
    await api('post', `/${id}/resend`).expect(200);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    expect((await api('patch', `/${id}`, { attributes: { 'invitation.status': 'activated' } })).status).toBe(400);
    expect((await api('patch', `/${id}`, { attributes: { unknown: 'x' } })).status).toBe(400);
  });

  test('whoever asks for a new link gets one that works, and corrects it on the page', async () => {
    const { id, email } = await withBadge();
    await longAgo(id, badged);
    await add(strict);
    await createLinkRequests(realm.sidecar()).byEmail(email);
    await until('two mails', async () => (await mailsTo(email)).length === 2);
    const key = keyOf(await mailTo(email));
    const visitor = supertest.agent(sidecar.url);
    const csrf = load((await visitor.get('/activar').query({ key }).expect(200)).text).value('_csrf');
    const filled = { _csrf: csrf, key, firstName: 'Ana', lastName: 'Prado', badge: 'AB12', password: GOOD_PASSWORD };
    await visitor.post('/activar').type('form').send(filled).expect(303);
    await until('activated', async () => (await api('get', `/${id}`)).body.status === 'activated');
  });

  test.each<[string, UserProfileAttribute]>([
    [
      'an attribute of fixed options is required',
      { name: 'level', required: {}, validations: { options: { options: ['a', 'b'] } } },
    ],
    ['the address must be of another domain', { name: 'email', validations: { pattern: { pattern: '.*@sol[.]test' } } }],
    ['the username must be no address', { name: 'username', validations: { pattern: { pattern: '[a-z]+' } } }],
    ['the address is shorter', { name: 'email', validations: { length: { max: 10 } } }],
    ['a first name is of capitals', { name: 'firstName', validations: { pattern: { pattern: '[A-Z]+' } } }],
  ])('revoking works where %s', async (_, attribute) => {
    const { id, key } = await invited();
    // Elsewhere Keycloak takes usernames as they are.
    await usernames(attribute.name === 'username');
    const user = await userOf(id);
    const write = () => realm.console.users.update({ id }, user);
    // Keycloak may go on with a profile that it was just reading.
    await until('the rule', async () => {
      await change(attribute);
      return write().then(
        () => false,
        () => true,
      );
    });
    const { status, body } = await api('delete', `/${id}`);
    expect([status, body.status, body.faults?.length]).toEqual([200, 'revoked', 1]);
    expect((await page(key)).status).toBe(403);
    await usernames(false);
  });

  test('an account is deleted where the setting says so', async () => {
    const { id } = await withBadge();
    const told = await revoke(realm.sidecar({ REVOKE_ACTION: 'delete' }), anAdmin, id);
    // Nothing is left to correct.
    expect([told.ended, 'faults' in told]).toEqual(['account', false]);
    expect(await realm.console.users.findOne({ id })).toBeNull();
  });

  test('to end the sessions of somebody in the console takes no invitation back', async () => {
    const { id, key } = await invited();
    await realm.console.users.logout({ id });
    expect([(await api('get', `/${id}`)).body.status, (await page(key)).status]).toEqual(['sent', 200]);
  });
});

/** Whether people of the realm have usernames of their own. */
async function usernames(own: boolean): Promise<void> {
  const { realmName, realms } = realm.console;
  await realms.update({ realm: realmName }, { registrationEmailAsUsername: !own, editUsernameAllowed: own });
}

/** The realm's profile with other rules of an attribute. */
async function change(attribute: UserProfileAttribute): Promise<void> {
  const others = (own.attributes ?? []).filter(({ name }) => name !== attribute.name);
  const before = own.attributes?.find(({ name }) => name === attribute.name);
  await realm.console.users.updateProfile({ ...own, attributes: [...others, { permissions, ...before, ...attribute }] });
}

/** Nobody is mailed twice in a minute. @param profile by which the account can be written. */
async function longAgo(id: string, profile = own): Promise<void> {
  await realm.console.users.updateProfile(profile);
  const user = await userOf(id);
  const sentAt = new Date(Date.now() - 120_000).toISOString();
  await realm.console.users.update({ id }, { ...user, attributes: { ...user.attributes, 'invitation.sentAt': [sentAt] } });
}
