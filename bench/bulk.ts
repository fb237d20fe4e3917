import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { signedIn } from '../src/authority/actor.ts';
import { openBulk, wire } from '../src/wiring.ts';
import { median } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { adminClientLoop, csvOf, newPeople, type Person, rawPipeline } from './raw.ts';

/** Bulk invitations against the best that plain HTTP can do, against the plain loop, and the memory of a large import. */
export const topic: Topic = {
  title: 'Bulk invitations',
  async measure(ground) {
    const people = Number(process.env.BENCH_PEOPLE ?? 400);
    const rows = Number(process.env.BENCH_ROWS ?? 100_000);
    ground.log('  warming up');
    await rawPipeline(ground, newPeople(people), 8);
    const best = await bestConcurrency(ground, people);

    // Interleaved, so that whatever else the machine does meets all sides alike; the middle one of each counts.
    const rates = { raw: [] as number[], ours: [] as number[], loop: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      rates.raw.push(await rawPipeline(ground, newPeople(people), best));
      rates.ours.push(await ourImport(ground, newPeople(people)));
      rates.loop.push(await adminClientLoop(ground, newPeople(Math.ceil(people / 4))));
    }
    const grouped = await withGroups(ground, best);
    const [raw, ours, loop] = [median(rates.raw), median(rates.ours), median(rates.loop)];
    const memory = await largeImport(ground, rows);
    return [
      { what: `plain HTTP, ${best} at once`, value: raw, unit: 'people/s' },
      { what: 'our import', value: ours, unit: 'people/s' },
      { what: 'admin client, one after another', value: loop, unit: 'people/s' },
      { what: 'our import : plain HTTP', value: median(ratios(rates.ours, rates.raw)), unit: '×', goal: { atLeast: 0.85 } },
      { what: 'with a group each: our import', value: median(grouped.ours), unit: 'people/s' },
      {
        what: 'with a group each: our import : plain HTTP',
        value: median(ratios(grouped.ours, grouped.raw)),
        unit: '×',
        goal: { atLeast: 0.85 },
      },
      {
        what: 'our import : one after another',
        value: median(ratios(rates.ours, rates.loop)),
        unit: '×',
        goal: { atLeast: 1.8 },
      },
      { what: `accounts of ${rows} rows, mails off`, value: memory.rate, unit: 'people/s' },
      { what: `most memory of that process (RSS)`, value: memory.megabytes, unit: 'MB', goal: { atMost: 200 } },
    ] satisfies Measurement[];
  },
};

/** The same with one group for each person, `BENCH_GROUPED` of them. */
async function withGroups(ground: BenchGround, concurrency: number): Promise<{ raw: number[]; ours: number[] }> {
  const people = Number(process.env.BENCH_GROUPED ?? 400);
  const name = 'bench-group';
  await ground.admin.groups.create({ name, attributes: { 'invitation.assignable': ['admin'] } });
  const rates = { raw: [] as number[], ours: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    rates.raw.push(await rawPipeline(ground, newPeople(people, `/${name}`), concurrency));
    rates.ours.push(await ourImport(ground, newPeople(people, `/${name}`)));
  }
  return rates;
}

async function bestConcurrency(ground: BenchGround, people: number): Promise<number> {
  let best = { concurrency: 0, rate: 0 };
  for (const concurrency of [4, 8, 16, 32]) {
    const rate = await rawPipeline(ground, newPeople(people), concurrency);
    ground.log(`  plain HTTP, ${concurrency} at once: ${rate.toFixed(1)} people/s`);
    if (rate > best.rate) best = { concurrency, rate };
  }
  return best.concurrency;
}

/** From the first byte of the file to the last mail, incl. checking the file. */
async function ourImport({ config, logger, mails }: BenchGround, people: Person[]): Promise<number> {
  const { imports } = await openBulk(wire(config, logger));
  const who = signedIn({ userId: 'bench', name: undefined, reach: { all: true } });
  const before = await mails();
  const started = performance.now();
  const { id } = await imports.start(Readable.from([Buffer.from(csvOf(people))]), { actor: who, dryRun: false });
  await imports.ended(id);
  const rate = people.length / ((performance.now() - started) / 1000);
  const [{ sent }, arrived] = [await imports.view(id, who), (await mails()) - before];
  if (sent !== people.length || arrived !== people.length)
    throw new Error(`${sent} sent, ${arrived} arrived of ${people.length}`);
  return rate;
}

/** In a process of its own, so that its memory is its own. */
async function largeImport({ env, log }: BenchGround, rows: number): Promise<{ rate: number; megabytes: number }> {
  log(`  importing ${rows} rows with mails off`);
  const child = spawn(process.execPath, [...NODE_FLAGS, join(import.meta.dirname, 'import-process.js'), String(rows)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the large import ended with ${code}`);
  return JSON.parse(text) as { rate: number; megabytes: number };
}

const ratios = (a: number[], b: number[]): number[] => a.map((value, index) => value / (b[index] ?? 1));
