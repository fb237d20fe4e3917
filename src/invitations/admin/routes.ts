import { type ErrorRequestHandler, Router } from 'express';
import { AppError } from '../../errors.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { movedInvitation } from '../commands/successor.ts';
import { amendPage } from './amend.ts';
import { createPage } from './create.ts';
import { detailPages } from './detail.ts';
import { listPage } from './list.ts';
import { sampleRoute } from './sample.ts';
import { type AdminPagesDeps, pathOf } from './shared.ts';

/** `/admin`: the invitations within the person's reach. Behind the guards; works without JavaScript. */
export function adminPages(deps: AdminPagesDeps): Router {
  const router = Router();
  router.use(listPage(deps), createPage(deps), sampleRoute(deps));
  router.use('/invitaciones/:id', async (req, res, next) => {
    const { id } = req.params;
    if (!userIdSchema.safeParse(id).success) throw new AppError('not_found');
    await deps.requireReach(res.locals.reach, id);
    next();
  });
  router.use('/invitaciones', detailPages(deps), amendPage(deps));
  // A page that was open when the account was replaced, or its button pressed twice.
  const toSuccessor: ErrorRequestHandler = async (error, req, res, next) => {
    const isUnknown = toAppError(error).code === 'not_found';
    const moved = isUnknown && (await movedInvitation(deps, res.locals.actor, String(req.params.id)));
    if (moved) res.redirect(303, pathOf(moved.invitation.id));
    else next(error);
  };
  router.use('/invitaciones/:id', toSuccessor);
  return router;
}
