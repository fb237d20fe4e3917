import { spawnSync } from 'node:child_process';
import { findChromium } from '../../src/dev/machine/chromium.ts';
import { findPostgres } from './postgres.ts';

/** What this machine lacks for the cluster, in a line; undefined = nothing. */
export function missingForCluster(): string | undefined {
  const packages: string[] = [];
  if (!findPostgres()) packages.push('postgresql-15');
  const path = `${process.env.PATH}:/usr/sbin`;
  if (spawnSync('nginx', ['-v'], { env: { PATH: path } }).status !== 0) packages.push('nginx-light');
  if (packages.length > 0) return `PostgreSQL or nginx is missing (on Debian: apt-get install ${packages.join(' ')})`;
  if (!findChromium(process.env))
    return 'Chromium is missing (on Debian: apt-get install chromium-headless-shell, or set CHROMIUM_PATH)';
  return undefined;
}
