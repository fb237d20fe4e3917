import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { amend } from '../../src/invitations/commands/amend.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { addressHash } from '../../src/invitations/record/mailed-address.ts';
import { anAdmin } from '../support/actors.ts';
import { wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailTo } from '../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';

/** Somebody moves an invitation to another mailbox while its person is half-way through: nobody else may get the account that is active now. */
const { keycloakUrl } = testEnvironment();
let realm: OwnRealm;
let line: Switch;
let sidecar: OwnSidecar;
let web: OwnProcess;

beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
  sidecar = realm.sidecar();
  const { keycloak } = sidecar.config;
  web = await startOwnProcess({
    KEYCLOAK_URL: line.url,
    KEYCLOAK_PUBLIC_URL: keycloakUrl,
    KEYCLOAK_REALM: keycloak.realm,
    KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret,
  });
});

afterAll(async () => {
  await web?.stop();
  await line?.stop();
  await realm?.remove();
});

test('the account keeps the address whose key was redeemed, and the other key is dead', async () => {
  const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  const other = uniqueEmail('otra');
  const key = keyOf(await mailTo(email));
  const agent = supertest.agent(web.url);
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  // Keycloak has taken the key and the first of its pages, and has not been given the password.
  line.doBeforeAnswer('POST', /login-actions\/required-action/, () => amend(sidecar, anAdmin, id, { email: other }));
  await agent
    .post('/activar')
    .type('form')
    .send({ _csrf: csrf, key, ...FILLED })
    .expect(303);

  const user = await until('the account is written down as active', async () => {
    const now = await realm.console.users.findOne({ id });
    return now?.attributes?.['invitation.status']?.[0] === 'activated' && now;
  });
  expect(user).toMatchObject({ email, username: email });
  // What was mailed to the other one proves nothing of this account.
  expect(user.attributes?.['invitation.mailedTo']).toEqual([addressHash(email)]);
  const late = keyOf(await mailTo(other));
  const answer = await fetch(`${keycloakUrl}/realms/${sidecar.config.keycloak.realm}/login-actions/action-token?key=${late}`);
  expect(answer.status).toBe(400);
});

test('a page of Keycloak’s own that is open by the first key comes to nothing where the invitation is revoked, corrected and sent again', async () => {
  const { id, email } = await invite(sidecar, { email: uniqueEmail(), firstName: 'Eva', lastName: 'Mar' }, { actor: anAdmin });
  const address = `${keycloakUrl}/realms/${realm.console.realmName}/login-actions/action-token`;
  const stranger = wanderer();
  let shown = await stranger.press(await stranger.open(`${address}?key=${keyOf(await mailTo(email))}`));
  if (shown.page.$('[name="firstName"]').length > 0) shown = await stranger.send(shown, { firstName: 'Eva' });
  expect(shown.page.$('[name="password-new"]')).toHaveLength(1);
  const other = uniqueEmail('otra');
  await revoke(sidecar, anAdmin, id);
  await amend(sidecar, anAdmin, id, { email: other });
  const again = await resend(sidecar, anAdmin, id);
  expect(again.id).not.toBe(id);
  const answer = await stranger.send(shown, { 'password-new': GOOD_PASSWORD, 'password-confirm': GOOD_PASSWORD });
  expect([answer.status >= 400, await realm.console.users.getCredentials({ id: again.id })]).toEqual([true, []]);
  const key = keyOf(await mailTo(other));
  await supertest(web.url).get('/activar').query({ key }).expect(200);
});

test('a note that they have begun, which is written late, takes back nothing of what they have typed', async () => {
  const { id, email } = await invite(sidecar, { email: uniqueEmail(), firstName: 'Bea' }, { actor: anAdmin });
  const key = keyOf(await mailTo(email));
  const agent = supertest.agent(web.url);
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  const user = new RegExp(`/users/${id}$`);
  const isActive = async () =>
    (await realm.console.users.findOne({ id }))?.attributes?.['invitation.status']?.[0] === 'activated';
  let submitted: Promise<unknown> | undefined;
  // The account has been read for the note, which is not written yet.
  line.doBeforeAnswer('GET', user, async () => {
    submitted = Promise.resolve(
      agent
        .post('/activar')
        .type('form')
        .send({ _csrf: csrf, key, ...FILLED }),
    );
    await until('the activation to overtake the note', isActive, { timeout: 2000 }).catch(() => {});
  });
  await agent.post('/activar/abierta').type('form').send({ _csrf: csrf, key }).expect(204);
  expect(await submitted).toMatchObject({ status: 303 });
  await until('the account is written down as active', isActive);
  expect(await realm.console.users.findOne({ id })).toMatchObject({ firstName: FILLED.firstName, lastName: FILLED.lastName });
});
