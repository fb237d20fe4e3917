import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../../support/wait.ts';
import { answers } from '../answers.ts';
import type { Cluster } from '../cluster.ts';
import { startImport, untilEnded } from '../imports.ts';
import { activate, openLink, signInAfterwards, visitor } from '../journey.ts';
import { createConsoleUsers, csvOf, deliveryOf, firstMail, invite, newAddresses, untilMailed } from '../people.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** The machine of a sidecar is not as it should be. */
export const machine: readonly Scenario[] = [
  {
    name: 'disk-full',
    what: 'the disk of IMPORT_DIR is full in the middle of an import; the file is sent again elsewhere',
    run: diskFull,
  },
  { name: 'clock-off', what: 'the clock of a sidecar is five minutes slow, or fast', run: clockOff },
];

const MINUTES = 5;
/** Bytes that a file takes at least on such a disk. */
const PAGE = 4096;

async function diskFull(cluster: Cluster): Promise<Figure[]> {
  const people = 400;
  const addresses = newAddresses(people, 'disco');
  const disk = join(cluster.dir, 'full-disk');
  await mkdir(disk);
  // Room for the file and the job, and for what becomes of a third of the rows. The disk is seen by this process alone, and gone with it.
  const pages = Math.ceil(Buffer.byteLength(csvOf(addresses)) / PAGE) + 2;
  const mounted = `mount -t tmpfs -o size=${pages * PAGE},mode=700 tmpfs ${disk} && exec "$@"`;
  const runner = ['unshare', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), 'sh', '-c', mounted, 'sh'];
  const web = await cluster.sidecar('full-disk', { ROLE: 'web', IMPORT_DIR: join(disk, 'imports') }, { runner });
  await web.part.start();
  await startImport(cluster, addresses, web.address);
  // It waits for room then: what has become of it cannot be written down, either.
  const said = await until('a line in the log', async () => (await web.log()).includes('could not be written down'), {
    timeout: 300_000,
    interval: 500,
  }).catch(() => false);
  const done = deliveryOf(cluster, addresses).mailed;
  const alive = await answers(`${web.address}/readyz`);
  await web.part.stop();
  const again = await startImport(cluster, addresses);
  const { state } = await untilEnded(cluster, again.id);
  const { mailed, twice } = await untilMailed(cluster, addresses);
  return [
    { what: 'mailed there', value: done, unit: `of ${people}`, atMost: people - 1 },
    { what: 'the log says why', value: said && (await web.log()).includes('ENOSPC') ? 'yes' : 'no', is: 'yes' },
    { what: 'the process goes on', value: alive ? 'yes' : 'no', is: 'yes' },
    { what: 'the same file at another process', value: state, is: 'done' },
    { what: 'mailed', value: `${mailed}/${people}`, is: `${people}/${people}` },
    { what: 'mailed twice', value: twice, atMost: 8 },
  ];
}

async function clockOff(cluster: Cluster): Promise<Figure[]> {
  const figures: Figure[] = [];
  const [web1, web2] = cluster.webs;
  for (const sign of [-1, 1]) {
    const settings = {
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, '..', 'shifted-clock.js'))}`,
      CLOCK_SHIFT: String(sign * MINUTES * 60_000),
    };
    const name = sign < 0 ? 'slow' : 'fast';
    const worker = await cluster.sidecar(`worker-${name}`, { ROLE: 'worker', ...settings });
    await cluster.worker.stop();
    await worker.part.start();
    const addresses = newAddresses(20, 'reloj');
    await createConsoleUsers(cluster, addresses);
    const { mailed, twice } = await untilMailed(cluster, addresses, 120_000);
    await worker.part.stop();
    await cluster.worker.start();
    figures.push({ what: `clock ${name}: console users mailed`, value: `${mailed}/20`, is: '20/20' });
    figures.push({ what: 'mailed twice', value: twice, is: 0 });

    const [email = ''] = newAddresses(1, 'reloj');
    const web = await cluster.sidecar(`web-${name}`, { ROLE: 'web', ...settings }, { port: cluster.webPorts[0] });
    await web1?.stop();
    const refused = await web.part.start().then(
      () => '',
      (error: Error) => error.message,
    );
    if (refused) {
      // Every token has expired when it arrives there: it says so, and no balancer sends people to it.
      figures.push({
        what: 'web process: not ready, and says why',
        value: /clock is 30\d seconds/.test(refused) ? 'yes' : refused,
        is: 'yes',
      });
    } else {
      const ready = await (await fetch(`${web.address}/readyz`)).text();
      figures.push({
        what: 'web process: /readyz says so',
        value: /clock is (29\d|30\d) seconds/.test(ready) ? 'yes' : ready,
        is: 'yes',
      });
      await web2?.stop();
      const { status } = await invite(cluster, email);
      figures.push({ what: 'invitation over the API', value: status, is: 201 });
      await firstMail(cluster, email);
      const page = await visitor(cluster);
      await openLink(page, await cluster.mail.link(email));
      await activate(page);
      await signInAfterwards(page, cluster);
      figures.push({ what: 'activated and signed in', value: page.url(), is: `${cluster.publicUrl}/perfil` });
      await web.part.stop();
    }
    await cluster.heal();
  }
  return figures;
}
