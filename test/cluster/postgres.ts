import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Supervised, supervise } from '../../src/dev/machine/supervised-process.ts';
import { until } from '../support/wait.ts';

const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL's programs, where Debian's packages put them; undefined = none. */
export function findPostgres(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(VERSIONS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

export interface Postgres {
  /** As Keycloak's `--db-url`. */
  jdbcUrl: string;
  user: string;
  /** Ends it as an update of the package does: open transactions are rolled back, connections closed. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A PostgreSQL of its own, without passwords, on the loopback address. Its data lie in `dir`, which must not exist yet. */
export async function createPostgres({ dir, port }: { dir: string; port: number }): Promise<Postgres> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL is missing');
  const data = join(dir, 'data');
  await mkdir(dir);
  // PostgreSQL refuses root: then it runs as the user of its package.
  const owner = process.getuid?.() === 0 ? idOf('postgres') : undefined;
  if (owner) {
    await chown(dir, owner.uid, owner.gid);
    await chmod(join(dir, '..'), 0o711);
  }
  const as = (command: string, ...args: string[]): { command: string; args: string[] } =>
    owner
      ? { command: 'setpriv', args: [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', command, ...args] }
      : { command, args };
  const init = as(join(bin, 'initdb'), '-D', data, '-U', 'keycloak', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N');
  const made = spawnSync(init.command, init.args, { encoding: 'utf8', cwd: dir });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);

  let server: Supervised | undefined;
  // Its data outlive the process, and need not outlive the machine.
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300', 'fsync=off'];
  return {
    jdbcUrl: `jdbc:postgresql://127.0.0.1:${port}/postgres`,
    user: 'keycloak',
    // SIGINT: "fast shutdown".
    stop: async () => server?.kill('SIGINT'),
    async start() {
      const program = as(join(bin, 'postgres'), '-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one]));
      const logFile = join(dir, '..', 'postgres.log');
      server = await supervise({ ...program, env: { PATH: process.env.PATH }, cwd: dir, logFile });
      const isReady = () => spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0;
      await until('PostgreSQL', isReady, { timeout: 60_000 });
    },
  };
}

function idOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}
