import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../src/common/paths.ts';

/** What `npm start` gives Node, and the image, too (test/dev/compose.test.ts holds both together): what is measured runs as people run it. */
export const NODE_FLAGS: readonly string[] = flagsOf(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts.start,
);

function flagsOf(start: string): string[] {
  const [, flags] = /\bexec node ((?:--\S+ )*)dist\/server\/main\.js$/.exec(start) ?? [];
  if (flags === undefined) throw new Error(`\`npm start\` is not understood: ${start}`);
  return flags.split(' ').filter(Boolean);
}
