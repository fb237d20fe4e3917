import type { Position } from './cursor.ts';

/** Part of a stretch, as Keycloak orders it. */
export type Find<U> = (q: string, page: { first: number; max: number }) => Promise<U[]>;

/**
 * The position of the n-th user of a list. Counts of a while ago only save reading: each stretch before it is asked whether it ends where it was counted
 * to, and measured where it does not, so that no row is skipped.
 * @param counted how many each stretch was counted to hold; undefined where nobody has counted.
 */
export async function positionAt(
  segments: readonly { q: string }[],
  first: number,
  counted: readonly (number | undefined)[],
  find: Find<unknown>,
): Promise<Position> {
  let offset = first;
  for (const [segment, { q }] of segments.entries()) {
    const size = await sizeUpTo(offset + 1, counted[segment], (from, max) => find(q, { first: from, max }));
    if (size > offset) return { segment, offset };
    offset -= size;
  }
  return { segment: segments.length, offset: 0 };
}

/**
 * How many users a stretch holds, or `most` where it holds more. One question where it was counted right, and few where nearly so: it is looked for around that
 * number, farther with each step, and then by halves.
 */
export async function sizeUpTo(
  most: number,
  counted: number | undefined,
  read: (first: number, max: number) => Promise<unknown[]>,
): Promise<number> {
  let [least, greatest] = [0, most];
  let at = Math.min(counted ?? most, most);
  for (let step = counted === undefined ? most : 1; least < greatest; step *= 2) {
    at = Math.max(1, at);
    const found = (await read(at - 1, 2)).length;
    if (found === 1) return at;
    if (found === 0) greatest = at - 1;
    else least = Math.min(at + 1, most);
    const distance = Math.min(step, Math.ceil((greatest - least) / 2));
    at = found === 0 ? greatest - distance : least + distance;
  }
  return least;
}
