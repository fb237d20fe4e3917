import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../src/common/paths.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { noteFill } from '../../src/invitations/record/findable-state.ts';
import { type BenchGround, layBenchGround } from '../ground.ts';
import { DATABASE_USER, startPostgres } from './postgres.ts';

/** How many people the realm holds, and two of its companies. */
export interface Sizes {
  users: number;
  large: number;
  middle: number;
}

const COMPANIES = 100;

/**
 * A Keycloak on PostgreSQL whose realm holds so many people that they are put there by SQL, once: the folder of the data is named by the sizes and
 * stays. Everything else is as with the other topics.
 */
export async function layLargeGround({ users, large, middle }: Sizes, log: (line: string) => void): Promise<BenchGround> {
  const home = join(ROOT, '.data', 'growth');
  const dir = join(home, `${users}-${large}-${middle}`);
  await mkdir(dir, { recursive: true });
  const postgres = await startPostgres(join(dir, 'postgres'), log);
  const database = ['postgres', `jdbc:postgresql://127.0.0.1:${postgres.port}/keycloak`, DATABASE_USER] as const;
  try {
    const ground = await layBenchGround(log, { dataDir: home, database });
    const stop = async () => {
      await ground.stop();
      await postgres.stop();
    };
    try {
      await fitRealm(ground);
      const seeded = join(dir, 'seeded');
      if (!existsSync(seeded)) {
        log(`  putting ${users} people into the realm`);
        await makeCompanies(ground);
        await postgres.sql({ file: join(import.meta.dirname, 'seed.sql') }, { users, large, middle });
        await writeFile(seeded, '');
      }
      await postgres.sql({ file: join(ROOT, 'deploy', 'postgresql', 'large-realm.sql'), eachByItself: true });
      await noteFill(ground.admin, { status: 0, first: 0, completedAt: Date.now() });
      return { ...ground, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The realm of an earlier run knows other addresses and secrets, and what this version needs of it. */
async function fitRealm({ env }: BenchGround): Promise<void> {
  const console = consoleAdmin({ url: env.KEYCLOAK_URL ?? '', realm: REALM, ...CONSOLE_ADMIN });
  const smtpServer = { host: '127.0.0.1', port: env.BENCH_SMTP_PORT ?? '', from: 'no-reply@bench.test' };
  await console.realms.update({ realm: REALM }, { smtpServer });
  const administrator = { KEYCLOAK_ADMIN_USERNAME: CONSOLE_ADMIN.username, KEYCLOAK_ADMIN_PASSWORD: CONSOLE_ADMIN.password };
  const args = ['--import', 'tsx', join(ROOT, 'src', 'configure-cli.ts'), '--apply'];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env, ...administrator } });
}

async function makeCompanies({ env }: BenchGround): Promise<void> {
  const { organizations } = consoleAdmin({ url: env.KEYCLOAK_URL ?? '', realm: REALM, ...CONSOLE_ADMIN });
  const there = await organizations.find({ first: 0, max: 1 });
  for (let i = there.length > 0 ? COMPANIES : 0; i < COMPANIES; i += 1) {
    const alias = `e${String(i).padStart(2, '0')}`;
    const domains = [{ name: `empresa${i}.test`, verified: false }];
    await organizations.create({ alias, name: `Empresa ${i}`, enabled: true, domains });
  }
}
