import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../src/common/paths.ts';
import { publishEnvironment } from '../support/environment.ts';
import { layGround } from '../support/ground.ts';
import { adminMachineToken } from '../support/realm.ts';

/**
 * `npm run test:api`: holds the running API against its own OpenAPI document with schemathesis (PyPI), which makes up requests good and
 * bad, in sequences, too. It needs Python 3.10 or newer; schemathesis is put into `.data/schemathesis`, once. Further arguments go to
 * schemathesis, such as `-- --max-examples 200`.
 */
const VERSION = '4.32.5';
const HOME = join(ROOT, '.data', 'schemathesis', VERSION);

/** Checks that do not fit, each with its reason. */
const EXCEPT = {
  // What a schema cannot say: which attributes, names and companies the realm knows, and what its user profile takes.
  positive_data_acceptance: 'a request may be well-formed and still name a company that there is not',
  // DELETE revokes: the invitation stays, to be looked at and sent again.
  use_after_free: 'a revoked invitation can still be read',
};

function install(): string {
  const program = join(HOME, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  for (const [command, ...args] of [
    ['python3', '-m', 'venv', HOME],
    [join(HOME, 'bin', 'pip'), 'install', '--quiet', `schemathesis==${VERSION}`],
  ] as const) {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`schemathesis cannot be installed: ${command} ${args.join(' ')} ended with ${status}`);
  }
  return program;
}

await mkdir(join(HOME, '..'), { recursive: true });
const program = install();
const ground = await layGround((line) => process.stderr.write(`${line}\n`));
try {
  publishEnvironment(ground.environment);
  const args = ['run', `${ground.environment.sidecarUrl}/api/openapi.json`, '--exclude-checks', Object.keys(EXCEPT).join(',')];
  // The stream of an import does not end before the import does.
  args.push('--exclude-operation-id', 'followImport', '--max-examples', '40', '--rate-limit', '15/s');
  args.push('-H', `Authorization: Bearer ${await adminMachineToken()}`, ...process.argv.slice(2));
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: HOME });
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
} finally {
  await ground.stop();
}
