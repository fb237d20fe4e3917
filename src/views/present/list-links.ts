import { PAGES } from '../../common/addresses.ts';
import type { ListFilter } from '../models/list.ts';

/** How many rows a page may have; the first is usual. */
export const PAGE_SIZES = [25, 50, 100] as const;

/** Characters that a search may have. */
export const LONGEST_SEARCH = 255;

export interface ListPlace extends ListFilter {
  first?: number | undefined;
  cursor?: string | undefined;
}

/** A list's filters, order and place as the query of its address; what is usual is left out. */
export function listQueryText({
  search,
  status,
  organization,
  inviter,
  group,
  app,
  sentFrom,
  sentUntil,
  sort,
  max,
  first,
  cursor,
}: ListPlace): string {
  const query = new URLSearchParams();
  const texts = {
    search,
    organization,
    inviter,
    group,
    app,
    sentFrom,
    sentUntil,
    status,
    sort: sort === 'attention' ? '' : sort,
  };
  for (const [name, value] of Object.entries(texts)) if (value) query.set(name, value);
  if (max !== PAGE_SIZES[0]) query.set('max', String(max));
  if (first) query.set('first', String(first));
  if (cursor) query.set('cursor', cursor);
  return query.toString();
}

export function listAddressOf(place: ListPlace): string {
  const query = listQueryText(place);
  return query === '' ? PAGES.admin : `${PAGES.admin}?${query}`;
}

/** An address that knows the way back: to the list as it was left. It bears no query of its own. */
export const withList = (address: string, { list }: { list?: string | undefined }): string =>
  list ? `${address}?${new URLSearchParams({ lista: list })}` : address;
