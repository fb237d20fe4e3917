import { Router } from 'express';
import { PAGES } from '../../common/addresses.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { textOf } from '../../http/request/validation.ts';
import type { AdminInvitationsModel, ListRow } from '../../views/models/list.ts';
import { listAddressOf, listQueryText } from '../../views/present/list-links.ts';
import { reversedDays } from '../arranging/arrange.ts';
import { hasHiddenInviter, inviterIdShown, inviterShown } from '../listing/timeline.ts';
import { type CountedPage, EMPTY_PAGE } from '../listing/whole-page.ts';
import { DEEPEST } from '../paging/cursor.ts';
import { alreadyActive, isPending, MOVES, mayMove } from '../record/life-cycle.ts';
import { createListChoices } from './list-choices.ts';
import { readListQuery, unreadableFilters } from './list-query.ts';
import { type AdminPagesDeps, faultsFor, rowOf } from './page-parts.ts';

/** The list: search, filters, order, pages. */
export function listPage(deps: AdminPagesDeps): Router {
  const { list, companies, show, withCaller } = deps;
  const choicesFor = createListChoices(deps);
  const router = Router();
  router.get(
    PAGES.admin,
    withCaller(async (req, res, caller) => {
      const { reach } = caller;
      const { first, cursor, ...filter } = readListQuery(req.query);
      const { search, organization, ...others } = filter;
      const query = { ...others, organization, search: search || undefined, first, cursor };
      const choices = reach.all ? await companies.all() : reach.organizations;
      // Of a realm's administrator, the list says so (arranging/known-filters.ts).
      const isKnown = reach.all || organization === undefined || choices.some(({ alias }) => alias === organization);
      const unreadable = [
        ...unreadableFilters(req.query),
        ...reversedDays(query),
        ...(isKnown ? [] : [{ field: 'organization', key: 'field.organization_unknown' as const }]),
      ];
      const isUnreadable = unreadable.length > 0;
      if (!isUnreadable && cursor === undefined && first + filter.max > DEEPEST) return res.redirect(303, listAddressOf(filter));
      const [{ page, unknown }, faultsOf] = await Promise.all([
        isUnreadable ? { page: EMPTY_PAGE, unknown: [] } : pageOrUnknown(list.page(reach, query)),
        faultsFor(deps, res.locals.locale),
      ]);
      const faults = [...unreadable, ...unknown];
      const isFaulty = faults.length > 0;
      const isEmpty = !isFaulty && page.items.length === 0;
      // A place from before changes, or one that never was: behind the end there is nobody, and yet there may be somebody.
      if (isEmpty && first > 0) return res.redirect(303, listAddressOf({ ...filter, first: behindEnd(page, first, filter.max) }));
      if (isEmpty && cursor !== undefined) return res.redirect(303, listAddressOf(filter));
      res.locals.list = listQueryText({ ...filter, first, cursor });
      const items = page.items.map((item): ListRow => {
        const [by, inviterId] = [inviterShown(reach, item), inviterIdShown(reach, item)];
        return {
          ...rowOf(reach, item, item.company, faultsOf),
          sends: item.sends,
          ...(by && { by }),
          ...(by && inviterId && { inviterId }),
          ...(hasHiddenInviter(reach, item) && { byOther: true as const }),
          canResend: mayMove(MOVES.resend, item),
          // Estimates: what only Keycloak can tell is asked when the command comes.
          canAmend: !alreadyActive(item),
          canRevoke: isPending(item),
        };
      });
      return show(
        req,
        res,
        'adminInvitations',
        {
          items,
          total: page.total,
          totalIs: page.totalIs,
          ...(page.within && { within: page.within }),
          ...(page.isWholeWords && { isWholeWords: page.isWholeWords }),
          ...(page.next && { next: page.next }),
          first,
          ...lastPage(page, filter.max),
          filter,
          ...(faults.some(({ field }) => field === 'search') && { unreadableSearch: textOf(req.query.search) }),
          errors: faults,
          counts: page.counts,
          organizations: choices,
          ...(await choicesFor({ caller, filter, items: page.items, rows: items })),
          showCompany: choices.length > (reach.all ? 0 : 1),
        },
        // In another language, too, a filter that cannot be read is told.
        {
          packed: true,
          path: isFaulty ? req.originalUrl : `${PAGES.admin}${textOf(res.locals.list) ? `?${res.locals.list}` : ''}`,
        },
      );
    }),
  );
  return router;
}

const lastStart = (total: number, max: number) => Math.max(0, Math.ceil(total / max) - 1) * max;

/** A page of the list, or the filters that name what does not exist, which the page tells beside their fields. */
async function pageOrUnknown(asked: Promise<CountedPage>): Promise<{ page: CountedPage; unknown: readonly FieldError[] }> {
  try {
    return { page: await asked, unknown: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error;
    return { page: EMPTY_PAGE, unknown: error.fields };
  }
}

/** Where to go from a page that has become empty, as invitations change status: to the last one, or to the first where counts do not tell. */
function behindEnd({ total }: CountedPage, first: number, max: number): number {
  const start = lastStart(total, max);
  return start < first ? start : 0;
}

/** Where the last page begins, as far as that is told and can be reached. */
function lastPage({ total, totalIs, within }: CountedPage, max: number): Pick<AdminInvitationsModel, 'lastFirst'> {
  const start = lastStart(total, max);
  const isKnown = totalIs !== 'unknown' || within !== undefined;
  return isKnown && start + max <= DEEPEST ? { lastFirst: start } : {};
}
