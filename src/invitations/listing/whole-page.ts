import type { ListOrder } from '../../common/list-orders.ts';
import type { InvitationStatus } from '../record/invitation.ts';
import type { CompanyInvitation } from './company-invitations.ts';
import { noCounts, type StatusCounts } from './counts.ts';
import { cursorOf, type Position, wholeOffset } from './read-page.ts';
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

/** A page of results that are all in memory: from the row that its cursor names, or else from `first` on; all of them where the query wants `all`. */
export function wholePage(found: readonly CompanyInvitation[], query: ListQuery): CountedPage {
  const { status } = query;
  const counts = noCounts();
  for (const item of found) counts[item.status] += 1;
  const matching = found
    .filter((item) => !status || item.status === status)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.email.localeCompare(b.email));
  return { ...cut(matching, query), total: matching.length, totalIs: 'exact', counts };
}

/** The part of a list in memory that a query asks for. */
export function cut<T>(all: readonly T[], query: Pick<ListQuery, 'first' | 'max' | 'cursor' | 'all'>) {
  if (query.all) return { items: [...all], next: undefined, isAll: true as const };
  const { first, max, cursor } = query;
  const start = cursor?.startsWith('n') ? wholeOffset(cursor) : first;
  const end = start + max;
  return { items: all.slice(start, end), next: end < all.length ? `n${end}` : undefined };
}

interface Part {
  items: CompanyInvitation[];
  next: Position | undefined;
  counts: Partial<StatusCounts>;
  /** How many match, as far as that is counted. */
  counted: number | undefined;
  isAbout: boolean;
}

/** Whether a page, and that another one follows, shows more than was counted. */
export function isOutdone(
  counted: number | undefined,
  { first }: Pick<ListQuery, 'first'>,
  { rows, next }: { rows: readonly unknown[]; next: unknown },
): boolean {
  return counted !== undefined && next !== undefined && counted <= first + rows.length;
}

/** A page of results that were read only so far. */
export function partOf(query: ListQuery, { items, next, counts, counted: told, isAbout }: Part): CountedPage {
  const { first, cursor } = query;
  const seen = first + items.length;
  const counted = isOutdone(told, query, { rows: items, next }) ? undefined : told;
  const isEnd = next === undefined && items.length > 0 && (cursor === undefined || first > 0);
  const total = isEnd ? seen : Math.max(counted ?? 0, items.length > 0 || first === 0 ? seen + (next ? 1 : 0) : 0);
  const totalIs =
    isEnd || (next === undefined && first === 0 && !cursor)
      ? 'exact'
      : counted === undefined
        ? 'unknown'
        : isAbout
          ? 'about'
          : 'exact';
  return { items, total, totalIs, counts, next: next && cursorOf(next) };
}
