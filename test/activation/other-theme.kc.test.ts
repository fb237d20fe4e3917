import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { load } from '../support/html.ts';
import { keyOf } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { createUser } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';

/** A realm with a login theme of its own, as `npm run configure -- --apply` leaves it: only the sidecar's client wears ours. */
let realm: OwnRealm;
let own: OwnProcess;

beforeAll(async () => {
  realm = await createOwnRealm();
  const { keycloak } = realm.sidecar().config;
  await realm.console.realms.update({ realm: keycloak.realm }, { loginTheme: 'keycloak.v2' });
  own = await startOwnProcess({ KEYCLOAK_REALM: keycloak.realm, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
});
afterAll(async () => {
  await own?.stop();
  await realm?.remove();
});

/** Somebody whose link has expired. */
async function late() {
  const { clientId } = realm.sidecar().config.keycloak;
  const { id, email } = await createUser(realm.console, { password: null });
  await realm.console.users.executeActionsEmail({ id, clientId, lifespan: 1, actions: ['UPDATE_PASSWORD'] });
  const key = keyOf(await mailTo(email));
  const agent = supertest.agent(own.url);
  const page = await until('the key to expire', async () => {
    const answer = await agent.get('/activar').query({ key });
    return answer.status === 410 && load(answer.text);
  });
  const ask = (fields: Record<string, string>) =>
    agent
      .post('/reenviar')
      .redirects(1)
      .type('form')
      .send({ _csrf: page.value('_csrf'), ...fields });
  return { email, key, ask };
}

test('whoever asks with an expired key is asked for the address: whose key it is, Keycloak’s page does not tell', async () => {
  const { email, key, ask } = await late();
  const answer = load((await ask({ key }).expect(200)).text);
  expect(answer.heading).toBe('Pida un enlace nuevo');
  expect(answer.text).toContain('no sabemos');
  expect(answer.summary).toEqual([]);
  const [head, claims] = key.split('.');
  const forged = load((await ask({ key: `${head}.${claims}.AAAA` }).expect(200)).text);
  expect(forged.$('main').html()).toBe(answer.$('main').html());
  expect(await mailsTo(email, 1)).toHaveLength(1);

  expect(load((await ask({ email }).expect(200)).text).heading).toBe('Revise su correo');
  await mailTo(email, { count: 2 });
});

test('/readyz stays ready and says what to do', async () => {
  const { body } = await supertest(own.url).get('/readyz').expect(200);
  expect(body).toMatchObject({ status: 'degraded', checks: { theme: expect.stringContaining('--apply --recommended') } });
});

test('and says so where the sidecar’s client wears another one, too: people go on at Keycloak’s own pages', async () => {
  const [client] = await realm.console.clients.find({ clientId: realm.sidecar().config.keycloak.clientId });
  const attributes = { ...client?.attributes, login_theme: 'keycloak.v2' };
  await realm.console.clients.update({ id: client?.id ?? '' }, { ...client, attributes });
  await until('it is noticed', async () => {
    const { body } = await supertest(own.url).get('/readyz').expect(200);
    return body.status === 'degraded' && body.checks.theme.includes('client');
  });
});
