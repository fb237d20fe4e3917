import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEFAULT_BRAND_FILE, LOCALES, readBrand } from '../../src/settings/brand.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'brand-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function brandWith(legalLine: Record<string, string>) {
  const file = join(dir, 'brand.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(DEFAULT_BRAND_FILE, 'utf8')), legalLine }));
  return () => readBrand(file).legalLine;
}

test('a brand whose file is older than a language has a legal line in it, too: the first of its own', async () => {
  const lines = (await brandWith({ en: 'Acme Ltd', de: 'Acme GmbH' }))();
  expect(Object.keys(lines).sort()).toEqual([...LOCALES].sort());
  expect([lines.de, lines.en, lines.gl]).toEqual(['Acme GmbH', 'Acme Ltd', 'Acme Ltd']);
});

test('a brand without any legal line, or with one in a language that nobody speaks here, is refused', async () => {
  expect(await brandWith({})).toThrow(/a line in one language at least/);
  expect(await brandWith({ es: 'Acme', tlh: 'Acme' })).toThrow();
});
