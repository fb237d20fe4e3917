import { describe, expect, test } from '@jest/globals';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import { createSealedRides } from '../../src/activation/sealed-rides.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Html, load } from '../support/html.ts';
import { adminToken, GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { noPasskey } from '../support/own-passkeys.ts';
import { realmAdmin } from '../support/realm.ts';
import { sidecar, visitor } from '../support/sidecar.ts';

/** What people read whose passkey Keycloak does not take; the passkey itself is made in test/browser/passkey.kc.test.ts. */

const admin = realmAdmin();

async function asked() {
  const { invitation, key } = await invitePerson({ signIn: 'passkey' });
  const agent = visitor();
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  const post = (fields: Record<string, string>) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: csrf, key, firstName: 'Berta', lastName: 'Prado', passkey: '', ...fields });
  const { body } = await post({}).set('accept', 'application/json').expect(200);
  return { id: invitation.id, key, post, ...(body as { ride: string; creation: { challenge: string } }) };
}

/** Of a page that is not ours. */
const strange = (challenge: string): string => noPasskey(challenge, 'https://somewhere.example.test');

async function expectNothingMade(id: string, page: Html) {
  // Keycloak has stored the names by then, and the page may ask for the passkey alone.
  expect(page.$('[name="firstName"]').length === 0 || page.value('firstName') === 'Berta').toBe(true);
  expect(page.$('[data-passkey]')).toHaveLength(1);
  expect(await admin.users.getCredentials({ id })).toEqual([]);
  const { firstName, requiredActions } = (await admin.users.findOne({ id })) ?? {};
  expect(firstName).toBe('Berta');
  expect(requiredActions).toContain('webauthn-register-passwordless');
}

describe('a passkey that Keycloak does not take', () => {
  test.each([
    ['is told, and the same link goes on with another challenge', strange],
    ['is none at all: told before Keycloak is asked', () => '{"clientDataJSON": "<script>"}'],
  ])('%s', async (_name, made) => {
    const { id, post, ride, creation } = await asked();
    const page = load((await post({ ride, passkey: made(creation.challenge) }).expect(422)).text);
    expect(page.summary.join()).toContain('La llave de acceso no se ha podido guardar');
    await expectNothingMade(id, page);
    const { body: again } = await post({}).set('accept', 'application/json').expect(200);
    expect(again.creation.challenge).not.toBe(creation.challenge);
  });

  test('because the ride has taken too long says so', async () => {
    const { id, key, post, ride, creation } = await asked();
    const rides = createSealedRides({ sessionSecrets: [testEnvironment().sessionSecret] });
    const stop = await rides.open(key, ride);
    if (!stop) throw new Error('the ride is not sealed for this key');
    const forgotten = await rides.seal(key, { ...stop, cookies: { ...stop.cookies, cookies: [] } });
    const page = load((await post({ ride: forgotten, passkey: strange(creation.challenge) }).expect(422)).text);
    expect(page.summary.join()).toContain('Ha pasado demasiado tiempo');
    await expectNothingMade(id, page);
  });
});

describe('a passkey that is made while something else happens to its invitation', () => {
  test.each<[string, (id: string) => Promise<unknown>, number, string]>([
    ['sent again', (id) => send('post', `/${id}/resend`), 410, 'correo más reciente'],
    ['revoked', (id) => send('delete', `/${id}`), 403, 'anulad'],
    ['its account disabled', (id) => change(id, { enabled: false }), 403, 'desactivad'],
    ['its account deleted', (id) => admin.users.del({ id }), 400, 'enlace'],
  ])('%s: the page says so, and nothing is made', async (_name, happens, status, words) => {
    const { id, post, ride, creation } = await asked();
    await happens(id);
    const page = load((await post({ ride, passkey: strange(creation.challenge) }).expect(status)).text);
    expect(page.$('main').text()).toContain(words);
    expect(page.$('[name="passkey"]')).toHaveLength(0);
    expect(await admin.users.getCredentials({ id }).catch(() => [])).toEqual([]);
  });

  test('turned into one with a password, in another tab: the page asks for that, and takes it', async () => {
    const { id, post, ride, creation } = await asked();
    const { requiredActions = [], attributes = {} } = (await admin.users.findOne({ id })) ?? {};
    await change(id, {
      requiredActions: [...requiredActions.filter((action) => !action.startsWith('webauthn')), 'UPDATE_PASSWORD'],
      attributes: { ...attributes, 'invitation.signIn': ['password'] },
    });
    const page = load((await post({ ride, passkey: strange(creation.challenge) }).expect(422)).text);
    expect([page.$('[name="password"]').length, page.$('[name="ride"]').length]).toEqual([1, 0]);
    await post({ password: GOOD_PASSWORD }).expect(303);
    expect((await admin.users.getCredentials({ id })).map(({ type }) => type)).toEqual(['password']);
  });
});

const send = async (method: 'post' | 'delete', path: string) =>
  sidecar()
    [method](`/api/v1/invitations${path}`)
    .set('Authorization', `Bearer ${await adminToken()}`);

async function change(id: string, changes: UserRepresentation): Promise<void> {
  await admin.users.update({ id }, { ...(await admin.users.findOne({ id })), ...changes });
}
