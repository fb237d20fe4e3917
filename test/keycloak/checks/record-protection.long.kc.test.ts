import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import supertest from 'supertest';
import { DEMO_PASSWORD } from '../../../src/dev/keycloak/demo.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { openBulk } from '../../../src/wiring.ts';
import { EVERYTHING, newFile } from '../../invitations/import/support.ts';
import { testEnvironment } from '../../support/environment.ts';
import { load } from '../../support/html.ts';
import { FILLED, keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { ownToken } from '../../support/own-token.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { ADMIN_CLIENT, createTestClients } from '../../support/realm-setup.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';

/** Invitations stand in attributes of users: where users could read or write those, nothing is done with them. */

let realm: OwnRealm;
let own: OwnProcess;
let profile: UserProfileConfig;
let realmName: string;
let sol: string;

beforeAll(async () => {
  realm = await createOwnRealm();
  const { keycloak } = realm.sidecar().config;
  realmName = keycloak.realm;
  profile = await realm.console.users.getProfile();
  await createTestClients(realm.console, CLIENT_ID);
  ({ id: sol } = await realm.console.organizations.create({ alias: 'sol', name: 'Sol', enabled: true, domains: [] }));
  own = await startOwnProcess({ ROLE: 'all', KEYCLOAK_REALM: realmName, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
});
afterEach(async () => {
  await realm.console.users.updateProfile(profile);
  await untilReady(200);
});
afterAll(async () => {
  await own?.stop();
  await realm?.remove();
});

const without = (isLeft: (name: string) => boolean) => profile.attributes?.filter(({ name = '' }) => isLeft(name)) ?? [];
const undeclared = (unmanagedAttributePolicy: string) =>
  ({ ...profile, attributes: without((name) => !name.startsWith('invitation.')), unmanagedAttributePolicy }) as UserProfileConfig;
const permitted = (permissions: { view: string[]; edit: string[] }): UserProfileConfig => ({
  ...profile,
  attributes: profile.attributes?.map((one) => (one.name === 'invitation.batch' ? { ...one, permissions } : one)) ?? [],
});

async function readiness(): Promise<{ status: number; words: string; lack: string }> {
  const { status, body } = await supertest(own.url).get('/readyz');
  return { status, words: body.checks.records, lack: body.checks.userProfile };
}
const untilReady = (status: number) => until(`${status} at /readyz`, async () => (await readiness()).status === status);

async function api(method: 'get' | 'post' | 'file', path: string, body?: object) {
  const token = await ownToken(realmName, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
  const request = supertest(own.url)
    [method === 'file' ? 'post' : method](`/api/v1${path}`)
    .set('Authorization', `Bearer ${token}`);
  if (method === 'file') return request.type('text/csv').send(newFile(1).csv);
  return body ? request.send(body) : request;
}

const EXPOSED: [how: string, change: () => UserProfileConfig, names: string[]][] = [
  ['not declared, and unmanaged attributes are everybody’s', () => undeclared('ENABLED'), ['invitation.id', 'invitation.status']],
  ['users may edit one', () => permitted({ view: ['admin'], edit: ['admin', 'user'] }), ['invitation.batch']],
  ['users may see one', () => permitted({ view: ['admin', 'user'], edit: ['admin'] }), ['invitation.batch']],
];

test.each(EXPOSED)('nothing is done while %s, and all goes on by itself when it is mended', async (_how, change, names) => {
  const pending = uniqueEmail();
  expect((await api('post', '/invitations', { email: pending, firstName: 'Ana', lastName: 'Prado' })).status).toBe(201);
  const key = keyOf(await mailTo(pending));

  await realm.console.users.updateProfile(change());
  await until('the attributes to be named', async () => (await readiness()).words.includes(names[0] ?? ''));
  const { status, words } = await readiness();
  expect(status).toBe(503);
  for (const name of names) expect(words).toContain(name);
  expect(words).toContain('npm run configure -- --apply');

  const email = uniqueEmail();
  for (const answer of [
    await api('post', '/invitations', { email }),
    await api('get', '/invitations'),
    await api('file', '/imports'),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([503, 'realm_not_ready']);
    expect(answer.body.title).toMatch(/pausa|pauses/);
  }
  expect(await realm.console.users.find({ email, exact: true })).toEqual([]);

  // The same for an address with an invitation and for one without.
  const browser = supertest.agent(own.url);
  for (const address of [pending, email]) {
    const csrf = load((await browser.get('/reenviar')).text).value('_csrf');
    const answer = await browser.post('/reenviar').type('form').send({ _csrf: csrf, email: address });
    expect([answer.status, load(answer.text).heading]).toEqual([503, expect.any(String)]);
    expect(answer.text).toContain('en pausa');
  }

  // Whoever has a key goes on: it is Keycloak that decides what it is worth.
  const page = load((await browser.get('/activar').query({ key }).expect(200)).text);
  await browser
    .post('/activar')
    .type('form')
    .send({ _csrf: page.value('_csrf'), key, ...FILLED })
    .expect(303);

  const { email: consoleUser } = await createUser(realm.console, { password: null });
  expect(await mailsTo(consoleUser)).toEqual([]);
  await realm.console.users.updateProfile(profile);
  await mailTo(consoleUser);
  await untilReady(200);
  expect((await api('post', '/invitations', { email })).status).toBe(201);
});

test.each(['ADMIN_VIEW', 'ADMIN_EDIT'])(
  'the policy %s on unmanaged attributes gives nothing to users: it stays ready',
  async (policy) => {
    const attributes = without((name) => name !== 'invitation.batch');
    await realm.console.users.updateProfile({ ...profile, attributes, unmanagedAttributePolicy: policy } as UserProfileConfig);
    await until('the lack is named', async () => (await readiness()).lack.includes('invitation.batch'));
    expect((await readiness()).status).toBe(200);
  },
);

describe('somebody who has written an invitation into their own attributes', () => {
  test('is not made a member of the company that it names, not even after the realm was mended', async () => {
    const { id, email } = await createUser(realm.console);
    await realm.console.users.updateProfile(undeclared('ENABLED'));
    await untilReady(503);
    const grant = { grant_type: 'password', username: email, password: DEMO_PASSWORD };
    const attributes = {
      'invitation.id': ['1'],
      'invitation.status': ['queued'],
      'invitation.organization': ['sol'],
      'invitation.email': [uniqueEmail()],
    };
    const written = await fetch(`${testEnvironment().keycloakUrl}/realms/${realmName}/account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await ownToken(realmName, grant)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email, firstName: 'Marta', lastName: 'Ruiz', attributes }),
    });
    expect(written.status).toBe(204);

    await realm.console.users.updateProfile(profile);
    await untilReady(200);
    expect((await realm.console.users.findOne({ id }))?.attributes).toMatchObject(attributes);
    const sidecar = realm.sidecar();
    const { mailLog } = await openBulk(sidecar);
    await sendIfDue({ ...sidecar, mailLog }, id);
    expect(await realm.console.organizations.listMembers({ orgId: sol })).toEqual([]);
  });
});

test('an import under way waits, and goes on to its end', async () => {
  const sidecar = realm.sidecar({ MAIL_RATE_LIMIT: '15' });
  const { imports } = await openBulk(sidecar);
  const { csv, addresses } = newFile(150);
  const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor: EVERYTHING, dryRun: false });
  await realm.console.users.updateProfile(undeclared('ENABLED'));
  await until('it waits', async () => (await imports.view(id, EVERYTHING)).waitingFor === 'keycloak');
  const { state, done } = await imports.view(id, EVERYTHING);
  expect(state).toBe('running');
  expect(done).toBeLessThan(addresses.length);
  await realm.console.users.updateProfile(profile);
  await imports.ended(id);
  expect(await imports.view(id, EVERYTHING)).toMatchObject({ state: 'done', sent: addresses.length, failed: 0 });
});
