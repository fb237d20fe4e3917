import type { Cluster } from './cluster.ts';

/** What was found, in a line; without a goal it is only told. */
export interface Figure {
  what: string;
  value: number | string;
  unit?: string;
  /** The value must be this. */
  is?: number | string;
  /** The value must not be above this. */
  atMost?: number;
}

export interface Scenario {
  /** `npm run test:cluster -- NAME` runs it alone. */
  name: string;
  /** What happens, in a line. */
  what: string;
  /** Leaves processes ended and the line cut as it likes: the cluster is healed afterwards. */
  run(cluster: Cluster): Promise<Figure[]>;
}

export function isGood({ value, is, atMost }: Figure): boolean {
  return (is === undefined || value === is) && (atMost === undefined || Number(value) <= atMost);
}

export function figureLine(figure: Figure): string {
  const { what, value, unit = '', is, atMost } = figure;
  const shown = typeof value === 'number' ? Math.round(value * 10) / 10 : value;
  const goal = is !== undefined ? ` (must be ${is})` : atMost !== undefined ? ` (at most ${atMost})` : '';
  return `  ${isGood(figure) ? 'ok    ' : 'MISSED'} ${what}: ${shown}${unit && ` ${unit}`}${goal}`;
}
