import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { createLogger } from '../../src/common/log.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { attributesOf, newRecord } from '../../src/invitations/record/invitation.ts';
import { createRealmSettings } from '../../src/keycloak/realm/realm-settings.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD } from '../support/invite.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/** The form of other realms than ours: what their administrators may think of. */
let forms: OwnForms;
let browser: TestBrowser;

beforeAll(async () => {
  [forms, browser] = await Promise.all([createOwnForms(), openBrowser()]);
});
afterAll(async () => {
  await Promise.all([forms?.remove(), browser?.close()]);
});

const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };

/** The realm's own attributes and these. */
async function profileWith(attributes: UserProfileAttribute[]) {
  const { users } = forms.realm.console;
  own ??= await users.getProfile();
  const added = attributes.map((attribute) => ({ permissions, ...attribute }));
  await users.updateProfile({ ...own, attributes: [...(own.attributes ?? []), ...added] });
}
let own: UserProfileConfig | undefined;

/** The page, once it is as awaited: a change in the console shows within two seconds. */
const pageWith = (form: OwnForm, selector: string) =>
  until(selector, async () => {
    const page = await form.page();
    return page.$(selector).length > 0 && page;
  });

describe('attributes that are called like something of the page', () => {
  const RENAMED = ['_csrf', 'key', 'lang', 'password', 'passwordConfirm', 'dataset', '__proto__'];
  const NAMES = [...RENAMED, 'constructor', 'a', 'a-error', 'a-1'];
  const fieldOf = (name: string) => (RENAMED.includes(name) ? `profile:${name}` : name);
  const values = (value: string) => NAMES.map((name): [string, string] => [fieldOf(name), value]);

  beforeAll(() =>
    profileWith(
      NAMES.map((name) => ({
        name,
        displayName: `Campo ${name}`,
        validations: { length: { min: 3 } },
        required: { roles: ['user'] },
      })),
    ),
  );

  test('are shown beside it, each with a name and an id of its own', async () => {
    const page = await (await forms.open({ attributes: { password: ['ningún secreto'], a: ['uno'] } })).page();
    for (const name of NAMES) expect(page.$(`[name="${fieldOf(name)}"][id^="profile-"]`)).toHaveLength(1);
    expect(page.value('profile:password')).toBe('ningún secreto');
    for (const own of ['key', '_csrf']) expect(page.$(`[data-activation] [name="${own}"]`)).toHaveLength(1);
    expect(page.$('[name="password"]').attr('type')).toBe('password');
    const ids = page
      .$('[id]')
      .map((_, element) => page.$(element).attr('id'))
      .get();
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('have their faults, each at its field and in the summary, and keep what was typed', async () => {
    const page = load((await (await forms.open()).submit(values('xy')).expect(422)).text);
    expect(page.summary).toHaveLength(NAMES.length);
    for (const name of NAMES) {
      expect([name, page.faultOf(fieldOf(name))]).toEqual([name, expect.stringContaining('3')]);
      expect(page.value(fieldOf(name))).toBe('xy');
    }
    for (const link of page.$('.error-summary a').get()) {
      const id = (page.$(link).attr('href') ?? '').slice(1);
      expect(page.$(`[id="${id}"]`).is('input')).toBe(true);
    }
  });

  test('are stored, and the password is another', async () => {
    const form = await forms.open();
    await form.submit(values('valor')).expect(303);
    const stored = await form.attributes();
    expect(NAMES.filter((name) => Object.hasOwn(stored, name) && stored[name]?.[0] === 'valor')).toEqual(NAMES);
  });
});

describe('attributes that want a client scope', () => {
  const required = { roles: ['user'] };

  test('are asked for when Keycloak’s page does, and stay while other faults are mended', async () => {
    await profileWith([
      { name: 'office', displayName: 'Oficina', required, selector: { scopes: ['profile'] } },
      { name: 'call', required, selector: { scopes: ['phone'] } },
    ]);
    // Of a mail from the console: its client has the scope `profile` by default, and ours has not.
    const form = await forms.open({ clientId: 'account' });
    const first = await until('the new attribute', async () => {
      const page = load((await form.submit()).text);
      return page.faultOf('office') !== '' && page;
    });
    expect(first.summary).toEqual(['Oficina: Rellene este campo.']);
    const second = load(
      (
        await form
          .submit([
            ['office', 'Vigo'],
            ['password', 'corta'],
          ])
          .expect(422)
      ).text,
    );
    expect(second.value('office')).toBe('Vigo');
    await form.submit([['office', 'Vigo']]).expect(303);
    expect(await form.attributes()).toMatchObject({ office: ['Vigo'] });
  });

  test('are part of the form where the sidecar’s own client has it', async () => {
    const { console, sidecar } = forms.realm;
    const [client] = await console.clients.find({ clientId: CLIENT_ID });
    const scope = (await console.clientScopes.find()).find(({ name }) => name === 'profile');
    await console.clients.addDefaultClientScope({ id: client?.id ?? '', clientScopeId: scope?.id ?? '' });
    const { admin } = sidecar();
    expect(
      await createRealmSettings(admin, createLogger('silent'), {
        publicUrl: 'http://localhost',
        keycloakPublicUrl: 'http://localhost',
      }).scopes(),
    ).toContain('profile');
  });
});

describe('what a realm may ask for', () => {
  test('a label that only the realm’s default language has is shown in that one', async () => {
    const { console, sidecar } = forms.realm;
    const { realm } = sidecar().config.keycloak;
    await console.realms.addLocalization({ realm, selectedLocale: 'es', key: 'ficha' }, 'Número de ficha');
    await profileWith([
      { name: 'badge', displayName: '${ficha}' },
      { name: 'city', displayName: '${locality}' },
    ]);
    const form = await forms.open({ attributes: { locale: ['en'] } });
    const label = (name: string, page: Html) => page.$(`label[for="profile-${name}"]`).text();
    const page = await pageWith(form, '[name="badge"]');
    expect([label('badge', page), label('city', page)]).toEqual(['Número de ficha (optional)', 'Town or city (optional)']);
  });

  test('several values: room for five without JavaScript, all stored, and one too many is told', async () => {
    await profileWith([
      { name: 'phones', displayName: 'Teléfonos', multivalued: true, validations: { multivalued: { max: 6 } } },
    ]);
    const form = await forms.open({ attributes: { phones: ['600 000 000'] } });
    await pageWith(form, '[name="phones"]');
    const seven = Array.from({ length: 7 }, (_, n): [string, string] => ['phones', `60${n}`]);
    expect(load((await form.submit(seven).expect(422)).text).faultOf('phones')).toContain('6');

    const page = await browser.visit({ javaScript: false });
    await page.goto(form.url);
    const inputs = page.locator('[name="phones"]');
    expect(await inputs.count()).toBe(5);
    for (const n of [1, 2, 4]) await inputs.nth(n).fill(`60${n}`);
    for (const name of ['password', 'passwordConfirm']) await page.locator(`[name="${name}"]`).fill(GOOD_PASSWORD);
    await page.getByRole('button', { name: 'Crear' }).click();
    await until('the values', async () => (await form.attributes()).phones?.join() === '600 000 000,601,602,604');
  });

  test('several values with JavaScript: one is added and taken away with a button, up to what the realm allows', async () => {
    await profileWith([{ name: 'tags', displayName: 'Temas', multivalued: true, validations: { multivalued: { max: 3 } } }]);
    const form = await forms.open();
    await pageWith(form, '[name="tags"]');
    const page = await browser.visit();
    await page.goto(form.url);
    const add = page.getByRole('button', { name: 'Añadir otro' });
    const inputs = page.locator('[name="tags"]');
    expect(await inputs.count()).toBe(1);
    await inputs.fill('uno');
    await add.click();
    await page.keyboard.type('dos');
    await add.click();
    await page.keyboard.type('tres');
    expect(await add.isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Quitar: .*2$/ }).click();
    expect(await add.isVisible()).toBe(true);
    await page.locator('#password').fill(GOOD_PASSWORD);
    await page.getByRole('button', { name: 'Crear' }).click();
    await until('the values', async () => (await form.attributes()).tags?.join() === 'uno,tres');
  });

  test('a username of one’s own, where the realm lets people choose it; the password is held against that one', async () => {
    const { console, sidecar } = forms.realm;
    const { realm } = sidecar().config.keycloak;
    const before = await console.realms.findOne({ realm });
    const passwordPolicy = `${before?.passwordPolicy} and notContainsUsername`;
    await console.realms.update(
      { realm },
      { ...before, registrationEmailAsUsername: false, editUsernameAllowed: true, passwordPolicy },
    );
    try {
      await profileWith([]);
      const form = await forms.open();
      const page = await pageWith(form, '[name="username"]:not([readonly])');
      expect(page.value('username')).toBe(form.email);
      const name = `ana.prado.${form.id.slice(0, 8)}`;
      const fault = load(
        (
          await form
            .submit([
              ['username', name],
              ['password', `${GOOD_PASSWORD}${name}`],
            ])
            .expect(422)
        ).text,
      );
      expect(fault.faultOf('password')).toBe('Quite su nombre de usuario de la contraseña.');
      // By it Keycloak would take its owner, who comes by a company's provider, for this account.
      const boss = uniqueEmail('jefa');
      const another = load((await form.submit([['username', boss]]).expect(422)).text);
      expect([another.faultOf('username'), another.value('username')]).toEqual([expect.stringContaining('otra persona'), boss]);
      await form.submit([['username', name]]).expect(303);
      expect(await console.users.findOne({ id: form.id })).toMatchObject({ username: name });
    } finally {
      await console.realms.update({ realm }, before ?? {});
    }
  });
});

test('an attribute that only admins have to fill in, since the invitation, keeps nobody from the page or from activating', async () => {
  const form = await forms.open({ attributes: attributesOf(newRecord('Alba Ferrer')) });
  await profileWith([{ name: 'ticket', required: { roles: ['admin'] }, permissions: { view: ['admin'], edit: ['admin'] } }]);
  try {
    // The realm's settings before these may be believed for two seconds.
    await until('no username to choose', async () => (await form.page()).$('[name="username"]:not([readonly])').length === 0);
    await form.opened().expect(204);
    const page = load((await form.submit([['password', 'corta']]).expect(422)).text);
    expect(page.faultOf('password')).toContain('demasiado corta');
    await form.submit().expect(303);
  } finally {
    await profileWith([]);
  }
});
