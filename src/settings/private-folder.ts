import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './setting-kinds.ts';

/**
 * Makes a folder that nobody but this process's user can change or look into, or takes one that is so already. Throws {@link ConfigError} for any
 * other: into a folder that somebody else has made, or behind a link of theirs, they could put files that this process takes for its own.
 */
export async function privateFolder(setting: string, path: string): Promise<void> {
  const folder = resolve(path);
  const refuse = (why: string) => new ConfigError([`${setting} ${folder} ${why}`]);
  const found = await makeFolder(folder)
    .then(() => lstat(folder))
    .catch(({ code }: NodeJS.ErrnoException) => {
      throw refuse(`cannot be made (${code}): name a folder that this process may make`);
    });
  if (!found.isDirectory()) throw refuse('is a link: name the folder itself');
  // Windows knows neither owners nor modes of this kind.
  const us = process.getuid?.();
  if (us === undefined) return;
  if (found.uid !== us) throw refuse(`belongs to another user (${found.uid}, this process is ${us}): name a folder of its own`);
  const open = (found.mode & 0o777).toString(8);
  if (found.mode & 0o027) throw refuse(`is open to others (mode ${open}): chmod 700, or name a folder below it`);
}

/** Makes a folder and those above it. (`recursive` of Node's `mkdir` never comes to an end below a folder like /proc, where nobody makes any.) */
async function makeFolder(folder: string): Promise<void> {
  const make = () =>
    mkdir(folder, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || folder === dirname(folder)) throw error;
    await makeFolder(dirname(folder));
    await make();
  });
}
