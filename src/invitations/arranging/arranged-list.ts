import type { Reach } from '../../authority/reach.ts';
import { ARRANGED_AT_MOST } from '../../common/list-orders.ts';
import type { CompanyInvitation } from '../listing/company-invitations.ts';
import { chosenCompanies } from '../listing/company-lookup.ts';
import { noCounts, type StatusCounts } from '../listing/counts.ts';
import type { InvitationList, ListDeps } from '../listing/list.ts';
import { createRows } from '../listing/rows.ts';
import { ORDER, segmentsOf } from '../listing/segments.ts';
import { inviterIdShown } from '../listing/timeline.ts';
import { type CountedPage, cut, type ListQuery } from '../listing/whole-page.ts';
import { type Position, START } from '../paging/cursor.ts';
import { type ReadPage, readPage } from '../paging/read-page.ts';
import { termOfInviter } from '../record/findable.ts';
import { arrange, isArranged } from './arrange.ts';

/** Invitations of one step of reading, so that other requests of people need not wait behind a thousand. */
const STEP = 200;

interface Matches extends Pick<CountedPage, 'isWholeWords'> {
  found: CompanyInvitation[];
  /** There are more than were read. */
  isCut: boolean;
  counts: Partial<StatusCounts>;
}

/**
 * The list with orders and filters that Keycloak does not know: the first {@link ARRANGED_AT_MOST} matches are read and arranged here, anew for each
 * page. `within` of the page says so where there are more. Whose invitation it is, Keycloak finds by itself, where no words are searched for.
 */
export function createArrangedList(list: InvitationList, deps: ListDeps, timeZone: string): InvitationList {
  const { companies, findable, lean } = deps;
  const { rowOf } = createRows(deps);

  return {
    async page(reach, query) {
      if (!isArranged(query)) return list.page(reach, query);
      const { inviter, search, group, app } = query;
      const isFound = inviter !== undefined && !search && !group && !app && (await findable.isComplete());
      const { found, isCut, counts, isWholeWords } = isFound
        ? await ofInviter(reach, query, inviter)
        : await firstMatches(reach, query);
      const theirs = inviter === undefined ? found : found.filter((item) => inviterIdShown(reach, item) === inviter);
      const page = part(query, {
        found: arrange(theirs, query, timeZone),
        isCut,
        counts: countsFor(query, theirs, { isCut, counts }),
      });
      return { ...page, ...(isWholeWords && { isWholeWords }) };
    },
  };

  async function ofInviter(reach: Reach, { status, organization }: ListQuery, inviter: string): Promise<Matches> {
    const own = await chosenCompanies(companies, reach, organization);
    const segments = segmentsOf({ statuses: status ? [status] : ORDER, companies: own, term: termOfInviter(inviter) });
    const found: CompanyInvitation[] = [];
    for (let from: Position | undefined = START; from; ) {
      if (found.length >= ARRANGED_AT_MOST) return { found, isCut: true, counts: {} };
      const { rows, next }: ReadPage<CompanyInvitation> = await readPage(segments, from, STEP, lean.usersWith, rowOf);
      found.push(...rows);
      from = next;
    }
    return { found, isCut: false, counts: {} };
  }

  async function firstMatches(reach: Reach, asked: ListQuery): Promise<Matches> {
    const { status, organization, search, group, app, all = 'at once' } = asked;
    const found: CompanyInvitation[] = [];
    let cursor: string | undefined;
    let counts: Partial<StatusCounts> | undefined;
    let isWholeWords: true | undefined;
    let within: number | undefined;
    do {
      const query = { status, organization, search, group, app, cursor, first: 0, max: STEP, all };
      const page: CountedPage = await list.page(reach, query);
      counts ??= page.counts;
      isWholeWords ??= page.isWholeWords;
      found.push(...page.items);
      ({ next: cursor, within } = page);
    } while (cursor !== undefined && found.length < ARRANGED_AT_MOST);
    return { found, isCut: cursor !== undefined || within !== undefined, counts, ...(isWholeWords && { isWholeWords }) };
  }
}

/** Counts for the tabs: of what was read, where that is all; those of the whole list, where the query only orders it. */
function countsFor(
  { status, sentFrom, sentUntil, inviter }: ListQuery,
  found: readonly CompanyInvitation[],
  { isCut, counts }: Pick<Matches, 'isCut' | 'counts'>,
): Partial<StatusCounts> {
  if ([sentFrom, sentUntil, inviter].every((each) => each === undefined)) return counts;
  if (isCut || status || sentFrom || sentUntil) return {};
  const counted = noCounts();
  for (const item of found) counted[item.status] += 1;
  return counted;
}

function part(query: ListQuery, { found, isCut, counts }: Matches): CountedPage {
  return {
    ...cut(found, query),
    total: found.length,
    totalIs: isCut ? 'unknown' : 'exact',
    counts,
    ...(isCut && { within: ARRANGED_AT_MOST }),
  };
}
