import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError } from '../machine/setup-error.ts';
import { type Supervised, supervise } from '../machine/supervised-process.ts';
import { findMaven } from '../machine/tools.ts';
import { type KeycloakVersion, keycloakVersion, sha256Of } from './versions.ts';

const MAVEN_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0';

export interface FetchOptions {
  dataDir: string;
  /** KEYCLOAK_VERSION in it says which one. */
  env: Record<string, string | undefined>;
  log: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Keycloak, unpacked at `{dataDir}/keycloak-{version}`, fetched by its Maven coordinates when it is not there yet. Maven checks the
 * repository's checksum strictly, we check our own pinned one, and the folder appears in one step: it is whole or not there.
 * Returns the folder. Throws {@link SetupError}.
 */
export async function fetchKeycloak({ dataDir, env, log, signal }: FetchOptions): Promise<string> {
  const version = keycloakVersion(env);
  const home = join(dataDir, `keycloak-${version}`);
  if (existsSync(home)) return home;

  const maven = await findMaven(env);
  await mkdir(dataDir, { recursive: true });
  await sweepAbandoned(dataDir);
  log(`fetching Keycloak ${version} with Maven (170 MB, only this once)`);

  const staging = join(dataDir, `.fetch-${process.pid}`);
  const logFile = join(dataDir, 'maven.log');
  await mkdir(staging);
  try {
    const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`;
    const args = ['-B', '-C', `${MAVEN_PLUGIN}:copy`, `${MAVEN_PLUGIN}:unpack`, artifact, `-DoutputDirectory=${staging}`];
    // In the staging folder, so that no pom.xml nearby takes part.
    const fetching = await supervise({ command: maven, args, env, cwd: staging, logFile });
    await finish(fetching, { version, logFile, signal });
    await verify(join(staging, `keycloak-quarkus-dist-${version}.zip`), sha256Of(version));
    await moveIn(join(staging, `keycloak-${version}`), home);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return home;
}

async function finish(
  fetching: Supervised,
  { version, logFile, signal }: { version: KeycloakVersion; logFile: string; signal: AbortSignal | undefined },
): Promise<void> {
  const abort = () => void fetching.stop();
  signal?.addEventListener('abort', abort);
  // It may have been aborted before anybody listened.
  if (signal?.aborted) abort();
  const code = await fetching.exited;
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  if (code === 0) return;
  const reason = (await fetching.output()).find((line) => line.includes('[ERROR]'));
  throw new SetupError(
    `Maven could not fetch Keycloak ${version} (all of it in ${logFile}): ${reason?.replace(/^.*\[ERROR\]\s*/, '') ?? `status ${code}`}`,
  );
}

async function verify(zip: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  const found = hash.digest('hex');
  if (found !== expected)
    throw new SetupError(`Keycloak's archive is not the expected one: SHA-256 ${found} instead of ${expected}`);
}

/** Two starts may fetch at the same time: the first to move its folder in wins; both are the same. */
async function moveIn(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Removes staging folders of fetches whose process was killed. */
async function sweepAbandoned(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^\.fetch-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
