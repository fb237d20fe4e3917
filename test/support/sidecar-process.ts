import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DIST, ROOT } from '../../src/common/paths.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { type Supervised, supervise } from '../../src/dev/machine/supervised-process.ts';
import { type TestEnvironment, testEnvironment } from './environment.ts';
import { TEST_CLIENT } from './realm-setup.ts';

export interface SidecarProcessOptions {
  port: number;
  logFile: string;
  /** Settings that differ from those of the shared sidecar. */
  settings?: Record<string, string>;
  /** A program and its arguments that runs it, such as `unshare --mount …`. */
  runner?: readonly string[];
}

/** The built sidecar, as `npm start` runs it against a Keycloak that is there. Waits until it is ready. */
export async function startSidecarProcess(
  environment: Pick<TestEnvironment, 'sidecarUrl' | 'keycloakUrl' | 'clientSecret' | 'sessionSecret' | 'smtpUrl'>,
  { port, logFile, settings = {}, runner = [] }: SidecarProcessOptions,
): Promise<Supervised> {
  const main = join(DIST, 'server', 'main.js');
  if (!existsSync(main)) throw new Error('dist/server/main.js is missing: run npm run build');
  const [command = process.execPath, ...args] = [...runner, process.execPath, main];
  const sidecar = await supervise({
    command,
    args,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: environment.sidecarUrl,
      KEYCLOAK_URL: environment.keycloakUrl,
      KEYCLOAK_CLIENT_SECRET: environment.clientSecret,
      SESSION_SECRET: environment.sessionSecret,
      API_CLIENTS: TEST_CLIENT.clientId,
      SMTP_URL: environment.smtpUrl,
      LOG_LEVEL: 'debug',
      IMPORT_DIR: join(dirname(logFile), 'imports'),
      // Suites that run at once share one administrator.
      IMPORTS_PER_PERSON: '100',
      STREAMS_PER_PERSON: '100',
      ...settings,
    },
    cwd: ROOT,
    logFile,
  });
  try {
    await untilReady(sidecar, `http://localhost:${settings.MANAGEMENT_PORT ?? port}/readyz`);
    return sidecar;
  } catch (error) {
    await sidecar.stop();
    throw error;
  }
}

export interface OwnProcess {
  url: string;
  /** What it has logged so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

/** Another web process beside the shared one, for a suite that uses up its rate limits or needs other settings. */
export async function startOwnProcess(settings: Record<string, string> = {}, at?: number): Promise<OwnProcess> {
  const [port, dir] = [at ?? (await freePort()), await mkdtemp(join(tmpdir(), 'own-sidecar-'))];
  const process = await startSidecarProcess(testEnvironment(), {
    port,
    logFile: join(dir, 'sidecar.log'),
    settings: { ROLE: 'web', ...settings },
  });
  return {
    url: `http://localhost:${port}`,
    log: async () => (await process.output()).join('\n'),
    async stop() {
      await process.stop();
      await rm(dir, { recursive: true, force: true });
    },
    kill: () => process.kill('SIGKILL'),
  };
}

/** Starts a process that must refuse these settings; returns what it prints, line by line, and its exit status. */
export async function refusedStart(settings: Record<string, string>): Promise<{ status: number; said: string[] }> {
  const { keycloakUrl, clientSecret, sessionSecret } = testEnvironment();
  const dir = await mkdtemp(join(tmpdir(), 'refused-start-'));
  const sidecar = await supervise({
    command: process.execPath,
    args: [join(DIST, 'server', 'main.js')],
    env: {
      PATH: process.env.PATH,
      PORT: String(await freePort()),
      KEYCLOAK_URL: keycloakUrl,
      KEYCLOAK_CLIENT_SECRET: clientSecret,
      SESSION_SECRET: sessionSecret,
      IMPORT_DIR: join(dir, 'imports'),
      ROLE: 'web',
      LOG_LEVEL: 'silent',
      ...settings,
    },
    cwd: ROOT,
    logFile: join(dir, 'log'),
  });
  const late = setTimeout(() => void sidecar.stop(), 30_000);
  const status = await sidecar.exited;
  clearTimeout(late);
  const said = (await sidecar.output()).filter(Boolean);
  await rm(dir, { recursive: true, force: true });
  return { status, said };
}

async function untilReady(sidecar: Supervised, address: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (!sidecar.running) throw new Error(`the sidecar ended while starting:\n${(await sidecar.output()).slice(-15).join('\n')}`);
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    if (response) last = `${response.status} ${await response.text()}`;
    await delay(100);
  }
  throw new Error(`the sidecar is not ready after 60 seconds: ${last}`);
}
