import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { invite } from '../../src/invitations/commands/invite.ts';
import type { PasskeyPolicy } from '../../src/keycloak/password/passkey-policy.ts';
import { PASSKEY, PASSWORD } from '../../src/keycloak/ride/required-actions.ts';
import { anAdmin } from '../support/actors.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Html, load } from '../support/html.ts';
import { FILLED, keyOf } from '../support/invite.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailTo } from '../support/mail.ts';
import { setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import type { OwnSidecar } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';
import { setAction } from '../support/required-actions.ts';
import { until } from '../support/wait.ts';

/** Somebody who is invited to sign in with a passkey asks for a password: a sidecar that may die, and realms that do not let them. */

const { keycloakUrl, sidecarUrl } = testEnvironment();
let keycloak: Switch;
let forms: OwnForms;
let sidecar: OwnSidecar;
beforeAll(async () => {
  keycloak = await startSwitch(keycloakUrl);
  forms = await createOwnForms({
    KEYCLOAK_URL: keycloak.url,
    KEYCLOAK_PUBLIC_URL: keycloakUrl,
    PUBLIC_URL: sidecarUrl,
    SIGN_IN: 'passkey',
  });
  sidecar = forms.realm.sidecar();
});
afterEach(() => keycloak.restore());
afterAll(async () => {
  await forms?.remove();
  await keycloak?.stop();
});

async function invited() {
  const { id, email } = await invite(sidecar, { email: uniqueEmail(), signIn: 'passkey' }, { actor: anAdmin });
  const key = keyOf(await mailTo(email));
  const agent = supertest.agent(forms.url);
  const page = async () => load((await agent.get('/activar').query({ key }).expect(200)).text);
  const csrf = (await page()).value('_csrf');
  const post = (fields: Record<string, string>) =>
    agent
      .post('/activar')
      .type('form')
      .send({ _csrf: csrf, key, ...fields });
  return {
    id,
    page,
    post,
    choosePassword: () => post({ signIn: 'password' }),
    send: () => post({ ...FILLED, signIn: 'password' }),
  };
}

async function stateOf(id: string) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  const { requiredActions: actions = [], attributes = {} } = user ?? {};
  return { actions, signIn: attributes['invitation.signIn']?.[0] ?? 'password', types: credentials.map(({ type }) => type) };
}

async function setPasswords(enabled: boolean): Promise<void> {
  await setAction(forms.realm.console, PASSWORD, { enabled });
  const person = await invited();
  await until('the sidecar to know', async () => (await person.page()).$('[name="signIn"]').length > 0 === enabled);
}

test('a sidecar that dies between any two requests leaves the account with one way in, and the same link goes on', async () => {
  let died = 0;
  for (let count = 0; ; count++) {
    const person = await invited();
    keycloak.cutAfter(count);
    const { status } = await person.send();
    keycloak.restore();
    const { actions, signIn, types } = await stateOf(person.id);
    if (status < 400) break;
    died += 1;
    expect(count).toBeLessThan(40);
    // Either the passkey, or a password that is asked for, or one that is stored.
    const asked = actions.filter((action) => action === PASSKEY || action === 'UPDATE_PASSWORD');
    expect([count, asked.length, types]).toEqual([count, types.length > 0 ? 0 : 1, types.length > 0 ? ['password'] : []]);
    expect([count, signIn]).toEqual([count, asked[0] === PASSKEY ? 'passkey' : 'password']);
    if (types.length === 0) {
      await person.send().expect(303);
      expect(await stateOf(person.id)).toEqual({ actions: [], signIn: 'password', types: ['password'] });
    }
  }
  expect(died).toBeGreaterThan(3);
});

describe('where the realm lets nobody have a password', () => {
  beforeAll(() => setPasswords(false));
  afterAll(() => setPasswords(true));

  test('the page helps without one, and takes none', async () => {
    const person = await invited();
    const page = await person.page();
    expect(page.$('[name="signIn"]')).toHaveLength(0);
    expect(page.$('[data-passkey-impossible]').text()).toContain('en su teléfono');
    expect(page.$('[data-passkey-impossible] a[href="/soporte"]')).toHaveLength(1);
    expect(load((await person.choosePassword().expect(200)).text).$('[name="password"]')).toHaveLength(0);
    await person.send();
    expect(await stateOf(person.id)).toMatchObject({ signIn: 'passkey', types: [] });
    expect((await stateOf(person.id)).actions).toContain(PASSKEY);
  });
});

test('the guide tells how most people get to sign in here, what a mail may say otherwise, and what everybody is asked for', async () => {
  await setDefaultActions(forms.realm, 'TERMS_AND_CONDITIONS', 'CONFIGURE_TOTP');
  const read = async () => load((await supertest(forms.url).get('/ayuda').expect(200)).text);
  const words = (page: Html, id: string) => page.$(`section[aria-labelledby="${id}"]`).text().replace(/\s+/g, ' ');
  const page = await until('the guide', async () => {
    const found = await read();
    return words(found, 'mas') !== '' && found;
  });
  expect(words(page, 'pasos')).toContain('Pulse «Crear la llave de acceso»');
  expect(words(page, 'pasos')).not.toMatch(/contraseña/i);
  expect(words(page, 'llave')).toContain('abra el enlace del correo en otro');
  expect(words(page, 'formas')).toMatch(/Una contraseña: elíjala/);
  expect(words(page, 'formas')).not.toContain('Una llave de acceso');
  expect(words(page, 'mas')).toMatch(/Las condiciones.*Una aplicación de autenticación/);
  expect(words(page, 'mas')).not.toContain('Códigos de recuperación');
  expect(page.$('#contrasena, #contrasena-olvidada')).toHaveLength(0);
  await setDefaultActions(forms.realm);
});

describe('where our page can make no passkey', () => {
  const change = async (policy: PasskeyPolicy) => {
    const which = { realm: forms.realm.console.realmName };
    const realms = forms.realm.console.realms;
    await realms.update(which, { ...(await realms.findOne(which)), ...policy } as object);
  };
  let origins: string[] | undefined;
  beforeAll(async () => {
    const found = (await forms.realm.console.realms.findOne({ realm: forms.realm.console.realmName })) as PasskeyPolicy;
    origins = found.webAuthnPolicyPasswordlessExtraOrigins;
    await change({ webAuthnPolicyPasswordlessExtraOrigins: [] });
  });
  afterAll(() => change({ webAuthnPolicyPasswordlessExtraOrigins: origins ?? [] }));

  test('the page that leads on to Keycloak’s offers a password, too', async () => {
    const person = await invited();
    const page = await until('the sidecar to know', async () => {
      const found = await person.page();
      return found.heading !== 'Active su cuenta' && found;
    });
    expect(page.$('a.button').attr('href')).toContain('/login-actions/action-token');
    expect(page.text).toContain('Elegir una contraseña');
    expect(load((await person.choosePassword().expect(200)).text).$('[name="password"]')).toHaveLength(1);
    await person.send().expect(303);
    expect(await stateOf(person.id)).toEqual({ actions: [], signIn: 'password', types: ['password'] });
  });
});

test('a password that was stored before codes are shown is not asked for again beside them', async () => {
  await setDefaultActions(forms.realm, 'CONFIGURE_RECOVERY_AUTHN_CODES');
  const person = await invited();
  const page = load((await person.send().expect(200)).text);
  expect(page.$('.codes code')).toHaveLength(12);
  expect(page.$('[name^="password"], [name="firstName"]')).toHaveLength(0);
  await person.post({ ride: page.value('ride'), codes: 'kept' }).expect(303);
  expect((await stateOf(person.id)).types.toSorted()).toEqual(['password', 'recovery-authn-codes']);
  await setDefaultActions(forms.realm);
});
