import { Router } from 'express';
import { PAGES } from '../../common/addresses.ts';
import { AppError } from '../../errors.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { movedInvitation } from '../commands/successor.ts';
import { amendPage } from './amend.ts';
import { createPage } from './create.ts';
import { detailPages } from './detail.ts';
import { exportRoute } from './export.ts';
import { listPage } from './list.ts';
import { addressWithList, keepList } from './list-query.ts';
import type { AdminPagesDeps } from './page-parts.ts';
import { sampleRoute } from './sample.ts';
import { selectionPages } from './selection.ts';

/** `/admin`: the invitations within the person's reach. Behind the guards; works without JavaScript. */
export function adminPages(deps: AdminPagesDeps): Router {
  const router = Router();
  router.use(keepList, listPage(deps), createPage(deps), sampleRoute(deps), exportRoute(deps), selectionPages(deps));
  router.use(
    PAGES.invitation,
    deps.withCaller(async (req, _res, { reach }, next) => {
      const id = String(req.params.id);
      if (!userIdSchema.safeParse(id).success) throw new AppError('not_found');
      await deps.requireReach(reach, id);
      next();
    }),
  );
  router.use(detailPages(deps), amendPage(deps));
  // For a page that was open while the account was replaced, or whose button was pressed twice: leads to the new account.
  const toSuccessor = deps.withCaller.onError(async (error, req, res, { actor }, next) => {
    const isUnknown = toAppError(error).code === 'not_found';
    const moved = isUnknown && (await movedInvitation(deps, actor, String(req.params.id)));
    if (moved) res.redirect(303, addressWithList(res, 'invitation', moved.invitation.id));
    else next(error);
  });
  router.use(PAGES.invitation, toSuccessor);
  return router;
}
