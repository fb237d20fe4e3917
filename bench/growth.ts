import type { BenchGround, Measurement, Topic } from './ground.ts';
import { layLargeGround } from './growth/ground.ts';
import { measureImports } from './growth/imports.ts';
import { measurePages } from './growth/pages.ts';
import { meet } from './growth/visitors.ts';
import { measureWorker } from './growth/worker.ts';

/**
 * A realm of GROWTH_USERS people on PostgreSQL, with a company of GROWTH_LARGE and one of GROWTH_MIDDLE: pages of the list over HTTP, as an admin and as a
 * company admin, against Keycloak's own `q=` query for the very same users, in turn; the worker; imports. A machine that does other work meets both sides
 * of a ratio; the milliseconds hold on a quiet one only.
 */
export const topic: Topic = {
  title: 'Growth: large companies in a large realm',
  lay: (log) => layLargeGround(SIZES, log),
  measure,
};

const SIZES = {
  users: Number(process.env.GROWTH_USERS ?? 500_000),
  large: Number(process.env.GROWTH_LARGE ?? 50_000),
  middle: Number(process.env.GROWTH_MIDDLE ?? 20_000),
};
/** What is measured, in this order: GROWTH_PARTS=pages leaves the others out. */
const ALL = ['pages', 'worker', 'imports'] as const;
const chosen = (process.env.GROWTH_PARTS ?? ALL.join(',')).split(',');
const PARTS = ALL.filter((part) => chosen.includes(part));

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const large = await meet(ground);
  const parts = {
    pages: () => measurePages(ground, SIZES, large),
    worker: () => measureWorker(ground),
    imports: () => measureImports(ground, large),
  };
  const measured: Measurement[] = [];
  for (const part of PARTS) measured.push(...(await parts[part]()));
  return measured;
}
