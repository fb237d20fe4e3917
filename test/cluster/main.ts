import { testedVersion } from '../support/tested-version.ts';
import { startCluster } from './cluster.ts';
import { missingForCluster } from './missing.ts';
import { type Figure, figureLine, isGood } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

/**
 * `npm run test:cluster [-- scenario …]`: brings up the cluster, runs all scenarios or those named, prints what was found, one figure a line. Ends with
 * `12 passed, 0 failed` (scenarios), and not with status 0 when a figure was missed.
 */
testedVersion();
const log = (line: string) => process.stdout.write(`${line}\n`);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SCENARIOS.some((one) => one.name === name));
const lacks = missingForCluster();
if (unknown.length > 0) {
  process.stderr.write(`no such scenario: ${unknown.join(', ')}; there are: ${SCENARIOS.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 1;
} else if (lacks) {
  process.stderr.write(`${lacks}\n`);
  process.exitCode = 1;
} else {
  await runAll();
}

async function runAll(): Promise<void> {
  const cluster = await startCluster(log);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cluster.stop(false).finally(() => process.exit(1)));
  }
  const failed: string[] = [];
  let passed = 0;
  try {
    for (const scenario of SCENARIOS) {
      if (wanted.length > 0 && !wanted.includes(scenario.name)) continue;
      log(`\n${scenario.name}: ${scenario.what}`);
      const started = performance.now();
      const figures: Figure[] = await scenario
        .run(cluster)
        .catch((error: Error) => [{ what: 'ended early', value: error.stack ?? error.message, is: 'no' }]);
      for (const figure of figures) log(figureLine(figure));
      log(`  (${Math.round((performance.now() - started) / 1000)} s)`);
      if (figures.every(isGood)) passed += 1;
      else failed.push(scenario.name);
      await cluster.heal();
    }
  } finally {
    await cluster.stop(failed.length > 0);
  }
  if (failed.length > 0) log(`\nmissed: ${failed.join(', ')}; logs are in ${cluster.dir}`);
  log(`\n${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
