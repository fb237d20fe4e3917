import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createLeanAdmin } from '../src/keycloak/realm/lean-admin.ts';
import { type Arrivals, openArrivals } from './arrivals.ts';
import { type CountingProxy, openCountingProxy } from './counting-proxy.ts';
import { percentile } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { createOwnRealm, type OwnRealm } from './own-realm.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/**
 * Users whom another client creates: how long until their mail is there, what a worker that has nothing to do asks of Keycloak, and
 * that everybody is mailed once who was created while it was down, although it is killed in the middle.
 * CONSOLE_USERS says how many those are.
 */
export const topic: Topic = { title: 'Console: users whom other clients create', measure };

const USERS = Number(process.env.CONSOLE_USERS ?? 10_000);
const ONE_BY_ONE = 60;
/** Milliseconds between two of them, at most: no rhythm that the worker's own could be in step with. */
const GAP = 2500;
/** Milliseconds after which a worker counts as idle: nothing has happened for a minute, and the first round of each of its jobs is over. */
const IDLE_AFTER = 75_000;
/** Milliseconds for which an idle worker is watched: longer than each of its rounds. */
const WATCHED = 120_000;
/** At which parts of the mails the worker is killed. */
const KILLED_AT = [0.3, 0.6];
const AT_ONCE = 8;
/** What all that were killed may have had in flight. */
const IN_FLIGHT = 8 * KILLED_AT.length;

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const arrivals = await openArrivals();
  const proxy = await openCountingProxy(ground.env.KEYCLOAK_URL ?? '');
  const realm = await createOwnRealm(ground, 'bench-console', arrivals.port);
  const env = { ...realm.env, ROLE: 'worker', KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: ground.env.KEYCLOAK_URL ?? '' };
  const workers = new Set<ChildProcess>();
  const start = async () => {
    const worker = await startSidecar(env);
    workers.add(worker);
    return worker;
  };
  try {
    const worker = await start();
    const fresh = (await idle(ground, proxy)).requests;
    const times = await oneByOne(ground, realm, arrivals);
    await endSidecar(worker);
    const { seconds, twice } = await caughtUp(ground, realm, arrivals, start);
    const filled = (await idle(ground, proxy)).requests;
    return [
      { what: 'asked of Keycloak by an idle worker', value: fresh, unit: '/s', goal: { atMost: 1 } },
      { what: `with ${USERS} invitations that wait`, value: filled, unit: '/s', goal: { atMost: 1 } },
      { what: `from POST /users to the mail (${ONE_BY_ONE} users), p50`, value: percentile(times, 50), unit: 's' },
      { what: 'p95', value: percentile(times, 95), unit: 's', goal: { atMost: 2 } },
      { what: `${USERS} created while it was down: until all are mailed`, value: seconds, unit: 's' },
      { what: 'mails', value: USERS / seconds, unit: '/s' },
      { what: `killed ${KILLED_AT.length} times meanwhile: mailed twice`, value: twice, unit: '', goal: { atMost: IN_FLIGHT } },
    ];
  } finally {
    for (const worker of workers) await endSidecar(worker, 'SIGKILL');
    proxy.close();
    await arrivals.close();
  }
}

/**
 * What an idle worker costs: requests a second, and what part of a second's processor time.
 * @param used seconds of processor time that Keycloak has used so far.
 */
export async function idle({ log }: Pick<BenchGround, 'log'>, proxy: CountingProxy, used = async () => 0) {
  log('  watching an idle worker');
  await delay(IDLE_AFTER);
  const processor = await used();
  const before = new Map(proxy.byPath());
  const count = proxy.count;
  await delay(WATCHED);
  for (const [what, times] of proxy.byPath()) {
    const asked = times - (before.get(what) ?? 0);
    if (asked > 0) log(`    ${(asked / (WATCHED / 1000)).toFixed(2)}/s ${what}`);
  }
  const seconds = WATCHED / 1000;
  return { requests: (proxy.count - count) / seconds, share: ((await used()) - processor) / seconds };
}

/** Seconds from the request to the mail, one for each user. */
export async function oneByOne(
  { log }: Pick<BenchGround, 'log'>,
  { console }: Pick<OwnRealm, 'console'>,
  arrivals: Arrivals,
): Promise<number[]> {
  log('  creating users one by one');
  const times: number[] = [];
  const run = Date.now().toString(36);
  for (let i = 0; i < ONE_BY_ONE; i += 1) {
    const email = `una-${run}-${i}@bench.test`;
    const started = performance.now();
    await console.users.create({ username: email, email, enabled: true, firstName: 'Ana', lastName: 'Prado' });
    const arrived = await firstMail(arrivals, email);
    times.push((arrived - started) / 1000);
    await delay(Math.random() * GAP);
  }
  return times;
}

async function firstMail(arrivals: Arrivals, email: string): Promise<number> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await delay(5)) {
    const [moment] = arrivals.to(email);
    if (moment !== undefined) return moment;
  }
  throw new Error(`no mail to ${email}`);
}

/** Everybody is mailed: how long that takes, with the time that the kills cost, and how many got a second mail. */
async function caughtUp(ground: BenchGround, realm: OwnRealm, arrivals: Arrivals, start: () => Promise<ChildProcess>) {
  const addresses = Array.from({ length: USERS }, (_, i) => `muchas-${i}@bench.test`);
  await createAll(ground, realm, addresses);
  ground.log('  starting the worker');
  const started = performance.now();
  let worker = await start();
  const mailed = () => addresses.filter((address) => arrivals.to(address).length > 0).length;
  for (const part of KILLED_AT) {
    while (mailed() < part * USERS) await delay(50);
    await endSidecar(worker, 'SIGKILL');
    ground.log(`  killed after ${mailed()} mails`);
    worker = await start();
  }
  // Those in flight are left to their worker for a while before the next one looks at them.
  for (let seen = mailed(), since = performance.now(); mailed() < USERS; await delay(50)) {
    if (mailed() > seen) [seen, since] = [mailed(), performance.now()];
    if (performance.now() - since > 300_000) throw new Error(`${USERS - mailed()} users got no mail`);
  }
  const ended = Math.max(...addresses.map((address) => arrivals.to(address)[0] ?? 0));
  // What comes twice may come late.
  await delay(40_000);
  return { seconds: (ended - started) / 1000, twice: addresses.filter((address) => arrivals.to(address).length > 1).length };
}

async function createAll({ log }: BenchGround, { console }: OwnRealm, addresses: readonly string[]): Promise<void> {
  log(`  creating ${addresses.length} users while the worker is down`);
  const { createUser } = createLeanAdmin(console);
  const open = [...addresses];
  const hand = async () => {
    for (let email = open.pop(); email; email = open.pop()) {
      await createUser({ username: email, email, enabled: true, firstName: 'Ana', lastName: 'Prado' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}
