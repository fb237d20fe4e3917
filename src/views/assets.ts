import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DIST } from '../common/paths.ts';

/** The folder that is served under `/assets/`. */
export const PUBLIC_DIR = join(DIST, 'public');

/** Plain name → hashed file, as `npm run build` wrote it. Throws with the way out when nothing was built. */
export function readAssets(publicDir = PUBLIC_DIR): Record<string, string> {
  const file = join(publicDir, 'manifest.json');
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`cannot read ${file}: run "npm run build" first`, { cause });
  }
}
