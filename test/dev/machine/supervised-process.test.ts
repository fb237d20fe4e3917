import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../../src/common/paths.ts';
import { supervise } from '../../../src/dev/machine/supervised-process.ts';
import { until } from '../../support/wait.ts';

/** A command with a grandchild that ignores nothing and lives for a minute, as kc.sh and its Java do. */
const FAMILY = ['-c', 'sleep 60 & echo "$!" > "$0/grandchild"; echo started; wait'];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sidecar-supervised-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const options = () => ({
  command: '/bin/sh',
  args: [...FAMILY, dir],
  env: { PATH: process.env.PATH },
  logFile: join(dir, 'log'),
});

async function grandchild(): Promise<number> {
  const text = await until(
    'the grandchild',
    async () => (await readFile(join(dir, 'grandchild'), 'utf8').catch(() => '')).trim() || undefined,
  );
  return Number(text);
}

/** Gone, or a zombie that nobody has reaped: either way it holds no port and no memory. */
async function isOver(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) Z /.test(status);
}

describe('a supervised process', () => {
  test('ends with everything that it has started', async () => {
    const family = await supervise(options());
    const pid = await grandchild();
    await family.stop();
    // The signal has reached it with the others; on a busy machine it dies a moment after them.
    await until('the grandchild to be gone', () => isOver(pid));
    expect(family.running).toBe(false);
    expect(await family.output()).toEqual(['started']);
  });

  test('ends by force when it does not listen', async () => {
    const deaf = await supervise({ ...options(), args: ['-c', 'trap "" TERM; echo deaf; sleep 60 & wait; sleep 60'] });
    await until('the trap', async () => (await deaf.output()).includes('deaf'));
    const started = Date.now();
    await deaf.stop(300);
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(deaf.running).toBe(false);
  });

  test('tells its exit status', async () => {
    expect(await (await supervise({ ...options(), args: ['-c', 'exit 7'] })).exited).toBe(7);
    expect(await (await supervise({ ...options(), command: '/nonexistent' })).exited).toBe(127);
  });

  test('does not outlive a parent that is killed outright', async () => {
    const parentFile = join(dir, 'parent.mts');
    const source = `import { supervise } from ${JSON.stringify(join(ROOT, 'src/dev/machine/supervised-process.ts'))};
      await supervise(${JSON.stringify(options())});
      await new Promise(() => setInterval(() => {}, 1000));`;
    await writeFile(parentFile, source);
    const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), parentFile], { stdio: 'inherit' });
    const pid = await grandchild();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await until('the end of the grandchild', () => isOver(pid));
  });
});
