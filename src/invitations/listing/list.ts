import type { Reach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import { isOfStretches, isOfWhole, type Position, positionOf, START, startOf } from '../paging/cursor.ts';
import { behind, type ReadPage, readPage } from '../paging/read-page.ts';
import { positionAt } from '../paging/sizes.ts';
import type { FindableState } from '../record/findable-state.ts';
import type { InvitationStatus } from '../record/invitation.ts';
import { isRevoked, MOVES } from '../record/life-cycle.ts';
import { type CompanyInvitation, invitationsOfCompanies } from './company-invitations.ts';
import { type CompanyLookup, chosenCompanies } from './company-lookup.ts';
import type { CompanyCounts, Counts, StatusCounts } from './counts.ts';
import type { MembershipsDeps } from './memberships.ts';
import { createRows } from './rows.ts';
import { asksForParts, foldedSearch, searchedInParts, type Words, wordsOf } from './search.ts';
import { ORDER, type Segment, segmentsOf } from './segments.ts';
import { createSingleFinds } from './single-finds.ts';
import { type CountedPage, isOutdone, type ListQuery, partOf, wholePage } from './whole-page.ts';

export interface InvitationList {
  /** A page of the list, with the counts for its tabs. */
  page(reach: Reach, query: ListQuery): Promise<CountedPage>;
}

export interface ListDeps extends MembershipsDeps {
  admin: KeycloakAdmin;
  lean: Pick<LeanAdmin, 'usersWith' | 'organizationsOf' | 'findUser'>;
  counts: Counts;
  companyCounts: CompanyCounts;
  companies: CompanyLookup;
  findable: FindableState;
}

/** Companies of so many members are read as a whole: then order, counts and total are exact. Who has begun so goes on so, unless it grows beyond `grown`. */
const SMALL = { members: 100, grown: 200 };
/** A word that no more people bear is not frequent. */
const FEW = 100;
/** Words of a search of which Keycloak is asked how frequent they are, the longest ones. */
const ASKED_WORDS = 8;
/** Milliseconds for which the first pages wait for counts, which they can do without. */
const PATIENCE = 100;

/** The invitations within somebody's reach, a page at a time: as few queries as Keycloak can answer, and nobody read who is not shown. */
export function createInvitationList(deps: ListDeps): InvitationList {
  const { admin, lean, counts, companyCounts, companies, findable } = deps;
  const { rowOf, rowsOfPage } = createRows(deps);
  const { byReference, byAddress, notedRevocations } = createSingleFinds(deps, rowOf);

  async function page(reach: Reach, query: ListQuery): Promise<CountedPage> {
    const reference = await byReference(reach, query.search);
    if (reference) return wholePage(reference, query);
    const words = wordsOf(query.search);
    const own = await chosenCompanies(companies, reach, query.organization);
    if (!own && words.length === 0) return divided(undefined, query);
    if (own && (await areSmall(own, query)))
      return wholePage(await invitationsOfCompanies(admin, own, words, { areSmall: true }), query);
    if (!(await findable.isComplete())) return allOf(own, words, query);
    return words.length > 0 ? searched(own, words, query) : divided(own, query);
  }

  /** Whoever follows a list that was read by stretches goes on so: as a whole it has another order. */
  async function areSmall(own: Organization[], { cursor }: ListQuery): Promise<boolean> {
    if (isOfStretches(cursor)) return false;
    const most = isOfWhole(cursor) ? SMALL.grown : SMALL.members;
    const members = await Promise.all(own.map(({ id }) => companies.membersUpTo(id, most)));
    return members.reduce((sum, count) => sum + count, 0) <= most;
  }

  /** A list by status, each of which is read only as far as the page wants. */
  async function divided(own: Organization[] | undefined, query: ListQuery): Promise<CountedPage> {
    const { status } = query;
    const statuses = status ? [status] : ORDER;
    const source = own ? companyCounts.together(own) : counts;
    const segments = segmentsOf({ statuses, companies: own });
    const from = await startOf(query, own?.length ?? 1, async (first) =>
      positionAt(segments, first, await sizesOf(statuses, own), lean.usersWith),
    );
    // Revocations that stand in a note alone: no search by status finds them.
    const noted = !own && status === MOVES.revoke.to && isStart(from) ? await notedRevocations() : [];
    const isShown = (item: CompanyInvitation | undefined) => !item || !isRevoked(item) || !status || status === MOVES.revoke.to;
    const rowOnPage = rowsOfPage(own && nameOfPage(segments, from, query.max));
    const room = Math.max(1, query.max - noted.length);
    const { rows, next } = await readPage(segments, from, room, lean.usersWith, async (user, segment) => {
      const row = await rowOnPage(user, segment);
      return isShown(row) ? row : undefined;
    });
    const countedOf = (known: StatusCounts | undefined) => known && statuses.reduce((sum, one) => sum + known[one], 0);
    let known = await source.within(PATIENCE);
    // Rows are true; counts that are outdone by them were counted before an import or by another process.
    if (isOutdone(countedOf(known), query, { rows, next })) known = (await source.doubted(PATIENCE)) ?? known;
    const counted = countedOf(known);
    const items = [...noted, ...rows];
    return partOf(query, { items, next, counts: known ?? {}, counted });
  }

  /** Users of each stretch of a divided list, as far as they were counted. */
  async function sizesOf(
    statuses: readonly InvitationStatus[],
    own: Organization[] | undefined,
  ): Promise<(number | undefined)[]> {
    const sources = own ? own.map((company) => companyCounts.together([company])) : [counts];
    const each = await Promise.all(sources.map((source) => source.within(PATIENCE)));
    return statuses.flatMap((status) => each.map((one) => one?.[status]));
  }

  /**
   * Whom whole words find, by username; where all of them fit on one page, in the order of the list. Where no whole word fits, or an asterisk asks for it,
   * parts of words are looked for: of the first thousand users alone, at the price of a look at every user of the realm.
   */
  async function searched(own: Organization[] | undefined, words: Words, query: ListQuery): Promise<CountedPage> {
    const { status, first, cursor, max } = query;
    const addressee = await byAddress(own, words);
    if (addressee.length > 0) return wholePage(addressee, query);
    const folded = foldedSearch(words, await findable.folding());
    const inParts = () => allOf(own, words, query);
    if (folded.length === 0 || isOfWhole(cursor) || asksForParts(query.search)) return inParts();
    const word = await rarest(folded);
    const segmentsBy = (only: InvitationStatus | undefined) => segmentsOf({ statuses: [only], companies: own, word });
    // A user whom an attribute of the past still names is not shown: so the other words are looked for in what Keycloak finds by the first.
    const readFrom = async (from: Position, only?: InvitationStatus, count = max): Promise<ReadPage<CompanyInvitation>> => {
      const segments = segmentsBy(only);
      const rowOnPage = rowsOfPage(own && nameOfPage(segments, from, count));
      const read = await readPage(segments, from, count, lean.usersWith, (user, segment) => rowOnPage(user, segment, folded));
      // An empty page in the middle would look like the end.
      return read.rows.length === 0 && read.next ? readFrom(read.next, only, count) : read;
    };
    const part = ({ rows: items, next }: ReadPage<CompanyInvitation>): CountedPage => ({
      ...partOf(query, { items, next, counts: {}, counted: undefined }),
      isWholeWords: true,
    });
    if (cursor !== undefined) return part(await readFrom(positionOf(cursor), status));
    const start = await readFrom(START);
    if (!start.next) return start.rows.length > 0 ? { ...(await wholePage(start.rows, query)), isWholeWords: true } : inParts();
    if (first === 0 && !status) return part(start);
    const from = await startOf(query, own?.length ?? 1, (n) => {
      if (folded.length === 1) return positionAt(segmentsBy(status), n, [], lean.usersWith);
      // Of several words, Keycloak counts those whom it finds by one.
      return behind(n, (at, count) => readFrom(at, status, count));
    });
    return part(from ? await readFrom(from, status) : { rows: [], next: undefined });
  }

  /** The word by which Keycloak finds the fewest people: one that few bear, or else the longest. */
  async function rarest([longest, ...others]: readonly string[]): Promise<string | undefined> {
    if (longest === undefined || others.length === 0) return longest;
    const isRare = async (word: string) => {
      const [{ q = '' } = {}] = segmentsOf({ statuses: [undefined], companies: undefined, word });
      return (await lean.usersWith(q, { first: FEW, max: 1 })).length === 0 ? word : undefined;
    };
    return (
      (await Promise.all([longest, ...others].slice(0, ASKED_WORDS).map(isRare))).find((word) => word !== undefined) ?? longest
    );
  }

  /** Everything that matches, read and filtered here: while not all invitations are findable, and for parts of words. */
  async function allOf(own: Organization[] | undefined, words: Words, query: ListQuery): Promise<CountedPage> {
    if (own) return wholePage(await invitationsOfCompanies(admin, own, words), query);
    const { found, within } = await searchedInParts(admin, words, query.all);
    const page = await wholePage(
      found.map((item) => ({ ...item, company: undefined })),
      query,
    );
    // Asked for those alone who are shown.
    const rows = page.items.map(async (item) => ({ ...item, company: await companies.invitedInto(item) }));
    const items = await Promise.all(rows);
    return { ...page, items, ...(within !== undefined && { within, totalIs: 'unknown', counts: {} }) };
  }

  return { page };
}

const isStart = ({ segment, offset }: Position) => segment === 0 && offset === 0;

/** Tells a page from others: what is asked for, and where in it the page begins. */
const nameOfPage = (segments: readonly Segment[], { segment, offset }: Position, max: number): string =>
  [segments.length, segments[segment]?.q, offset, max].join(' ');
