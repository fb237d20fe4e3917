import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { readActionToken } from '../../src/keycloak/ride/action-token.ts';
import { load } from '../support/html.ts';
import { GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { ownAdministrator, ownToken } from '../support/own-token.ts';
import { uniqueEmail } from '../support/realm.ts';
import { setAction } from '../support/required-actions.ts';
import { until } from '../support/wait.ts';

/** What people meet when somebody has changed the realm: their link is as good as before, and they are told so. */

let forms: OwnForms;
let bearer: string;
let client: ClientRepresentation & { id: string };

beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  bearer = await ownAdministrator(console);
  const [found] = await console.clients.find({ clientId: CLIENT_ID });
  client = { ...found, id: found?.id ?? '' };
});
afterAll(() => forms?.remove());

const realmName = () => forms.realm.sidecar().config.keycloak.realm;
const setClient = (change: Partial<ClientRepresentation>) =>
  forms.realm.console.clients.update({ id: client.id }, { ...client, ...change });
const setRealm = (change: object) => forms.realm.console.realms.update({ realm: realmName() }, change);

const visit = (form: OwnForm) => supertest(forms.url).get(new URL(form.url).pathname + new URL(form.url).search);
const readyz = async () => (await supertest(forms.url).get('/readyz')).body.checks as Record<string, string>;
/** Until the sidecar's answers of before have run out. */
const said = (check: string, words: string) => until(words, async () => (await readyz())[check]?.includes(words));

describe('“the service is paused, the link is not used up”', () => {
  test.each<[string, () => Promise<unknown>, () => Promise<unknown>, string, string]>([
    [
      'the client is disabled',
      () => setClient({ enabled: false }),
      () => setClient({ enabled: true }),
      'redirectUris',
      'client is disabled',
    ],
    [
      'the realm is disabled',
      () => setRealm({ enabled: false }),
      () => setRealm({ enabled: true }),
      'redirectUris',
      'realm is disabled',
    ],
  ])('%s', async (_, breakIt, mendIt, check, words) => {
    const form = await forms.open();
    await breakIt();
    try {
      await said(check, words);
      const page = await until('the page', async () => {
        const answer = await visit(form);
        return answer.status === 502 && answer;
      });
      expect(load(page.text).heading).toBe('El servicio está en pausa');
      expect(page.text).toContain('no se ha gastado');
      const sent = await form.submit().expect(502);
      expect(load(sent.text).heading).toBe('El servicio está en pausa');
    } finally {
      await mendIt();
    }
    await until('the mended realm', async () => (await visit(form)).status === 200);
    await form.submit().expect(303);
  });

  test('signing in is checked as well: standard flow, and the address that it leads back to', async () => {
    await setClient({ redirectUris: (client.redirectUris ?? []).filter((uri) => uri.includes('activada')) });
    await said('redirectUris', '/entrar/retorno');
    await setClient({ standardFlowEnabled: false });
    await said('redirectUris', 'standard flow');
    await setClient({});
    await said('redirectUris', 'ok');
  });

  test('while no link can leave, nothing is made and no link is promised; the earlier link stays the good one', async () => {
    const invite = (email: string) =>
      supertest(forms.url).post('/api/v1/invitations').set('Authorization', bearer).send({ email });
    const email = uniqueEmail();
    const { body: invitation } = await invite(email).expect(201);
    const key = keyOf(await mailTo(email));
    const page = () => supertest(forms.url).get('/activar').query({ key });
    await setClient({ redirectUris: ['https://other.test/*'] });
    try {
      await said('redirectUris', '/activada?i=none');
      await until('a refusal before anything is made', async () => {
        const other = uniqueEmail();
        expect((await invite(other).expect(502)).body.code).toBe('keycloak_misconfigured');
        return (await forms.realm.console.users.find({ email: other, exact: true })).length === 0;
      });
      const before = await forms.realm.console.users.findOne({ id: invitation.id });
      const resent = supertest(forms.url).post(`/api/v1/invitations/${invitation.id}/resend`).set('Authorization', bearer);
      expect((await resent.expect(502)).body.code).toBe('keycloak_misconfigured');
      expect(await forms.realm.console.users.findOne({ id: invitation.id })).toEqual(before);

      expect(load((await page().expect(502)).text).heading).toBe('El servicio está en pausa');
      const agent = supertest.agent(forms.url);
      const csrf = load((await agent.get('/reenviar').expect(200)).text).value('_csrf');
      const asked = await agent.post('/reenviar').type('form').send({ _csrf: csrf, email }).expect(502);
      expect(load(asked.text).heading).toBe('El servicio está en pausa');
    } finally {
      await setClient({});
    }
    await said('redirectUris', 'ok');
    expect(await mailsTo(email, 1)).toHaveLength(1);
    expect(load((await page().expect(200)).text).heading).toBe('Active su cuenta');
  });
});

test('where the realm does not ask for the profile, the page asks for a password alone', async () => {
  await setAction(forms.realm.console, 'UPDATE_PROFILE', { enabled: false });
  try {
    await said('requiredActions', 'UPDATE_PROFILE is off');
    const form = await forms.open();
    const page = await form.page();
    expect([page.$('[name="firstName"]').length, page.$('[name="password"]').length]).toEqual([0, 1]);
    await form.submit().expect(303);
  } finally {
    await setAction(forms.realm.console, 'UPDATE_PROFILE', { enabled: true });
  }
});

describe('a fault in the data that only Keycloak finds', () => {
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const validations = { pattern: { pattern: '(?i)^ab[0-9]+$' } };
  const GOOD: [string, string] = ['badge', 'AB12'];
  const WRONG: [string, string] = ['badge', 'XY12'];
  let own: UserProfileConfig;
  beforeAll(async () => {
    const { users } = forms.realm.console;
    own = await users.getProfile();
    await users.updateProfile({ ...own, attributes: [...(own.attributes ?? []), { name: 'badge', permissions, validations }] });
    const realm = await forms.realm.console.realms.findOne({ realm: realmName() });
    await setRealm({ passwordPolicy: `${realm?.passwordPolicy} and passwordHistory(3)` });
  });
  const open = async () => {
    const form = await forms.open();
    await until('the field', async () => (await form.page()).$('[name="badge"]').length > 0);
    return form;
  };
  /** The end of a password grant says whether it is the account's password, even while something is asked of it. */
  const passwordIs = async (form: OwnForm) => {
    const grant = { grant_type: 'password', username: form.email, password: GOOD_PASSWORD };
    const answer = await ownToken(realmName(), grant).catch((error: Error) => error.message);
    return { signsIn: answer.startsWith('ey'), isRight: answer.startsWith('ey') || answer.includes('not fully set up') };
  };

  test('leaves nothing behind, and the same form goes through once it is mended', async () => {
    const form = await open();
    const page = load((await form.submit([WRONG]).expect(422)).text);
    expect(page.faultOf('badge')).not.toBe('');
    expect((await passwordIs(form)).isRight).toBe(false);
    await form.submit([GOOD]).expect(303);
    expect((await passwordIs(form)).signsIn).toBe(true);
  });

  test('in a realm that asks for the password first: the page says that it stands, and the rest is asked for at the sign-in', async () => {
    await setAction(forms.realm.console, 'UPDATE_PASSWORD', { priority: 30 });
    await setAction(forms.realm.console, 'UPDATE_PROFILE', { priority: 57 });
    await said('requiredActions', 'before UPDATE_PROFILE');
    const good = await open();
    await good.submit([GOOD]).expect(303);
    expect((await passwordIs(good)).signsIn).toBe(true);

    const form = await open();
    const { console } = forms.realm;
    await console.users.update({ id: form.id }, { requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'] });
    const { issuedAt } = readActionToken(new URL(form.url).searchParams.get('key') ?? '') ?? {};
    await until('a later second than the mail’s', () => Date.now() > (issuedAt?.getTime() ?? Infinity) + 1000);
    const page = await form.submit([WRONG]).expect(200);
    expect(load(page.text).heading).toBe('Su contraseña ya está guardada');
    expect(page.text).toContain('badge: Este dato no tiene el formato que se pide');
    const signIn = load(page.text).$('main a.button').attr('href') ?? '';
    expect(new URL(signIn).searchParams.get('login_hint')).toBe(form.email);
    expect(await passwordIs(form)).toEqual({ signsIn: false, isRight: true });
    expect((await console.users.findOne({ id: form.id }))?.requiredActions).toEqual(['UPDATE_PROFILE']);
    // The same link opened again, or its form sent again: nobody is asked for the same password, which would be refused.
    for (const again of [await form.page(), load((await form.submit([GOOD]).expect(200)).text)]) {
      expect(again.heading).toBe('Su contraseña ya está guardada');
      expect(again.$('[name="password"]')).toHaveLength(0);
      expect(new URL(again.$('main a.button').attr('href') ?? '').searchParams.get('login_hint')).toBe(form.email);
    }
    // A newer mail for a new password is another matter.
    await console.users.executeActionsEmail({ id: form.id, clientId: CLIENT_ID, lifespan: 3600, actions: ['UPDATE_PASSWORD'] });
    const newer = keyOf(await mailTo(form.email, { count: 2 }));
    const anew = await supertest(forms.url).get('/activar').query({ key: newer }).expect(200);
    expect(load(anew.text).$('[name="password"]')).toHaveLength(1);
  });

  test('also where both have the same priority: then Keycloak goes by their names', async () => {
    await setAction(forms.realm.console, 'UPDATE_PROFILE', { priority: 40 });
    await setAction(forms.realm.console, 'UPDATE_PASSWORD', { priority: 40 });
    await said('requiredActions', 'before UPDATE_PROFILE');
    const form = await open();
    expect(load((await form.submit([WRONG]).expect(200)).text).heading).toBe('Su contraseña ya está guardada');
    await setAction(forms.realm.console, 'UPDATE_PASSWORD', { name: 'Zu guter Letzt' });
    const other = await open();
    await other.submit([WRONG]).expect(422);
  });
});
