import { until } from '../../support/wait.ts';
import type { Cluster } from '../cluster.ts';
import { createConsoleUsers, deliveryOf, newAddresses, untilMailed } from '../people.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** One worker dies and two take over, or a new one comes while the old one still runs. */
export const workers: readonly Scenario[] = [
  { name: 'worker-killed', what: 'the worker is killed while people wait, and two are started at once', run: killed },
  {
    name: 'worker-update',
    what: 'a new worker is started beside the old one, which then ends, while people are created',
    run: update,
  },
];

async function killed(cluster: Cluster): Promise<Figure[]> {
  const waiting = Number(process.env.CLUSTER_WAITING ?? 60);
  const addresses = newAddresses(waiting, 'espera');
  await cluster.worker.kill();
  await createConsoleUsers(cluster, addresses);
  const other = await cluster.sidecar('second-worker', { ROLE: 'worker' });
  const started = performance.now();
  await Promise.all([cluster.worker.start(), other.part.start()]);
  const { mailed, twice } = await untilMailed(cluster, addresses);
  const first = Math.min(...addresses.map((address) => cluster.mail.to(address)[0] ?? Number.POSITIVE_INFINITY));
  await other.part.stop();
  return [
    { what: 'mailed', value: `${mailed}/${waiting}`, is: `${waiting}/${waiting}` },
    { what: 'mailed twice', value: twice, is: 0 },
    // Thirty seconds after both have been started, and what a process needs until it works.
    { what: 'first mail after their start', value: (first - started) / 1000, unit: 's', atMost: 45 },
  ];
}

async function update(cluster: Cluster): Promise<Figure[]> {
  const people = Number(process.env.CLUSTER_UPDATE ?? 60);
  const addresses = newAddresses(people, 'relevo');
  const other = await cluster.sidecar('new-worker', { ROLE: 'worker' });
  const created = createConsoleUsers(cluster, addresses);
  await until('the first mail', () => deliveryOf(cluster, addresses).mailed > 0, { timeout: 120_000, interval: 20 });
  await other.part.start();
  await cluster.worker.stop();
  await created;
  const later = newAddresses(5, 'relevo');
  const started = performance.now();
  await createConsoleUsers(cluster, later);
  const { mailed, twice } = await untilMailed(cluster, [...addresses, ...later]);
  const last = Math.max(...later.map((address) => cluster.mail.to(address)[0] ?? 0));
  // The old one again, before the new one goes: there is always a worker.
  await cluster.worker.start();
  await other.part.stop();
  return [
    { what: 'mailed', value: `${mailed}/${people + 5}`, is: `${people + 5}/${people + 5}` },
    { what: 'mailed twice', value: twice, is: 0 },
    { what: 'users who came after the old one had ended: last mail', value: (last - started) / 1000, unit: 's', atMost: 45 },
  ];
}
