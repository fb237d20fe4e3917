import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startImportUpkeep } from '../../../../src/invitations/import/job/import-upkeep.ts';
import { importIdOf } from '../../../../src/invitations/import/job/spool.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { startOwnProcess } from '../../../support/sidecar-process.ts';
import { until } from '../../../support/wait.ts';
import { all } from '../file.ts';
import { EVERYTHING, mailedOnce, newFile } from '../support.ts';

/** Imports whose disk is full, unwritable or gone, and what becomes of their files. */
const DAY = 24 * 3_600_000;

let realm: OwnRealm;
let dir: string;

beforeAll(async () => {
  [realm, dir] = [await createOwnRealm(), await mkdtemp(join(tmpdir(), 'disk-test-'))];
});
afterAll(async () => {
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

/** A sidecar with a directory of its own, and where in it the files of its realm lie. */
async function ownSidecar(name: string, settings: Record<string, string> = {}) {
  const sidecar = realm.sidecar({ IMPORT_DIR: join(dir, name), ...settings });
  const { imports } = await openBulk(sidecar);
  return { ...sidecar, imports, place: await placeIn(join(dir, name)) };
}

async function placeIn(directory: string): Promise<string> {
  const [place = ''] = await readdir(directory);
  return join(directory, place);
}

const fileOf = (csv: string) => Readable.from([Buffer.from(csv)]);
const request = (dryRun: boolean) => ({ actor: EVERYTHING, dryRun });

async function age(path: string, milliseconds: number): Promise<void> {
  const then = new Date(Date.now() - milliseconds);
  await utimes(path, then, then);
}

describe('an import whose disk refuses', () => {
  test('what became of its rows fails, and the same file finishes it', async () => {
    const { imports, place } = await ownSidecar('log');
    const { csv, addresses } = newFile(3);
    const checked = await imports.start(fileOf(csv), request(true));
    await imports.ended(checked.id);
    const id = importIdOf(checked.id);
    await mkdir(join(place, `${id}.log`));
    await imports.confirm(checked.id, EVERYTHING);
    await imports.ended(id);
    await rm(join(place, `${id}.log`), { recursive: true });
    expect(await imports.view(id, EVERYTHING)).toMatchObject({ state: 'failed' });
    await imports.start(fileOf(csv), request(false));
    await imports.ended(id);
    expect(await imports.view(id, EVERYTHING)).toMatchObject({ state: 'done', skipped: 3 });
    expect(await mailedOnce(addresses)).toBe(true);
  });

  test('its end comes to an end all the same', async () => {
    const { imports, place } = await ownSidecar('end', { MAIL_RATE_LIMIT: '1' });
    const { csv, addresses } = newFile(4);
    const { id } = await imports.start(fileOf(csv), request(false));
    await rm(join(place, `${id}.json`));
    await mkdir(join(place, `${id}.json`));
    await imports.ended(id);
    await rm(join(place, `${id}.json`), { recursive: true });
    await imports.start(fileOf(csv), request(false));
    await imports.ended(id);
    expect(await imports.view(id, EVERYTHING)).toMatchObject({ state: 'done', skipped: 4 });
    expect(await mailedOnce(addresses)).toBe(true);
  });
});

test('an import that was cut off is gone on with when its disk is back', async () => {
  const first = await ownSidecar('back');
  const { csv, addresses } = newFile(40);
  const { id } = await first.imports.start(fileOf(csv), request(false));
  await first.imports.stop();
  expect(await first.imports.view(id, EVERYTHING)).toMatchObject({ state: 'running' });
  await age(join(first.place, `${id}.json`), 60_000);
  // However long that is ago: it is not finished.
  await age(join(first.place, `${id}.csv`), 2 * DAY);

  const second = await ownSidecar('back');
  await rename(first.place, `${first.place}.away`);
  const complaints: unknown[] = [];
  const logger = { warn: (...line: unknown[]) => void complaints.push(line) };
  const upkeep = startImportUpkeep({ ...second, logger }, { interval: 100 });
  await until('its first look', () => complaints.length > 0);
  await rename(`${first.place}.away`, first.place);
  await until('the end', async () => (await second.imports.view(id, EVERYTHING)).state === 'done', {
    timeout: 45_000,
  });
  await upkeep.stop();
  expect(complaints).toHaveLength(1);
  expect(await second.imports.view(id, EVERYTHING)).toMatchObject({ rows: 40, done: 40 });
  expect(await mailedOnce(addresses)).toBe(true);
});

test('an import whose files are gone is told as far as its users are within reach', async () => {
  const { imports } = await ownSidecar('gone');
  const companies = [];
  for (const alias of ['mar', 'sierra']) {
    const name = `Empresa ${alias}`;
    const { id } = await realm.console.organizations.create({ alias, name, enabled: true, domains: [] });
    companies.push({ id, alias, name });
  }
  const [ofMar, ofSierra, ofNone] = newFile(3).addresses;
  const { id } = await imports.start(fileOf(`correo,empresa\n${ofMar},mar\n${ofSierra},sierra\n${ofNone},\n`), request(false));
  await imports.ended(id);

  const { imports: elsewhere } = await ownSidecar('without');
  for (const [index, address] of [ofMar, ofSierra].entries()) {
    const who = { userId: 'other', reach: { all: false as const, organizations: companies.slice(index, index + 1) } };
    expect(await elsewhere.view(id, who)).toMatchObject({ rows: 1, created: 1, sent: 1, failed: 0 });
    expect((await all(await elsewhere.report(id, who, 'es'))).map(({ email }) => email)).toEqual([address]);
  }
  expect(await elsewhere.view(id, EVERYTHING)).toMatchObject({ rows: 3, created: 3, sent: 3 });
  const nobody = { userId: 'other', reach: { all: false as const, organizations: [] } };
  await expect(elsewhere.view(id, nobody)).rejects.toMatchObject({ code: 'not_found' });
  await expect(elsewhere.report(id, nobody, 'es')).rejects.toMatchObject({ code: 'not_found' });
});

test('files go a day after their import, where there are only web processes, too', async () => {
  const directory = join(dir, 'web');
  const once = await startOwnProcess({ IMPORT_DIR: directory });
  await once.stop();
  const place = await placeIn(directory);
  for (const name of ['old.csv', 'old.json', 'new.csv']) await writeFile(join(place, name), '{}');
  for (const name of ['old.csv', 'old.json']) await age(join(place, name), 2 * DAY);
  const again = await startOwnProcess({ IMPORT_DIR: directory });
  await until('the end of old files', async () => (await readdir(place)).length === 1);
  expect(await readdir(place)).toEqual(['new.csv']);
  await again.stop();
});
