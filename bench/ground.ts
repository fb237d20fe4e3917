import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogger, type Logger } from '../src/common/log.ts';
import { DIST, ROOT } from '../src/common/paths.ts';
import { letManageCompanies } from '../src/dev/keycloak/company-rights.ts';
import { consoleAdmin } from '../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../src/dev/keycloak/fixed-names.ts';
import { fetchKeycloak, startKeycloak, THEMES_AS_IN_PRODUCTION } from '../src/dev/keycloak/keycloak.ts';
import { freePort } from '../src/dev/machine/ports.ts';
import { findJava } from '../src/dev/machine/tools.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from '../src/keycloak/api/keycloak-admin.ts';
import { keycloakServer } from '../src/keycloak/api/server.ts';
import { REALM_FILE } from '../src/keycloak/realm/realm-file.ts';
import { readBrand } from '../src/settings/brand.ts';
import { type Config, loadConfig } from '../src/settings/config.ts';

export interface Measurement {
  what: string;
  value: number;
  unit: string;
  goal?: { atLeast?: number; atMost?: number };
}

export interface Topic {
  title: string;
  /** A ground of its own, where the usual one will not do. */
  lay?(log: (line: string) => void): Promise<BenchGround>;
  measure(ground: BenchGround): Promise<Measurement[]>;
}

/** One real Keycloak with an in-memory database and a mail server that is never in the way; `npm run build` must have run. */
export interface BenchGround {
  config: Config;
  /** The environment of a sidecar process. */
  env: Record<string, string>;
  /** The sidecar's own client, signed in as its service account. */
  admin: KeycloakAdmin;
  logger: Logger;
  dir: string;
  log: (line: string) => void;
  /** Mails that have arrived so far. */
  mails(): Promise<number>;
  stop(): Promise<void>;
}

export interface GroundOptions {
  /** Where Keycloak is unpacked: one that runs on another kind of database needs a place of its own. */
  dataDir?: string;
  /** PostgreSQL: its JDBC address and user. In memory by default. */
  database?: readonly ['postgres', address: string, user: string];
}

export async function layBenchGround(log: (line: string) => void, options: GroundOptions = {}): Promise<BenchGround> {
  const { dataDir = join(ROOT, '.data', 'test'), database: [database, address = '', user = ''] = ['dev-mem'] } = options;
  const dir = await mkdtemp(join(tmpdir(), 'sidecar-bench-'));
  const [keycloakPort, smtpPort, port] = [await freePort(), await freePort(), await freePort()];
  const clientSecret = randomBytes(24).toString('hex');
  const publicUrl = `http://localhost:${port}`;
  const sink = await startSink(smtpPort);
  log('starting Keycloak');
  const keycloak = await startKeycloak({
    home: await fetchKeycloak({ dataDir, env: process.env, log }),
    java: await findJava(process.env),
    port: keycloakPort,
    database,
    args: [
      ...THEMES_AS_IN_PRODUCTION,
      ...(address ? [`--db-url=${address}`, `--db-username=${user}`, '--db-password=none'] : []),
    ],
    realm: REALM,
    realmFile: REALM_FILE,
    companiesLater: true,
    placeholders: {
      KEYCLOAK_CLIENT_ENABLED: 'true',
      KEYCLOAK_CLIENT_SECRET: clientSecret,
      PUBLIC_URL: publicUrl,
      PLATFORM_URL: publicUrl,
      SMTP_PORT: String(smtpPort),
      SMTP_FROM: readBrand().senderAddress,
    },
    themesDir: join(DIST, 'themes'),
    admin: CONSOLE_ADMIN,
    logFile: join(dir, 'keycloak.log'),
    // Its database is in its heap: with the usual 512 MB, half an hour went by in garbage collection before 100,000 users were made.
    javaOptions: ['-Xmx3g'],
  }).catch((error) => {
    sink.process.kill();
    throw error;
  });

  await letManageCompanies(consoleAdmin({ url: keycloak.url, realm: REALM, ...CONSOLE_ADMIN }));
  const env = {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    KEYCLOAK_URL: keycloak.url,
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    IMPORT_DIR: join(dir, 'imports'),
    LOG_LEVEL: 'warn',
    BENCH_SMTP_PORT: String(smtpPort),
  };
  const config = loadConfig(env);
  return {
    config,
    env,
    admin: createKeycloakAdmin(config, keycloakServer(config)),
    logger: createLogger('warn'),
    dir,
    log,
    mails: sink.count,
    async stop() {
      await keycloak.stop();
      sink.process.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function startSink(port: number): Promise<{ process: ChildProcess; count(): Promise<number> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'smtp-sink.ts'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  return {
    process: child,
    async count() {
      const answer = once(lines, 'line');
      child.stdin.write('\n');
      return Number((await answer)[0]);
    },
  };
}
