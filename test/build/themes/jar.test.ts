import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { packThemes, THEME_JAR } from '../../../src/build/themes/jar.ts';

/** The archive that Keycloak takes from its `providers/` folder. That a Keycloak really does is proven by test/special/production.special.kc.test.ts. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'jar-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const FILES = {
  'solar/login/theme.properties': 'parent=base\n',
  'solar/login/resources/img/sign.svg': '<svg/>',
  'solar/email/html/executeActions.ftl': 'Activación',
  'solar/account/theme.properties': 'parent=keycloak.v3\n',
};

/** Packs the files as a machine has them that wrote them in this order, at this time. */
async function jarOf(name: string, order: string[], time: Date): Promise<Buffer> {
  const outDir = join(dir, name);
  for (const file of order) {
    const path = join(outDir, 'themes', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, FILES[file as keyof typeof FILES]);
    await utimes(path, time, time);
  }
  await packThemes(outDir);
  return readFile(join(outDir, THEME_JAR));
}

describe('the theme as a jar', () => {
  test('holds every file of every type, and names them for Keycloak', async () => {
    const files = unzipSync(await jarOf('content', Object.keys(FILES), new Date()));
    const texts = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
    const { 'META-INF/keycloak-themes.json': directory, ...themes } = texts;
    expect(JSON.parse(directory ?? '')).toEqual({ themes: [{ name: 'solar', types: ['account', 'email', 'login'] }] });
    expect(themes).toEqual(Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`theme/${path}`, text])));
  });

  test('has the same bytes whenever, wherever and in whatever order its files were written', async () => {
    const names = Object.keys(FILES);
    const one = await jarOf('one', names, new Date('2026-01-02T03:04:06Z'));
    const other = await jarOf('other', names.toReversed(), new Date('2031-10-11T12:13:14Z'));
    expect(other.equals(one)).toBe(true);
    // Time and date of the first file (APPNOTE 4.4.6): midnight of the first day that the format knows, in whatever zone.
    expect([one.readUInt16LE(10), one.readUInt16LE(12)]).toEqual([0, (1 << 5) | 1]);
  });
});
