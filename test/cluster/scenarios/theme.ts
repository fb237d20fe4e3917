import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { until } from '../../support/wait.ts';
import type { Cluster } from '../cluster.ts';
import type { Figure, Scenario } from '../scenario.ts';

/** A set-up that people get wrong. */
export const theme: readonly Scenario[] = [
  { name: 'theme-missing', what: 'one of the two nodes is started anew without the theme', run: themeMissing },
];

async function themeMissing(cluster: Cluster): Promise<Figure[]> {
  const home = join(cluster.dir, 'keycloak-without-theme');
  run('cp', '-a', cluster.keycloakHome, home);
  // An empty file of the same name and date: so Keycloak, which was built with it, starts as it is.
  const jar = join(home, 'providers', 'amperecloud-theme.jar');
  writeFileSync(jar, zipSync({ 'META-INF/': new Uint8Array() }));
  // To the nanosecond, which Node's own `utimes` rounds, at times to the millisecond before.
  run('touch', '-r', join(cluster.keycloakHome, 'providers', 'amperecloud-theme.jar'), jar);

  const other = cluster.otherNode(1, home);
  await cluster.nodes[1]?.stop();
  await other.start();
  const [web] = cluster.webPorts;
  const line = await until(
    'a line about the theme',
    async () => {
      const answer = await fetch(`http://127.0.0.1:${web}/readyz`);
      const { checks } = (await answer.json()) as { checks: Record<string, string> };
      return checks.theme !== 'ok' && checks.theme;
    },
    { timeout: 120_000, interval: 1000 },
  ).catch(() => 'nothing');
  await other.stop();
  return [
    { what: '/readyz says that a node lacks it', value: /node/.test(line) ? 'yes' : line, is: 'yes' },
    { what: 'in these words', value: line },
  ];
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
