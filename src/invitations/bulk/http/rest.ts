import express, { Router } from 'express';
import { z } from 'zod';
import type { Caller } from '../../../authority/actor.ts';
import { resourceAddress } from '../../../common/addresses.ts';
import { BULK_COMMANDS } from '../../../common/statuses.ts';
import { AppError } from '../../../errors.ts';
import { methodNotAllowed } from '../../../http/answer/problem.ts';
import type { Places } from '../../../http/limits/concurrency.ts';
import type { GuardedRoutes } from '../../../http/request/guarded-routes.ts';
import { accepts, parse } from '../../../http/request/validation.ts';
import type { MessageKey } from '../../../i18n/index.ts';
import { userIdSchema } from '../../../keycloak/realm/users.ts';
import { requestKeySchema } from '../../answers/idempotency-key.ts';
import { sendEvents } from '../../import/http/progress-stream.ts';
import { askerOf, sendReport } from '../../import/http/rest.ts';
import type { Imports } from '../../import/job/imports.ts';
import type { InvitationList } from '../../listing/list.ts';
import { wordsOf } from '../../listing/search.ts';
import { lifespanSchema, type MaxLifespan } from '../../record/lifespan.ts';
import { listSchema } from '../../rest/routes.ts';
import { linesOf, matchingIds } from '../matching.ts';
import { bulkResource } from './resource.ts';

/** Keycloak writes the ids that it makes in small letters: the same id in capitals is the same account. Ids that others have made are texts of any kind. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Ids that a request may name; a filter may match more. */
const MOST_IDS = 10_000;

/** Query and body of `POST /api/v1/invitations/bulk`; what stands in the body wins. */
export const bulkRequest = (config: MaxLifespan) =>
  listSchema
    .omit({ first: true, max: true, cursor: true, sort: true })
    .extend({
      action: z.enum(BULK_COMMANDS),
      ids: z
        .array(userIdSchema.overwrite((id) => (UUID.test(id) ? id.toLowerCase() : id)))
        .min(1)
        .max(MOST_IDS)
        .optional()
        .describe(
          'The invitations. Without them, those that the filters match at this moment and that the action is for (who was revoked is mailed only where `status` is `revoked`); without filters, which only `dryRun` takes, all within your reach.',
        ),
      lifespanHours: lifespanSchema(config),
      dryRun: z
        .union([z.boolean(), z.stringbool()])
        .default(false)
        .describe('Only counts and keeps the ids: `POST …/confirm` then does it, with exactly these.'),
    })
    // Everybody is never meant by leaving things out; and ids are these and no others.
    .refine(
      ({ action: _, ids, lifespanHours: __, dryRun, ...filters }) => dryRun || ids || Object.entries(filters).some(saysWhom),
      {
        path: ['ids'],
        params: { key: 'field.required' satisfies MessageKey },
      },
    )
    .refine(({ action: _, ids, lifespanHours: __, dryRun: ___, ...filters }) => !ids || Object.keys(filters).length === 0, {
      path: ['ids'],
    })
    .refine(({ action, lifespanHours }) => action !== 'revoke' || lifespanHours === undefined, {
      path: ['lifespanHours'],
      params: { key: 'field.revoke_lifespan' satisfies MessageKey },
    })
    .refine(({ action, lifespanHours }) => action !== 'extend' || lifespanHours !== undefined, {
      path: ['lifespanHours'],
      params: { key: 'field.required' satisfies MessageKey },
    });

/** Whether a filter leaves anybody out: an empty text does not, nor does a search without letters and figures, such as for `@`, which each address has. */
const saysWhom = ([name, filter]: [string, string | undefined]): boolean =>
  name === 'search' ? /[\p{L}\p{N}]/u.test(filter ?? '') : wordsOf(filter).length > 0;

export interface BulkApiDeps {
  imports: Imports;
  list: InvitationList;
  config: MaxLifespan;
  streams: Places;
  withCaller: GuardedRoutes<Caller>;
}

/** `/api/v1/invitations/bulk`, behind the guard of the API: one command for many invitations, as a job. */
export function bulkApi({ imports, list, config, streams, withCaller }: BulkApiDeps): Router {
  const router = Router();
  const viewOf = async (id: string, caller: Caller) => {
    const view = await imports.view(id, askerOf(caller));
    if (view.command === null) throw new AppError('not_found');
    return view;
  };

  router
    .route('/')
    .post(
      accepts('application/json'),
      express.json({ limit: '1mb', strict: true }),
      withCaller(async (req, res, { actor, reach, evidence }) => {
        const {
          action: command,
          ids,
          lifespanHours,
          dryRun,
          ...filter
        } = parse(bulkRequest(config), { ...req.query, ...req.body });
        const key = req.get('Idempotency-Key');
        if (key !== undefined && !requestKeySchema.safeParse(key).success)
          throw new AppError('invalid_request', { fields: [{ field: 'Idempotency-Key', key: 'field.invalid' }] });
        const lines = () => (ids ? linesOf([...new Set(ids)]) : matchingIds(list, reach, command, filter));
        const asked = JSON.stringify([ids?.toSorted(), lifespanHours, Object.entries(filter).sort()]);
        const listed = await imports.list(lines, { actor, evidence, command, lifespanHours, key, asked });
        const view = dryRun || !listed.dryRun ? listed : await imports.confirm(listed.id, actor, evidence);
        res.locals.audited = { job: view.id };
        res.status(202).location(resourceAddress('bulk', view.id)).json(bulkResource(view, res.locals.locale));
      }),
    )
    .all(methodNotAllowed('POST'));

  router.param('id', (_req, _res, next, id) => next(z.uuid().safeParse(id).success ? undefined : new AppError('not_found')));

  router
    .route('/:id')
    .get(withCaller(async (req, res, caller) => res.json(bulkResource(await viewOf(req.params.id, caller), res.locals.locale))))
    .all(methodNotAllowed('GET'));

  router
    .route('/:id/confirm')
    .post(
      accepts('application/json'),
      express.json({ limit: '1kb', strict: true }),
      withCaller(async (req, res, caller) => {
        parse(z.strictObject({}), req.body ?? {});
        await viewOf(req.params.id, caller);
        const view = await imports.confirm(req.params.id, caller.actor, caller.evidence);
        res.locals.audited = { job: view.id };
        res.status(202).location(resourceAddress('bulk', view.id)).json(bulkResource(view, res.locals.locale));
      }),
    )
    .all(methodNotAllowed('POST'));

  router
    .route('/:id/events')
    .get(
      withCaller(async (req, res, caller) => {
        const { locale } = res.locals;
        const view = () => viewOf(req.params.id, caller);
        await streams.during(caller.actor.userId, () =>
          sendEvents(req, res, view, (current) => bulkResource(current, locale), imports.stopping),
        );
      }),
    )
    .all(methodNotAllowed('GET'));

  router
    .route('/:id/report.csv')
    .get(
      withCaller(async (req, res, caller) => {
        await viewOf(req.params.id, caller);
        await sendReport(imports, req.params.id, caller, res, ',', 'bulk');
      }),
    )
    .all(methodNotAllowed('GET'));

  return router;
}
