import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from '../../src/common/paths.ts';
import { PARTS, type Part } from './parts.ts';

/**
 * `npm run test:all [-- part …]`: runs each part, or those named, one after the other. A part that this machine cannot run is skipped with
 * one line that says what is missing. Ends with `12 passed, 0 failed`, as `npm test` does, and not with status 0 when a part fails.
 */
const log = (line: string) => process.stdout.write(`${line}\n`);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no such part: ${unknown.join(', ')}; there are: ${PARTS.map(({ name }) => name).join(', ')}\n`);
  process.exit(1);
}

const said: string[] = [];
let passed = 0;
let failed = 0;
for (const part of PARTS) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  const lacks = await part.missing();
  if (lacks) {
    said.push(`${part.name}: skipped: ${lacks}`);
    log(`\n${said.at(-1)}`);
    continue;
  }
  log(`\n${part.name}: ${part.what}`);
  const started = Date.now();
  const result = await run(part);
  passed += result.passed;
  failed += result.failed;
  said.push(`${part.name}: ${result.passed} passed, ${result.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`);
}
log(`\n${said.join('\n')}`);
log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A part that ends badly without a word about it counts as one failure. */
async function run({ args, env }: Part): Promise<{ passed: number; failed: number }> {
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
