import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileTheme } from '../../../src/build/mails/mails.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { readBrand } from '../../../src/settings/brand.ts';

/** The whole built theme, committed, so that a reviewer sees what a change does to it. `npm run golden` writes it anew. */
const GOLDEN = join(ROOT, 'test', 'golden', 'email');

test('the built e-mail theme is the one in test/golden/email', async () => {
  const built = await compileTheme(readBrand());
  if (process.env.UPDATE_GOLDEN) {
    await rm(GOLDEN, { recursive: true, force: true });
    for (const [file, content] of built) {
      await mkdir(dirname(join(GOLDEN, file)), { recursive: true });
      await writeFile(join(GOLDEN, file), content);
    }
  }
  const entries = await readdir(GOLDEN, { recursive: true, withFileTypes: true });
  expect(entries.filter((entry) => entry.isFile())).toHaveLength(built.size);
  for (const [file, content] of built)
    expect(`${file}\n${content}`).toBe(`${file}\n${await readFile(join(GOLDEN, file), 'utf8')}`);
});
