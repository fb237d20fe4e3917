import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brand } from '../../settings/brand.ts';

/**
 * The guide's pictures show a brand's own mail and pages, so they lie beside its brand file (`guidePictures`), and `brand.txt` among them
 * says which brand they show. After a change of name, colours or sign they are left out until `npm run pictures` has made them again:
 * a guide without pictures is better than one of another company.
 */
export const MARK_FILE = 'brand.txt';

/** A hash of everything of the brand that a picture shows. `sign` is the SVG itself. */
export function brandMark({ name, colours }: Brand, sign: string): string {
  const hash = createHash('sha256').update(JSON.stringify([name, colours, sign]));
  return `${name} ${hash.digest('hex').slice(0, 16)}`;
}

/** Plain name → content of the pictures; none where the brand has none of its own. */
export async function readGuidePictures(brand: Brand, sign: string): Promise<[name: string, content: Buffer][]> {
  const dir = brand.guidePictures;
  if (dir === undefined) return [];
  const mark = await readFile(join(dir, MARK_FILE), 'utf8').catch(() => '');
  if (mark.trim() !== brandMark(brand, sign)) return [];
  const names = (await readdir(dir)).filter((name) => name.endsWith('.webp')).sort();
  return Promise.all(names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(dir, name))]));
}
