import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { createHelpers } from '../../src/views/helpers.ts';

/** Helpers that are meant to be written without arguments. */
const BARE = ['listAddress'];

/** A helper without arguments would be called where a value of the same name is meant: `{{next}}` was "[object Object]1". */
test('no template writes a value that has the name of a helper', () => {
  const views = join(ROOT, 'src', 'views');
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'));
  expect(files.length).toBeGreaterThan(10);
  const helpers = Object.keys(createHelpers({} as never)).filter((name) => !BARE.includes(name));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(views, file), 'utf8');
    return helpers.filter((name) => new RegExp(`\\{\\{${name}\\}\\}`).test(text)).map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});
