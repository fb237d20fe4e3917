import type { ListOrder } from '../../common/list-orders.ts';
import { arrangedCursor, cursorOf, type Position, startOfArranged, startOfWhole, wholeCursorOf } from '../paging/cursor.ts';
import { readPage } from '../paging/read-page.ts';
import { positionAt } from '../paging/sizes.ts';
import type { InvitationStatus } from '../record/invitation.ts';
import type { CompanyInvitation } from './company-invitations.ts';
import { noCounts, type StatusCounts } from './counts.ts';
import { ORDER } from './segments.ts';

export interface ListQuery {
  status?: InvitationStatus | undefined;
  /** Alias of a company. */
  organization?: string | undefined;
  /** Words of the address or the name, accents or not, or parts of them with an asterisk behind; or a user id. */
  search?: string | undefined;
  /** Path of a group, and client id of an app, that the invitation carries (invitations/arranging/carried-list.ts). */
  group?: string | undefined;
  app?: string | undefined;
  /** Orders and filters that Keycloak does not know (invitations/arranging). */
  sort?: ListOrder | undefined;
  /** First and last day of the last mail, `YYYY-MM-DD`. */
  sentFrom?: string | undefined;
  sentUntil?: string | undefined;
  /** Keycloak user id of who invited. */
  inviter?: string | undefined;
  /** How many come before the page; also beside a cursor, for which it is only shown. */
  first: number;
  max: number;
  /** `next` of the page before. */
  cursor?: string | undefined;
  /**
   * Of whoever goes through all that match: where one page costs a look at all of them, it holds them all (`isAll`), so that they are not read anew for each
   * page. `or nobody`: where the list cannot look at all, nobody is read, and `within` says so.
   */
  all?: 'at once' | 'or nobody' | undefined;
}

export interface CountedPage {
  items: CompanyInvitation[];
  /** How many match the query; at least so many where nobody has counted yet. */
  total: number;
  /** `about`: counted a little while ago, by attributes. `unknown`: not counted yet. */
  totalIs: 'exact' | 'about' | 'unknown';
  /** Cursor of the next page; undefined on the last one. */
  next: string | undefined;
  /** Only so many were read to arrange the list, or to search parts of words, and there are more. */
  within?: number;
  /** All that were read are here, whatever `first`, `cursor` and `max` say. */
  isAll?: true;
  /** By whole words, while parts of words might find more. */
  isWholeWords?: true;
  /** Per status, whatever status the query asks for; empty where nobody has counted yet. */
  counts: Partial<StatusCounts>;
}

/** A page of a list that nobody is in. */
export const EMPTY_PAGE: CountedPage = { items: [], total: 0, totalIs: 'exact', next: undefined, counts: {} };

/**
 * A page of results that are all in memory; all of them where the query wants `all`. It is read as other lists are (paging/read-page.ts), so that it goes on where the page before has
 * ended, whoever has left since.
 */
export async function wholePage(found: readonly CompanyInvitation[], query: ListQuery): Promise<CountedPage> {
  const { status, max } = query;
  const counts = countsOf(found);
  const stretches = (status ? [status] : ORDER).map((one) => ({
    q: one,
    people: found.filter((item) => item.status === one).sort((a, b) => a.email.localeCompare(b.email)),
  }));
  const total = stretches.reduce((sum, { people }) => sum + people.length, 0);
  const whole = { total, totalIs: 'exact' as const, counts };
  if (query.all) return { ...whole, items: stretches.flatMap(({ people }) => people), next: undefined, isAll: true };
  const find = async (q: string, part: { first: number; max: number }) =>
    stretches.find((stretch) => stretch.q === q)?.people.slice(part.first, part.first + part.max) ?? [];
  const sizes = stretches.map(({ people }) => people.length);
  const from = await startOfWhole(query, (first) => positionAt(stretches, first, sizes, find));
  const { rows: items, next } = await readPage(stretches, from, max, find, async (item) => item);
  return { ...whole, items, next: next && wholeCursorOf(next) };
}

function countsOf(found: readonly CompanyInvitation[]): StatusCounts {
  const counts = noCounts();
  for (const item of found) counts[item.status] += 1;
  return counts;
}

/** The part of an arranged list that a query asks for. */
export function cut<T extends { id: string }>(all: readonly T[], query: Pick<ListQuery, 'first' | 'max' | 'cursor' | 'all'>) {
  if (query.all) return { items: [...all], next: undefined, isAll: true as const };
  const start = startOfArranged(all, query);
  const end = start + query.max;
  return { items: all.slice(start, end), next: end < all.length ? arrangedCursor(all, start, end) : undefined };
}

interface Part {
  items: CompanyInvitation[];
  next: Position | undefined;
  counts: Partial<StatusCounts>;
  /** How many match, as far as that is counted. */
  counted: number | undefined;
}

/** Whether a page, and that another one follows, shows more than was counted. */
export function isOutdone(
  counted: number | undefined,
  { first }: Pick<ListQuery, 'first'>,
  { rows, next }: { rows: readonly unknown[]; next: unknown },
): boolean {
  return counted !== undefined && next !== undefined && counted <= first + rows.length;
}

/**
 * A page of results that were read only so far. Its total is exact where nobody comes before or behind: then the counts beside it are corrected by it, too. Otherwise it
 * was counted before, unless what was read is proof against that.
 */
export function partOf(query: ListQuery, { items, next, counts, counted: told }: Part): CountedPage {
  const { first, cursor, status } = query;
  const page = { items, next: next && cursorOf(next) };
  if (next === undefined && first === 0 && cursor === undefined) {
    const seen = status ? { ...counts, [status]: items.length } : countsOf(items);
    return { ...page, total: items.length, totalIs: 'exact', counts: Object.keys(counts).length > 0 ? seen : counts };
  }
  const seen = first + items.length;
  if (next === undefined && items.length > 0 && first > 0) return { ...page, total: seen, totalIs: 'about', counts };
  const isBehind = items.length === 0 && cursor === undefined;
  const isDisproved = isOutdone(told, query, { rows: items, next }) || (isBehind && told !== undefined && told > first);
  const counted = isDisproved ? undefined : told;
  const least = isBehind ? 0 : seen + (next ? 1 : 0);
  return { ...page, total: Math.max(counted ?? 0, least), totalIs: counted === undefined ? 'unknown' : 'about', counts };
}
