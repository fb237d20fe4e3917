import type { Reach } from '../../authority/reach.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { CompanyInvitation } from '../listing/company-invitations.ts';
import { chosenCompanies } from '../listing/company-lookup.ts';
import type { InvitationList, ListDeps } from '../listing/list.ts';
import { createRows } from '../listing/rows.ts';
import { ORDER, segmentsOf } from '../listing/segments.ts';
import { groupsShown } from '../listing/timeline.ts';
import { type CountedPage, type ListQuery, partOf, wholePage } from '../listing/whole-page.ts';
import { type Position, startOf } from '../paging/cursor.ts';
import { behind, readPage } from '../paging/read-page.ts';
import { termOfApp, termOfGroup } from '../record/findable.ts';

/** Invitations that are read at a time while none of those before matched. */
const STRIDE = 200;

/** Invitations that carry a group or an app, and how Keycloak finds them; `term` is undefined where it cannot. */
interface Carrying {
  term: string | undefined;
  matches: (item: CompanyInvitation) => boolean;
}

/**
 * The list by what invitations carry: by group, as far as whoever looks may see groups, and by app. Keycloak finds these however many there are; together
 * with words, the list is read and filtered here: as a whole where it costs a look at all of it anyway; else its pages may have fewer rows than were asked for.
 */
export function createCarriedList(list: InvitationList, deps: ListDeps): InvitationList {
  const { admin, companies, findable, lean } = deps;
  const { rowOf } = createRows(deps);

  return {
    async page(reach, query) {
      const { group, app, ...others } = query;
      if (group === undefined && app === undefined) return list.page(reach, query);
      const carrying = await carryingOf(admin, reach, query);
      const isFound = carrying.term !== undefined && !query.search && (await findable.isComplete());
      return isFound ? found(reach, query, carrying) : filtered(reach, others, carrying);
    },
  };

  async function found(reach: Reach, query: ListQuery, { term, matches }: Carrying): Promise<CountedPage> {
    const { status, organization, max } = query;
    const own = await chosenCompanies(companies, reach, organization);
    const segments = segmentsOf({ statuses: status ? [status] : ORDER, companies: own, term });
    const read = (from: Position, count: number) =>
      readPage(segments, from, count, lean.usersWith, async (user, segment) => {
        const row = await rowOf(user, segment);
        return row && matches(row) ? row : undefined;
      });
    const from = await startOf(query, own?.length ?? 1, (n) => behind(n, read));
    const { rows: items, next } = from ? await read(from, max) : { rows: [], next: undefined };
    return partOf(query, { items, next, counts: {}, counted: undefined });
  }

  async function filtered(reach: Reach, query: ListQuery, { matches }: Carrying): Promise<CountedPage> {
    const wanting = { ...query, all: query.all ?? ('at once' as const) };
    let page = await list.page(reach, wanting);
    const { isWholeWords, within } = page;
    const told = { ...(isWholeWords && { isWholeWords }), ...(within !== undefined && { within }) };
    if (page.isAll) {
      const whole = await wholePage(page.items.filter(matches), query);
      return { ...whole, ...(within !== undefined && { totalIs: 'unknown' }), counts: {}, ...told };
    }
    const isWhole = within === undefined && page.next === undefined && query.first === 0 && query.cursor === undefined;
    let items = page.items.filter(matches);
    // An empty page in the middle would look like the end.
    while (items.length === 0 && page.next) {
      const further = { ...wanting, cursor: page.next };
      page = await list.page(reach, { ...further, max: Math.max(query.max, STRIDE) });
      items = page.items.filter(matches);
      // More than the page may show: it is read once more at its own length.
      if (items.length > query.max) {
        page = await list.page(reach, further);
        items = page.items.filter(matches);
      }
    }
    const total = query.first + items.length;
    const totalIs = isWhole ? 'exact' : 'unknown';
    return { items, total, totalIs, next: page.next, counts: {}, ...told };
  }
}

async function carryingOf(admin: KeycloakAdmin, reach: Reach, { group: path, app }: ListQuery): Promise<Carrying> {
  const id = path === undefined ? undefined : await groupId(admin, path);
  const isIn = (item: CompanyInvitation) =>
    path === undefined || groupsShown(reach, item).some((group) => (id === undefined ? group.path === path : group.id === id));
  return {
    term: id === undefined ? (path === undefined && app !== undefined ? termOfApp(app) : undefined) : termOfGroup(id),
    matches: (item) => isIn(item) && (app === undefined || item.app === app),
  };
}

/** Of a group that is there; one that is gone is known by its path alone. */
export async function groupId(admin: KeycloakAdmin, path: string): Promise<string | undefined> {
  const names = path.split('/').filter(Boolean);
  // Dots would lead the request to another address of Keycloak: a group that is named so is known by its path alone.
  if (names.length === 0 || names.some((name) => /^\.{1,2}$/.test(name))) return undefined;
  const address = names.map(encodeURIComponent).join('/');
  try {
    return (JSON.parse((await admin.call('GET', `/group-by-path/${address}`)).text) as { id?: string }).id;
  } catch (error) {
    if ([400, 403, 404].includes(refusalStatus(error) ?? 0)) return undefined;
    throw error;
  }
}
