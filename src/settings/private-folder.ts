import { lstat, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigError } from './setting-kinds.ts';

/**
 * Makes a folder that nobody but this process's user can change or look into, or takes one that is so already. Throws {@link ConfigError} for any
 * other: into a folder that somebody else has made, or behind a link of theirs, they could put files that this process takes for its own.
 */
export async function privateFolder(setting: string, path: string): Promise<void> {
  const folder = resolve(path);
  const refuse = (why: string) => new ConfigError([`${setting} ${folder} ${why}`]);
  const found = await mkdir(folder, { recursive: true, mode: 0o700 })
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
