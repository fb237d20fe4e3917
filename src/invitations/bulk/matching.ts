import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Reach } from '../../authority/reach.ts';
import type { BulkCommand } from '../../common/statuses.ts';
import { requireDays, tooManyMatches } from '../arranging/arrange.ts';
import type { InvitationList } from '../listing/list.ts';
import type { ListQuery } from '../listing/whole-page.ts';
import type { Invitation } from '../record/invitation.ts';
import { isPending, isRevoked, MOVES, mayMove } from '../record/life-cycle.ts';
import type { BulkItem } from './run-bulk.ts';

/** Invitations that one job may have at most. */
export const MOST_MATCHES = 100_000;
/** Rows that are read at a time: memory does not grow with the list. */
const PAGE = 200;

export type Matches = Omit<ListQuery, 'first' | 'max' | 'cursor' | 'all'>;

/**
 * Whether a command is for an invitation, by what is stored; what only Keycloak can tell is asked when its turn comes. Who was revoked is invited again only
 * where the filter names that status: a mail to all of a company means those who are still invited.
 */
function isFor(command: BulkCommand, item: Invitation, status: Matches['status']): boolean {
  if (command === 'revoke') return isPending(item);
  return mayMove(MOVES.resend, item) && (status === MOVES.revoke.to || !isRevoked(item));
}

/**
 * The user ids of all invitations that match at this moment and that the command is for, each once, a line each: the file of a job, which touches nobody who comes to match later. Throws
 * `invalid_request` where there are more than {@link MOST_MATCHES}, or than its filters can look through, and for days that no mail can lie between.
 */
export async function* matchingIds(
  list: InvitationList,
  reach: Reach,
  command: BulkCommand,
  query: Matches,
): AsyncGenerator<Uint8Array> {
  requireDays(query);
  const seen = new Set<string>();
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await list.page(reach, { ...query, first: 0, cursor, max: PAGE, all: 'or nobody' });
    const fresh = page.items.filter((item) => isFor(command, item, query.status) && !seen.has(item.id) && seen.add(item.id));
    // Some filters look among the first matches only.
    const max = page.within ?? MOST_MATCHES;
    if (page.within !== undefined || seen.size > max) throw tooManyMatches('filter', max);
    yield* linesOf(fresh.map(({ id }) => id));
    cursor = page.next;
  }
}

/** Chosen ids as the file of a job. */
export async function* linesOf(ids: readonly string[]): AsyncGenerator<Uint8Array> {
  if (ids.length > 0) yield Buffer.from(ids.map((id) => `${id}\n`).join(''));
}

/** The items of such a file. */
export async function* itemsOf(path: string): AsyncGenerator<BulkItem> {
  let line = 0;
  for await (const id of createInterface({ input: createReadStream(path) })) {
    line += 1;
    yield { line, id };
  }
}
