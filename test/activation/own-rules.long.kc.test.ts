import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import supertest from 'supertest';
import { load } from '../support/html.ts';
import { mailTo } from '../support/mail.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { ownAdministrator } from '../support/own-token.ts';
import { uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/** Realms with rules of their own for people's language, and with sentences of their own. */

let forms: OwnForms;
let own: UserProfileConfig;
let bearer: string;

beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  own = await console.users.getProfile();
  bearer = await ownAdministrator(console);
});
afterAll(() => forms?.remove());

const realmName = () => forms.realm.sidecar().config.keycloak.realm;
const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };

/** The realm's own attributes and this one; the sidecar knows of it within two seconds. */
async function declare(attribute: UserProfileAttribute, isKnown: () => Promise<boolean>) {
  await forms.realm.console.users.updateProfile({
    ...own,
    attributes: [...(own.attributes ?? []), { permissions, ...attribute }],
  });
  await until('the new profile', isKnown);
}

const invite = (body: object) => supertest(forms.url).post('/api/v1/invitations').set('Authorization', bearer).send(body);
const check = async (csv: string) => {
  const send = (path: string) => supertest(forms.url).get(path).set('Authorization', bearer).set('Accept-Language', 'es');
  const { body } = await supertest(forms.url)
    .post('/api/v1/imports?dryRun=true')
    .set('Authorization', bearer)
    .set('Content-Type', 'text/csv')
    .send(csv)
    .expect(202);
  return until('the dry run', async () => {
    const { body: view } = await send(`/api/v1/imports/${body.id}`);
    return (
      view.state !== 'running' && (view as { errors?: unknown; faults?: { column: string; message: string }[]; state: string })
    );
  });
};

/** Whether the sidecar knows by now that the realm refuses a language; Keycloak's own refusal has another code. */
const refuses = async (locale: string) => (await invite({ email: uniqueEmail(), locale })).body.errors?.[0]?.code === 'option';

describe('the language of people', () => {
  test('is stored as it was, and the mail and the page come in the nearest that there is', async () => {
    // Declared as it is, Keycloak's own page would take another one.
    await declare({ name: 'locale' }, async () => true);
    for (const [stored, subject, heading] of [
      ['de', 'Aktivierung', 'Aktivieren Sie Ihr Konto'],
      ['fr', 'Activation de votre compte', 'Activez votre compte'],
      ['pt', 'Ativação', 'Ative a sua conta'],
      ['gl', 'Activación da conta', 'Active a súa conta'],
      ['ca', 'Activació del compte', 'Activi el seu compte'],
      ['eu', 'Kontuaren aktibazioa', 'Aktibatu zure kontua'],
      // Kept as it is, and answered in the nearest.
      ['ast', 'Activación', 'Active su cuenta'],
      ['es-419', 'Activación', 'Active su cuenta'],
    ] as const) {
      const form = await forms.open({ attributes: { locale: [stored] } });
      expect((await mailTo(form.email)).subject).toContain(subject);
      expect((await form.page()).heading).toBe(heading);
      await form.submit().expect(303);
      expect([stored, (await form.attributes()).locale]).toEqual([stored, [stored]]);
    }
  });

  test('becomes another one when the person chooses it on the page, and then only', async () => {
    const form = await forms.open({ attributes: { locale: ['de'] } });
    const english = load((await form.submit([['lang', 'en']]).expect(200)).text);
    expect([english.heading, english.value('language')]).toEqual(['Activate your account', 'en']);
    // Faults on the way do not lose the choice.
    const again = load(
      (
        await form
          .submit([
            ['language', english.value('language')],
            ['password', 'short'],
          ])
          .expect(422)
      ).text,
    );
    expect(again.value('language')).toBe('en');
    await form.submit([['language', 'en']]).expect(303);
    await until('the language', async () => (await form.attributes()).locale?.join() === 'en');
  });

  test('of a realm with some languages only: nobody else’s is written, and whoever has another chooses one', async () => {
    await declare({ name: 'locale', validations: { options: { options: ['en', 'de'] } } }, () => refuses('es'));
    const email = uniqueEmail();
    const { body } = await invite({ email }).expect(201);
    expect([body.status, body.locale]).toEqual(['sent', null]);
    expect((await invite({ email: uniqueEmail(), locale: 'de' }).expect(201)).body.locale).toBe('de');
    const refused = await invite({ email: uniqueEmail(), locale: 'es' }).expect(400);
    expect(refused.body.errors).toMatchObject([{ field: 'locale', code: 'option' }]);
    expect((await check(`correo,idioma\n${uniqueEmail()},es\n${uniqueEmail()},\n`)).faults).toMatchObject([
      { line: 2, column: 'idioma' },
    ]);

    const german = await forms.open({ attributes: { locale: ['de'] } });
    await german.submit().expect(303);
    expect((await german.attributes()).locale).toEqual(['de']);

    // Somebody from before the rule: Keycloak would refuse the whole page.
    await forms.realm.console.users.updateProfile(own);
    const french = await forms.open({ attributes: { locale: ['fr'] } });
    await declare(
      { name: 'locale', validations: { options: { options: ['en', 'de'] } } },
      async () => (await french.page()).$('select[name="locale"]').length > 0,
    );
    const page = await french.page();
    expect(page.$('label[for="profile-locale"]').text()).toContain('Langue');
    expect(page.$('select[name="locale"] option').text()).toContain('Anglais');
    await french.submit([['locale', 'en']]).expect(303);
    expect((await french.attributes()).locale).toEqual(['en']);
  });

  test('of a realm with another spelling is written in that one', async () => {
    const validations = { pattern: { pattern: '^[a-z]{2}_[A-Z]{2}$' } };
    await declare({ name: 'locale', validations }, async () => {
      const { body } = await invite({ email: uniqueEmail(), locale: 'pt' });
      return body.locale === 'pt_BR';
    });
    expect((await invite({ email: uniqueEmail() }).expect(201)).body.locale).toBe('es_ES');
    const form = await forms.open({ attributes: { locale: ['es_MX'] } });
    await form.submit([['language', 'es']]).expect(303);
    expect((await form.attributes()).locale).toEqual(['es_MX']);
    const other = await forms.open({ attributes: { locale: ['es_ES'] } });
    await other.submit([['language', 'en']]).expect(303);
    await until('the language', async () => (await other.attributes()).locale?.join() === 'en_US');
  });
});

describe('the realm’s own sentence of a pattern', () => {
  const SENTENCE = 'Dos mayúsculas y dos cifras';
  const badge = (message: string): UserProfileAttribute => ({
    name: 'badge',
    validations: { pattern: { pattern: '^[A-Z]{2}[0-9]{2}$', 'error-message': message } },
  });

  test('is shown on the page, in the API and in a dry run', async () => {
    const form = await forms.open();
    await declare(badge(SENTENCE), async () => (await form.page()).$('[name="badge"]').length > 0);
    const page = load((await form.submit([['badge', 'xy']]).expect(422)).text);
    expect(page.faultOf('badge')).toContain(SENTENCE);
    const refused = await invite({ email: uniqueEmail(), attributes: { badge: 'xy' } }).expect(400);
    expect(refused.body.errors).toMatchObject([{ field: 'attributes.badge', message: SENTENCE }]);
    const { faults } = await check(`correo,badge\n${uniqueEmail()},xy\n`);
    expect(faults).toMatchObject([{ column: 'badge', message: SENTENCE }]);
  });

  test('of which only the key is named is shown in the words that the realm has for it', async () => {
    const realm = realmName();
    await forms.realm.console.realms.addLocalization({ realm, selectedLocale: 'es', key: 'ficha.mal' }, 'Así no: {0}');
    const form = await forms.open();
    await declare({ ...badge('${ficha.mal}'), displayName: 'Ficha' }, async () => {
      const page = load((await form.submit([['badge', 'xy']]).expect(422)).text);
      return page.faultOf('badge').includes('Así no: Ficha');
    });
  });
});

describe('a realm in which nobody signs in with the address', () => {
  const NOBODYS = { registrationEmailAsUsername: false, loginWithEmailAllowed: false };
  const settings = async (changes: object) => {
    const { console } = forms.realm;
    const realm = realmName();
    await console.realms.update({ realm }, { ...(await console.realms.findOne({ realm })), ...changes });
  };
  beforeAll(() => settings(NOBODYS));
  afterAll(() => settings({ registrationEmailAsUsername: true, loginWithEmailAllowed: true }));
  const username = () => `jdoe-${Math.random().toString(36).slice(2, 8)}`;

  test('mail and page name the username, password managers are given it, and the sign-in is filled in with it', async () => {
    const name = username();
    const form = await forms.open({ username: name });
    const mail = await mailTo(form.email);
    for (const part of [mail.text, load(mail.html).$.text()]) expect(part).toContain(`nombre de usuario (${name})`);
    const page = await until('the realm’s setting', async () => {
      const shown = await form.page();
      return shown.$('input[autocomplete="username"]').val() === name && shown;
    });
    expect(page.$('.account').text()).toContain(name);
    expect(page.$('input[autocomplete="username"]')).toHaveLength(1);
    expect(page.$('form').text()).toContain('con su nombre de usuario y esta contraseña');
    const { location = '' } = (await form.submit().expect(303)).headers;
    expect(new URL(location).searchParams.get('login_hint')).toBe(name);
    const signIn = await supertest(forms.url)
      .get(`/entrar${new URL(location).search}`)
      .expect(303);
    expect(signIn.headers.location).toContain('prompt=none');
    const filled = await supertest(forms.url).get(`/entrar?login_hint=${name}`).expect(303);
    expect(new URL(filled.headers.location ?? '').searchParams.get('login_hint')).toBe(name);
  });

  test('the guide tells people to sign in with the username, and never names the address there', async () => {
    const guide = await until('the guide for usernames', async () => {
      const { $ } = load((await supertest(forms.url).get('/ayuda').set('Accept-Language', 'es').expect(200)).text);
      return $('[aria-labelledby="pasos"]').text().includes('Entre con su nombre de usuario') && $;
    });
    expect(guide('[aria-labelledby="pasos"]').text()).not.toContain('Entre con su correo electrónico');
    expect(guide('#contrasena-olvidada').parent().text()).toContain('solo pide el nombre de usuario');
  });

  test('a username that the person chooses on the page is the one, and there is one field for it', async () => {
    await settings({ editUsernameAllowed: true });
    try {
      const form = await forms.open({ username: username() });
      const page = await until('the field', async () => {
        const shown = await form.page();
        return shown.$('[name="username"]').length > 0 && shown;
      });
      expect(page.$('input[autocomplete="username"]')).toHaveLength(1);
      const chosen = username();
      const { location = '' } = (await form.submit([['username', chosen.toUpperCase()]]).expect(303)).headers;
      expect(new URL(location).searchParams.get('login_hint')).toBe(chosen);
    } finally {
      await settings({ editUsernameAllowed: false });
    }
  });
});
