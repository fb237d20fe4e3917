import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIST } from '../../../../src/common/paths.ts';
import { startImportUpkeep } from '../../../../src/invitations/import/job/import-upkeep.ts';
import { startSender } from '../../../../src/invitations/sending/sender.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { until } from '../../../support/wait.ts';
import { importFile, mailCounts, mailedOnce, newFile } from '../support.ts';

/** Whoever is killed in the middle, everybody gets their mail, and nobody but those in flight gets two. */
let realm: OwnRealm;
let dir: string;
/** Of the group that each row gives. */
let groupId: string;

beforeAll(async () => {
  [realm, dir] = [await createOwnRealm(), await mkdtemp(join(tmpdir(), 'crash-test-'))];
  const attributes = { 'invitation.assignable': ['admin'] };
  ({ id: groupId } = await realm.console.groups.create({ name: 'cuadrilla', attributes }));
});
afterAll(async () => {
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

const CONCURRENCY = 8;
const ROWS = 120;
/** Mails a second of the one that is killed: slow enough to be caught in the middle, however fast the machine is. */
const PACE = '20';

/** The command line as a process of its own: `npm run invite -- file.csv`. */
function invite(file: string, settings: Record<string, string> = {}): ChildProcess {
  const { config } = realm.sidecar();
  return spawn(process.execPath, [join(DIST, 'server', 'invite-cli.js'), file], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      KEYCLOAK_URL: config.keycloak.url,
      KEYCLOAK_REALM: config.keycloak.realm,
      KEYCLOAK_CLIENT_SECRET: config.keycloak.clientSecret,
      SESSION_SECRET: config.sessionSecrets.join(' '),
      PUBLIC_URL: config.publicUrl,
      BULK_CONCURRENCY: String(CONCURRENCY),
      IMPORT_DIR: join(dir, 'imports'),
      ...settings,
    },
  });
}

/** Starts an import and kills it without warning when a part of the mails has left. */
async function killedInTheMiddle(settings: Record<string, string> = {}) {
  const { csv, addresses } = newFile(ROWS, '/cuadrilla');
  const file = join(dir, `${addresses[0]}.csv`);
  await writeFile(file, csv);
  const child = invite(file, { ...settings, MAIL_RATE_LIMIT: PACE });
  const exited = once(child, 'exit');
  const mailed = async () => [...(await mailCounts(addresses)).values()].filter((count) => count > 0).length;
  await until('a third of the mails', async () => (await mailed()) > ROWS / 3, { timeout: 60_000, interval: 50 });
  child.kill('SIGKILL');
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  expect(await mailed()).toBeLessThan(ROWS);
  return { file, addresses };
}

async function expectEverybodyMailed(addresses: readonly string[]): Promise<void> {
  const counts = [...(await mailCounts(addresses)).values()];
  expect(counts.filter((count) => count === 0)).toEqual([]);
  expect(counts.filter((count) => count > 2)).toEqual([]);
  expect(counts.filter((count) => count === 2).length).toBeLessThanOrEqual(CONCURRENCY);
  const { admin } = realm.sidecar();
  const members = (await realm.console.groups.listMembers({ id: groupId, max: 1000 })).map(({ email = '' }) => email);
  expect(addresses.filter((address) => !members.includes(address))).toEqual([]);
  expect(await admin.users.count({ q: 'invitation.status:queued' })).toBe(0);
  expect(await admin.users.count({ q: 'invitation.status:failed' })).toBe(0);
}

describe('an import that is killed', () => {
  test('goes on where it stopped when the same command is given again', async () => {
    const { file, addresses } = await killedInTheMiddle();
    const [code] = await once(invite(file), 'exit');
    expect(code).toBe(0);
    await expectEverybodyMailed(addresses);
    const before = await mailCounts(addresses);
    await once(invite(file), 'exit');
    expect(await mailCounts(addresses)).toEqual(before);
    await expectEverybodyMailed(addresses);
  });

  test('is finished by any sidecar that finds its files', async () => {
    const { addresses } = await killedInTheMiddle({ IMPORT_DIR: join(dir, 'shared') });
    const sidecar = realm.sidecar({ IMPORT_DIR: join(dir, 'shared') });
    const bulk = await openBulk(sidecar);
    const sender = startSender({ ...sidecar, ...bulk }, { interval: 1000, grace: 3000 });
    const upkeep = startImportUpkeep({ ...sidecar, ...bulk }, { interval: 1000 });
    const all = async () => [...(await mailCounts(addresses)).values()].every((count) => count > 0);
    await until('the rest of the mails', all, { timeout: 90_000, interval: 500 });
    await Promise.all([sender.stop(), upkeep.stop(), bulk.imports.stop()]);
    await expectEverybodyMailed(addresses);
  });

  test('leaves nobody who was created without a mail, even when its files are lost', async () => {
    const { addresses } = await killedInTheMiddle({ IMPORT_DIR: join(dir, 'lost') });
    const sidecar = realm.sidecar({ IMPORT_DIR: join(dir, 'elsewhere') });
    const sender = startSender({ ...sidecar, ...(await openBulk(sidecar)) }, { interval: 1000, grace: 3000 });
    const people = await realm.console.users.find({ max: 1000 });
    const created = addresses.filter((address) => people.some(({ email }) => email === address));
    expect(created.length).toBeGreaterThan(ROWS / 3);
    const all = async () => [...(await mailCounts(created)).values()].every((count) => count > 0);
    await until('their mails', all, { timeout: 60_000, interval: 500 });
    await sender.stop();
    await expectEverybodyMailed(created);
  });
});

describe('a file that two sidecars are given at the same moment', () => {
  test('is mailed once', async () => {
    const { csv, addresses } = newFile(ROWS);
    const imported = (name: string) => importFile(realm.sidecar({ IMPORT_DIR: join(dir, name) }), csv);
    const views = await Promise.all([imported('one'), imported('other')]);
    expect(views.reduce((sum, { created }) => sum + created, 0)).toBe(ROWS);
    expect(await mailedOnce(addresses)).toBe(true);
  });
});
