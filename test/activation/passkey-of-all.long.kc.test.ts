import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { WORKER } from '../../src/authority/actor.ts';
import { amend } from '../../src/invitations/commands/amend.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../src/invitations/commands/invite-existing.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { PASSKEY, PASSWORD } from '../../src/keycloak/ride/required-actions.ts';
import { pageOf } from '../configure/company-realm.ts';
import { anAdmin } from '../support/actors.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, keyOf } from '../support/invite.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailTo } from '../support/mail.ts';
import { setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import type { OwnSidecar } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';
import { switchActions } from '../support/required-actions.ts';
import { until } from '../support/wait.ts';

/** Somebody who is invited to a passkey gets a password instead: the passkey goes with the invitation's way, and stays where others ask for it. */

const { keycloakUrl, sidecarUrl } = testEnvironment();
const KEY = 'webauthn-register';
let keycloak: Switch;
let forms: OwnForms;
let sidecar: OwnSidecar;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  const settings = { KEYCLOAK_PUBLIC_URL: keycloakUrl, PUBLIC_URL: sidecarUrl, SIGN_IN: 'passkey' };
  forms = await createOwnForms({ KEYCLOAK_URL: keycloak.url, ...settings });
  sidecar = forms.realm.sidecar({ SIGN_IN: 'passkey' });
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await forms?.remove();
  await keycloak?.stop();
});

/** Has the realm ask everybody for these, and waits until the sidecar's commands know. */
async function askAll(...aliases: string[]): Promise<void> {
  await setDefaultActions(forms.realm, ...aliases);
  const asked = async () => (await sidecar.realm.defaultActions()).filter((action) => action !== 'UPDATE_PROFILE');
  await until('the commands to know', async () => String((await asked()).toSorted()) === String(aliases.toSorted()));
}

const invited = async (email = uniqueEmail()) => {
  const { id } = await invite(sidecar, { email, firstName: 'Ana', lastName: 'Prado', signIn: 'passkey' }, { actor: anAdmin });
  return { id, email };
};

/** Somebody whom others have made and asked for these, and the worker has mailed. */
async function adopted(...requiredActions: string[]) {
  const email = uniqueEmail();
  const user = { username: email, email, firstName: 'Ana', lastName: 'Prado', enabled: true, requiredActions };
  const { id } = await forms.realm.console.users.create(user);
  await inviteExisting(sidecar, WORKER, id);
  return { id, email };
}

/** What somebody does behind the link of their last mail. */
async function visitOf({ email }: { email: string }, mails = 1) {
  const key = keyOf(await mailTo(email, { count: mails }));
  const agent = supertest.agent(forms.url);
  const csrf = load((await agent.get('/activar').query({ key }).expect(200)).text).value('_csrf');
  const post = (fields: Record<string, string>) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: csrf, key, ...fields });
  const choosePassword = async () => load((await post({ signIn: 'password' }).expect(200)).text);
  return { post, choosePassword, send: (more = {}) => post({ ...FILLED, signIn: 'password', ...more }) };
}

async function stateOf({ id }: { id: string }) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  const { requiredActions = [], attributes = {} } = user ?? {};
  const noted = attributes['invitation.askedLater'] ?? [];
  return { actions: requiredActions.toSorted(), noted, types: credentials.map(({ type }) => type).toSorted() };
}

const saysLater = (page: { text: string }) => page.text.includes('Después, una llave de acceso');

describe('where the realm asks everybody for one', () => {
  beforeAll(() => askAll(PASSKEY));

  test.each([
    ['who is invited', invited],
    ['whom others have made', adopted],
  ])('of %s it comes at the first sign-in, and the page says so', async (_, made) => {
    const person = await made();
    const { choosePassword, send } = await visitOf(person);
    expect(saysLater(await choosePassword())).toBe(true);
    await send().expect(303);
    expect(await stateOf(person)).toEqual({ actions: [PASSKEY], noted: [], types: ['password'] });
    expect(pageOf({ page: await signIn(forms, person.email) })).toBe('webauthn-register');
  });

  test('it stays after a password that the realm refuses, and after another mail', async () => {
    const person = await invited();
    expect((await (await visitOf(person)).send({ password: person.email, passwordConfirm: person.email })).status).toBe(422);
    await resend(sidecar, anAdmin, person.id);
    await (await visitOf(person, 2)).send().expect(303);
    expect(await stateOf(person)).toEqual({ actions: [PASSKEY], noted: [], types: ['password'] });
  });

  test('a sidecar that dies between any two requests takes it off nobody', async () => {
    let count = 0;
    for (; ; count++) {
      const person = await invited();
      const { send } = await visitOf(person);
      keycloak.cutAfter(count);
      const { status } = await send();
      keycloak.restore();
      if (status < 400) break;
      expect(count).toBeLessThan(40);
      await until('what is owed', async () => {
        const { actions, noted } = await stateOf(person);
        return actions.includes(PASSKEY) && noted.length === 0;
      });
      if ((await stateOf(person)).types.length === 0) await send().expect(303);
      expect([count, await stateOf(person)]).toEqual([count, { actions: [PASSKEY], noted: [], types: ['password'] }]);
    }
    expect(count).toBeGreaterThan(3);
  });

  test('who is given another way stays asked for it, and where nobody can make one it goes', async () => {
    const [one, other] = [await invited(), await invited()];
    await amend(sidecar, anAdmin, one.id, { signIn: 'password' });
    expect((await stateOf(one)).actions).toEqual([PASSWORD, 'UPDATE_PROFILE', PASSKEY].toSorted());
    await (await visitOf(one, 2)).send().expect(303);
    expect(await stateOf(one)).toEqual({ actions: [PASSKEY], noted: [], types: ['password'] });
    const last = await invited();
    const { send } = await visitOf(other);
    await switchActions(forms.realm.console, { [PASSKEY]: false });
    await send().expect(303);
    await amend(sidecar, anAdmin, last.id, { signIn: 'password' });
    await switchActions(forms.realm.console, { [PASSKEY]: true });
    expect(await stateOf(other)).toEqual({ actions: [], noted: [], types: ['password'] });
    expect((await stateOf(last)).actions).toEqual([PASSWORD, 'UPDATE_PROFILE'].toSorted());
  });

  test('beside a security key and codes that everybody is asked for, too', async () => {
    await askAll(PASSKEY, KEY, 'CONFIGURE_RECOVERY_AUTHN_CODES');
    const person = await invited();
    const { send, post } = await visitOf(person);
    const codes = load((await send().expect(200)).text);
    expect(codes.$('.codes code')).toHaveLength(12);
    await post({ ride: codes.value('ride'), codes: 'kept' }).expect(303);
    const types = ['password', 'recovery-authn-codes'];
    expect(await stateOf(person)).toEqual({ actions: [KEY, PASSKEY], noted: [], types });
  });
});

describe('where the realm asks nobody for one', () => {
  beforeAll(() => askAll(KEY));

  test('it goes, and a security key that everybody is asked for stays', async () => {
    const person = await invited();
    const { send } = await visitOf(person);
    await send().expect(303);
    expect(await stateOf(person)).toEqual({ actions: [KEY], noted: [], types: ['password'] });
    const other = await adopted();
    await amend(sidecar, anAdmin, other.id, { signIn: 'password' });
    expect((await stateOf(other)).actions).not.toContain(PASSKEY);
  });

  test('an account that was asked for one before it was invited to one stays asked', async () => {
    await askAll();
    const [one, other] = [await adopted(PASSKEY), await adopted(PASSKEY)];
    const { choosePassword, send } = await visitOf(one);
    expect(saysLater(await choosePassword())).toBe(true);
    await send().expect(303);
    expect(await stateOf(one)).toEqual({ actions: [PASSKEY], noted: [], types: ['password'] });
    // Turned back and forth.
    for (const way of ['password', 'passkey', 'password'] as const) await amend(sidecar, anAdmin, other.id, { signIn: way });
    expect((await stateOf(other)).actions).toContain(PASSKEY);
  });
});
