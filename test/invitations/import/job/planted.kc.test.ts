import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { adminToken } from '../../../support/invite.ts';
import { refusedStart, startOwnProcess } from '../../../support/sidecar-process.ts';
import { until } from '../../../support/wait.ts';
import { mailCounts, newFile } from '../support.ts';

/** What somebody else of the same machine can do to IMPORT_DIR. */
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'planted-test-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const mailed = async (addresses: readonly string[]) =>
  [...(await mailCounts(addresses)).values()].filter((count) => count > 0).length;

test('a folder that others can write to is refused in one line, before anything listens', async () => {
  const open = join(dir, 'open');
  await mkdir(open);
  await chmod(open, 0o777);
  expect(await refusedStart({ IMPORT_DIR: open })).toEqual({
    status: 1,
    said: [
      'The configuration has faults:',
      `  IMPORT_DIR ${open} is open to others (mode 777): chmod 700, or name a folder below it`,
    ],
  });
});

test('a job that was altered is not run, nor a file; what is left as it was goes on', async () => {
  const imports = join(dir, 'imports');
  const [good, alteredJob, alteredFile] = [newFile(6), newFile(30), newFile(30)];
  // A mail a second: all are far from their end when the process stops.
  const first = await startOwnProcess({ IMPORT_DIR: imports, MAIL_RATE_LIMIT: '1' });
  const headers = { authorization: `Bearer ${await adminToken()}`, 'content-type': 'text/csv' };
  const ids: string[] = [];
  for (const { csv } of [alteredJob, alteredFile, good]) {
    const answer = await fetch(`${first.url}/api/v1/imports`, { method: 'POST', headers, body: csv });
    ids.push(((await answer.json()) as { id: string }).id);
  }
  await first.stop();
  const [place = ''] = await readdir(imports);
  const file = (id = '', ending = 'json') => join(imports, place, `${id}.${ending}`);
  const before = [await mailed(alteredJob.addresses), await mailed(alteredFile.addresses)];

  const [job, csv] = ids;
  const text = await readFile(file(job), 'utf8');
  await writeFile(file(job), text.replace('"lifespanHours"', '"x"').replace('"rows":30', '"rows":31'));
  const [planted] = newFile(1).addresses as [string];
  await appendFile(file(csv, 'csv'), `${planted},Mallory,Ruiz\n`);
  const aMinuteAgo = new Date(Date.now() - 60_000);
  for (const id of ids) await utimes(file(id), aMinuteAgo, aMinuteAgo);

  const second = await startOwnProcess({ IMPORT_DIR: imports });
  try {
    // Whoever looks shows that they still have their role: else it waits where somebody deletes a group of the realm meanwhile.
    const asked = async () => {
      await fetch(`${second.url}/api/v1/imports/${ids[2]}`, { headers });
      return (await mailed(good.addresses)) === 6;
    };
    await until('the good one', asked, { timeout: 60_000, interval: 500 });
    const lines = (await second.log()).split('\n');
    expect(lines.filter((line) => line.includes(job as string) && line.includes('is none of ours: it is not run'))).toHaveLength(
      1,
    );
    expect(lines.some((line) => line.includes(csv as string) && line.includes('not the one that it began with'))).toBe(true);
    const after = [await mailed(alteredJob.addresses), await mailed(alteredFile.addresses)];
    // Those whose mail was on its way when the first process stopped.
    for (const [i, count] of after.entries()) expect(count).toBeLessThan((before[i] ?? 0) + 5);
    expect(await mailed([planted])).toBe(0);
  } finally {
    await second.stop();
  }
});
