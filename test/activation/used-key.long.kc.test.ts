import { beforeAll, describe, expect, test } from '@jest/globals';
import { refusalStatus } from '../../src/keycloak/api/faults.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, type Invited, invitationNow, invitePerson, keyOf, openActivation } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { canSignIn, createUser, realmAdmin, userToken } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

/** A key of an invitation whose person has become active by another way is a used key: it would set a new password. */
const admin = realmAdmin();

const OWN_PASSWORD = 'Puerto-5-luna-Sal';

const open = (key: string) => sidecar().get('/activar').query({ key });
const setPassword = (id: string, temporary: boolean, value = OWN_PASSWORD) =>
  admin.users.resetPassword({ id, credential: { type: 'password', value, temporary } });

async function link(id: string): Promise<void> {
  const federatedIdentity = { identityProvider: 'oficina', userId: id, userName: 'ana' };
  await admin.users.addToFederatedIdentity({ id, federatedIdentityId: 'oficina', federatedIdentity });
}

beforeAll(async () => {
  const config = { clientId: 'x', authorizationUrl: 'https://id.example.test/a', tokenUrl: 'https://id.example.test/t' };
  await admin.identityProviders
    .create({ alias: 'oficina', providerId: 'oidc', config, hideOnLogin: true })
    .catch((error) => expect(refusalStatus(error)).toBe(409));
});

describe.each([
  ['an admin has set a password', (id: string) => setPassword(id, false)],
  ['an identity at another provider was linked', link],
])('once %s', (_, become) => {
  let person: Invited;
  let form: Awaited<ReturnType<typeof openActivation>>;
  beforeAll(async () => {
    person = await invitePerson();
    form = await openActivation(person.key);
    await become(person.invitation.id);
  });

  test('the link says that the account is active', async () => {
    expect(load((await open(person.key).expect(410)).text).heading).toBe('Su cuenta ya está activa');
  });

  test('so does a form that was opened before, and it sets no password', async () => {
    expect(load((await form.submit(FILLED).expect(410)).text).heading).toBe('Su cuenta ya está activa');
    expect(await canSignIn(person.invitation.email, GOOD_PASSWORD)).toBe(false);
  });

  test('the invitation counts as activated', async () => {
    const { id } = person.invitation;
    await until('activated', async () => (await invitationNow(id)).status === 'activated', { timeout: 60_000 });
  });
});

test('a temporary password of an admin’s leaves the link as it is', async () => {
  const { key, invitation } = await invitePerson();
  await setPassword(invitation.id, true);
  await (await openActivation(key)).submit().expect(303);
  expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
});

test('a link of a revoked invitation stays dead after an admin has let its person in again; one from the console works', async () => {
  const { key, invitation } = await invitePerson();
  const { id, email } = invitation;
  const user = await admin.users.findOne({ id });
  const attributes = { ...user?.attributes, 'invitation.status': ['revoked'] };
  await admin.users.update({ id }, { ...user, attributes });
  expect(load((await open(key).expect(403)).text).heading).toBe('La invitación se ha anulado');
  await setPassword(id, false);
  expect(load((await open(key).expect(410)).text).heading).toBe('Su cuenta ya está activa');
  await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD'] });
  const console = keyOf(await mailTo(email, { count: 2 }));
  await (await openActivation(console)).submit(FILLED).expect(303);
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(true);
});

test('setting a password by a link of the console’s ends the sessions of whoever was in', async () => {
  const { id, email } = await createUser(admin);
  await userToken(email);
  expect(await admin.users.listSessions({ id })).toHaveLength(1);
  await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD'] });
  await (await openActivation(keyOf(await mailTo(email)))).submit({ password: GOOD_PASSWORD }).expect(303);
  expect(await admin.users.listSessions({ id })).toEqual([]);
});

test('a console’s link that leads somewhere of its own is none of an invitation', async () => {
  const clientId = `portal-${crypto.randomUUID()}`;
  await admin.clients.create({ clientId, redirectUris: ['http://localhost/*'] });
  const { id, email } = await createUser(admin);
  const redirectUri = 'http://localhost/inicio?i=3';
  await admin.users.executeActionsEmail({ id, clientId, redirectUri, actions: ['UPDATE_PASSWORD'] });
  await (await openActivation(keyOf(await mailTo(email)))).submit({ password: GOOD_PASSWORD }).expect(303);
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(true);
});
