import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, ROOT } from '../../src/common/paths.ts';
import { letManageCompanies } from '../../src/dev/keycloak/company-rights.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { createDemoData } from '../../src/dev/keycloak/demo.ts';
import { CLIENT_ID, CONSOLE_ADMIN, REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { fetchKeycloak, startKeycloak, THEMES_AS_IN_PRODUCTION } from '../../src/dev/keycloak/keycloak.ts';
import { NEWEST } from '../../src/dev/keycloak/versions.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { findJava } from '../../src/dev/machine/tools.ts';
import { startMailCatcher } from '../../src/dev/mail-catcher.ts';
import { REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';
import { readBrand } from '../../src/settings/brand.ts';
import type { TestEnvironment } from './environment.ts';
import { fixedPort } from './fixed-port.ts';
import { createTestClients } from './realm-setup.ts';
import { startSidecarProcess } from './sidecar-process.ts';
import { testedVersion } from './tested-version.ts';

/** Keycloak stays unpacked and built here between runs; it is another folder than that of `npm start`, so both can run at once. */
const CACHE = join(ROOT, '.data', 'test');

const MAILED_EVENTS = [
  'LOGIN_ERROR',
  'UPDATE_PASSWORD',
  'UPDATE_CREDENTIAL',
  'REMOVE_CREDENTIAL',
  'UPDATE_TOTP',
  'REMOVE_TOTP',
  'USER_DISABLED_BY_TEMPORARY_LOCKOUT',
  'USER_DISABLED_BY_PERMANENT_LOCKOUT',
];

/** A tenth of a second of processor time less for each password that a test sets or signs in with. The realm's policy stays as it is. */
const QUICK_HASHES = ['--spi-password-hashing--argon2--iterations=1', '--spi-password-hashing--argon2--memory=64'];

/**
 * What all suites share: one real Keycloak with an in-memory database, one mail catcher, one sidecar as a process of its own, all on free ports. All
 * of it ends with the test run, however that ends (src/dev/machine/supervised-process.ts).
 */
export interface Ground {
  environment: TestEnvironment;
  stop(): Promise<void>;
}

export async function layGround(log: (line: string) => void): Promise<Ground> {
  const base = (await keptBase()) ?? (await layBase(log));
  try {
    const { environment } = base;
    const port = Number(new URL(environment.sidecarUrl).port);
    const sidecar = await startSidecarProcess(environment, { port, logFile: environment.sidecarLog });
    const stop = async () => {
      await sidecar.stop();
      await base.stop();
    };
    return { environment, stop };
  } catch (error) {
    await base.stop();
    throw error;
  }
}

const version = testedVersion();
/** The file in which `npm run test:ground` tells the addresses of what it keeps running, one for each KEYCLOAK_VERSION. */
export const KEPT_BASE = join(CACHE, version === NEWEST ? 'ground.json' : `ground-${version}.json`);

/** Keycloak and mail catcher that `npm run test:ground` keeps running, if it does; stopping them is its own business. */
async function keptBase(): Promise<Ground | undefined> {
  if (process.env.CI) return undefined;
  const text = await readFile(KEPT_BASE, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const environment: TestEnvironment = JSON.parse(text);
  const answer = await fetch(`${environment.keycloakUrl}/realms/${environment.realm}`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ? { environment, stop: async () => {} } : undefined;
}

/** Everything but the sidecar. */
export async function layBase(log: (line: string) => void): Promise<Ground> {
  const java = await findJava(process.env);
  const home = await fetchKeycloak({ dataDir: CACHE, env: process.env, log });
  const dir = await mkdtemp(join(tmpdir(), 'sidecar-test-'));
  // The sidecar's port is left free until a run of tests takes it.
  const [keycloakPort, smtpPort, webPort, sidecarPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await fixedPort(),
  ];
  const sidecarUrl = `http://localhost:${sidecarPort}`;
  const clientSecret = randomBytes(24).toString('hex');
  const sessionSecret = randomBytes(32).toString('hex');
  const brand = readBrand();

  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.splice(0).map((part) => part.stop()));
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const mail = await startMailCatcher({ smtpPort, webPort, mailDir: join(dir, 'mails'), logFile: join(dir, 'maildev.log') });
    running.push(mail);
    const keycloak = await startKeycloak({
      home,
      java,
      port: keycloakPort,
      database: 'dev-mem',
      realm: REALM,
      realmFile: REALM_FILE,
      companiesLater: true,
      placeholders: {
        KEYCLOAK_CLIENT_ENABLED: 'true',
        KEYCLOAK_CLIENT_SECRET: clientSecret,
        PUBLIC_URL: sidecarUrl,
        PLATFORM_URL: sidecarUrl,
        SMTP_PORT: String(smtpPort),
        SMTP_FROM: brand.senderAddress,
      },
      themesDir: join(DIST, 'themes'),
      admin: CONSOLE_ADMIN,
      logFile: join(dir, 'keycloak.log'),
      // Two kinds of mail that Keycloak sends only when told so, credential offers and notices of locked accounts; two client secrets at a
      // time, which 26.8 has by itself, and SCIM: each realm has to switch these two on for itself.
      args: [
        ...THEMES_AS_IN_PRODUCTION,
        `--features=${['oid4vc-vci', 'client-secret-rotation', ...((await hasScim(home)) ? ['scim-api'] : [])].join(',')}`,
        `--spi-events-listener--email--include-events=${MAILED_EVENTS.join(',')}`,
        ...QUICK_HASHES,
      ],
    });
    running.push(keycloak);
    const admin = consoleAdmin({ url: keycloak.url, realm: REALM, ...CONSOLE_ADMIN });
    await letManageCompanies(admin);
    await createDemoData(admin);
    await createTestClients(admin, CLIENT_ID);

    const environment: TestEnvironment = {
      sidecarUrl,
      keycloakUrl: keycloak.url,
      realm: REALM,
      clientId: CLIENT_ID,
      clientSecret,
      sessionSecret,
      mailUrl: mail.webUrl,
      smtpUrl: mail.smtpUrl,
      sidecarLog: join(dir, 'sidecar.log'),
      consoleAdmin: CONSOLE_ADMIN,
      realmKey: generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'der' })
        .toString('base64'),
    };
    return { environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Keycloaks before 26.6 have no SCIM of their own, and do not start when asked for it. */
async function hasScim(home: string): Promise<boolean> {
  return (await readdir(join(home, 'lib', 'lib', 'main'))).some((jar) => jar.includes('.keycloak-scim-'));
}
