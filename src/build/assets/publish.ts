import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Folders of `dist/` that hold nothing but what a build makes: a file there that was not built again goes. */
const PRUNED = ['public', 'themes'];

/**
 * Moves a finished build into place, file by file: folders keep their identity (Keycloak and containers mount them), a reader
 * never meets a half-written file, the manifest comes after the files that it names, and stale files go last.
 */
export async function publish(stagingDir: string, outDir: string): Promise<void> {
  const built = (await filesBelow(stagingDir)).sort(
    (a, b) => Number(a.endsWith('manifest.json')) - Number(b.endsWith('manifest.json')),
  );
  const before = (await filesBelow(outDir)).filter((file) => PRUNED.includes(file.split(sep)[0] ?? ''));
  for (const file of built) {
    await mkdir(dirname(join(outDir, file)), { recursive: true });
    await rename(join(stagingDir, file), join(outDir, file));
  }
  const kept = new Set(built);
  await Promise.all(before.filter((file) => !kept.has(file)).map((file) => rm(join(outDir, file), { force: true })));
}

async function filesBelow(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(dir, join(entry.parentPath, entry.name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
