import { type Position, START } from './cursor.ts';
import { isFirstOf, type Marked, marksOf, placesOf } from './marks.ts';
import type { Find } from './sizes.ts';

/** Users that one page reads at most, where few of those whom Keycloak finds are shown; and how many at a time, as soon as that shows. */
const MOST_READ = 1000;
const STRIDE = 200;

/** Distances from a page's end at which users are remembered: several may leave the stretch, and often neighbours do. */
const REMEMBERED = [1, 2, 3, 5, 8, 13, 21, 34];

export interface ReadPage<T> {
  rows: T[];
  /** Where the next page begins; undefined where nobody comes any more. */
  next: Position | undefined;
}

/**
 * A page of a list from a position on. Whoever is not shown leaves no gap: the page is filled up by those who come next. Nor does whoever has left the
 * stretch since the page before ({@link followed}).
 * @param shown the row of a user in a stretch, or undefined.
 */
export async function readPage<T, U extends Marked, S extends { q: string }>(
  segments: readonly S[],
  from: Position,
  max: number,
  find: Find<U>,
  shown: (user: U, segment: S) => Promise<T | undefined>,
): Promise<ReadPage<T>> {
  const rows: T[] = [];
  let { segment: at, offset, marks = '' } = from;
  let [before, read]: [U[], number] = [[], 0];
  for (let isStart = true; ; isStart = false) {
    const segment = segments[at];
    if (!segment) return { rows, next: undefined };
    const wanted = read > max && rows.length === 0 ? STRIDE : max - rows.length;
    // One more than wanted, who tells that somebody comes behind the page.
    const part = { first: offset, max: wanted + 1 };
    const place = isStart && marks ? await followed(segment.q, { ...part, marks }, find) : { first: offset };
    const found = place.found ?? (await find(segment.q, { ...part, first: place.first }));
    const made = await Promise.all(found.slice(0, wanted).map((user) => shown(user, segment)));
    let used = 0;
    for (; used < made.length && rows.length < max; used += 1) {
      const row = made[used];
      if (row !== undefined) rows.push(row);
    }
    read += used;
    offset = place.first + used;
    before = [...before, ...found.slice(0, used)].slice(-Math.max(...REMEMBERED));
    if (found.length === used) {
      [at, offset, marks, before] = [at + 1, 0, '', []];
    } else if (rows.length === max || read >= MOST_READ) {
      return { rows, next: { segment: at, offset, marks: marksOf(before, REMEMBERED, marks) } };
    }
  }
}

/** Where the page begins that so many rows come before; undefined where there are no more. */
export async function behind<T>(
  count: number,
  read: (from: Position, max: number) => Promise<ReadPage<T>>,
): Promise<Position | undefined> {
  let from: Position | undefined = START;
  for (let left = count; left > 0 && from; ) {
    const { rows, next }: ReadPage<T> = await read(from, Math.min(left, STRIDE));
    left -= rows.length;
    from = next;
  }
  return from;
}

/** Users among whom the place is looked for at a time, and how far back. */
const LOOKED_AT = 200;
const FARTHEST = 1000;

/**
 * Keycloak counts from the start, so that whoever leaves a stretch while somebody goes through it moves all behind them, and as many would be skipped.
 * So the page begins behind the nearest of the users whom it follows; where none of them is found any more, further ahead: somebody may come twice then.
 */
async function followed<U extends Marked>(
  q: string,
  { first: expected, max, marks }: { first: number; max: number; marks: string },
  find: Find<U>,
): Promise<{ first: number; found?: U[] }> {
  const [last, ...found] = await find(q, { first: expected - 1, max: max + 1 });
  if (last && isFirstOf(marks, last)) return { first: expected, found };
  for (let from = expected - LOOKED_AT / 2; ; from -= LOOKED_AT) {
    const first = Math.max(0, from);
    const at = placesOf(await find(q, { first, max: LOOKED_AT }), marks).at(-1);
    if (at !== undefined) return { first: first + at + 1 };
    if (first === 0 || expected - first >= FARTHEST) return { first };
  }
}
