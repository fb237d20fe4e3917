import { createHash } from 'node:crypto';

/** Whoever can be told from others: users of Keycloak, and invitations. */
export interface Marked {
  id?: string | undefined;
}

const LENGTH = 6;
/** So many fit into a cursor. */
const MOST = 8;

/** What tells a user from the others of a list, in a few characters that say nothing else. */
const markOf = ({ id = '' }: Marked): string => createHash('sha256').update(id).digest('base64url').slice(0, LENGTH);

/**
 * Marks of users at these distances from the end, in that order.
 * @param earlier marks of those before them, for where they are few.
 */
export function marksOf(before: readonly Marked[], distances: readonly number[], earlier = ''): string {
  const near = distances.flatMap((distance) => before.at(-distance) ?? []).map(markOf);
  return near
    .join('')
    .concat(earlier)
    .slice(0, MOST * LENGTH);
}

/** Whether the first of the marks is this one's. */
export const isFirstOf = (marks: string, one: Marked): boolean => marks.startsWith(markOf(one));

/** Where those stand whose marks these are. */
export function placesOf(all: readonly Marked[], marks: string): number[] {
  const remembered = new Set(marks.match(new RegExp(`.{${LENGTH}}`, 'g')));
  return all.flatMap((one, place) => (remembered.has(markOf(one)) ? [place] : []));
}
