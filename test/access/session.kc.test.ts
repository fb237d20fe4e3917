import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { load } from '../support/html.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { cookieOf } from '../support/people.ts';
import { createUser } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';

/** A realm that takes each refresh token once. */
let realm: OwnRealm;
let own: OwnProcess;
beforeAll(async () => {
  realm = await createOwnRealm();
  const { keycloak } = realm.sidecar().config;
  await realm.console.realms.update({ realm: keycloak.realm }, { revokeRefreshToken: true, refreshTokenMaxReuse: 0 });
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  await realm.console.clients.update({ id: client?.id ?? '' }, { ...client, directAccessGrantsEnabled: true });
  own = await startOwnProcess({ KEYCLOAK_REALM: keycloak.realm, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
});
afterAll(async () => {
  await own?.stop();
  await realm?.remove();
});

/** The cookie of somebody who signed in a minute ago. */
async function minuteOldSession(): Promise<string> {
  const { id, email, password } = await createUser(realm.console);
  const { config, server } = realm.sidecar();
  const { clientId: client_id, clientSecret: client_secret } = config.keycloak;
  const grant = { grant_type: 'password', scope: 'openid', client_id, client_secret, username: email, password };
  const answer = await server.fetch(server.publicRealmUrl('protocol/openid-connect/token'), {
    method: 'POST',
    body: new URLSearchParams(grant),
  });
  const tokens = (await answer.json()) as { id_token: string; refresh_token: string };
  const user = {
    id,
    name: 'Marta Ruiz',
    roles: [],
    idToken: tokens.id_token,
    refreshToken: tokens.refresh_token,
    checkedAt: Date.now() - 60_000,
  };
  return cookieOf({ user });
}

test('requests that come together after a while do not sign anybody out where Keycloak takes a refresh token only once', async () => {
  const cookie = await minuteOldSession();
  const answers = await Promise.all(Array.from({ length: 4 }, () => supertest(own.url).get('/perfil').set('Cookie', cookie)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test('a realm that puts much into its ID tokens signs in all the same; Keycloak then asks before it signs out', async () => {
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const much = { 'claim.name': 'much', 'claim.value': 'x'.repeat(3000), 'jsonType.label': 'String', 'id.token.claim': 'true' };
  const mapper = { name: 'much', protocol: 'openid-connect', protocolMapper: 'oidc-hardcoded-claim-mapper', config: much };
  await realm.console.clients.addProtocolMapper({ id: client?.id ?? '' }, mapper);

  const renewed = await supertest(own.url)
    .get('/perfil')
    .set('Cookie', await minuteOldSession());
  expect(renewed.status).toBe(200);
  const [cookie = ''] = String(renewed.headers['set-cookie']).split(';');
  expect(cookie).toMatch(/^sidecar=/);
  await supertest(own.url).get('/perfil').set('Cookie', cookie).expect(200);
  const page = await supertest(own.url).get('/salir').set('Cookie', cookie).expect(200);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1];
  const cookies = [cookie, ...[page.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0])].join('; ');
  const leaving = await supertest(own.url).post('/salir').set('Cookie', cookies).type('form').send({ _csrf: csrf }).expect(303);
  const query = new URL(leaving.headers.location ?? '').searchParams;
  expect([query.get('client_id'), query.has('id_token_hint')]).toEqual([CLIENT_ID, false]);
});

test('who comes from a very long address signs in all the same', async () => {
  await supertest(own.url)
    .get(`/entrar?volver=/admin%3Fsearch=${'a'.repeat(5000)}`)
    .expect(303);
});

test('people without names and address, as in old realms, are greeted by their username', async () => {
  const username = `jefe-${randomUUID().slice(0, 8)}`;
  // Our realm asks for an address; a partial import brings such accounts all the same.
  const rep = { ifResourceExists: 'FAIL' as const, users: [{ username, enabled: true }] };
  await realm.console.realms.partialImport({ realm: realm.console.realmName, rep });
  const [{ id = '' } = {}] = await realm.console.users.find({ username, exact: true });
  const cookie = await cookieOf({
    user: { id, name: username, roles: [], idToken: '', refreshToken: 'none', checkedAt: Date.now() },
  });
  const page = load((await supertest(own.url).get('/perfil').set('Cookie', cookie).expect(200)).text);
  expect(page.heading).toBe(`Hola, ${username}`);
  expect(page.text).toContain(`Nombre de usuario${username}`);
  expect(page.text).not.toContain('Correo electrónico');
});
