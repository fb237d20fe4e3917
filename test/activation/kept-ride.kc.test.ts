import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { canSignIn, realmAdmin, uniqueEmail } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';

/** Whoever sends the form goes on where their page was opened; what has happened to the account meanwhile counts all the same. */
const { keycloakUrl } = testEnvironment();
const admin = realmAdmin();
let keycloak: Switch;
let own: OwnProcess;

beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  own = await startOwnProcess({ KEYCLOAK_URL: keycloak.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
});
afterAll(async () => {
  await own?.stop();
  await keycloak?.stop();
});

async function open() {
  const { key, invitation } = await invitePerson();
  const agent = supertest.agent(own.url);
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  const submit = (fields: Record<string, string> = FILLED) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: csrf, key, ...fields });
  return { ...invitation, submit };
}

const pagesAsked = () => keycloak.requests.filter((line) => line.includes('/login-actions/')).map((line) => line.split('?')[0]);

test('Keycloak is asked for no more of its pages than if the person went through them', async () => {
  keycloak.forgetRequests();
  const { email, submit } = await open();
  await submit().expect(303);
  const base = `/realms/${testEnvironment().realm}/login-actions`;
  expect(pagesAsked()).toEqual([
    `GET ${base}/action-token`,
    `GET ${base}/action-token`,
    `GET ${base}/required-action`,
    `POST ${base}/required-action`,
    `POST ${base}/required-action`,
  ]);
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(true);
});

test.each<[string, (id: string) => Promise<unknown>, number]>([
  ['disabled', (id) => change(id, { enabled: false }), 403],
  ['deleted', (id) => admin.users.del({ id }), 400],
])('an account that was %s after the page was opened gets no password', async (_, happen, status) => {
  const { id, email, submit } = await open();
  await happen(id);
  await submit().expect(status);
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(false);
});

test.each([
  ['a whole form', FILLED],
  ['a form with faults', { ...FILLED, password: 'corta' }],
])('an account that got another address after the page was opened is neither set nor shown: %s', async (_, fields) => {
  const { id, submit } = await open();
  const email = uniqueEmail('otra');
  await change(id, { email, username: email, firstName: 'Secreta' });
  const { text } = await submit(fields).expect(400);
  expect(text).not.toContain(email);
  expect(text).not.toContain('Secreta');
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(false);
});

async function change(id: string, properties: object): Promise<void> {
  await admin.users.update({ id }, { ...(await admin.users.findOne({ id })), ...properties });
}
