import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { invitedUsers } from '../../../src/invitations/activation-adapter.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { readActionToken } from '../../../src/keycloak/ride/action-token.ts';
import { keycloakLink, openRide } from '../../../src/keycloak/ride/ride.ts';
import { readPageState } from '../../../src/keycloak/ride/steps/page-state.ts';
import { anAdmin } from '../../support/actors.ts';
import { load } from '../../support/html.ts';
import { keyOf } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { setAction } from '../../support/required-actions.ts';
import { until } from '../../support/wait.ts';

/** VERIFY_EMAIL among the actions of a mail, of which Keycloak 26.8 makes that opening the link proves the address. */

const OURS = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];
const FILLED = { profile: { firstName: ['Ana'], lastName: ['Prado'] }, password: 'Faro-8-nube-Lima' };

let realm: OwnRealm;
let sidecar: OwnSidecar;
beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
});
afterAll(() => realm?.remove());

const actionsOf = (key: string) => decodeJwt<{ rqac: string[] }>(key).rqac;
const keyTo = async (email: string, count = 1) => keyOf(await mailTo(email, { count }));
const userOf = async (id: string) => (await realm.console.users.findOne({ id })) ?? {};

/**
 * Redeems a key as our page does, and tells each page that Keycloak has shown on the way.
 * @param beforeForm what happens in Keycloak before the first form is sent.
 */
async function ridden(key: string, beforeForm = async () => {}) {
  const pages: string[] = [];
  let isFirst = true;
  const { server } = sidecar;
  const watched: typeof server = {
    ...server,
    async request(address, call) {
      if (call?.method === 'POST' && isFirst) {
        isFirst = false;
        await beforeForm();
      }
      const answer = await server.request(address, call);
      const page = readPageState(answer.text)?.page;
      if (page) pages.push(page);
      return answer;
    },
  };
  const token = readActionToken(key);
  const { proveAddress } = invitedUsers(sidecar.admin, sidecar.logger);
  const ride = await openRide(watched, key, { ip: '127.0.0.1', locale: 'es' });
  if (ride.kind !== 'good' || !token) throw new Error('the key is not good');
  const { kind } = await ride.redeem(FILLED, undefined, () => proveAddress(token));
  return { kind, pages };
}

/** Whether people may change their address on Keycloak's own pages. */
async function setAddressEditable(isEditable: boolean): Promise<void> {
  const { attributes = [], ...profile } = await realm.console.users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: isEditable ? ['admin', 'user'] : ['admin'] };
  const changed = attributes.map((attribute) => (attribute.name === 'email' ? { ...attribute, permissions } : attribute));
  await realm.console.users.updateProfile({ ...profile, attributes: changed });
}

/** Invites a user of the console, as the worker does, with fresh settings of the realm. */
async function adopted(requiredActions: string[]): Promise<string> {
  const { id, email } = await createUser(realm.console, { password: null, requiredActions });
  expect((await inviteExisting(realm.sidecar(), anAdmin, id)).outcome).toBe('invited');
  return keyTo(email);
}

describe.each([false, true])('in a realm that has people prove their address: %s', (verifyEmail) => {
  beforeAll(() => realm.console.realms.update({ realm: realm.console.realmName }, { verifyEmail }));

  test('the person meets the same pages and gets one mail, and the address is proved as before', async () => {
    // As it was before: a mail without the action.
    const former = await createUser(realm.console, { password: null });
    await realm.console.users.executeActionsEmail({ id: former.id, clientId: sidecar.config.keycloak.clientId, actions: OURS });
    const before = await ridden(await keyTo(former.email));

    const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    const key = await keyTo(email);
    expect(actionsOf(key)).toEqual([...OURS, 'VERIFY_EMAIL']);
    expect(await userOf(id)).toMatchObject({
      emailVerified: false,
      requiredActions: expect.not.arrayContaining(['VERIFY_EMAIL']),
    });
    expect(await ridden(key)).toEqual(before);
    expect(before).toEqual({ kind: 'done', pages: ['info', 'login-update-profile', 'login-update-password', 'info'] });
    for (const person of [former.id, id])
      expect(await userOf(person)).toMatchObject({ emailVerified: true, requiredActions: [] });
    for (const address of [former.email, email]) expect(await mailsTo(address, 1)).toHaveLength(1);
  });

  test('so it is after another mail, and after a correction of the address', async () => {
    const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    await resend(sidecar, anAdmin, id);
    const again = await keyTo(email, 2);
    const { email: corrected } = await amend(sidecar, anAdmin, id, { email: uniqueEmail() });
    const key = await keyTo(corrected);
    for (const each of [again, key]) expect(actionsOf(each)).toContain('VERIFY_EMAIL');
    expect((await ridden(key)).kind).toBe('done');
    expect(await userOf(id)).toMatchObject({ email: corrected, emailVerified: true, requiredActions: [] });
    expect(await mailsTo(corrected, 1)).toHaveLength(1);
  });
});

describe('where Keycloak wants the address proved all the same', () => {
  beforeAll(() => realm.console.realms.update({ realm: realm.console.realmName }, { verifyEmail: true }));
  /** As Keycloak 26.8 does with a key that was mailed without the action: the key alone has proved nothing. */
  const unproved = (id: string) => async () => {
    await realm.console.users.update({ id }, { ...(await userOf(id)), emailVerified: false });
  };

  test('the key of an invitation is the proof, and the ride goes on', async () => {
    const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    const { kind, pages } = await ridden(await keyTo(email), unproved(id));
    expect([kind, pages]).toEqual([
      'done',
      ['info', 'login-update-profile', 'login-verify-email', 'login-update-password', 'info'],
    ]);
    expect(await userOf(id)).toMatchObject({ emailVerified: true, requiredActions: [] });
  });

  test('that of a mail from the console is none, and Keycloak’s own pages go on', async () => {
    const { id, email } = await createUser(realm.console, { password: null });
    await realm.console.users.executeActionsEmail({ id, clientId: sidecar.config.keycloak.clientId, actions: OURS });
    expect((await ridden(await keyTo(email), unproved(id))).kind).toBe('unknown_page');
    expect(await userOf(id)).toMatchObject({ emailVerified: false });
  });
});

describe('a user of the console', () => {
  beforeAll(() => realm.console.realms.update({ realm: realm.console.realmName }, { verifyEmail: false }));
  afterAll(() => setAddressEditable(false));

  test('keeps what the console asks them for, and Keycloak’s own page lists no more than that', async () => {
    const key = await adopted(['update_user_locale']);
    const { text } = await sidecar.server.request(keycloakLink(sidecar.server, key));
    expect(load(text).$('#kc-required-actions li')).toHaveLength(3);
    expect(actionsOf(key).toSorted()).toEqual([...OURS, 'update_user_locale', 'VERIFY_EMAIL'].toSorted());
    expect(actionsOf(await adopted(['VERIFY_EMAIL'])).toSorted()).toEqual([...OURS, 'VERIFY_EMAIL'].toSorted());
    // A passkey comes at the first sign-in: a key that names it would not be used up before.
    expect(actionsOf(await adopted(['webauthn-register']))).not.toContain('webauthn-register');
  });

  test('who may change their address on Keycloak’s own pages need not prove the new one', async () => {
    await setAddressEditable(true);
    expect(actionsOf(await adopted(['update_user_locale']))).not.toContain('VERIFY_EMAIL');
    // Our page lets nobody change it, whatever it asks for.
    expect(actionsOf(await adopted(['CONFIGURE_TOTP', 'TERMS_AND_CONDITIONS']))).toContain('VERIFY_EMAIL');
  });
});

test('a realm without the action gets mails without it, and the key does the same', async () => {
  await setAction(realm.console, 'VERIFY_EMAIL', { enabled: false });
  const { id, email } = await invite(realm.sidecar(), { email: uniqueEmail() }, { actor: anAdmin });
  const key = await keyTo(email);
  expect(actionsOf(key)).toEqual(OURS);
  expect((await ridden(key)).kind).toBe('done');
  await until('the account', async () => ((await userOf(id)).requiredActions ?? []).length === 0);
});
