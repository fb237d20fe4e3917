import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/common/paths.ts';
import { findChromium, HEADLESS_SHELL } from '../../src/dev/machine/chromium.ts';
import { findJava, findMaven } from '../../src/dev/machine/tools.ts';
import { hasProgram } from './programs.ts';
import { testedVersion } from './tested-version.ts';

/**
 * Runs before jest: what the tests need from the machine. Chromium, SpamAssassin and Redis are installed when they are missing and we may (root
 * on Debian, as in CI); everything that stays missing is said at once, one line each, and the tests do not start. For a Keycloak that nothing is tested
 * on, nothing is looked for.
 */
const faults: string[] = [];
const told = ({ message }: Error) => void faults.push(message);
const version = testedVersion();

await findJava(process.env).catch(told);
if (!existsSync(join(ROOT, '.data', 'test', `keycloak-${version}`))) await findMaven(process.env).catch(told);
// Where the shell cannot be installed, the whole Chromium does as well.
if (!process.env.CHROMIUM_PATH && !hasProgram(HEADLESS_SHELL) && !findChromium(process.env)) hasProgram('chromium');
if (!findChromium(process.env)) {
  faults.push(`Chromium is missing: install it (on Debian: apt-get install ${HEADLESS_SHELL}) or set CHROMIUM_PATH`);
}
if (!hasProgram('spamassassin')) {
  faults.push('SpamAssassin is missing, which rates every mail: install it (on Debian: apt-get install spamassassin)');
}
if (!hasProgram('redis-server')) {
  faults.push('redis-server is missing, in which sidecars count together: install it (on Debian: apt-get install redis-server)');
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
