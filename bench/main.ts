import { readdir } from 'node:fs/promises';
import { type BenchGround, layBenchGround, type Topic } from './ground.ts';

/**
 * `npm run bench [-- topic …]`: measures, all sides on one Keycloak and in one run, and prints ratios, which hold on any machine.
 * A topic is a file of this folder that exports `topic`; without a name every topic is measured.
 */
const HELPERS = new Set([
  ...['main', 'ground', 'own-realm', 'raw', 'smtp-sink', 'sidecar-process'],
  ...['mailbox', 'arrivals', 'counting-proxy', 'figures', 'session-cookie'],
]);
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !HELPERS.has(name))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no such topic: ${unknown.join(', ')}; there are: ${names.join(', ')}\n`);
  process.exit(1);
}

const log = (line: string) => process.stdout.write(`${line}\n`);
let usual: BenchGround | undefined;
let missed = 0;
try {
  // The large realm is measured only where somebody asks for it: filling it takes minutes.
  for (const name of wanted.length > 0 ? wanted : names.filter((one) => one !== 'growth')) {
    const { topic } = (await import(`./${name}.ts`)) as { topic: Topic };
    const own = await topic.lay?.(log);
    usual ??= own ? undefined : await layBenchGround(log);
    const ground = own ?? usual;
    if (!ground) break;
    log(`\n${topic.title}`);
    for (const { what, value, unit, goal } of await topic.measure(ground).finally(() => own?.stop())) {
      const met = goal === undefined || (goal.atLeast !== undefined ? value >= goal.atLeast : value <= (goal.atMost ?? value));
      if (!met) missed += 1;
      const aim = goal
        ? `   ${met ? 'met' : 'MISSED'}: ${goal.atLeast !== undefined ? '≥' : '≤'} ${goal.atLeast ?? goal.atMost}`
        : '';
      log(`  ${what.padEnd(58)} ${value.toFixed(unit === '×' ? 2 : 1).padStart(8)} ${unit}${aim}`);
    }
  }
} finally {
  await usual?.stop();
}
process.exitCode = missed > 0 ? 1 : 0;
