import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type Arrivals, openArrivals } from '../../bench/arrivals.ts';
import { type BenchGround, layBenchGround } from '../../bench/ground.ts';
import { createOwnRealm } from '../../bench/own-realm.ts';
import { endSidecar, startSidecar } from '../../bench/sidecar-process.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { ADMIN_CLIENT, createTestClients } from '../support/realm-setup.ts';
import { until } from '../support/wait.ts';
import { type Figure, figureLine, isGood } from './scenario.ts';

/**
 * `tsx test/cluster/killed-jobs.ts [people [kills]]`: imports so many people with a group each, and then sends to all of them again, and kills the only process in the middle
 * of both jobs as a crash does. Counts the mails of each address. Ends with `10 passed, 0 failed`, and not with status 0 where anybody was left out, or was mailed
 * twice who was not in flight at one of the deaths.
 */
const PEOPLE = Number(process.argv[2] ?? 10_000);
const KILLS = Number(process.argv[3] ?? 2);
/** What a process has under way at Keycloak at most, whether for a job or for its sender (BULK_CONCURRENCY). */
const IN_FLIGHT = 32;
/** Milliseconds for which nothing may come any more before the mails are counted: longer than a sender leaves those of a dead one alone. */
const QUIET = 45_000;
/** Milliseconds without a mail, and without an end, after which a job counts as stuck. */
const STUCK = 300_000;
const GROUP = 'cuadrilla';
const KEY = 'otra-vez-a-todo-el-mundo';

interface View {
  id: string;
  state: string;
  rows: number;
  failed: number;
}

const log = (line: string) => process.stdout.write(`${line}\n`);
const figures = { passed: 0, failed: 0 };
const ground = await layBenchGround(log);
const arrivals = await openArrivals();
let sidecar: ChildProcess | undefined;
try {
  await everythingKilled(ground, arrivals);
} catch (error) {
  figures.failed += 1;
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  if (sidecar) await endSidecar(sidecar, 'SIGKILL');
  await arrivals.close();
  await ground.stop();
}
log(`\n${figures.passed} passed, ${figures.failed} failed`);
process.exitCode = figures.failed === 0 ? 0 : 1;

async function everythingKilled(bench: BenchGround, mails: Arrivals): Promise<void> {
  const realm = await createOwnRealm(bench, 'killed-jobs', mails.port);
  await createTestClients(realm.console, CLIENT_ID);
  const { id: group } = await realm.console.groups.create({ name: GROUP, attributes: { 'invitation.assignable': ['admin'] } });
  const env = { ...realm.env, IMPORT_DIR: join(bench.dir, 'killed-imports') };
  const addresses = Array.from({ length: PEOPLE }, (_, i) => `fila-${i}@killed.test`);
  const site: Site = { env, mails, addresses };
  sidecar = await startSidecar(env);

  log(`\nan import of ${PEOPLE} rows, killed ${KILLS} times`);
  const csv = ['correo,nombre,apellidos,grupos', ...addresses.map((one) => `${one},María,Peña,/${GROUP}`), ''].join('\n');
  const body = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: csv };
  await killedAgainAndAgain(site, '/imports', await ask(env, '/imports', body));
  const members = await realm.console.groups.listMembers({ id: group, briefRepresentation: true, max: 2 * PEOPLE });
  tell({ what: 'members of their group', value: members.length, is: PEOPLE });

  log(`\nsent again to ${PEOPLE}, killed ${KILLS} times`);
  const again = { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': KEY } };
  const request = { ...again, body: JSON.stringify({ action: 'resend', status: 'sent' }) };
  const job = await ask(env, '/invitations/bulk', request);
  await killedAgainAndAgain(site, '/invitations/bulk', job);
  const before = total(site);
  tell({ what: 'job of the same request again', value: (await ask(env, '/invitations/bulk', request)).id, is: job.id });
  await untilQuiet(site);
  tell({ what: 'mails that it sends', value: total(site) - before, is: 0 });
}

interface Site {
  env: Record<string, string>;
  mails: Arrivals;
  addresses: readonly string[];
}

/** Kills the process at even parts of the job's mails, waits for the end of the job, and holds against each other what has come to whom. */
async function killedAgainAndAgain(site: Site, path: string, { id }: View): Promise<void> {
  const { env, mails, addresses } = site;
  const started = performance.now();
  const earlier = new Map(addresses.map((address) => [address, mails.to(address).length]));
  const counts = () => addresses.map((address) => mails.to(address).length - (earlier.get(address) ?? 0));
  const mailed = () => counts().filter((count) => count > 0).length;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const part = Math.floor((PEOPLE * kill) / (KILLS + 1));
    await untilMailed(mailed, () => mailed() >= part);
    if (sidecar) await endSidecar(sidecar, 'SIGKILL');
    log(`  killed when ${mailed()} were mailed, after ${seconds(started)} s`);
    sidecar = await startSidecar(env);
  }
  let view: View | undefined;
  const hasEnded = async () => {
    view = await ask(env, `${path}/${id}`);
    return view.state !== 'running';
  };
  await untilMailed(mailed, async () => (await hasEnded()) && mailed() === PEOPLE);
  log(`  all mailed after ${seconds(started)} s`);
  await untilQuiet(site);
  tell({ what: 'its state', value: view?.state ?? 'unknown', is: 'done' });
  tell({ what: 'its rows', value: view?.rows ?? 'unknown', is: PEOPLE });
  tell({ what: 'rows that failed', value: view?.failed ?? 'unknown', is: 0 });
  tell({ what: 'without a mail', value: counts().filter((count) => count === 0).length, is: 0 });
  const twice = counts().filter((count) => count > 1).length;
  tell({ what: `mailed more than once (in flight at ${KILLS} deaths)`, value: twice, atMost: KILLS * IN_FLIGHT });
}

/** Waits as long as more are mailed. */
async function untilMailed(mailed: () => number, done: () => boolean | Promise<boolean>): Promise<void> {
  let [seen, since, told] = [-1, performance.now(), performance.now()];
  await until(
    'the mails of a job',
    async () => {
      if (mailed() > seen) [seen, since] = [mailed(), performance.now()];
      if (performance.now() - told > 60_000) {
        told = performance.now();
        log(`  ${seen} mailed so far`);
      }
      if (performance.now() - since > STUCK) throw new Error(`nothing happens: ${seen} of ${PEOPLE} were mailed`);
      return done();
    },
    { timeout: 12 * 3_600_000, interval: 250 },
  );
}

async function untilQuiet({ mails, addresses }: Site): Promise<void> {
  const since = performance.now();
  const newest = () => Math.max(since, ...addresses.map((address) => mails.to(address).at(-1) ?? 0));
  await until('that nothing comes any more', () => performance.now() - newest() > QUIET, { timeout: STUCK, interval: 1000 });
}

function total({ mails, addresses }: Site): number {
  return addresses.reduce((sum, address) => sum + mails.to(address).length, 0);
}

/** Asks the sidecar as a machine of the administration. A process that was just killed and started again may not answer at once. */
async function ask(env: Record<string, string>, path: string, question: RequestInit = {}): Promise<View> {
  const realm = `${env.KEYCLOAK_URL}/realms/${env.KEYCLOAK_REALM}`;
  const grant = { grant_type: 'client_credentials', client_id: ADMIN_CLIENT.clientId, client_secret: ADMIN_CLIENT.secret };
  const token = await fetch(`${realm}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token } = (await token.json()) as { access_token: string };
  const headers = { ...question.headers, authorization: `Bearer ${access_token}` };
  const answer = await fetch(`${env.PUBLIC_URL}/api/v1${path}`, { ...question, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${text}`);
  return JSON.parse(text) as View;
}

function tell(figure: Figure): void {
  figures[isGood(figure) ? 'passed' : 'failed'] += 1;
  log(figureLine(figure));
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}
