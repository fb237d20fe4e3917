import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { amendPage } from './admin/amend.ts';
import { createPage } from './admin/create.ts';
import { detailPages } from './admin/detail.ts';
import { listPage } from './admin/list.ts';
import { sampleRoute } from './admin/sample.ts';
import type { AdminPagesDeps } from './admin/shared.ts';

/** `/admin`: the invitations within the person's reach. Behind the guards; works without JavaScript. */
export function adminPages(deps: AdminPagesDeps): Router {
  const router = Router();
  router.use(listPage(deps), createPage(deps), sampleRoute(deps));
  router.use('/invitaciones/:id', async (req, res, next) => {
    const { id } = req.params;
    if (!z.uuid().safeParse(id).success) throw new AppError('not_found');
    await deps.requireReach(res.locals.reach, id);
    next();
  });
  router.use('/invitaciones', detailPages(deps), amendPage(deps));
  return router;
}
