import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { privateFolder } from '../../src/settings/private-folder.ts';
import { ConfigError } from '../../src/settings/setting-kinds.ts';

/** On a machine with other users, nobody but ours prepares or reads what a process keeps. */
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-folder-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const own = (path: string) => privateFolder('IMPORT_DIR', path);
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

async function refusal(path: string): Promise<string> {
  const error = await own(path).catch((reason) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  const [, fault = '', ...more] = error.message.split('\n');
  expect(more).toEqual([]);
  return fault.trim().replace(path, '…');
}

test('a folder that is not there is made, for its owner only; so are those above it, and it is taken again', async () => {
  const path = join(dir, 'a', 'b');
  await own(path);
  await own(`${path}/`);
  expect([await modeOf(path), await modeOf(join(dir, 'a'))]).toEqual(['700', '700']);
});

test('a link is refused, wherever it leads', async () => {
  await mkdir(join(dir, 'real'), { mode: 0o700 });
  await symlink(join(dir, 'real'), join(dir, 'link'));
  await symlink(join(dir, 'nowhere'), join(dir, 'broken'));
  expect(await refusal(join(dir, 'link'))).toBe('IMPORT_DIR … is a link: name the folder itself');
  expect(await refusal(join(dir, 'broken'))).toMatch(/^IMPORT_DIR … cannot be made/);
  await expect(own(`${join(dir, 'link')}/`)).rejects.toThrow('is a link');
});

test('a folder that others may look into or change is refused', async () => {
  const path = join(dir, 'open');
  await mkdir(path);
  for (const mode of [0o755, 0o770, 0o703, 0o701, 0o1777]) {
    await chmod(path, mode);
    expect(await refusal(path)).toMatch(/^IMPORT_DIR … is open to others \(mode \d+\): chmod 700/);
  }
  await chmod(path, 0o750);
  await own(path);
});

test('a folder of another user is refused', async () => {
  const isRoot = process.getuid?.() === 0;
  const path = isRoot ? join(dir, 'theirs') : '/usr';
  if (isRoot) {
    await mkdir(path, { mode: 0o700 });
    await chown(path, 12345, 12345);
  }
  expect(await refusal(path)).toMatch(/^IMPORT_DIR … belongs to another user \(\d+, this process is \d+\)/);
});

test('where no folder can be made, that is said', async () => {
  for (const [path, code] of [
    ['/dev/null', 'EEXIST'],
    ['/dev/null/imports', 'ENOTDIR'],
    ['/proc/none/imports', 'ENOENT'],
  ] as const) {
    expect(await refusal(path)).toBe(`IMPORT_DIR … cannot be made (${code}): name a folder that this process may make`);
  }
});

test('of two processes that make it at once, both get it', async () => {
  const path = join(dir, 'a', 'b', 'c');
  await Promise.all([own(path), own(path), own(join(dir, 'a', 'd'))]);
  expect(await modeOf(path)).toBe('700');
});
