import type { User } from '../../keycloak/realm/users.ts';
import type { Segment } from './segments.ts';

/** A place in a list: the number of a stretch, and how many of Keycloak's users in it come before. */
export interface Position {
  segment: number;
  offset: number;
}

/** Users that one page reads at most, where few of those whom Keycloak finds are shown. */
const MOST_READ = 1000;

export interface ReadPage<T> {
  rows: T[];
  /** Where the next page begins; undefined where nobody comes any more. */
  next: Position | undefined;
}

/**
 * A page of a list from a position on. Whoever is not shown leaves no gap: the page is filled up by those who come next.
 * @param find a part of a stretch, as Keycloak orders it.
 * @param shown the row of a user in a stretch, or undefined.
 */
export async function readPage<T>(
  segments: readonly Segment[],
  from: Position,
  max: number,
  find: (q: string, page: { first: number; max: number }) => Promise<User[]>,
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

/** The position of the n-th user of a list whose stretches hold so many. */
export function positionAt(sizes: readonly number[], first: number): Position {
  let offset = first;
  for (const [segment, size] of sizes.entries()) {
    if (offset < size) return { segment, offset };
    offset -= size;
  }
  return { segment: sizes.length, offset: 0 };
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
