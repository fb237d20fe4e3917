import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../src/common/paths.ts';
import { keycloakVersion, NEWEST } from '../src/dev/keycloak/versions.ts';
import { JEST, SHORT_SUITE } from './special/short-suite.ts';

/**
 * `npm test [-- options of jest]`: everything on the newest Keycloak. With KEYCLOAK_VERSION on an older one: the unit tests, and the short suite of what holds on
 * every Keycloak; the other suites are written for what the newest can do.
 */
const version = keycloakVersion(process.env);
const UNIT_TESTS = '^(?!.*\\.kc\\.test\\.ts$)';
const everything = ['--selectProjects', 'unit', 'keycloak'];
const short = ['--selectProjects', 'unit', 'keycloak', 'special', '--testPathPatterns', UNIT_TESTS, SHORT_SUITE];

if (version !== NEWEST) {
  process.stdout.write(
    `Keycloak ${version}: the unit tests and the short suite; on ${NEWEST}, which is the default, everything runs\n`,
  );
}
const args = [...JEST, ...(version === NEWEST ? everything : short), ...process.argv.slice(2)];
const jest = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
const [status] = (await once(jest, 'exit')) as [number | null];
process.exitCode = status ?? 1;
