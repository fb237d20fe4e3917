import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../src/common/paths.ts';
import { keycloakVersion, NEWEST } from '../src/dev/keycloak/versions.ts';
import { partsHere } from './special/parts.ts';
import { JEST, SHORT_SUITE } from './special/short-suite.ts';

/**
 * `npm test [-- options of jest]`: everything on the newest Keycloak; `npm test -- --parts long,firefox` runs the suites of these parts of `npm run test:all`
 * along with it, on the same Keycloak. With KEYCLOAK_VERSION on an older one: the unit tests, and the short suite of what holds on
 * every Keycloak; the other suites are written for what the newest can do.
 */
const version = keycloakVersion(process.env);
const UNIT_TESTS = '^(?!.*\\.kc\\.test\\.ts$)';
const USUAL = '^(?!.*\\.(long|special)\\.kc\\.test\\.ts$)';
const everything = ['--selectProjects', 'unit', 'keycloak'];
const short = ['--selectProjects', 'unit', 'keycloak', 'special', '--testPathPatterns', UNIT_TESTS, SHORT_SUITE];

/** The usual suites, and those of the parts that this machine can run. */
async function withParts(names: string[]): Promise<string[]> {
  const { parts, skipped } = await partsHere(names);
  for (const line of skipped) process.stdout.write(`${line}\n`);
  const patterns = parts.map(({ name, suites }) => {
    if (!suites) throw new Error(`${name} runs by itself: npm run test:all -- ${name}`);
    return suites;
  });
  return ['--selectProjects', 'unit', 'keycloak', 'special', '--testPathPatterns', USUAL, ...patterns];
}

if (version !== NEWEST) {
  process.stdout.write(
    `Keycloak ${version}: the unit tests and the short suite; on ${NEWEST}, which is the default, everything runs\n`,
  );
}
const options = process.argv.slice(2);
const at = options.indexOf('--parts');
const [, parts = ''] = at < 0 ? [] : options.splice(at, 2);
const wanted =
  parts === ''
    ? everything
    : await withParts(parts.split(',')).catch(({ message }: Error) => {
        process.stderr.write(`${message}\n`);
        process.exit(1);
      });
const args = [...JEST, ...(version === NEWEST ? wanted : short), ...options];
const jest = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
const [status] = (await once(jest, 'exit')) as [number | null];
process.exitCode = status ?? 1;
