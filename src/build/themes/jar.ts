import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The theme as one file, for the `providers/` folder of a Keycloak: how containers, the Keycloak Operator and `kc.sh build` take it. */
export const THEME_JAR = 'amperecloud-theme.jar';

/** The one moment that the archive's files carry: the format's earliest, in the zone of whoever builds, because it stores no zone. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * `<outDir>/themes/*` → `<outDir>/amperecloud-theme.jar`: each theme's files below `theme/`, and `META-INF/keycloak-themes.json`, in which
 * Keycloak reads the themes' names and types (Server Developer Guide, "Deploying themes"). The same files give the same bytes on any machine, so that
 * nodes can be compared by checksum: sorted, without dates, packed by a library that does not depend on the machine's zlib.
 */
export async function packThemes(outDir: string): Promise<void> {
  const themes = join(outDir, 'themes');
  const files = await filesBelow(themes);
  const packed: Zippable = { 'META-INF/keycloak-themes.json': Buffer.from(`${JSON.stringify(directory(files), null, 2)}\n`) };
  for (const file of files) packed[`theme/${file}`] = await readFile(join(themes, file));
  await writeFile(join(outDir, THEME_JAR), zipSync(packed, { level: 9, mtime: NO_DATE }));
}

/** What `META-INF/keycloak-themes.json` says. A file's path begins with its theme's name and type. */
function directory(files: readonly string[]): { themes: { name: string; types: string[] }[] } {
  const kinds = [...new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))].map((kind) => kind.split('/'));
  const names = [...new Set(kinds.map(([name = '']) => name))];
  return {
    themes: names.map((name) => ({ name, types: kinds.filter(([of]) => of === name).map(([, type = '']) => type) })),
  };
}

/** Paths with `/` between their parts, in the order of their code units. */
async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(dir, join(entry.parentPath, entry.name)));
  return files.map((file) => file.split(sep).join('/')).sort();
}
