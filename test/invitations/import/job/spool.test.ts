import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { importIdOf, openSpool, type Spool, type StoredJob } from '../../../../src/invitations/import/job/spool.ts';
import { signerFor } from '../../../../src/settings/derived-keys.ts';

/** The files of imports, where somebody else can write, too. */
const [OURS, NEWER, THEIRS] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const CSV = 'correo\nana@sol.test\n';

let dir: string;
let foreign: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spool-test-'));
  foreign = [];
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function open(secrets: [string, ...string[]], realm = 'realm'): Promise<Spool> {
  const signer = signerFor({ sessionSecrets: secrets }, 'import jobs');
  return openSpool(join(dir, realm), { signer, onForeign: (id) => void foreign.push(id) });
}

/** An import that is under way, and that nobody has worked on for a minute. */
async function abandonedJob(spool: Spool, owner = 'somebody'): Promise<{ id: string; job: StoredJob; file: string }> {
  const { id, path, digest } = await spool.keep(Readable.from([Buffer.from(CSV)]), owner, 'import');
  const reach = { all: false as const, organizations: [] };
  const job: StoredJob = { phase: 'import', state: 'running', startedAt: 1, rows: 1, digest, owner, reach, locale: 'es' };
  await spool.writeJob(id, job);
  const file = path.replace(/csv$/, 'json');
  await age(file);
  return { id, job, file };
}

async function age(file: string): Promise<void> {
  const then = new Date(Date.now() - 60_000);
  await utimes(file, then, then);
}

test('a job of ours goes on, here and where the secret has been changed since', async () => {
  const { id, job, file } = await abandonedJob(await open([OURS]));
  for (const secrets of [[OURS], [NEWER, OURS]] as [string, ...string[]][]) {
    const spool = await open(secrets);
    await age(file);
    expect(await spool.abandoned()).toEqual([id]);
    expect(await spool.readJob(id)).toEqual(job);
    expect(await spool.isUnchanged(id, job.digest)).toBe(true);
  }
  expect(foreign).toEqual([]);
});

test('of several processes that look at the same moment one goes on with a job, and another when that one has died, too', async () => {
  const spools = await Promise.all(Array.from({ length: 8 }, () => open([OURS])));
  const { id, file } = await abandonedJob(spools[0] as Spool);
  for (let death = 0; death < 5; death += 1) {
    const found = await Promise.all(spools.map((spool) => spool.abandoned()));
    expect(found.flat()).toEqual([id]);
    expect((await Promise.all(spools.map((spool) => spool.abandoned()))).flat()).toEqual([]);
    await age(file);
  }
  // One has died between its claim and its first touch.
  const claim = file.replace(/json$/, 'claim');
  await writeFile(claim, '');
  await age(claim);
  expect(await spools[0]?.abandoned()).toEqual([]);
  expect(await spools[0]?.abandoned()).toEqual([id]);
});

describe('is not gone on with, and said once:', () => {
  async function expectForeign(spool: Spool, ...ids: string[]): Promise<void> {
    foreign = [];
    expect(await spool.abandoned()).toEqual([]);
    expect(await spool.abandoned()).toEqual([]);
    for (const id of ids) expect(await spool.readJob(id)).toBeUndefined();
    expect(foreign.sort()).toEqual(ids.sort());
  }

  test('a job that somebody has made up, with no signature or one of their own', async () => {
    const { id: planted, job, file } = await abandonedJob(await open([THEIRS]));
    await expectForeign(await open([OURS]), planted);
    for (const text of [JSON.stringify(job), JSON.stringify({ job, signature: '' }), '{"job":', 'null']) {
      await writeFile(file, text);
      await age(file);
      await expectForeign(await open([OURS]), planted);
    }
  });

  test('a job that somebody has altered: its reach, its owner, its end', async () => {
    const { id, file } = await abandonedJob(await open([OURS]));
    const { job, signature } = JSON.parse(await readFile(file, 'utf8'));
    for (const altered of [{ reach: { all: true } }, { owner: 'other' }, { rows: 2 }, { digest: 'other' }]) {
      await writeFile(file, JSON.stringify({ job: { ...job, ...altered }, signature }));
      await age(file);
      await expectForeign(await open([OURS]), id);
    }
  });

  test('a job under another id, or of another realm', async () => {
    const { id, file } = await abandonedJob(await open([OURS]));
    const copy = `${importIdOf(id).slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    await copyFile(file, file.replace(id, copy));
    await age(file.replace(id, copy));
    const spool = await open([OURS]);
    expect(await spool.abandoned()).toEqual([id]);
    expect(foreign).toEqual([copy]);

    await mkdir(join(dir, 'other'), { mode: 0o700 });
    await copyFile(file, join(dir, 'other', `${id}.json`));
    await age(join(dir, 'other', `${id}.json`));
    await expectForeign(await open([OURS], 'other'), id);
  });
});

test('a file that was changed since its job was written is found out', async () => {
  const spool = await open([OURS]);
  const { id, job } = await abandonedJob(spool);
  await appendFile(spool.pathOf(id), 'mallory@evil.test\n');
  expect(await spool.isUnchanged(id, job.digest)).toBe(false);
});
