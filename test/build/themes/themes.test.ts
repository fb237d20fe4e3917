import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseProperties } from '../../../src/build/mails/properties.ts';
import { buildThemes, THEME_SOURCES } from '../../../src/build/themes/themes.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { catalogues } from '../../../src/i18n/index.ts';
import { LOCALES, readBrand } from '../../../src/settings/brand.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'themes-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function filesOf(outDir: string): Promise<Map<string, string>> {
  const theme = join(outDir, 'themes', 'amperecloud');
  const files = (await readdir(theme, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (entry): Promise<[string, string]> => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(theme.length + 1), await readFile(path, 'utf8')];
      }),
    ),
  );
}

const property = (text: string | undefined, name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text ?? '')?.[1];

describe('the themes of another brand', () => {
  let files: Map<string, string>;
  const second = readBrand(join(ROOT, 'test', 'support', 'second-brand.json'));
  const first = readBrand();

  beforeAll(async () => {
    await buildThemes({ brand: second, outDir: join(dir, 'second') });
    files = await filesOf(join(dir, 'second'));
  });

  test('say nothing of the first: no name, address, legal line or colour of it', () => {
    const traces = [
      first.name,
      first.supportEmail,
      ...Object.values(first.legalLine),
      first.colours.light.link,
      first.colours.band,
    ];
    expect(files.size).toBeGreaterThan(10);
    for (const [file, text] of files) {
      // The dictionaries of the strength estimator hold any name that people use as a password.
      if (file.includes('strength-worker')) continue;
      for (const trace of traces) {
        if (text.toLowerCase().includes(trace.toLowerCase())) throw new Error(`${file} says ${trace}`);
      }
    }
  });

  test('carry its name, support address, legal lines and sign', () => {
    const login = files.get(join('login', 'theme.properties'));
    expect(property(login, 'brandName')).toBe(second.name);
    expect(property(login, 'supportEmail')).toBe(second.supportEmail);
    for (const locale of LOCALES) expect(property(login, `legalLine.${locale}`)).toBe(second.legalLine[locale]);
    const account = files.get(join('account', 'theme.properties'));
    expect(property(account, 'title')).toBe(second.name);
    expect(files.get(join('account', 'resources', property(account, 'logo') ?? ''))).toContain('L’Aurore &#38; Söhne');
  });

  test('name resources that are there', () => {
    const login = files.get(join('login', 'theme.properties'));
    for (const name of ['styleSheet', 'script', 'passwordScript', 'sign']) {
      expect([...files.keys()]).toContain(join('login', 'resources', property(login, name) ?? name));
    }
    const account = files.get(join('account', 'theme.properties'));
    for (const name of ['logo', 'favIcon', 'styles']) {
      expect([...files.keys()]).toContain(join('account', 'resources', property(account, name) ?? name));
    }
  });
});

test('the login theme draws every page of Keycloak 26.7’s base theme itself', async () => {
  const pages =
    `code delete-account-confirm delete-credential error frontchannel-logout idp-review-user-profile info link-idp-action login
    login-config-totp login-idp-link-confirm login-idp-link-confirm-override login-idp-link-email login-oauth-grant
    login-oauth2-device-verify-user-code login-otp login-page-expired login-passkeys-conditional-authenticate login-password
    login-recovery-authn-code-config login-recovery-authn-code-input login-reset-otp login-reset-password login-update-password
    login-update-profile login-username login-verify-email login-x509-info logout-confirm register saml-post-form select-authenticator
    select-organization terms update-email webauthn-authenticate webauthn-error webauthn-register`.split(/\s+/);
  const drawn = await readdir(join(THEME_SOURCES, 'login'));
  expect(pages.filter((page) => !drawn.includes(`${page}.ftl`))).toEqual([]);
});

describe('the login theme’s messages', () => {
  const login = join(THEME_SOURCES, 'login');
  const messages = (locale: string) => readFile(join(login, 'messages', `messages_${locale}.properties`), 'utf8');

  test.each(LOCALES)('in %s tell the ends of a key apart, so that the state block can name them', async (locale) => {
    const text = await messages(locale);
    const codes = ['expiredActionMessage', 'expiredActionTokenNoSessionMessage', 'expiredActionTokenSessionExistsMessage'];
    const ends = [...codes, 'invalidCodeMessage', 'accountDisabledMessage', 'accountUpdatedMessage', 'invalidUserMessage'];
    const sentences = ends.map((code) => property(text, code));
    expect(sentences).not.toContain(undefined);
    expect(new Set(sentences).size).toBe(ends.length);
  });

  test('in Spanish say "usted", and shout at nobody', async () => {
    const text = (await messages('es')).replace(/^#.*$/gm, '');
    expect(text).not.toMatch(/\b(tu|tus|tú|ti|contigo|has|tienes|puedes|haz|introduce|escribe)\b/i);
    expect(text).not.toContain('¡');
  });
});

describe('a faulty source stops the build and says where:', () => {
  let sources: string;
  const build = () => buildThemes({ brand: readBrand(), outDir: join(dir, 'faulty'), sources });

  async function edit(file: string, change: (text: string) => string): Promise<void> {
    sources = await mkdtemp(join(dir, 'sources-'));
    await cp(THEME_SOURCES, sources, { recursive: true });
    const path = join(sources, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  }

  test('a sentence that one language lacks', async () => {
    await edit('login/messages/messages_fr.properties', (text) => text.replace(/^page\.noMail=.*\n/m, ''));
    await expect(build()).rejects.toThrow(/messages_fr\.properties: page\.noMail is missing/);
  });

  test('a key that a template asks for and nobody wrote', async () => {
    await edit('login/login.ftl', (text) => `${text}\${msg("page.nonsense")}`);
    await expect(build()).rejects.toThrow(/login\.ftl:\d+: no sentence has the key page\.nonsense/);
  });

  test('a sentence that no template uses', async () => {
    await edit('login/messages/messages_es.properties', (text) => `${text}page.forgotten=Nada\n`);
    await expect(build()).rejects.toThrow(/page\.forgotten/);
  });

  test('a line of the account console’s messages that says nothing', async () => {
    await edit('account/messages/messages_es.properties', (text) => `save=\n${text}`);
    await expect(build()).rejects.toThrow(/account\/messages\/messages_es\.properties:1: expected "key = value"/);
  });

  test('an apostrophe that Java would swallow', async () => {
    await edit('login/messages/messages_en.properties', (text) => `doCancel=Don't\n${text}`);
    await expect(build()).rejects.toThrow(/messages_en\.properties:1: write ’ instead of '/);
  });
});

describe('the sentences of the login theme', () => {
  const sentencesOf = async (locale: string) =>
    parseProperties(await readFile(join(THEME_SOURCES, 'login', 'messages', `messages_${locale}.properties`), 'utf8'));

  // state.ftl draws these with words in the place of numbers, to find the code of a sentence: a choice would throw there.
  test('count nothing where the state block looks for their code', async () => {
    const state = await readFile(join(THEME_SOURCES, 'login', 'state.ftl'), 'utf8');
    const codes = [...state.matchAll(/assign (?:page|field)MessageCodes = \[([\s\S]*?)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/"([^"]+)"/g)].map(([, code = '']) => code),
    );
    expect(codes).toContain('invalidPasswordMinLengthMessage');
    for (const locale of LOCALES) {
      const sentences = await sentencesOf(locale);
      for (const code of codes)
        expect([locale, code, sentences.get(code)?.value ?? '']).toEqual([locale, code, expect.not.stringContaining('choice')]);
    }
  });

  test('never say "1 characters": a number that may be one has a singular, or a sentence that fits every number', async () => {
    for (const locale of LOCALES) {
      const sentences = await sentencesOf(locale);
      for (const [key, { value }] of sentences) {
        if (sentences.has(`${key}.one`)) continue;
        // A number right before a plural noun, and not the upper one of two.
        const plural =
          /(?<!\{1\} \S+ )\{\d\} (caracteres|characters|segundos|seconds|Sekunden|secondes|caractères|caràcters|segons)/;
        expect([locale, key, value]).toEqual([locale, key, expect.not.stringMatching(plural)]);
      }
    }
  });

  test('of the two passkeys, the one that follows a password is told from the one that replaces it', async () => {
    for (const locale of LOCALES) {
      const sentences = await sentencesOf(locale);
      for (const kind of ['webauthn-display-name', 'requiredAction.webauthn-register'] as const) {
        const other = kind.startsWith('webauthn')
          ? 'webauthn-passwordless-display-name'
          : 'requiredAction.webauthn-register-passwordless';
        const [second, alone] = [sentences.get(kind)?.value, sentences.get(other)?.value];
        expect([locale, second]).not.toEqual([locale, alone]);
        expect(second).toMatch(/segundo pass?o|second step|zweite[rn] Schritt|seconde étape|segon pas|bigarren urrats/);
      }
    }
  });
});

test('French puts a space that no line breaks at before : ; ? ! and inside « »', async () => {
  const files = [
    join(THEME_SOURCES, 'login', 'messages', 'messages_fr.properties'),
    join(ROOT, 'email-templates', 'messages', 'fr.properties'),
  ];
  const sentences = Object.entries(catalogues.fr);
  for (const file of files)
    for (const [key, { value }] of parseProperties(await readFile(file, 'utf8'))) sentences.push([key, value]);
  for (const sentence of sentences)
    expect(sentence).toEqual([sentence[0], expect.not.stringMatching(/ [:;?!»]|« |[^\s\u00a0:][?!;](?!\S)/)]);
});
