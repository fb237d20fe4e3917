import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { ownToken } from '../support/own-token.ts';
import { createUser, uniqueEmail } from '../support/realm.ts';
import { ADMIN_CLIENT, createTestClients } from '../support/realm-setup.ts';
import { startOwnProcess } from '../support/sidecar-process.ts';
import { type BareRealm, createBareRealm, sidecarAccount } from './support.ts';

/** `configure --apply --protect-admins`: the service account does all its work, and cannot touch the administrators of the realm. */

let realm: BareRealm;
let boss: string;
let inGroup: string;
let group: string;

beforeAll(async () => {
  realm = await createBareRealm();
  const { console } = realm;
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const { id = '' } = (await console.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' })) ?? {};
  const roles = [{ id, name: 'realm-admin' }];
  ({ id: boss } = await createUser(console));
  await console.users.addClientRoleMappings({ id: boss, clientUniqueId, roles });
  ({ id: group } = await console.groups.create({ name: 'admins' }));
  await console.groups.addClientRoleMappings({ id: group, clientUniqueId, roles });
  ({ id: inGroup } = await createUser(console));
  await console.users.addToGroup({ id: inGroup, groupId: group });
  expect((await realm.configure(['--apply'])).code).toBe(0);
});
afterAll(() => realm?.remove());

/** What Keycloak answers to the service account itself. */
async function asServiceAccount(method: string, path: string, body?: unknown): Promise<number> {
  const client = { clientId: CLIENT_ID, secret: realm.clientSecret };
  const token = await ownToken(realm.name, { grant_type: 'client_credentials' }, client);
  const response = await fetch(`${testEnvironment().keycloakUrl}/admin/realms/${realm.name}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.status;
}
const PASSWORD = { type: 'password', value: GOOD_PASSWORD, temporary: false };
const setPassword = (id: string) => asServiceAccount('PUT', `/users/${id}/reset-password`, PASSWORD);

test('administrators are out of its reach, and all its work goes on', async () => {
  // What the option is for: without it, the service account can become anybody.
  expect([await setPassword(boss), await setPassword(inGroup)]).toEqual([204, 204]);

  const applied = await realm.configure(['--apply', '--protect-admins']);
  expect([applied.code, applied.stderr]).toEqual([0, '']);
  const again = await realm.configure(['--apply']);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('The realm is ready: nothing to do.')]);
  const account = await sidecarAccount(realm.console);
  expect(await account.roles()).not.toContain('manage-users');

  expect([await setPassword(boss), await setPassword(inGroup)]).toEqual([403, 403]);
  const { id: joins } = await createUser(realm.console);
  expect(await asServiceAccount('PUT', `/users/${joins}/groups/${group}`)).toBe(403);
  expect(await asServiceAccount('PUT', `/users/${boss}/execute-actions-email`, ['UPDATE_PASSWORD'])).toBe(403);
  // A permission that denies the one gives nothing to anybody else.
  await createTestClients(realm.console, CLIENT_ID);
  const { email } = await createUser(realm.console);
  const plain = await ownToken(realm.name, { grant_type: 'password', username: email, password: 'Demo-1234!' });
  const tried = await fetch(`${testEnvironment().keycloakUrl}/admin/realms/${realm.name}/users/${boss}/reset-password`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${plain}`, 'content-type': 'application/json' },
    body: JSON.stringify(PASSWORD),
  });
  expect(tried.status).toBe(403);

  const { id: sol } = await realm.console.organizations.create({ alias: 'sol', name: 'Sol', enabled: true, domains: [] });
  const own = await startOwnProcess({ ROLE: 'all', KEYCLOAK_REALM: realm.name, KEYCLOAK_CLIENT_SECRET: realm.clientSecret });
  try {
    const bearer = `Bearer ${await ownToken(realm.name, { grant_type: 'client_credentials' }, ADMIN_CLIENT)}`;
    const api = supertest(own.url);
    const path = '/api/v1/invitations';
    const person = uniqueEmail();
    const made = await api.post(path).set('Authorization', bearer).send({ email: person, organization: 'sol' }).expect(201);
    expect(made.body).toMatchObject({ status: 'sent', organization: 'sol' });
    const key = keyOf(await mailTo(person));
    const browser = supertest.agent(own.url);
    const page = load((await browser.get('/activar').query({ key }).expect(200)).text);
    await browser
      .post('/activar')
      .type('form')
      .send({ _csrf: page.value('_csrf'), key, ...FILLED })
      .expect(303);
    const signedIn = await ownToken(realm.name, { grant_type: 'password', username: person, password: GOOD_PASSWORD });
    expect(signedIn).toBeDefined();
    expect(await realm.console.organizations.listMembers({ orgId: sol })).toMatchObject([{ email: person }]);

    const other = await api.post(path).set('Authorization', bearer).send({ email: uniqueEmail() }).expect(201);
    await api.post(`${path}/${other.body.id}/resend`).set('Authorization', bearer).send({}).expect(200);
    await api.delete(`${path}/${other.body.id}`).set('Authorization', bearer).expect(200);
    // The worker keeps its notes and invites who is made in the console.
    const { email: consoleUser } = await createUser(realm.console, { password: null });
    await mailTo(consoleUser);
  } finally {
    await own.stop();
  }
});
