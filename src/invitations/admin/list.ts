import { Router } from 'express';
import { z } from 'zod';
import { PAGES } from '../../common/addresses.ts';
import { CURSOR, DEEPEST } from '../listing/read-page.ts';
import { INVITATION_STATUSES } from '../record/invitation.ts';

import { type AdminPagesDeps, faultsFor, rowOf } from './page-parts.ts';

const PAGE_SIZE = 25;

/** The query is taken as far as it is valid: nobody types it, and an old bookmark must not fail. */
const query = z.object({
  status: z.enum(INVITATION_STATUSES).optional().catch(undefined),
  organization: z.string().max(255).optional().catch(undefined),
  search: z.string().trim().max(255).default('').catch(''),
  first: z.coerce.number().int().min(0).max(10_000_000).default(0).catch(0),
  cursor: z.string().regex(CURSOR).optional().catch(undefined),
});

/** The list: status, company, search, pages. */
export function listPage(deps: AdminPagesDeps): Router {
  const { list, companies, show, withCaller } = deps;
  const router = Router();
  router.get(
    PAGES.admin,
    withCaller(async (req, res, { reach }) => {
      const { status, search, first, cursor, ...asked } = query.parse(req.query);
      const choices = reach.all ? await companies.all() : reach.organizations;
      const organization = choices.find(({ alias }) => alias === asked.organization)?.alias;
      if (cursor === undefined && first + PAGE_SIZE > DEEPEST) return res.redirect(303, PAGES.admin);
      const place = { first, cursor, max: PAGE_SIZE };
      const page = await list.page(reach, { status, organization, search: search || undefined, ...place });
      // The last page may be empty by now, as invitations change status.
      if (page.items.length === 0 && first > 0) return res.redirect(303, PAGES.admin);
      const faultsOf = await faultsFor(deps, res.locals.locale);
      return show(req, res, 'adminInvitations', {
        items: page.items.map((item) => rowOf(reach, item, item.company, faultsOf)),
        total: page.total,
        totalIs: page.totalIs,
        ...(page.next && { next: page.next }),
        first,
        max: PAGE_SIZE,
        filter: { search, ...(status && { status }), ...(organization && { organization }) },
        counts: page.counts,
        organizations: choices,
        showCompany: choices.length > (reach.all ? 0 : 1),
      });
    }),
  );
  return router;
}
