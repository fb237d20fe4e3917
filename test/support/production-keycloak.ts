import { copyFile, cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from '../../src/common/paths.ts';
import { fetchKeycloak } from '../../src/dev/keycloak/keycloak.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { supervise } from '../../src/dev/machine/supervised-process.ts';
import { findJava } from '../../src/dev/machine/tools.ts';
import { until } from './wait.ts';

export interface ProductionOptions {
  /** Its folder is called so; several nodes at once have one each. */
  name: string;
  /** Where its files, log and database are. Nodes with the same one are one cluster on one database. */
  dir: string;
  /** Files for `providers/`, such as the theme's jar. */
  providers: string[];
  /** For `data/import`. */
  realmFile: string;
  /** Beside what a distribution needs: placeholders of the realm, `KC_…`. */
  env: Record<string, string>;
}

/** A Keycloak as it is run in production: `kc.sh build`, then `start --optimized`, over http behind a proxy. Its database is H2, in a file that nodes share. */
export async function startProductionKeycloak({ name, dir, providers, realmFile, env }: ProductionOptions) {
  const home = join(dir, name);
  await cp(await fetchKeycloak({ dataDir: join(ROOT, '.data', 'test'), env: process.env, log: () => {} }), home, {
    recursive: true,
  });
  await rm(join(home, 'data'), { recursive: true, force: true });
  await mkdir(join(home, 'data', 'import'), { recursive: true });
  await copyFile(realmFile, join(home, 'data', 'import', 'realm.json'));
  for (const provider of providers) await cp(provider, join(home, 'providers', provider.split('/').at(-1) ?? ''));

  const { PATH, HOME, LANG } = process.env;
  const base = { PATH, HOME, LANG, JAVA: await findJava(process.env), JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1' };
  const kc = join(home, 'bin', 'kc.sh');
  const build = ['build', '--db=dev-file', '--cache=local', '--health-enabled=true', '--metrics-enabled=true'];
  const building = await supervise({ command: kc, args: build, env: base, logFile: join(dir, `${name}-build.log`) });
  if ((await building.exited) !== 0) throw new Error(`kc.sh build: ${(await building.output()).join('\n')}`);

  const built = Date.now();
  const [port, managementPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(dir, `${name}.log`);
  const args = ['--http-host=127.0.0.1', `--http-port=${port}`, `--http-management-port=${managementPort}`];
  const database = `--db-url=jdbc:h2:file:${join(dir, 'database')};NON_KEYWORDS=VALUE;AUTO_SERVER=TRUE`;
  const server = await supervise({
    command: kc,
    args: ['start', '--optimized', '--import-realm', ...args, database],
    env: { ...base, ...env },
    logFile,
  });
  try {
    await until(
      `the production-mode Keycloak (${logFile})`,
      async () => {
        if (!server.running) throw new Error(`Keycloak has ended: ${(await server.output()).slice(-5).join('\n')}`);
        return fetch(`http://127.0.0.1:${managementPort}/health/ready`).then(
          (answer) => answer.ok,
          () => false,
        );
      },
      { timeout: 240_000, interval: 500 },
    );
  } catch (error) {
    await server.stop();
    throw error;
  }
  /** Its own files that it has written since it was built, as paths below its folder. */
  const written = async () => {
    const files = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
    return paths.filter((_, index) => (times[index] ?? 0) >= built).map((path) => relative(home, path));
  };
  return { url, written, stop: () => server.stop(30_000) };
}
