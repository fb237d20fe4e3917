import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { ROOT } from '../../src/common/paths.ts';
import { freePort, LOOPBACK } from '../../src/dev/machine/ports.ts';
import { supervise } from '../../src/dev/machine/supervised-process.ts';
import { findJava, findMaven } from '../../src/dev/machine/tools.ts';
import { until } from './wait.ts';

/** An LDAP directory in memory, a process of its own (UnboundID's In-Memory Directory Server), which takes every bind and every change. */
export interface Directory {
  url: string;
  stop(): Promise<void>;
}

/** An `inetOrgPerson` of the directory. */
export type DirectoryPerson = Record<'uid' | 'mail' | 'cn' | 'sn', string> & { userPassword?: string };

const VERSION = '7.0.3';
const SHA256 = '7f1b9141f2c955d3a03b3f5da2c450bd616826e921a87fc19264a3f22b35e2fb';
const MAVEN_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0';
/** Fetched once; it is there between test runs. */
export const DIRECTORY_JAR = join(ROOT, '.data', 'test', `unboundid-ldapsdk-${VERSION}.jar`);
const BASE = 'dc=example,dc=test';
const PEOPLE = `ou=people,${BASE}`;

export async function startDirectory(people: readonly DirectoryPerson[]): Promise<Directory> {
  await fetchServer();
  const [port, folder, java] = [await freePort(), await mkdtemp(join(tmpdir(), 'directory-')), await findJava(process.env)];
  const ldif = join(folder, 'people.ldif');
  await writeFile(
    ldif,
    [`dn: ${BASE}\nobjectClass: domain`, `dn: ${PEOPLE}\nobjectClass: organizationalUnit`, ...people.map(entry)].join('\n\n'),
  );
  const server = await supervise({
    command: java,
    args: [
      ...['-XX:TieredStopAtLevel=1', '-Xmx64m', '-jar', DIRECTORY_JAR, 'in-memory-directory-server', '--port', String(port)],
      ...['--baseDN', BASE, '--ldifFile', ldif, '--useDefaultSchema'],
    ],
    env: { PATH: process.env.PATH },
    logFile: join(folder, 'directory.log'),
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const isListening = async () => {
    if (!server.running) throw new Error(`the directory has ended: ${(await server.output()).at(-1)}`);
    return (await server.output()).some((line) => line.startsWith('Listening'));
  };
  await until('the directory', isListening, { timeout: 60_000 }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: `ldap://${LOOPBACK}:${port}`, stop };
}

function entry(person: DirectoryPerson): string {
  const lines = Object.entries(person).map(([name, value]) => `${name}: ${value}`);
  return [`dn: uid=${person.uid},${PEOPLE}`, 'objectClass: inetOrgPerson', ...lines].join('\n');
}

/** Has a realm federate the directory; settings are those of Keycloak's LDAP provider. Gives the id of the component. */
export async function federate(
  { url }: Directory,
  console: KeycloakAdminClient,
  settings: { editMode: 'READ_ONLY' | 'WRITABLE' | 'UNSYNCED' } & Record<string, string>,
): Promise<string> {
  const { id: parentId = '' } = (await console.realms.findOne({ realm: console.realmName })) ?? {};
  const all = {
    vendor: 'other',
    connectionUrl: url,
    authType: 'none',
    usersDn: PEOPLE,
    userObjectClasses: 'inetOrgPerson, organizationalPerson',
    usernameLDAPAttribute: 'uid',
    rdnLDAPAttribute: 'uid',
    uuidLDAPAttribute: 'entryUUID',
    enabled: 'true',
    importEnabled: 'true',
    ...settings,
  };
  const config = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]]));
  const providerType = 'org.keycloak.storage.UserStorageProvider';
  const { id } = await console.components.create({ name: 'directory', providerId: 'ldap', providerType, parentId, config });
  return id;
}

/** Two suites may fetch it at once: the file appears in one step, whole and with our own checksum. */
async function fetchServer(): Promise<void> {
  if (existsSync(DIRECTORY_JAR)) return;
  await mkdir(join(ROOT, '.data', 'test'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.data', 'test', '.fetch-directory-'));
  try {
    const artifact = `-Dartifact=com.unboundid:unboundid-ldapsdk:${VERSION}`;
    const args = ['-B', '-C', `${MAVEN_PLUGIN}:copy`, artifact, `-DoutputDirectory=${folder}`];
    const logFile = join(folder, 'maven.log');
    const maven = await supervise({ command: await findMaven(process.env), args, env: process.env, cwd: folder, logFile });
    const fetched = join(folder, `unboundid-ldapsdk-${VERSION}.jar`);
    if ((await maven.exited) !== 0)
      throw new Error(`Maven could not fetch the directory server: ${(await maven.output()).at(-1)}`);
    const found = createHash('sha256')
      .update(await readFile(fetched))
      .digest('hex');
    if (found !== SHA256) throw new Error(`the directory server is not the expected one: SHA-256 ${found} instead of ${SHA256}`);
    await rename(fetched, DIRECTORY_JAR);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
