import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildAssets, readSign } from '../../../src/build/assets/assets.ts';
import { readGuidePictures } from '../../../src/build/assets/guide-pictures.ts';
import { buildAll } from '../../../src/build/main.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { PAGE_LOCALES } from '../../../src/i18n/index.ts';
import { readBrand } from '../../../src/settings/brand.ts';
import { GUIDE_PICTURES, guidePictureFile } from '../../../src/views/guide-pictures.ts';

const SECOND_BRAND = join(ROOT, 'test', 'support', 'second-brand.json');
const silent = () => {};
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'assets-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function manifestIn(outDir: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(outDir, 'public', 'manifest.json'), 'utf8'));
}

describe('the browser files', () => {
  let out: string;
  let manifest: Record<string, string>;

  beforeAll(async () => {
    out = join(dir, 'first');
    await buildAssets({ brand: readBrand(), outDir: out });
    manifest = await manifestIn(out);
  });

  const file = (name: string) => readFile(join(out, 'public', manifest[name] ?? 'not-in-the-manifest'));

  test('are named after their content, and the manifest knows each', async () => {
    expect(Object.keys(manifest)).toEqual(expect.arrayContaining(['app.css', 'activate.js', 'sign.svg']));
    const files = await readdir(join(out, 'public'));
    for (const [name, hashed] of Object.entries(manifest)) {
      expect(hashed).toMatch(/^[\w-]+\.[0-9A-Z]{8}\.\w+$/);
      expect(files).toContain(hashed);
      expect(hashed.split('.').at(-1)).toBe(name.split('.').at(-1));
    }
  });

  test('keep their names while nothing changes, and change them with the brand', async () => {
    await buildAssets({ brand: readBrand(), outDir: join(dir, 'again') });
    expect(await manifestIn(join(dir, 'again'))).toEqual(manifest);

    await buildAssets({ brand: readBrand(SECOND_BRAND), outDir: join(dir, 'second') });
    const other = await manifestIn(join(dir, 'second'));
    expect(other['app.css']).not.toBe(manifest['app.css']);
    expect(other['sign.svg']).not.toBe(manifest['sign.svg']);
    const css = await readFile(join(dir, 'second', 'public', other['app.css'] ?? ''), 'utf8');
    expect(css.toUpperCase()).toContain('#8A2F1B');
    expect(css.toUpperCase()).not.toContain(readBrand().colours.light.link.toUpperCase());
  });

  test('are light: the style sheet and the first script fit into a page of 50 KB with room to spare', async () => {
    expect(gzipSync(await file('app.css')).length).toBeLessThan(8 * 1024);
    expect(gzipSync(await file('activate.js')).length).toBeLessThan(8 * 1024);
  });

  test('load the strength estimator apart, in at most 250 KB', async () => {
    const worker = (await readdir(join(out, 'public'))).find((name) => name.startsWith('strength-worker.'));
    expect(String(await file('activate.js'))).toContain(worker);
    expect(brotliCompressSync(await readFile(join(out, 'public', worker ?? ''))).length).toBeLessThan(250 * 1024);
  });

  test('bring nothing from elsewhere', async () => {
    const css = String(await file('app.css'));
    expect(css).not.toMatch(/url\(|@import|@font-face/);
    expect(css).toContain('prefers-color-scheme:dark');
    expect(css).toContain('forced-colors:active');
  });

  test('hold the guide’s pictures, light on the wire, in every language and scheme', async () => {
    for (const name of GUIDE_PICTURES) {
      for (const locale of PAGE_LOCALES) {
        for (const scheme of ['light', 'dark'] as const) {
          const picture = await file(guidePictureFile(name, locale, scheme));
          expect(picture.length).toBeGreaterThan(5 * 1024);
          expect(picture.length).toBeLessThan(40 * 1024);
        }
      }
    }
  });

  test('hold no picture of another brand: after a change of name, colour or sign there is none until they are taken again', async () => {
    const brand = readBrand();
    const sign = await readSign(brand.sign);
    const recoloured = { ...brand, colours: { ...brand.colours, accent: '#00AA55' } };
    expect(await readGuidePictures(brand, sign)).toHaveLength(GUIDE_PICTURES.length * PAGE_LOCALES.length * 2);
    expect(await readGuidePictures({ ...brand, name: 'Voltaria' }, sign)).toEqual([]);
    expect(await readGuidePictures(recoloured, sign)).toEqual([]);
    expect(await readGuidePictures(brand, await readSign(readBrand(SECOND_BRAND).sign))).toEqual([]);
    expect(await readGuidePictures(readBrand(SECOND_BRAND), sign)).toEqual([]);
  });

  test('come with the brand, and where its sign lies', async () => {
    const brand = readBrand(join(out, 'brand.json'));
    expect(brand).toEqual({ ...readBrand(), sign: join(out, 'public', manifest['sign.svg'] ?? ''), guidePictures: undefined });
  });
});

test.each([
  ['a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a handler', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['no drawing', '<html></html>'],
])('a sign with %s is refused', async (_, content) => {
  const sign = join(dir, 'sign.svg');
  await writeFile(sign, content);
  await expect(buildAssets({ brand: { ...readBrand(), sign }, outDir: join(dir, 'refused') })).rejects.toThrow(sign);
});

describe('a build that fails', () => {
  const outDir = () => join(dir, 'published');
  const snapshot = async () => (await readdir(outDir(), { recursive: true })).sort();
  let before: string[];

  beforeAll(async () => {
    await buildAll(join(ROOT, 'themes', 'brand.json'), outDir(), silent);
    before = await snapshot();
  });

  async function brandWith(change: Record<string, unknown>): Promise<string> {
    const file = join(dir, 'brand.json');
    const brand = JSON.parse(await readFile(join(ROOT, 'themes', 'brand.json'), 'utf8'));
    await cp(join(ROOT, 'themes', brand.sign), join(dir, brand.sign));
    await writeFile(file, JSON.stringify({ ...brand, ...change }));
    return file;
  }

  test('names the faulty value of the brand and leaves what was built before', async () => {
    const build = buildAll(await brandWith({ supportEmail: 'nobody' }), outDir(), silent);
    await expect(build).rejects.toThrow(/brand\.json cannot be used: supportEmail/);
    expect(await snapshot()).toEqual(before);
  });

  test('names a missing sign and leaves what was built before, and nothing beside it', async () => {
    const build = buildAll(await brandWith({ sign: 'missing.svg' }), outDir(), silent);
    await expect(build).rejects.toThrow(join(dir, 'missing.svg'));
    expect(await snapshot()).toEqual(before);
    expect((await readdir(dir)).filter((name) => name.startsWith('.build-'))).toEqual([]);
  });

  test('does not keep the next one from taking its place, stale files and all', async () => {
    await writeFile(join(outDir(), 'public', 'app.STALE000.css'), 'old');
    await buildAll(SECOND_BRAND, outDir(), silent);
    const now = await snapshot();
    expect(now).not.toContain(join('public', 'app.STALE000.css'));
    expect(now.filter((file) => /app\.[^.]+\.css$/.test(file))).toHaveLength(1);
  });
});
