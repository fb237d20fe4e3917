import type { User } from '../../keycloak/realm/users.ts';
import type { Segment } from './segments.ts';

/** A place in a list: the number of a stretch, and how many of Keycloak's users in it come before. */
export interface Position {
  segment: number;
  offset: number;
}

/** Part of a stretch, as Keycloak orders it. */
type Find = (q: string, page: { first: number; max: number }) => Promise<User[]>;

/** Users that one page reads at most, where few of those whom Keycloak finds are shown. */
const MOST_READ = 1000;

export interface ReadPage<T> {
  rows: T[];
  /** Where the next page begins; undefined where nobody comes any more. */
  next: Position | undefined;
}

/**
 * A page of a list from a position on. Whoever is not shown leaves no gap: the page is filled up by those who come next.
 * @param shown the row of a user in a stretch, or undefined.
 */
export async function readPage<T>(
  segments: readonly Segment[],
  from: Position,
  max: number,
  find: Find,
  shown: (user: User, segment: Segment) => Promise<T | undefined>,
): Promise<ReadPage<T>> {
  const rows: T[] = [];
  let { segment: at, offset } = from;
  for (let read = 0; ; ) {
    const segment = segments[at];
    if (!segment) return { rows, next: undefined };
    const wanted = max - rows.length;
    // One more than wanted, who tells that somebody comes behind the page.
    const found = await find(segment.q, { first: offset, max: wanted + 1 });
    const taken = found.slice(0, wanted);
    const made = await Promise.all(taken.map((user) => shown(user, segment)));
    rows.push(...made.flatMap((row) => row ?? []));
    read += taken.length;
    offset += taken.length;
    if (found.length > wanted) {
      if (rows.length === max || read >= MOST_READ) return { rows, next: { segment: at, offset } };
    } else {
      at += 1;
      offset = 0;
    }
  }
}

/**
 * The position of the n-th user of a list. Counts of a while ago only save reading: each stretch before it is asked whether it ends where it was counted
 * to, and measured where it does not, so that no row is skipped.
 * @param counted how many each stretch was counted to hold; undefined where nobody has counted.
 */
export async function positionAt(
  segments: readonly Pick<Segment, 'q'>[],
  first: number,
  counted: readonly (number | undefined)[],
  find: Find,
): Promise<Position> {
  let offset = first;
  for (const [segment, { q }] of segments.entries()) {
    const size = await sizeUpTo(offset + 1, counted[segment], (from, max) => find(q, { first: from, max }));
    if (size > offset) return { segment, offset };
    offset -= size;
  }
  return { segment: segments.length, offset: 0 };
}

/** How many users a stretch holds, or `most` where it holds more; one question where it was counted right. */
async function sizeUpTo(
  most: number,
  counted: number = most,
  read: (first: number, max: number) => Promise<unknown[]>,
): Promise<number> {
  const last = Math.max(0, Math.min(counted, most) - 1);
  const found = (await read(last, 2)).length;
  if (found === 1) return last + 1;
  let [least, greatest] = found === 0 ? [0, last] : [Math.min(last + 2, most), most];
  while (least < greatest) {
    const middle = Math.ceil((least + greatest) / 2);
    if ((await read(middle - 1, 1)).length > 0) least = middle;
    else greatest = middle - 1;
  }
  return least;
}

/** A position as text, for links and programs, which need not know what it says. */
export const cursorOf = ({ segment, offset }: Position): string => `${segment}.${offset}`;

/** The position that a cursor names. */
export function positionOf(cursor: string): Position {
  const [segment = 0, offset = 0] = cursor.split('.').map(Number);
  return { segment, offset };
}

/** The last position that `first` may name: Keycloak's database counts from the start each time. */
export const DEEPEST = 10_000;

/** Of a cursor of a list that is read as a whole: how many come before. */
export const wholeOffset = (cursor: string): number => (cursor.startsWith('n') ? Number(cursor.slice(1)) : 0);

/** Also `n25`: the list is so short that it is read as a whole, and the page begins at its 25th row. */
export const CURSOR = /^(?:n\d{1,6}|\d{1,6}\.\d{1,9})$/;
