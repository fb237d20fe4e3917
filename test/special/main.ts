import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../../src/common/paths.ts';
import { type Part, type Program, partsHere } from './parts.ts';
import { JEST } from './short-suite.ts';

/**
 * `npm run test:all [-- part …]`: runs the parts, or those named: those that are suites together, each other one after them. A part that this machine
 * cannot run is skipped with one line that says what is missing. Ends with `12 passed, 0 failed`, as `npm test` does, and not with status 0 when a part fails.
 */
const log = (line: string) => process.stdout.write(`${line}\n`);
const { parts, skipped } = await partsHere(process.argv.slice(2)).catch(({ message }: Error) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
for (const line of skipped) log(`\n${line}`);

const said = [...skipped];
let passed = 0;
let failed = 0;
const together = parts.filter(({ suites }) => suites);
const patterns = together.flatMap(({ suites = [] }) => suites);
if (together.length > 0)
  await count(together, { args: [...JEST, '--selectProjects', 'special', '--testPathPatterns', ...patterns] });
for (const part of parts) if (part.program) await count([part], part.program);
log(`\n${said.join('\n')}`);
log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function count(these: readonly Part[], program: Program): Promise<void> {
  log('');
  for (const { name, what } of these) log(`${name}: ${what}`);
  const started = Date.now();
  const result = await run(program);
  passed += result.passed;
  failed += result.failed;
  const took = Math.round((Date.now() - started) / 1000);
  said.push(`${these.map(({ name }) => name).join(', ')}: ${result.passed} passed, ${result.failed} failed, ${took} s`);
}

/** A part that ends badly without a word about it counts as one failure. */
async function run({ args, env }: Program): Promise<{ passed: number; failed: number }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const status = new Promise<number | null>((resolve) => child.once('close', resolve));
  const counted = { passed: 0, failed: 0 };
  for await (const line of createInterface(child.stdout)) {
    log(line);
    const [, good, bad] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? [];
    if (good) Object.assign(counted, { passed: Number(good), failed: Number(bad) });
  }
  if ((await status) !== 0 && counted.failed === 0) counted.failed = 1;
  return counted;
}
