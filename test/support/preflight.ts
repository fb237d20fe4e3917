import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../src/dev/chromium.ts';
import { KEYCLOAK_VERSION } from '../../src/dev/keycloak.ts';
import { findJava, findMaven } from '../../src/dev/tools.ts';
import { ROOT } from '../../src/paths.ts';

/**
 * Runs before jest: what the tests need from the machine. Chromium is installed when it is missing and we may (root on Debian, as in CI);
 * everything that stays missing is said at once, one line each, and the tests do not start.
 */
const faults: string[] = [];
const cached = existsSync(join(ROOT, '.data', 'test', `keycloak-${KEYCLOAK_VERSION}`));

await findJava(process.env).catch((error: Error) => faults.push(error.message));
if (!cached) await findMaven(process.env).catch((error: Error) => faults.push(error.message));
if (!findChromium(process.env) && !installChromium()) {
  faults.push('Chromium is missing: install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH');
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function installChromium(): boolean {
  if (process.env.CHROMIUM_PATH || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write('installing Chromium from the Debian packages, only this once\n');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium') && findChromium(process.env) !== undefined;
}
