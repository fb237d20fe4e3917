import { until } from '../support/wait.ts';
import type { Cluster } from './cluster.ts';
import type { Answer, Question } from './outside.ts';
import { csvOf, deliveryOf, machineToken, newAddresses, untilMailed } from './people.ts';
import type { Figure, Scenario } from './scenario.ts';

interface ImportView {
  id: string;
  state: string;
  created: number;
  sent: number;
  failed: number;
}

/** Begins an import of these addresses; it goes on by itself. @param origin of another sidecar, past nginx */
export async function startImport(cluster: Cluster, addresses: readonly string[], origin?: string): Promise<ImportView> {
  const { status, body } = await ask(cluster, origin, '/api/v1/imports', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csvOf(addresses),
  });
  if (status !== 202) throw new Error(`the import was answered with ${status}: ${body}`);
  return JSON.parse(body);
}

/** Asks until the import has ended, whatever is away meanwhile. */
export async function untilEnded(
  cluster: Cluster,
  id: string,
  { timeout = 600_000, origin }: { timeout?: number; origin?: string } = {},
): Promise<ImportView> {
  const ended = async () => {
    const answer = await ask(cluster, origin, `/api/v1/imports/${id}`).catch(() => undefined);
    const view = answer?.status === 200 && (JSON.parse(answer.body) as ImportView);
    return view && view.state !== 'running' && view;
  };
  return until('the end of the import', ended, { timeout, interval: 1000 });
}

async function ask(
  cluster: Cluster,
  origin: string | undefined,
  path: string,
  question: Question = {},
): Promise<Pick<Answer, 'status' | 'body'>> {
  const headers = { authorization: `Bearer ${await machineToken(cluster)}`, ...question.headers };
  if (!origin) return cluster.ask(`${cluster.publicUrl}${path}`, { ...question, headers });
  const response = await fetch(`${origin}${path}`, { ...question, headers });
  return { status: response.status, body: await response.text() };
}

/** What an import has under way at Keycloak at most (BULK_CONCURRENCY): nobody can tell of these whether their mail left before the fault. */
export const IN_FLIGHT = 32;

export interface Hit {
  people: number;
  /** Done when so many of them, as a part of all, have been mailed. */
  at?: number;
  fault: (cluster: Cluster) => Promise<unknown>;
  /** How many may be mailed twice; those in flight without it. */
  twice?: number;
}

/** An import that something happens to. All must be made and mailed in the end, and no row may fail. */
export async function importUnder(cluster: Cluster, { people, at = 0.3, fault, twice = IN_FLIGHT }: Hit): Promise<Figure[]> {
  const addresses = newAddresses(people, 'fila');
  const started = performance.now();
  const { id } = await startImport(cluster, addresses);
  await until('the first part of the mails', () => deliveryOf(cluster, addresses).mailed >= people * at, {
    timeout: 300_000,
    interval: 20,
  });
  await fault(cluster);
  const { state, failed } = await untilEnded(cluster, id);
  const delivery = await untilMailed(cluster, addresses);
  return [
    { what: 'mailed', value: `${delivery.mailed}/${people}`, is: `${people}/${people}` },
    { what: 'mailed twice', value: delivery.twice, atMost: twice },
    { what: 'the import', value: state, is: 'done' },
    { what: 'rows that failed', value: failed, is: 0 },
    { what: 'took', value: (performance.now() - started) / 1000, unit: 's' },
  ];
}

interface FaultyImport extends Pick<Scenario, 'name' | 'what'> {
  /** The setting that says how many people instead. */
  setting: string;
  people: number;
  fault: Hit['fault'];
}

/** A scenario in which something happens in the middle of an import. */
export const importScenario = ({ name, what, setting, people, fault }: FaultyImport): Scenario => ({
  name,
  what,
  run: (cluster) => importUnder(cluster, { people: Number(process.env[setting] ?? people), fault }),
});
