import { type Arrivals, openArrivals } from '../../bench/arrivals.ts';
import { attributesOf, newRecord } from '../../src/invitations/record/invitation.ts';
import { publishEnvironment } from '../support/environment.ts';
import { layGround } from '../support/ground.ts';
import { startSwitch } from '../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { createUser } from '../support/realm.ts';
import { createTestRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/wait.ts';
import { endWorkerProcess, startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts';
import { FAULTS, type Fault } from './one-sender-faults.ts';

/**
 * `tsx test/cluster/one-sender.ts [runs [people [part of a name]]]`: two workers (in every other run two `ROLE=all`) are started at once while people wait for their mail, with and
 * without the lease of a dead one, with and without REDIS_URL. In every fourth run half of them are queued invitations, the others users of the console.
 * Then, {@link FAULT_RUNS} times, something happens to them in the middle of their work (one-sender-faults.ts).
 * Prints what it has counted and ends with `4 passed, 0 failed`, and not with status 0 where anybody was mailed twice, or nobody within 30 seconds.
 */
const RUNS = Number(process.argv[2] ?? 10);
const PEOPLE = Number(process.argv[3] ?? 300);
const NAME = process.argv[4] ?? '';
const FAULT_RUNS = Math.ceil(RUNS / 4);
/** People whom the worker that is to die has begun with, and how many of them it may have had in flight. */
const EARLIER = 30;
const IN_FLIGHT = 8;
/** Seconds within which the next one must work. */
const FAILOVER = 30;
/** Milliseconds within which no worker can have started: what comes then was in flight. */
const STARTING = 2000;
/** Milliseconds for which nothing may come any more before the mails are counted. */
const QUIET = 8000;

interface Run {
  twice: number;
  /** Twice among those whom the dead one had begun with. */
  inFlight: number;
  without: number;
  /** Seconds from the death, or from the start, until the first mail of one of the two. */
  firstMail: number;
  seconds: number;
}

interface Variant {
  name: string;
  realm: OwnRealm;
  redis: TestRedis | undefined;
  withDead: boolean;
  fault?: Fault;
  runs: Run[];
}

const log = (line: string) => process.stdout.write(`${line}\n`);
const ground = await layGround(log);
publishEnvironment(ground.environment);
const arrivals = await openArrivals();
let failed = 0;
const variants: Variant[] = [];
try {
  const stores = [false, true];
  const all = [
    ...stores.flatMap((withRedis) => stores.map((withDead) => ({ withRedis, withDead, fault: undefined }))),
    ...FAULTS.flatMap((fault) => fault.stores.map((withRedis) => ({ withRedis, withDead: false, fault }))),
  ];
  for (const one of all) if (nameOf(one).includes(NAME)) variants.push(await prepare(one));
  // In turn, so that all variants see the same load of the machine.
  for (let count = 0; count < RUNS; count += 1) {
    for (const variant of variants) {
      if (variant.fault && count >= FAULT_RUNS) continue;
      const run = await play(variant, count);
      variant.runs.push(run);
      const { twice, without, inFlight, firstMail, seconds } = run;
      const times = `first mail after ${firstMail.toFixed(1)} s, all after ${seconds.toFixed(1)} s`;
      log(
        `${variant.name}, run ${count + 1}: ${twice} twice, ${without} without, ${inFlight} twice of those in flight; ${times}`,
      );
    }
  }
  log('');
  for (const variant of variants) {
    const { name, runs } = variant;
    const good = goodRuns(variant);
    const slowest = Math.max(...runs.map(({ firstMail }) => firstMail)).toFixed(1);
    log(`${name}: ${good} of ${runs.length} runs good; first mail after ${slowest} s at most`);
    if (good < runs.length) failed += 1;
  }
} finally {
  for (const { realm, redis } of variants) await Promise.all([realm.remove(), redis?.remove()]);
  await arrivals.close();
  await ground.stop();
}
log(`\n${variants.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

interface Wanted {
  withRedis: boolean;
  withDead: boolean;
  fault: Fault | undefined;
}

function nameOf({ withRedis, withDead, fault }: Wanted): string {
  return `${withRedis ? 'Redis' : 'Keycloak’s note'}, ${fault?.name ?? (withDead ? 'a dead one’s lease' : 'no lease')}`;
}

async function prepare(wanted: Wanted): Promise<Variant> {
  const { withRedis, withDead, fault } = wanted;
  const realm = await createOwnRealm();
  const { realmName } = realm.console;
  const { smtpServer } = (await realm.console.realms.findOne({ realm: realmName })) ?? {};
  await realm.console.realms.update(
    { realm: realmName },
    { smtpServer: { ...smtpServer, port: String(arrivals.port) } as never },
  );
  const redis = withRedis ? await createTestRedis() : undefined;
  return { name: nameOf(wanted), realm, redis, withDead, ...(fault && { fault }), runs: [] };
}

function goodRuns({ fault, runs }: Variant): number {
  const atMost = fault?.failover ?? FAILOVER;
  return runs.filter(
    ({ twice, inFlight, without, firstMail }) => twice === 0 && without === 0 && inFlight <= IN_FLIGHT && firstMail <= atMost,
  ).length;
}

async function play({ realm, redis, withDead, fault }: Variant, count: number): Promise<Run> {
  const sidecar = realm.sidecar();
  const line = fault && (await startSwitch(sidecar.config.keycloak.url));
  const settings = {
    ROLE: count % 2 === 0 ? 'worker' : 'all',
    ...(line && { KEYCLOAK_URL: line.url }),
    ...(redis && { REDIS_URL: redis.url }),
  };
  const start = () => startWorkerProcess(sidecar, settings);
  const mails = (address: string) => arrivals.to(address).length;
  let begun: string[] = [];
  let since = 0;
  const processes: WorkerProcess[] = [];
  try {
    let dying: WorkerProcess | undefined;
    if (withDead) {
      dying = await start();
      begun = await consoleUsers(realm, EARLIER);
      await until('the first mails', () => begun.some((address) => mails(address) > 0), { timeout: 60_000, interval: 20 });
    }
    const waitingPeople = Math.ceil(PEOPLE * (fault?.people ?? 1));
    const half = count % 4 === 3 ? waitingPeople / 2 : waitingPeople;
    const people = [...(await consoleUsers(realm, half)), ...(await queuedPeople(sidecar, waitingPeople - half))];
    const mailed = new Map([...begun, ...people].map((address) => [address, mails(address)]));
    if (dying) await endWorkerProcess(dying, 'SIGKILL');
    since = performance.now();
    processes.push(...(await Promise.all([start(), start()])));
    // What the dead one had in flight comes before the two can have started.
    await until('the mails in flight', () => performance.now() - since > STARTING);
    for (const address of mailed.keys()) mailed.set(address, mails(address));
    const all = [...mailed.keys()];
    const waiting = () => all.filter((address) => mails(address) === 0).length;
    if (fault && line) {
      const times = () => all.flatMap((address) => [...arrivals.to(address)]);
      since = await fault.happen({ run: count, people: all.length, processes, line, redis, times });
    }
    await until('all mails', () => waiting() === 0, { timeout: 600_000, interval: 250 }).catch(() => {});
    const seconds = (performance.now() - since) / 1000;
    await until('that nothing comes any more', () => performance.now() - newest(arrivals, all) > QUIET, { timeout: 600_000 });
    const later = all.flatMap((address) => arrivals.to(address).filter((at) => at - since > STARTING));
    return {
      twice: people.filter((address) => mails(address) > 1 && (mailed.get(address) ?? 0) !== 1).length,
      inFlight: all.filter((address) => mails(address) > 1 && mailed.get(address) === 1).length,
      without: waiting(),
      firstMail: (Math.min(...later) - since) / 1000,
      seconds,
    };
  } finally {
    await Promise.all(processes.map((one) => endWorkerProcess(one)));
    await line?.stop();
  }
}

function newest(all: Arrivals, addresses: readonly string[]): number {
  return Math.max(...addresses.flatMap((address) => all.to(address).at(-1) ?? 0));
}

/** People whom somebody creates in the console. */
async function consoleUsers(realm: OwnRealm, count: number): Promise<string[]> {
  return many(count, async () => (await createUser(realm.console, { password: null })).email);
}

/** People whose invitation is queued. */
async function queuedPeople({ admin }: ReturnType<OwnRealm['sidecar']>, count: number): Promise<string[]> {
  const requiredActions = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];
  return many(count, async () => {
    const { email } = await createUser(admin, {
      attributes: attributesOf(newRecord('Alba Ferrer')),
      requiredActions,
      password: null,
    });
    return email;
  });
}

async function many<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(...(await Promise.all(Array.from({ length: Math.min(10, count - made.length) }, make))));
  return made;
}
