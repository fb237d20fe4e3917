import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseProperties } from '../../../src/build/mails/properties.ts';
import { THEME_SOURCES } from '../../../src/build/themes/themes.ts';
import { LOCALES } from '../../../src/settings/brand.ts';
import { testEnvironment } from '../../support/environment.ts';

/**
 * Keycloak's Spanish mixes tú and usted, says some things wrongly and others in English; its Catalan says tu, its Basque is incomplete, and Galician
 * it has none. So no sentence that somebody of this realm may read is Keycloak's own. What Keycloak has is asked of the server: a newer one may
 * have more.
 */
type Type = 'login' | 'account';

/** The sentences of a theme without the realm's own, as Keycloak hands them to its consoles; `theme` names another one than the realm's. */
async function sentencesOf(type: Type, locale: string, theme?: string): Promise<Map<string, string>> {
  const { keycloakUrl, realm } = testEnvironment();
  const query = `?source=true${theme ? `&theme=${theme}` : ''}`;
  const answer = await fetch(`${keycloakUrl}/resources/${realm}/${type}/${locale}${query}`);
  expect(answer.status).toBe(200);
  const list = (await answer.json()) as { key: string; value: string; source: 'THEME' | 'REALM' }[];
  return new Map(list.filter(({ source }) => source === 'THEME').map(({ key, value }) => [key, value]));
}

async function ownSentences(type: Type, locale = 'es'): Promise<Map<string, string>> {
  const text = await readFile(join(THEME_SOURCES, type, 'messages', `messages_${locale}.properties`), 'utf8');
  return new Map([...parseProperties(text)].map(([key, { value }]) => [key, value]));
}

/** Sentences that nobody of this realm meets. */
const NOT_MET = {
  // Names of roles and of Keycloak's own clients, the sign-in in a terminal, brands, and mark-up around the realm's name.
  login: /^(role_|client_|console-|openshift\.|impersonate|doImpersonate|totpApp|realmChoice|locale_)|Html$/,
  // Explanations of the administration console, which that file holds too.
  account: /Help$|^rolesScope$|^theme\.|^locale_/,
};

const WHOLLY_OURS = ['es', 'ca', 'gl', 'eu'] as const;

describe.each(WHOLLY_OURS.flatMap((locale) => (['login', 'account'] as const).map((type) => [locale, type] as const)))(
  'the %s of the %s theme',
  (locale, type) => {
    test('is our own wherever somebody of this realm may read it', async () => {
      const [own, known] = await Promise.all([ownSentences(type, locale), keysOf(type)]);
      expect(known.length).toBeGreaterThan(200);
      expect(known.filter((key) => !own.has(key) && !NOT_MET[type].test(key))).toEqual([]);
    });

    test('is what Keycloak shows', async () => {
      const [own, shown] = await Promise.all([ownSentences(type, locale), sentencesOf(type, locale)]);
      for (const [key, value] of own) expect([key, shown.get(key)]).toEqual([key, value]);
    });
  },
);

describe.each(['login', 'account'] as const)('the Spanish of the %s theme', (type) => {
  test('says "usted", and no more English than a name needs', async () => {
    for (const [key, value] of await ownSentences(type)) {
      expect([key, value]).toEqual([
        key,
        expect.not.stringMatching(/[¡!]|\b(tu|tus|tú|ti|te|contigo|has|tienes|puedes|haz|email|login|passkey|click|token)\b/i),
      ]);
    }
  });
});

/** Somebody who came by their company, or by a passkey, and is asked for a password in the console, has none yet. */
test.each(LOCALES)('in %s the page that asks for a password does not call it new', async (locale) => {
  const shown = await sentencesOf('login', locale);
  for (const key of ['updatePasswordTitle', 'updatePasswordMessage', 'resetPasswordMessage', 'passwordNew', 'passwordConfirm']) {
    expect([key, shown.get(key)]).toEqual([key, expect.stringMatching(/\S/)]);
    expect([key, shown.get(key)]).toEqual([key, expect.not.stringMatching(/\b(nuev|new|neu|nouv|nov|nou|berri)/i)]);
  }
});

const SAYS_PASSWORD = /contraseñ|contrasenya|contrasinal|pasahitz|password|passwort|mot de passe|palavra-passe/i;

/** Also somebody who came by their company, or has a passkey alone, meets these, and has no password. */
test.each(LOCALES)(
  'in %s what makes a passkey or sets up an app, and the choice of a passkey, speak of no password',
  async (locale) => {
    const shown = await sentencesOf('login', locale);
    expect(shown.get('updatePasswordTitle')).toMatch(SAYS_PASSWORD);
    for (const key of ['page.passkey', 'page.passkeySecond', 'webauthn-passwordless-help-text', 'configureTotpMessage']) {
      expect([key, shown.get(key)]).toEqual([key, expect.stringMatching(/\S/)]);
      expect([key, shown.get(key)]).toEqual([key, expect.not.stringMatching(SAYS_PASSWORD)]);
    }
  },
);

/** Keycloak tells these the provider by its alias alone, which nobody knows it by; and it may be somebody's only way in. */
test.each(LOCALES)('in %s what is said of an account at a provider has no alias, and no “also”', async (locale) => {
  const shown = await sentencesOf('login', locale);
  const confirming = ['confirmAccountLinking', 'confirmAccountLinkingBody', 'page.linkConfirm'];
  for (const key of [...confirming, 'federatedIdentityUnavailableMessage']) {
    expect([key, shown.get(key)]).toEqual([key, expect.stringMatching(/\S/)]);
    expect([key, shown.get(key)]).toEqual([
      key,
      expect.not.stringMatching(/\{1\}|\b(también|també|tamén|também|also|auch|aussi|ere)\b/i),
    ]);
  }
});

/** Only an account that exists can be locked: other words for it than for a wrong password or code would tell who has one. */
test.each(LOCALES)('in %s a locked account has the words of a wrong password, or of a wrong code', async (locale) => {
  const shown = await sentencesOf('login', locale);
  for (const [wrong, locked] of [
    ['invalidUserMessage', 'accountTemporarilyDisabledMessage'],
    ['invalidUserMessage', 'accountPermanentlyDisabledMessage'],
    ['invalidTotpMessage', 'accountTemporarilyDisabledMessageTotp'],
    ['invalidTotpMessage', 'accountPermanentlyDisabledMessageTotp'],
  ] as const) {
    expect(shown.has(wrong)).toBe(true);
    expect([locked, shown.get(locked)]).toEqual([locked, shown.get(wrong)]);
  }
});

/** What Keycloak's own theme says; of the account console, what it adds to the base theme, which was made for an older one. */
async function keysOf(type: Type): Promise<string[]> {
  if (type === 'login') return [...(await sentencesOf('login', 'en', 'base')).keys()];
  const [all, older] = await Promise.all([sentencesOf('account', 'en', 'keycloak.v3'), sentencesOf('account', 'en', 'base')]);
  return [...all].filter(([key, value]) => older.get(key) !== value).map(([key]) => key);
}

/** The menu of languages on Keycloak's page of sign-in, by its name: "Idioma: Español". */
async function nameOfLanguageMenu(locale: string): Promise<string | undefined> {
  const { keycloakUrl, realm } = testEnvironment();
  const query = new URLSearchParams({
    client_id: 'account',
    response_type: 'code',
    ui_locales: locale,
    redirect_uri: `${keycloakUrl}/realms/${realm}/account/`,
  });
  const page = await (await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/auth?${query}`)).text();
  return /<summary aria-label="([^"]*)"/.exec(page)?.[1];
}

test.each([
  ['es', 'Idioma: Español'],
  ['fr', 'Langue\u00a0: Français'],
])('in %s a label has the colon of the language', async (locale, name) => {
  expect(await nameOfLanguageMenu(locale)).toBe(name);
});
