import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { THEME_JAR } from '../../src/build/themes/jar.ts';
import { createLogger } from '../../src/common/log.ts';
import { DIST, ROOT } from '../../src/common/paths.ts';
import { themesRequirement } from '../../src/configure/themes.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { checkTheme } from '../../src/keycloak/checks/theme.ts';
import { REALM_FILE, readRealmFile } from '../../src/keycloak/realm/realm-file.ts';
import { readBrand } from '../../src/settings/brand.ts';
import { loadConfig } from '../../src/settings/config.ts';
import { wire } from '../../src/wiring.ts';
import { anAdmin } from '../support/actors.ts';
import { startBalancer } from '../support/balancer.ts';
import { testEnvironment } from '../support/environment.ts';
import { mailTo } from '../support/mail.ts';
import { startProductionKeycloak } from '../support/production-keycloak.ts';
import { uniqueEmail } from '../support/realm.ts';

jest.setTimeout(900_000);

/** The theme as a jar, on a Keycloak that is built and then started optimized, with the environment that compose.production.yml gives it. */
const shared = testEnvironment();
const PUBLIC_URL = 'https://start.example.test';
const HOSTNAME = 'https://login.example.test';
const clientSecret = randomBytes(24).toString('hex');
let dir: string;
let keycloak: Awaited<ReturnType<typeof startProductionKeycloak>>;

/** Its settings with values, but for those of another database and of another network than here. */
async function environment(): Promise<Record<string, string>> {
  const { services } = parse(await readFile(join(ROOT, 'compose.production.yml'), 'utf8'), { merge: true });
  const values: Record<string, string> = {
    ...services.keycloak.environment,
    KC_BOOTSTRAP_ADMIN_USERNAME: shared.consoleAdmin.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: shared.consoleAdmin.password,
    KC_HOSTNAME: HOSTNAME,
    KC_PROXY_TRUSTED_ADDRESSES: '127.0.0.0/8',
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    PUBLIC_URL,
    PLATFORM_URL: PUBLIC_URL,
    SMTP_HOST: 'localhost',
    SMTP_PORT: new URL(shared.smtpUrl).port,
    SMTP_AUTH: 'false',
    SMTP_PASSWORD: '',
    SMTP_STARTTLS: 'false',
    SMTP_FROM: 'no-reply@example.test',
    SUPPORT_EMAIL: 'help@example.test',
  };
  const ofTheDatabase = ['KC_DB_URL', 'KC_DB_USERNAME'];
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !ofTheDatabase.includes(name))
      .map(([name, value]) => [name, value.replace(/\$\{[A-Z_]+:-([^}]*)\}/, '$1')]),
  );
}

const node = async (name: string, providers: string[]) =>
  startProductionKeycloak({ name, dir, providers, realmFile: REALM_FILE, env: await environment() });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'production-'));
  keycloak = await node('with-theme', [join(DIST, THEME_JAR)]);
});
afterAll(async () => {
  await keycloak?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A sidecar of this Keycloak, in this process. */
function sidecar(url: string) {
  const config = loadConfig({
    NODE_ENV: 'production',
    KEYCLOAK_URL: url,
    KEYCLOAK_PUBLIC_URL: HOSTNAME,
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    SESSION_SECRET: shared.sessionSecret,
    PUBLIC_URL,
    LOG_LEVEL: 'silent',
  });
  return wire(config, createLogger(config.logLevel));
}

/** As the proxy asks. */
async function page(path: string): Promise<string> {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.example.test', 'x-forwarded-port': '443' };
  const answer = await fetch(keycloak.url + path, { headers, redirect: 'manual' });
  return answer.text();
}

const SIGN_IN =
  '/realms/amperecloud/protocol/openid-connect/auth?client_id=account-console&response_type=code&scope=openid' +
  `&redirect_uri=${encodeURIComponent(`${HOSTNAME}/realms/amperecloud/account`)}` +
  '&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

test('the sign-in page, its files and the account console wear the theme', async () => {
  const login = await page(SIGN_IN);
  expect(login).toContain('id="keycloak-state"');
  expect(login).toContain(readBrand().name);
  const { server, config } = sidecar(keycloak.url);
  await checkTheme(server, config.keycloak.clientId);

  const files = [...login.matchAll(/\/resources\/[^"]+\/amperecloud\/[^"]+/g)].map(([path]) => path);
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    const answer = await fetch(keycloak.url + file);
    expect([file, answer.status]).toEqual([file, 200]);
    await answer.arrayBuffer();
  }
  expect(await page('/realms/amperecloud/account/')).toMatch(/\/amperecloud\/css\/account\.\w+\.css/);
});

test('an invitation’s mail is ours, in both of its forms, and leads to the sidecar', async () => {
  const { email } = await invite(sidecar(keycloak.url), { email: uniqueEmail() }, { actor: anAdmin });
  const mail = await mailTo(email);
  expect(mail.subject).toBe('Activación de cuenta Amperecloud');
  expect(mail.link).toMatch(new RegExp(`^${PUBLIC_URL}/activar\\?key=`));
  for (const form of [mail.text, mail.html]) {
    expect(form).toContain('help@example.test');
    expect(form).not.toMatch(/\$\{|FreeMarker|freemarker/);
  }
});

test('it writes nothing but its temporary files: the rest can be read-only', async () => {
  await page(SIGN_IN);
  const others = (await keycloak.written()).filter((path) => !path.startsWith('data/tmp/'));
  expect(others).toEqual([]);
});

test('a node without the theme beside it is named in one line, at /readyz and by configure', async () => {
  const other = await node('without-theme', []);
  const balancer = await startBalancer({ url: keycloak.url }, { url: other.url });
  try {
    const { server, config } = sidecar(balancer.url);
    await expect(checkTheme(server, config.keycloak.clientId)).rejects.toThrow(/^a node of Keycloak lacks our theme/);
    const admin = consoleAdmin({ url: balancer.url, realm: 'amperecloud', ...shared.consoleAdmin });
    const said = (await themesRequirement(admin, { realm: readRealmFile() }).look()).map(({ text }) => text);
    expect(said).toEqual(
      ['email', 'login'].map((type) => expect.stringContaining(`a node of Keycloak has no ${type} theme amperecloud`)),
    );
  } finally {
    await balancer.stop();
    await other.stop();
  }
});
