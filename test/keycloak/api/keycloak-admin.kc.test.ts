import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { administratorOf } from '../../../src/keycloak/api/administrator.ts';
import { refusalBody, refusalStatus } from '../../../src/keycloak/api/faults.ts';
import { testEnvironment } from '../../support/environment.ts';
import { createUser, realmAdmin } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

const admin = realmAdmin();
const NOBODY = '00000000-0000-4000-8000-000000000000';
const reasonOf = async (answer: Promise<unknown>) => {
  const error = await answer.catch((reason: unknown) => reason);
  return { status: refusalStatus(error), body: refusalBody(error), code: (error as { code?: string }).code };
};

test('Keycloak’s refusals are the same, whichever way it was asked', async () => {
  const { email } = await createUser(admin);
  const taken = { username: email, email };
  const wrong = { username: 'a<b@example.test', email: 'no address' };
  const pairs = [
    [404, () => admin.users.listGroups({ id: NOBODY }), () => admin.call('GET', `/users/${NOBODY}/groups`)],
    [409, () => admin.users.create(taken), () => admin.call('POST', '/users', { body: taken })],
    [400, () => admin.users.create(wrong), () => admin.call('POST', '/users', { body: wrong })],
  ] as const;
  for (const [status, client, call] of pairs) {
    const one = await reasonOf(client());
    expect(one).toMatchObject({ status, body: expect.any(Object) });
    expect(await reasonOf(call())).toEqual(one);
  }
});

test('what the admin client answers without a refusal stays as it is', async () => {
  expect(await admin.users.findOne({ id: NOBODY }, { catchNotFound: true })).toBeNull();
  const { id, email } = await createUser(admin);
  expect((await admin.users.find({ email, exact: true })).map((user) => user.id)).toEqual([id]);
  const { text } = await admin.call('GET', '/users', { query: { email, exact: 'true' } });
  expect((JSON.parse(text) as { id: string }[]).map((user) => user.id)).toEqual([id]);
});

test('a token that somebody has called back is asked for anew, whichever way Keycloak is asked', async () => {
  const { keycloakUrl, realm } = testEnvironment();
  const [clientId, secret] = [`called-back-${randomUUID()}`, randomUUID()];
  const { id } = await admin.clients.create({ clientId, secret, serviceAccountsEnabled: true, standardFlowEnabled: false });
  const own = administratorOf({ url: keycloakUrl, realm }, { realm, grant: { clientId, clientSecret: secret } });
  // Its account may not see users, which a token that is not taken would not even tell.
  expect(await reasonOf(own.users.find())).toMatchObject({ status: 403 });
  for (const question of [() => own.users.find(), () => own.call('GET', '/users')]) {
    const notBefore = Math.floor(Date.now() / 1000) + 1;
    await admin.clients.update({ id }, { clientId, notBefore });
    // And the one before old enough: a token that is asked for within a tenth of a second is taken for that which was refused.
    await until('tokens that are young enough', () => Date.now() / 1000 > notBefore + 0.1);
    expect(await reasonOf(question())).toMatchObject({ status: 403 });
  }
});
