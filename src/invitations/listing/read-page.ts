import { createHash } from 'node:crypto';
import type { User } from '../../keycloak/realm/users.ts';
import type { Segment } from './segments.ts';

/** A place in a list: the number of a stretch, and how many of Keycloak's users in it come before. */
export interface Position {
  segment: number;
  offset: number;
  /** {@link marksOf} users who come right before. */
  marks?: string;
}

export const START: Position = { segment: 0, offset: 0 };

/** Part of a stretch, as Keycloak orders it. */
type Find = (q: string, page: { first: number; max: number }) => Promise<User[]>;

/** Users that one page reads at most, where few of those whom Keycloak finds are shown; and how many at a time, as soon as that shows. */
const MOST_READ = 1000;
const STRIDE = 200;

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
export async function readPage<T>(
  segments: readonly Segment[],
  from: Position,
  max: number,
  find: Find,
  shown: (user: User, segment: Segment) => Promise<T | undefined>,
): Promise<ReadPage<T>> {
  const rows: T[] = [];
  let { segment: at, offset, marks = '' } = from;
  let [before, read]: [User[], number] = [[], 0];
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
      return { rows, next: { segment: at, offset, marks: marksOf(before, marks) } };
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

/** Distances from a page's end at which users are remembered: several may leave the stretch, and often neighbours do. */
const REMEMBERED = [1, 2, 3, 5, 8, 13, 21, 34];
const MARK = 6;

/** What tells a user from the others of a list, in a few characters that say nothing else. */
const markOf = ({ id = '' }: User): string => createHash('sha256').update(id).digest('base64url').slice(0, MARK);

/** Marks of users who come before a position, the nearest first. @param earlier marks of those before them, for where they are few. */
function marksOf(before: readonly User[], earlier: string): string {
  const near = REMEMBERED.flatMap((distance) => before.at(-distance) ?? []).map(markOf);
  return near
    .join('')
    .concat(earlier)
    .slice(0, REMEMBERED.length * MARK);
}

/** Users among whom the place is looked for at a time, and how far back. */
const LOOKED_AT = 200;
const FARTHEST = 1000;

/**
 * Keycloak counts from the start, so that whoever leaves a stretch while somebody goes through it moves all behind them, and as many would be skipped.
 * So the page begins behind the nearest of the users whom it follows; where none of them is found any more, further ahead: somebody may come twice then.
 */
async function followed(
  q: string,
  { first: expected, max, marks }: { first: number; max: number; marks: string },
  find: Find,
): Promise<{ first: number; found?: User[] }> {
  const [last, ...found] = await find(q, { first: expected - 1, max: max + 1 });
  if (last && marks.startsWith(markOf(last))) return { first: expected, found };
  const remembered = new Set(marks.match(new RegExp(`.{${MARK}}`, 'g')));
  for (let from = expected - LOOKED_AT / 2; ; from -= LOOKED_AT) {
    const first = Math.max(0, from);
    const looked = await find(q, { first, max: LOOKED_AT });
    const at = looked.findLastIndex((user) => remembered.has(markOf(user)));
    if (at >= 0) return { first: first + at + 1 };
    if (first === 0 || expected - first >= FARTHEST) return { first };
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
export const cursorOf = ({ segment, offset, marks }: Position): string => [segment, offset, ...(marks ? [marks] : [])].join('.');

/** The position that a cursor names. */
export function positionOf(cursor: string): Position {
  const [segment, offset, marks] = cursor.split('.');
  // An offset of 0 follows nobody.
  return { segment: Number(segment), offset: Number(offset), ...(marks && Number(offset) > 0 && { marks }) };
}

/** The last position that `first` may name: Keycloak's database counts from the start each time. */
export const DEEPEST = 10_000;

/** Of a cursor of a list that is read as a whole: how many come before. */
export const wholeOffset = (cursor: string): number => (cursor.startsWith('n') ? Number(cursor.slice(1)) : 0);

/** Also `n25`: the list is so short that it is read as a whole, and the page begins at its 25th row. */
export const CURSOR = /^(?:n\d{1,6}|\d{1,6}\.\d{1,9}(?:\.[\w-]{6,48})?)$/;

/** Where a page begins: by its cursor, or else by counting; undefined behind the last row. */
export async function startOf<T extends Position | undefined>(
  { first, cursor }: { first: number; cursor?: string | undefined },
  positionOfNth: (n: number) => Promise<T>,
): Promise<Position | T> {
  if (cursor?.includes('.')) return positionOf(cursor);
  const from = cursor === undefined ? first : wholeOffset(cursor);
  return from === 0 ? START : positionOfNth(from);
}
