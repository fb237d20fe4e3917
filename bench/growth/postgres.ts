import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../src/dev/machine/ports.ts';
import { SetupError } from '../../src/dev/machine/setup-error.ts';
import { supervise } from '../../src/dev/machine/supervised-process.ts';

const run = promisify(execFile);

/** A PostgreSQL of the bench's own, whose data stay in a folder for the next run. */
export interface Postgres {
  port: number;
  /** Runs SQL with psql, a file in one transaction or each statement by itself; returns what it prints. */
  sql(
    what: { file: string; eachByItself?: true } | { text: string },
    variables?: Record<string, string | number>,
  ): Promise<string>;
  stop(): Promise<void>;
}

export const DATABASE_USER = 'keycloak';

/** @param dir the folder of its data. Throws {@link SetupError} where PostgreSQL is not there. */
export async function startPostgres(dir: string, log: (line: string) => void): Promise<Postgres> {
  const bin = await findPostgres();
  await mkdir(dir, { recursive: true });
  const as = await otherUser(dir);
  const data = join(dir, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    log('  making a database');
    await run(...as(join(bin, 'initdb'), ['-D', data, '-U', DATABASE_USER, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8']));
  }
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...{ shared_buffers: '1GB', work_mem: '16MB', max_wal_size: '4GB', synchronous_commit: 'off' },
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = as(join(bin, 'postgres'), ['-D', data, ...options]);
  const server = await supervise({ command, args, env: process.env, logFile: join(dir, '..', 'postgres.log') });
  const psql = (database: string, rest: string[]) =>
    run(
      join(bin, 'psql'),
      ['-qAt', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', String(port), '-U', DATABASE_USER, database, ...rest],
      {
        maxBuffer: 1 << 26,
      },
    );
  for (const deadline = Date.now() + 60_000; ; await delay(200)) {
    const there = await psql('postgres', ['-c', "select count(*) from pg_database where datname = 'keycloak'"]).catch(
      () => undefined,
    );
    if (there?.stdout.trim() === '0') await psql('postgres', ['-c', 'create database keycloak']);
    if (there) break;
    if (Date.now() > deadline || !server.running) throw new SetupError('PostgreSQL does not start: see postgres.log');
  }
  return {
    port,
    async sql(what, variables = {}) {
      const values = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
      const source = 'text' in what ? ['-c', what.text] : [...(what.eachByItself ? [] : ['-1']), '-f', what.file];
      return (await psql('keycloak', [...values, ...source])).stdout;
    },
    stop: () => server.stop(),
  };
}

async function findPostgres(): Promise<string> {
  for (const version of [18, 17, 16, 15, 14]) {
    const bin = `/usr/lib/postgresql/${version}/bin`;
    if (existsSync(join(bin, 'postgres'))) return bin;
  }
  throw new SetupError('PostgreSQL is missing: on Debian, apt-get install postgresql');
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, to whom the folder is given. */
async function otherUser(dir: string): Promise<(command: string, args: string[]) => [string, string[]]> {
  if (process.getuid?.() !== 0) return (command, args) => [command, args];
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
  await chown(dir, uid ?? 0, gid ?? 0);
  const drop = ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
  return (command, args) => ['setpriv', [...drop, command, ...args]];
}
