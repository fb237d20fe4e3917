import { marksOf, placesOf } from './marks.ts';

/** A place in a list: the number of a stretch, and how many of Keycloak's users in it come before. */
export interface Position {
  segment: number;
  offset: number;
  /** {@link marksOf} users who come right before. */
  marks?: string;
}

export const START: Position = { segment: 0, offset: 0 };

/** The last position that `first` may name: Keycloak's database counts from the start each time. */
export const DEEPEST = 10_000;

/**
 * Cursors say in which kind of list they name a place: `3.25.…` in one that Keycloak reads by stretches, `n3.25.…` in one that is read as a whole and whose
 * stretches are the statuses, `a25.…` in one that is arranged here. `n25` is how version 0.1 wrote the latter two.
 */
export const CURSOR = /^(?:n\d{1,6}|a\d{1,6}\.[\w-]{6,48}|n?\d{1,6}\.\d{1,9}(?:\.[\w-]{6,48})?)$/;

const WHOLE = 'n';
export const isOfWhole = (cursor: string | undefined): boolean => cursor?.startsWith(WHOLE) ?? false;
export const isOfStretches = (cursor: string | undefined): boolean => /^\d/.test(cursor ?? '');

/** A position as text, for links and programs, which need not know what it says. */
export const cursorOf = ({ segment, offset, marks }: Position): string => [segment, offset, ...(marks ? [marks] : [])].join('.');
export const wholeCursorOf = (position: Position): string => `${WHOLE}${cursorOf(position)}`;

/** The position that a cursor names. */
export function positionOf(cursor: string): Position {
  const [segment, offset, marks] = (isOfWhole(cursor) ? cursor.slice(WHOLE.length) : cursor).split('.');
  // An offset of 0 follows nobody.
  return { segment: Number(segment), offset: Number(offset), ...(marks && Number(offset) > 0 && { marks }) };
}

/** How many come before, as far as a cursor of {@link CURSOR} says only that. */
const countIn = (cursor: string | undefined): number | undefined => {
  const [, count] = /^n(\d+)$/.exec(cursor ?? '') ?? [];
  return count === undefined ? undefined : Number(count);
};

interface Place {
  first: number;
  cursor?: string | undefined;
}

/**
 * Where a page of stretches begins: by its cursor, or else by counting; undefined behind the last row.
 * @param perStatus stretches of each status. A list that was read as a whole, and no longer is, has one for each: where there are more, the page begins with the first of
 * them, so that nobody is skipped.
 */
export async function startOf<T extends Position | undefined>(
  { first, cursor }: Place,
  perStatus: number,
  positionOfNth: (n: number) => Promise<T>,
): Promise<Position | T> {
  if (cursor !== undefined && isOfStretches(cursor)) return positionOf(cursor);
  const count = countIn(cursor);
  if (cursor !== undefined && isOfWhole(cursor) && count === undefined) {
    const { segment, ...rest } = positionOf(cursor);
    return perStatus === 1 ? { segment, ...rest } : { segment: segment * perStatus, offset: 0 };
  }
  const from = count ?? first;
  return from === 0 ? START : positionOfNth(from);
}

/** The same in a list that is read as a whole. A cursor of stretches names no place in it. */
export async function startOfWhole({ first, cursor }: Place, positionOfNth: (n: number) => Promise<Position>): Promise<Position> {
  return startOf({ first, cursor: isOfWhole(cursor) ? cursor : undefined }, 1, positionOfNth);
}

/** How far from a page's end in an arranged list somebody is remembered: several may leave, and often neighbours do. */
const NEAR = [1, 2, 3, 5, 8];
/** Behind the start of the page, whose people may all leave at once. */
const BEFORE = [1, 2, 5];

/** The cursor of an arranged list for what comes behind a page of it. */
export function arrangedCursor(all: readonly { id: string }[], start: number, end: number): string {
  const distances = [...NEAR.filter((distance) => distance <= end - start), ...BEFORE.map((distance) => end - start + distance)];
  return `a${end}.${marksOf(all.slice(0, end), distances)}`;
}

/**
 * Where a page of an arranged list begins: behind the last of those whom it follows. Whoever has moved to the end of the order meanwhile is no guide: where all of
 * them have, as many rows come before as then. Where all of them have left the list, it begins anew: somebody may come twice then.
 */
export function startOfArranged(all: readonly { id: string }[], { first, cursor }: Place): number {
  const [, end, marks] = /^a(\d+)\.(.+)$/.exec(cursor ?? '') ?? [];
  if (end === undefined || marks === undefined) return countIn(cursor) ?? first;
  const places = placesOf(all, marks);
  const before = places.filter((place) => place < Number(end));
  if (before.length > 0) return Math.max(...before) + 1;
  return places.length > 0 ? Number(end) : 0;
}
