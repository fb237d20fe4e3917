import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { createIsServiceAccount } from '../../src/keycloak/rights/is-service-account.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm } from '../support/own-realm.ts';
import { createPerson, type Person, setRole } from '../support/people.ts';
import { adminMachineToken, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';

/** Whose access tokens the API takes. An administrator’s token of any other app of the realm is worth nothing here. */
const { keycloakUrl, realm } = testEnvironment();
const admin = realmAdmin();
const APP = `another-app-${randomUUID().slice(0, 8)}`;
let own: OwnProcess;
beforeAll(async () => {
  await admin.clients.create({ clientId: APP, publicClient: true, directAccessGrantsEnabled: true, fullScopeAllowed: true });
  own = await startOwnProcess({ API_CLIENTS: '' });
});
afterAll(() => own?.stop());

/** A token of somebody who signed in at the public client {@link APP}. */
async function appToken(username: string, password: string): Promise<string> {
  const answer = await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: APP, grant_type: 'password', username, password, scope: 'openid' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const list = (token: string) => supertest(own.url).get('/api/v1/invitations').set('Authorization', `Bearer ${token}`);
const invite = (token: string) =>
  supertest(own.url)
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${token}`)
    .send({ email: uniqueEmail('token') });

test('a token of another app of the realm opens nothing, whoever it is of, and the log names the app', async () => {
  const person = await createPerson({ roles: ['admin'] });
  const token = await appToken(person.email, person.password);
  expect([(await list(token)).status, (await invite(token)).status]).toEqual([401, 401]);
  const answer = await list(token);
  expect(answer.body.code).toBe('unauthenticated');
  expect(await own.log()).toMatch(new RegExp(`"level":40.*"azp":"${APP}"`));
});

test('API_CLIENTS names apps whose tokens count', async () => {
  const person = await createPerson({ roles: ['admin'] });
  const token = await userToken(person.email);
  expect((await list(token)).status).toBe(401);
  const open = await startOwnProcess({ API_CLIENTS: `test-tools, ${APP}` });
  try {
    for (const taken of [token, await appToken(person.email, person.password)]) {
      await supertest(open.url).get('/api/v1/invitations').set('Authorization', `Bearer ${taken}`).expect(200);
    }
  } finally {
    await open.stop();
  }
});

test('a service account that holds the role counts', async () => {
  const token = await adminMachineToken();
  expect([(await list(token)).status, (await invite(token)).status]).toEqual([200, 201]);
});

test('a person who only has the name of a service account is none', async () => {
  const other = await createOwnRealm();
  try {
    const { keycloak } = other.sidecar().config;
    await other.console.realms.update({ realm: keycloak.realm }, { registrationEmailAsUsername: false });
    const machine = await other.console.clients.create({ clientId: 'Machine', serviceAccountsEnabled: true });
    const account = await other.console.clients.getServiceAccountUser({ id: machine.id });
    const names = { username: `service-account-${APP}`, email: uniqueEmail(), firstName: 'Marta', lastName: 'Ruiz' };
    const { id } = await other.console.users.create({ ...names, enabled: true });
    expect((await other.console.users.findOne({ id }))?.username).toBe(names.username);
    const isServiceAccount = createIsServiceAccount(other.sidecar().admin);
    expect(await isServiceAccount(id, APP)).toBe(false);
    expect(await isServiceAccount(account.id ?? '', 'Machine')).toBe(true);
    expect(await isServiceAccount(account.id ?? '', APP)).toBe(false);
  } finally {
    await other.remove();
  }
});

const writes = (token: string) =>
  supertest(testEnvironment().sidecarUrl)
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${token}`)
    .send({ email: uniqueEmail('token') });

test('what is taken away writes no more after 30 seconds, although the token has not expired', async () => {
  const takings: [string, (person: Person) => Promise<unknown>, number][] = [
    ['a role', ({ id }) => setRole(id, 'admin', false), 403],
    ['an enabled account', ({ id }) => admin.users.update({ id }, { enabled: false }), 401],
    ['a session', ({ id }) => admin.users.logout({ id }), 401],
    ['an account', ({ id }) => admin.users.del({ id }), 401],
  ];
  await Promise.all(
    takings.map(async ([what, take, status]) => {
      const [known, unknown] = [await createPerson({ roles: ['admin'] }), await createPerson({ roles: ['admin'] })];
      const [token, unused] = [await userToken(known.email), await userToken(unknown.email)];
      expect((await writes(token)).status).toBe(201);
      await Promise.all([take(known), take(unknown)]);
      const since = Date.now();
      // A token that has not written yet is asked for at once.
      expect([what, (await writes(unused)).status]).toEqual([what, status]);
      const waiting = { timeout: 45_000, interval: 2000 };
      await until(`${what} that counts no more`, async () => (await writes(token)).status === status, waiting);
      expect(Date.now() - since).toBeLessThan(35_000);
    }),
  );
});
