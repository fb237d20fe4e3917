import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LOOPBACK } from '../machine/ports.ts';
import { SetupError } from '../machine/setup-error.ts';
import { type Supervised, supervise } from '../machine/supervised-process.ts';

import { withoutOrganizationRole } from './company-rights.ts';

export { fetchKeycloak } from './keycloak-dist.ts';

/** `kc.sh` options of a server in production, which one in development lacks: it reads and parses its themes anew for each page. */
export const THEMES_AS_IN_PRODUCTION = ['--spi-theme--cache-themes=true', '--spi-theme--cache-templates=true'];

export interface KeycloakOptions {
  /** Where {@link fetchKeycloak} unpacked it. */
  home: string;
  java: string;
  port: number;
  /** The path that it serves under (`--http-relative-path`), such as `/auth`; none by default. One `home` must not switch. */
  path?: string;
  /**
   * `dev-file` keeps its data in `home`, `dev-mem` forgets them, `postgres` is elsewhere, and `args` say where. One `home` must not switch: Keycloak
   * rebuilds itself for each.
   */
  database: 'dev-file' | 'dev-mem' | 'postgres';
  /** Imported once, when the database does not have the realm yet. */
  realmFile: string;
  /** Leaves the right for companies out of it, which an older Keycloak does not have: `letManageCompanies` gives one afterwards. */
  companiesLater?: boolean;
  realm: string;
  /** Values for the placeholders of the realm file. */
  placeholders: Record<string, string>;
  /** The folder that holds `amperecloud/`. */
  themesDir: string;
  admin: { username: string; password: string };
  logFile: string;
  /** More options for the JVM and for `kc.sh`, such as those that make tests quicker. */
  javaOptions?: string[];
  args?: string[];
  /** Milliseconds until a boot counts as failed. */
  timeout?: number;
  signal?: AbortSignal | undefined;
}

export interface RunningKeycloak {
  url: string;
  /** Resolves when the process ends, wanted or not. */
  exited: Promise<number>;
  stop(): Promise<void>;
}

/**
 * Boots Keycloak in development mode and returns when the realm answers. On any failure nothing keeps running.
 * Throws {@link SetupError} with Keycloak's own complaint when it ends early or does not answer in time.
 */
export async function startKeycloak(options: KeycloakOptions): Promise<RunningKeycloak> {
  const { home, port, path = '', database, realm, logFile, signal } = options;
  await mkdir(join(home, 'data', 'import'), { recursive: true });
  await offerForImport(options, join(home, 'data', 'import', 'realm.json'));

  const keycloak = await supervise({
    command: join(home, 'bin', 'kc.sh'),
    args: [
      'start-dev',
      '--import-realm',
      `--db=${database}`,
      `--http-host=${LOOPBACK}`,
      `--http-port=${port}`,
      ...(path && [`--http-relative-path=${path}`]),
      '--proxy-headers=xforwarded',
      `--spi-theme--folder--dir=${options.themesDir}`,
      ...(options.args ?? []),
    ],
    env: environment(options),
    logFile,
  });
  const url = `http://localhost:${port}${path}`;
  try {
    await untilReady(keycloak, `${url}/realms/${realm}`, options.timeout ?? 240_000, logFile, signal);
  } catch (error) {
    await keycloak.stop();
    throw error;
  }
  return { url, exited: keycloak.exited, stop: () => keycloak.stop() };
}

/** Written in one step: another Keycloak that shares this `home` (test runs at the same time) may be reading it. */
async function offerForImport({ realmFile, companiesLater }: KeycloakOptions, target: string): Promise<void> {
  const staging = `${target}.${process.pid}`;
  const text = await readFile(realmFile, 'utf8');
  await writeFile(staging, companiesLater ? withoutOrganizationRole(text) : text);
  await rename(staging, target);
}

/**
 * Only what Keycloak needs: a KC_* variable, DEBUG or JAVA_OPTS that somebody has set for another purpose must not change this server.
 */
function environment({ java, placeholders, admin, javaOptions = [] }: KeycloakOptions): Record<string, string | undefined> {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    TMPDIR,
    JAVA: java,
    JAVA_OPTS_APPEND: javaOptions.join(' '),
    KC_BOOTSTRAP_ADMIN_USERNAME: admin.username,
    KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
    ...placeholders,
  };
}

async function untilReady(
  keycloak: Supervised,
  address: string,
  timeout: number,
  logFile: string,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (!keycloak.running)
      throw new SetupError(`Keycloak ended while starting: ${await complaint(keycloak)} (all of it in ${logFile})`);
    if (await answers(address)) return;
    await delay(200);
  }
  throw new SetupError(
    `Keycloak did not answer within ${timeout / 1000} seconds: ${await complaint(keycloak)} (all of it in ${logFile})`,
  );
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Keycloak's first error line without its time stamp and thread, or else the last thing that it said. */
async function complaint(keycloak: Supervised): Promise<string> {
  const lines = await keycloak.output();
  const line = lines.find((text) => text.includes(' ERROR ')) ?? lines.at(-1) ?? 'no output';
  return line.replace(/^.* ERROR +\[[^\]]*\] \([^)]*\) /, '').trim();
}
