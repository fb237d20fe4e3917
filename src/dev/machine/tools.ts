import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SetupError } from './setup-error.ts';

/** The two tools that the embedded start needs from the machine: a JDK (always) and Maven (only until Keycloak is cached). */
const run = promisify(execFile);

type Environment = Record<string, string | undefined>;

/** The lowest Java that Keycloak 26.7 runs on. */
const JAVA_MINIMUM = 17;
/** The lowest Maven that the pinned dependency plugin runs on. */
const MAVEN_MINIMUM = [3, 6, 3] as const;

/** `17` from `openjdk version "17.0.15" …`, `8` from `java version "1.8.0_292"`; undefined when it is no such text. */
export function parseJavaVersion(text: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** `[3, 8, 7]` from `Apache Maven 3.8.7 (…)`, whatever colours stand around it. */
export function parseMavenVersion(text: string): [number, number, number] | undefined {
  const match = /Apache Maven (\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** The path of a `java` that is new enough: JAVA_HOME first, as kc.sh does, then PATH. Throws {@link SetupError}. */
export async function findJava(env: Environment): Promise<string> {
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  const text = await output(java, ['-version'], env);
  const version = text === undefined ? undefined : parseJavaVersion(text);
  const howTo = `install a JDK ${JAVA_MINIMUM} or newer (on Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME`;
  if (version === undefined) {
    const where = env.JAVA_HOME ? `JAVA_HOME points to ${env.JAVA_HOME}, which has no working bin/java` : 'Java is missing';
    throw new SetupError(`${where}: ${howTo}`);
  }
  if (version < JAVA_MINIMUM) throw new SetupError(`Java ${version} is too old for Keycloak: ${howTo}`);
  return java;
}

/** The command of a Maven that is new enough. Throws {@link SetupError}. */
export async function findMaven(env: Environment): Promise<string> {
  const text = await output('mvn', ['--version'], env);
  const version = text === undefined ? undefined : parseMavenVersion(text);
  const minimum = MAVEN_MINIMUM.join('.');
  const howTo = `install Maven ${minimum} or newer (on Debian: apt-get install maven); it fetches Keycloak once`;
  if (version === undefined) throw new SetupError(`Maven (mvn) is missing: ${howTo}`);
  if (isOlder(version, MAVEN_MINIMUM)) throw new SetupError(`Maven ${version.join('.')} is too old: ${howTo}`);
  return 'mvn';
}

function isOlder(version: readonly number[], minimum: readonly number[]): boolean {
  const first = version.findIndex((part, i) => part !== minimum[i]);
  return first !== -1 && (version[first] ?? 0) < (minimum[first] ?? 0);
}

/** Both streams of a short command (Java prints its version to stderr), or undefined when it cannot be run. */
async function output(command: string, args: string[], env: Environment): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args, { env, timeout: 30_000 });
    return stdout + stderr;
  } catch {
    return undefined;
  }
}
