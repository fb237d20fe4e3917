/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [(sorted.length - 1) / 2, sorted.length / 2].map((at) => sorted[Math.floor(at)] ?? 0);
  return (low + high) / 2;
}

/** The nearest-rank percentile: so many of a hundred values are not above it. */
export function percentile(values: number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0;
}

/** Milliseconds of the same question to two sides, each the median of its pairs. */
export interface Comparison {
  theirs: number;
  own: number;
  /** The 95th percentile of our side. */
  slow: number;
  /** Median of the pairs' ratios, ours to theirs; and their quartiles. */
  ratio: number;
  ratios: { low: number; high: number };
}

/**
 * Asks both sides in turn, so that whatever else the machine does meets both.
 * @param warmUp pairs that are not counted: as in a process and a Keycloak that have been used for a while.
 * @param before makes ready what a question uses up; its time does not count.
 */
export async function compare(
  theirs: () => Promise<void>,
  ours: () => Promise<void>,
  warmUp: number,
  pairs: number,
  before: () => Promise<void> = async () => {},
): Promise<Comparison> {
  const asked = async (side: () => Promise<void>) => {
    await before();
    return timed(side);
  };
  const times: { theirs: number; own: number }[] = [];
  for (let i = 0; i < warmUp + pairs; i++) {
    const isFirst = i % 2 === 0;
    const [first, second] = [await asked(isFirst ? theirs : ours), await asked(isFirst ? ours : theirs)];
    if (i >= warmUp) times.push(isFirst ? { theirs: first, own: second } : { theirs: second, own: first });
  }
  const own = times.map((pair) => pair.own);
  const ratios = times.map((pair) => pair.own / pair.theirs);
  return {
    theirs: median(times.map((pair) => pair.theirs)),
    own: median(own),
    slow: percentile(own, 95),
    ratio: median(ratios),
    ratios: { low: percentile(ratios, 25), high: percentile(ratios, 75) },
  };
}

/** One request, whose answer is read to its end. */
export async function ask(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}
