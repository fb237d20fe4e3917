import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { banner } from '../../src/dev/banner.ts';
import { DEMO_PASSWORD } from '../../src/dev/keycloak/demo.ts';
import { realmFileChanged } from '../../src/dev/keycloak/realm.ts';
import { keepSecrets } from '../../src/dev/secrets.ts';
import { EMBEDDED_SETTING_NAMES, readEmbeddedSettings } from '../../src/dev/settings.ts';
import { fillPlaceholders, REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';

describe('settings of the embedded start', () => {
  test('have defaults that need no file', () => {
    expect(readEmbeddedSettings({})).toEqual({
      ports: { PORT: 3000, KEYCLOAK_PORT: 8080, MAIL_SMTP_PORT: 1025, MAIL_WEB_PORT: 1080 },
      publicUrl: 'http://localhost:3000',
      platformUrl: undefined,
      dataDir: resolve('.data'),
    });
  });

  test('count as unset when they are empty, as compose files make them', () => {
    const empty = Object.fromEntries(EMBEDDED_SETTING_NAMES.map((name) => [name, '']));
    expect(readEmbeddedSettings(empty)).toEqual(readEmbeddedSettings({}));
  });

  test('follow each other: the public address the port, the platform its login page', () => {
    const settings = readEmbeddedSettings({ PORT: '4000', PLATFORM_LOGIN_URL: 'https://app.example.test/login?x=1' });
    expect(settings).toMatchObject({ publicUrl: 'http://localhost:4000', platformUrl: 'https://app.example.test' });
  });

  test('leave the platform to the example app where browsers are on this machine', () => {
    expect(readEmbeddedSettings({ PORT: '4000' }).platformUrl).toBeUndefined();
    expect(readEmbeddedSettings({ PUBLIC_URL: 'https://cuentas.example.test' }).platformUrl).toBe('https://cuentas.example.test');
    expect(readEmbeddedSettings({ PLATFORM_PORT: '4001' }).ports.PLATFORM_PORT).toBe(4001);
  });

  test('report every fault at once', () => {
    const read = () =>
      readEmbeddedSettings({ PORT: 'abc', KEYCLOAK_PORT: '70000', KEYCLOAK_REALM: 'other', PUBLIC_URL: 'ftp://x' });
    for (const name of [
      'PORT must be a port number',
      'KEYCLOAK_PORT must be',
      'KEYCLOAK_REALM must be amperecloud',
      'PUBLIC_URL must be',
    ]) {
      expect(read).toThrow(name);
    }
  });

  test('refuse one port for two things', () => {
    expect(() => readEmbeddedSettings({ KEYCLOAK_PORT: '3000' })).toThrow('KEYCLOAK_PORT must be another port than PORT (3000)');
  });
});

describe('the data folder', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sidecar-data-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('keeps its secrets, for its owner only', async () => {
    const first = await keepSecrets(dir);
    expect(await keepSecrets(dir)).toEqual(first);
    expect(first.clientSecret).not.toBe(first.sessionSecret);
    expect((await stat(join(dir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('gets new secrets when the old ones are damaged, and other ones than any other folder', async () => {
    const first = await keepSecrets(dir);
    await writeFile(join(dir, 'secrets.json'), '{"clientSecret":"short"');
    expect((await keepSecrets(dir)).clientSecret).not.toBe(first.clientSecret);
  });

  test('remembers which realm file it was made from', async () => {
    expect(await realmFileChanged(dir)).toBe(false);
    expect(await realmFileChanged(dir)).toBe(false);
    await writeFile(join(dir, 'realm.sha256'), 'of another file');
    expect(await realmFileChanged(dir)).toBe(true);
  });
});

describe('keycloak-realm.json', () => {
  test('is kept in one order, so that its changes can be read', async () => {
    const text = await readFile(REALM_FILE, 'utf8');
    expect(text).toBe(`${JSON.stringify(sorted(JSON.parse(text)), null, 2)}\n`);
  });

  test('holds no password and no secret', async () => {
    const realm = JSON.parse(await readFile(REALM_FILE, 'utf8'));
    expect(JSON.stringify(realm)).not.toMatch(new RegExp(`"credentials"|${DEMO_PASSWORD}`));
    const [sidecar, platform] = realm.clients;
    // Imported without a secret, the literal text would be one that everybody knows: then the client is off.
    expect(sidecar).toMatchObject({ secret: '${KEYCLOAK_CLIENT_SECRET}', enabled: '${KEYCLOAK_CLIENT_ENABLED:false}' });
    expect(platform).toMatchObject({ publicClient: true, attributes: { 'pkce.code.challenge.method': 'S256' } });
  });

  test('fills its placeholders as Keycloak does', () => {
    const text = '${A}|${A:x}|${B:http://localhost:1}/*|${C}|${B:}';
    expect(fillPlaceholders(text, { A: 'a' })).toBe('a|a|http://localhost:1/*|${C}|');
  });
});

test('the banner lines up addresses and accounts', () => {
  const text = banner({
    publicUrl: 'http://localhost:3000',
    platformUrl: 'http://localhost:3001',
    keycloakUrl: 'http://localhost:8080',
    mailWebUrl: 'http://localhost:1080',
  });
  expect(text.trim().split('\n')).toHaveLength(9);
  expect(text).toMatch(/^ {2}Mail catcher {3}http:\/\/localhost:1080 {9}/m);
  expect(text).toMatch(/^ {2}gestora@sol\.test {9}Demo-1234! {3}company-admin of Sol$/m);
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
