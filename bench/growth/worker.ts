import { setTimeout as delay } from 'node:timers/promises';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { openArrivals } from '../arrivals.ts';
import { idle, oneByOne } from '../console.ts';
import { openCountingProxy } from '../counting-proxy.ts';
import { percentile } from '../figures.ts';
import type { BenchGround, Measurement } from '../ground.ts';
import { endSidecar, startSidecar } from '../sidecar-process.ts';
import { processorTime } from './processor-time.ts';

/** Milliseconds for which Keycloak is watched without a worker. */
const ALONE = 45_000;

/** A worker in the large realm: what it asks of Keycloak while nothing happens, and how soon users of the console are mailed. */
export async function measureWorker(ground: BenchGround): Promise<Measurement[]> {
  const { env, log } = ground;
  const arrivals = await openArrivals();
  const proxy = await openCountingProxy(env.KEYCLOAK_URL ?? '');
  const console = consoleAdmin({ url: env.KEYCLOAK_URL ?? '', realm: REALM, ...CONSOLE_ADMIN });
  const mailBy = (port: number | string) =>
    console.realms.update(
      { realm: REALM },
      { smtpServer: { host: '127.0.0.1', port: String(port), from: 'no-reply@bench.test' } },
    );
  const used = () => processorTime(`--http-port=${new URL(env.KEYCLOAK_URL ?? '').port}`);
  let worker: Awaited<ReturnType<typeof startSidecar>> | undefined;
  try {
    await mailBy(arrivals.port);
    log('  watching Keycloak alone');
    const before = await used();
    await delay(ALONE);
    const alone = (await used()) - before;
    worker = await startSidecar({ ...env, ROLE: 'worker', KEYCLOAK_URL: proxy.url, KEYCLOAK_PUBLIC_URL: env.KEYCLOAK_URL ?? '' });
    const { requests, share } = await idle(ground, proxy, used);
    const times = await oneByOne(ground, { console }, arrivals);
    return [
      { what: 'asked of Keycloak by an idle worker', value: requests, unit: '/s', goal: { atMost: 1 } },
      {
        what: 'of a core for it, Keycloak’s own idling taken off',
        value: 100 * share - alone / (ALONE / 100_000),
        unit: '%',
        goal: { atMost: 5 },
      },
      { what: 'from POST /users to the mail, p50', value: percentile(times, 50), unit: 's' },
      { what: 'from POST /users to the mail, p95', value: percentile(times, 95), unit: 's', goal: { atMost: 2 } },
    ];
  } finally {
    if (worker) await endSidecar(worker);
    await mailBy(env.BENCH_SMTP_PORT ?? '');
    proxy.close();
    await arrivals.close();
  }
}
