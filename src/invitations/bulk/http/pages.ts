import { Router } from 'express';
import { z } from 'zod';
import type { Caller } from '../../../authority/actor.ts';
import { PAGES } from '../../../common/addresses.ts';
import { BULK_COMMANDS } from '../../../common/statuses.ts';
import { AppError } from '../../../errors.ts';
import { methodNotAllowed } from '../../../http/answer/problem.ts';
import { toAppError } from '../../../http/answer/to-app-error.ts';
import type { Places } from '../../../http/limits/concurrency.ts';
import type { Limits } from '../../../http/limits/limits.ts';
import type { ShowPage } from '../../../http/pages/pages.ts';
import type { GuardedRoutes } from '../../../http/request/guarded-routes.ts';
import { parse, textOf } from '../../../http/request/validation.ts';
import { delimiterIn } from '../../../i18n/index.ts';
import type { Config } from '../../../settings/config.ts';
import { bulkProgressTexts } from '../../../views/present/import.ts';
import { addressWithList, filtersOfList, keepList, listAddress } from '../../admin/list-query.ts';
import { sendEvents } from '../../import/http/progress-stream.ts';
import { askerOf, sendReport } from '../../import/http/rest.ts';
import type { Imports } from '../../import/job/imports.ts';
import type { InvitationList } from '../../listing/list.ts';
import { lifespanSchema } from '../../record/lifespan.ts';
import { matchingIds } from '../matching.ts';

export interface BulkPagesDeps {
  config: Config;
  imports: Imports;
  list: InvitationList;
  limits: Limits;
  streams: Places;
  show: ShowPage;
  withCaller: GuardedRoutes<Caller>;
}

const asked = z.object({ orden: z.enum(BULK_COMMANDS) });

/**
 * One command for all invitations that a list matches: counts them, asks, and does it with exactly those, as a job. Works without JavaScript; with it,
 * the numbers update themselves.
 */
export function bulkPages({ config, imports, limits, list, streams, show, withCaller }: BulkPagesDeps): Router {
  const router = Router();
  router.use(PAGES.bulkJobs, keepList);
  router.param('id', (_req, _res, next, id) => next(z.uuid().safeParse(id).success ? undefined : new AppError('not_found')));
  const viewOf = async (id: string, caller: Caller) => {
    const view = await imports.view(id, askerOf(caller));
    if (view.command === null) throw new AppError('not_found');
    return { ...view, command: view.command };
  };

  router
    .route(PAGES.bulkJobs)
    .get((_req, res) => res.redirect(303, listAddress(res)))
    .post(
      limits.perClient('selection', { max: 20, seconds: 60 }),
      withCaller(async (req, res, { actor, reach, evidence }) => {
        const { orden: command } = parse(asked, req.body);
        const matches = filtersOfList(req);
        const { id } = await imports.list(() => matchingIds(list, reach, command, matches), { actor, evidence, command });
        res.locals.audited = { job: id };
        res.redirect(303, addressWithList(res, 'bulkJob', id));
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  const showJob = async (
    req: Parameters<ShowPage>[0],
    res: Parameters<ShowPage>[1],
    caller: Caller,
    error?: AppError,
  ): Promise<void> => {
    const view = await viewOf(String(req.params.id), caller);
    const model = {
      ...view,
      errors: error?.fields ?? [],
      deletes: config.revokeAction === 'delete',
      mayLeave: !caller.reach.all,
      defaultLifespanHours: config.invitationLifespanHours,
      maxLifespanHours: config.invitationMaxLifespanHours,
    };
    const path = addressWithList(res, 'bulkJob', view.id);
    await show(req, res, 'adminBulk', model, { path, ...(error && { status: error.status }) });
  };

  router
    .route(PAGES.bulkJob)
    .get(
      withCaller(async (req, res, caller) => {
        const confirmed = await imports.confirmed(req.params.id, askerOf(caller));
        if (confirmed) return res.redirect(303, addressWithList(res, 'bulkJob', confirmed));
        await showJob(req, res, caller);
      }),
    )
    .all(methodNotAllowed('GET'));

  router
    .route(PAGES.confirmBulkJob)
    .get((req, res) => res.redirect(303, addressWithList(res, 'bulkJob', String(req.params.id))))
    .post(
      withCaller(async (req, res, caller) => {
        const { command } = await viewOf(req.params.id, caller);
        try {
          const hours = textOf(req.body?.lifespanHours, 10);
          const { lifespanHours } = parse(
            z.object({ lifespanHours: lifespanSchema(config) }),
            hours ? { lifespanHours: Number(hours) } : {},
          );
          const change = { lifespanHours: command === 'extend' ? lifespanHours : undefined };
          const { id } = await imports.confirm(req.params.id, caller.actor, caller.evidence, change);
          res.locals.audited = { job: id };
          res.redirect(303, addressWithList(res, 'bulkJob', id));
        } catch (error) {
          const refusal = toAppError(error);
          if (refusal.fields.length === 0) throw error;
          await showJob(req, res, caller, refusal);
        }
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  router.route(PAGES.bulkJobProgress).get(
    withCaller(async (req, res, caller) => {
      const { locale } = res.locals;
      await streams.during(caller.actor.userId, () =>
        sendEvents(
          req,
          res,
          () => viewOf(req.params.id, caller),
          (current) => bulkProgressTexts(current, locale),
          imports.stopping,
        ),
      );
    }),
  );

  router.route(PAGES.bulkJobReport).get(
    withCaller(async (req, res, caller) => {
      await viewOf(req.params.id, caller);
      await sendReport(imports, req.params.id, caller, res, delimiterIn(res.locals.locale), 'bulk');
    }),
  );

  return router;
}
