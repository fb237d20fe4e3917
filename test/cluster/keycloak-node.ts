import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST, ROOT } from '../../src/common/paths.ts';
import { CONSOLE_ADMIN } from '../../src/dev/keycloak/fixed-names.ts';
import { fetchKeycloak } from '../../src/dev/keycloak/keycloak.ts';
import { type Supervised, supervise } from '../../src/dev/machine/supervised-process.ts';
import { findJava } from '../../src/dev/machine/tools.ts';
import { REALM_FILE } from '../../src/keycloak/realm/realm-file.ts';
import { until } from '../support/wait.ts';
import { answers } from './answers.ts';
import { createPart, type Part } from './part.ts';

/** Of Keycloak itself, built in. */
export const KEYCLOAK_PATH = '/auth';

const BUILD = ['build', '--db=postgres', `--http-relative-path=${KEYCLOAK_PATH}`, '--health-enabled=true'];

export interface BuiltKeycloak {
  home: string;
  java: string;
}

/** A production build with the theme as a file in `providers/`, made anew when theme or options have changed. */
export async function buildKeycloak(log: (line: string) => void): Promise<BuiltKeycloak> {
  const java = await findJava(process.env);
  const home = await fetchKeycloak({ dataDir: join(ROOT, '.data', 'cluster'), env: process.env, log });
  const theme = join(DIST, 'amperecloud-theme.jar');
  const stamp = createHash('sha256')
    .update(await readFile(theme))
    .update(BUILD.join(' '))
    .digest('hex');
  const stampFile = join(home, '.built');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return { home, java };

  log('building Keycloak (kc.sh build)');
  await rm(stampFile, { force: true });
  await copyFile(theme, join(home, 'providers', 'amperecloud-theme.jar'));
  const logFile = join(home, 'build.log');
  const building = await supervise({ command: join(home, 'bin', 'kc.sh'), args: BUILD, env: environment(java), logFile });
  if ((await building.exited) !== 0) throw new Error(`kc.sh build: ${(await building.output()).slice(-5).join('\n')}`);
  await writeFile(stampFile, stamp);
  return { home, java };
}

/** What is the same for all nodes of the cluster. */
export interface Realm {
  database: { jdbcUrl: string; user: string };
  /** Where browsers see it, with its path. */
  hostname: string;
  /** For the placeholders of keycloak-realm.json. */
  placeholders: Record<string, string>;
}

export interface NodePorts {
  http: number;
  management: number;
  /** Of the nodes among each other (JGroups); this and the next one. */
  cluster: number;
}

/** Milliseconds within which a node must be ready, on a machine that does much else. */
const BOOT = 300_000;

/**
 * Makes nodes, by their place, as parts that have not been started. The first one that is started imports the realm and must be ready before others start.
 * @param onMade hears of each, to end it in the end
 */
export function createNodes(
  keycloak: BuiltKeycloak,
  realm: Realm,
  { dir, ports, onMade }: { dir: string; ports: readonly NodePorts[]; onMade: (part: Part) => void },
) {
  let imported = false;
  return (index: number, home = keycloak.home): Part => {
    const name = `node ${index + 1}`;
    const own = ports[index];
    if (!own) throw new Error(`there is no ${name}`);
    const part = createPart(name, async () => {
      const logFile = join(dir, `keycloak-${index + 1}-${Date.now()}.log`);
      const node = await startNode({ ...keycloak, home }, realm, { ports: own, logFile, importsRealm: !imported });
      const ready = async () => {
        if (!node.running) throw new Error(`Keycloak ended while starting:\n${(await node.output()).slice(-10).join('\n')}`);
        return answers(`http://127.0.0.1:${own.management}${KEYCLOAK_PATH}/health/ready`);
      };
      await until(`${name} of Keycloak`, ready, { timeout: BOOT, interval: 2000 }).catch(async (error) => {
        await node.stop();
        throw error;
      });
      imported = true;
      return node;
    });
    onMade(part);
    return part;
  };
}

async function startNode(
  { home, java }: BuiltKeycloak,
  { database, hostname, placeholders }: Realm,
  { ports, logFile, importsRealm }: { ports: NodePorts; logFile: string; importsRealm: boolean },
): Promise<Supervised> {
  if (importsRealm) {
    await mkdir(join(home, 'data', 'import'), { recursive: true });
    await copyFile(REALM_FILE, join(home, 'data', 'import', 'realm.json'));
  }
  return supervise({
    command: join(home, 'bin', 'kc.sh'),
    args: [
      'start',
      '--optimized',
      ...(importsRealm ? ['--import-realm'] : []),
      `--db-url=${database.jdbcUrl}`,
      `--db-username=${database.user}`,
      `--hostname=${hostname}`,
      '--hostname-backchannel-dynamic=true',
      '--http-enabled=true',
      '--http-host=127.0.0.1',
      `--http-port=${ports.http}`,
      `--http-management-port=${ports.management}`,
      '--proxy-headers=xforwarded',
      '--proxy-trusted-addresses=127.0.0.1',
      '--cache-stack=jdbc-ping',
      '--cache-embedded-network-bind-address=127.0.0.1',
      `--cache-embedded-network-bind-port=${ports.cluster}`,
    ],
    env: {
      ...environment(java),
      JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1 -Djgroups.fd.port-offset=1',
      KC_BOOTSTRAP_ADMIN_USERNAME: CONSOLE_ADMIN.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: CONSOLE_ADMIN.password,
      ...placeholders,
    },
    logFile,
  });
}

function environment(java: string): Record<string, string | undefined> {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, HOME, LANG, TMPDIR, JAVA: java };
}
