import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../support/wait.ts';
import type { Cluster } from '../cluster.ts';
import { importScenario, startImport, untilEnded } from '../imports.ts';
import { deliveryOf, invite, newAddresses, statusOf, untilMailed } from '../people.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** What stands around Keycloak fails: database, mail server, our own web processes, tokens. */
export const othersAway: readonly Scenario[] = [
  importScenario({
    name: 'webs-import',
    what: 'both web processes are killed in the middle of an import',
    setting: 'CLUSTER_WEBS_IMPORT',
    people: 400,
    async fault({ webs }) {
      await Promise.all(webs.map((web) => web.kill()));
      await delay(3000);
      await Promise.all(webs.map((web) => web.start()));
    },
  }),
  importScenario({
    name: 'postgres-import',
    what: 'PostgreSQL is restarted in the middle of an import',
    setting: 'CLUSTER_POSTGRES_IMPORT',
    people: 400,
    async fault({ postgres }) {
      await postgres.stop();
      await postgres.start();
    },
  }),
  { name: 'mail-away', what: 'the mail server is away for 20 seconds of an import', run: mailAway },
  { name: 'mail-refused', what: 'the mail server refuses one recipient of an import for good', run: oneRefused },
  {
    name: 'token-expired',
    what: 'the service account’s tokens hold for five seconds, and all of them are called back in an import',
    run: tokenExpired,
  },
];

async function mailAway(cluster: Cluster): Promise<Figure[]> {
  const people = 60;
  const addresses = newAddresses(people, 'correo');
  await cluster.mail.stop();
  const { id } = await startImport(cluster, addresses);
  await delay(20_000);
  const [invited = ''] = newAddresses(1, 'correo');
  const { status } = await invite(cluster, invited);
  await cluster.mail.start();
  const back = performance.now();
  const all = [...addresses, invited];
  const { mailed, twice } = await untilMailed(cluster, all, 600_000);
  const seconds = (Math.max(...all.map((address) => cluster.mail.to(address).at(-1) ?? 0)) - back) / 1000;
  const { state } = await untilEnded(cluster, id);
  return [
    { what: 'an invitation over the API meanwhile', value: status },
    { what: 'mailed in the end', value: `${mailed}/${all.length}`, is: `${all.length}/${all.length}` },
    { what: 'mailed twice', value: twice, is: 0 },
    { what: 'the last one after the mail server was back', value: seconds, unit: 's', atMost: 400 },
    { what: 'the import', value: state, is: 'done' },
  ];
}

async function oneRefused(cluster: Cluster): Promise<Figure[]> {
  const people = 30;
  const addresses = newAddresses(people, 'rechazo');
  const [refused = '', ...others] = addresses;
  cluster.mail.refuse(refused);
  const { id } = await startImport(cluster, addresses);
  const { state } = await untilEnded(cluster, id);
  const { mailed, twice } = await untilMailed(cluster, others);
  const refusedStatus = await until(
    'a status of the refused one',
    async () => {
      const now = await statusOf(cluster, refused);
      return (now === 'failed' || now === 'queued') && now;
    },
    { timeout: 60_000, interval: 1000 },
  ).catch(() => statusOf(cluster, refused));
  cluster.mail.refuse();
  return [
    { what: 'mailed of the others', value: `${mailed}/${others.length}`, is: `${others.length}/${others.length}` },
    { what: 'mailed twice', value: twice, is: 0 },
    { what: 'the import', value: state, is: 'done' },
    { what: 'the refused one', value: refusedStatus, is: 'failed' },
    { what: 'mails to the refused one', value: cluster.mail.to(refused).length, is: 0 },
  ];
}

async function tokenExpired(cluster: Cluster): Promise<Figure[]> {
  const { admin } = cluster;
  const [client] = await admin.clients.find({ clientId: 'activation-sidecar' });
  const id = client?.id ?? '';
  await admin.clients.update({ id }, { ...client, attributes: { ...client?.attributes, 'access.token.lifespan': '5' } });
  try {
    const people = Number(process.env.CLUSTER_TOKEN_IMPORT ?? 200);
    const addresses = newAddresses(people, 'vale');
    const started = await startImport(cluster, addresses);
    await until('half of the mails', () => deliveryOf(cluster, addresses).mailed >= people / 2, {
      timeout: 300_000,
      interval: 20,
    });
    // Every token of this client that was given out until now is refused.
    await admin.clients.update(
      { id },
      {
        ...client,
        notBefore: Math.floor(Date.now() / 1000),
        attributes: { ...client?.attributes, 'access.token.lifespan': '5' },
      },
    );
    const { state, failed } = await untilEnded(cluster, started.id);
    const { mailed, twice } = await untilMailed(cluster, addresses);
    return [
      { what: 'mailed', value: `${mailed}/${people}`, is: `${people}/${people}` },
      { what: 'mailed twice', value: twice, is: 0 },
      { what: 'the import', value: state, is: 'done' },
      { what: 'rows that failed', value: failed, is: 0 },
    ];
  } finally {
    await admin.clients.update(
      { id },
      { ...client, notBefore: 0, attributes: { ...client?.attributes, 'access.token.lifespan': '' } },
    );
  }
}
