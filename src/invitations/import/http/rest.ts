import { Readable } from 'node:stream';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Caller } from '../../../authority/actor.ts';
import { resourceAddress } from '../../../common/addresses.ts';
import { AppError } from '../../../errors.ts';
import { methodNotAllowed } from '../../../http/answer/problem.ts';
import type { Places } from '../../../http/limits/concurrency.ts';
import type { GuardedRoutes } from '../../../http/request/guarded-routes.ts';
import { languageSchema, messageSchema, parse } from '../../../http/request/validation.ts';
import { allowUpload } from '../../../http/server/body-deadline.ts';
import { signInWish } from '../../carried/sign-in-wish.ts';
import { accessUntilSchema, type MaxLifespan } from '../../record/lifespan.ts';
import { FileFault } from '../file/import-fault.ts';
import type { Asker, Imports } from '../job/imports.ts';
import type { ImportView } from '../job/progress.ts';
import { type ReportKind, reportCsv } from '../job/report.ts';
import { sendEvents } from './progress-stream.ts';
import { importResource } from './resource.ts';
import { CSV_TYPES, withUpload } from './upload.ts';

/** Query of `POST /api/v1/imports`, and the fields of a form before its file. */
export const importQuery = ({ invitationMaxLifespanHours }: MaxLifespan) =>
  z.strictObject({
    dryRun: z.enum(['true', 'false']).default('false'),
    /** Alias of the company of everybody whose row names none. */
    organization: z.string().trim().min(1).max(255).optional(),
    /** Language of the mails to everybody whose row names none. */
    locale: languageSchema.optional(),
    lifespanHours: z.coerce.number().int().min(1).max(invitationMaxLifespanHours).optional(),
    groups: z
      .string()
      .max(4096)
      .optional()
      .describe('Paths of the groups of everybody whose row names none, between bars: `/staff/night|/sales`.'),
    /** App of everybody whose row names none, and where in it they arrive. */
    app: z.string().trim().min(1).max(255).optional(),
    target: z.string().trim().min(1).max(2048).optional(),
    /** Last day of what everybody gets whose row names none. */
    accessUntil: accessUntilSchema(),
    signIn: signInWish
      .optional()
      .describe('How everybody gets to sign in whose row does not say; left out or empty, as for an invitation without it.'),
    /** A word in the mail to everybody whose row has none. */
    message: messageSchema.min(1).optional(),
    columns: z
      .string()
      .max(2000)
      .regex(/^[^,:]+:[\w.:-]+(?:,[^,:]+:[\w.:-]+)*$/)
      .optional()
      .describe(
        'What columns mean that may be more than one thing, such as `company:attributes.company` or `company:organization`, separated by commas.',
      ),
  });

/** Paths between bars. */
function pathsOf(groups: string | undefined): string[] | undefined {
  const paths = groups
    ?.split('|')
    .map((path) => path.trim())
    .filter(Boolean);
  return paths && paths.length > 0 ? paths : undefined;
}

/** Meanings by column title, from `title:meaning,title:meaning`. */
function meaningsOf(columns: string | undefined): Record<string, string> | undefined {
  const pairs = columns?.split(',').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]);
  return pairs && Object.fromEntries(pairs);
}

/** `/api/v1/imports`, behind the guard of the API: a CSV file becomes invitations. */
export function importApi({
  imports,
  config,
  streams,
  withCaller,
}: {
  imports: Imports;
  config: MaxLifespan;
  streams: Places;
  withCaller: GuardedRoutes<Caller>;
}): Router {
  const router = Router();

  router
    .route('/')
    .post(
      withCaller(async (req, res, { actor, evidence }) => {
        const start: Start = async (file, given) => {
          const { dryRun, columns, groups, signIn, ...options } = parse(importQuery(config), given);
          return imports.start(file, {
            ...options,
            groups: pathsOf(groups),
            signIn: signIn || undefined,
            columns: meaningsOf(columns),
            actor,
            evidence,
            dryRun: dryRun === 'true',
          });
        };
        const view = await asProblem(() => receive(req, start));
        res.locals.audited = { import: view.id };
        res.status(202).location(resourceAddress('imports', view.id)).json(importResource(view, res.locals.locale));
      }),
    )
    .all(methodNotAllowed('POST'));

  router.param('id', (_req, _res, next, id) => next(z.uuid().safeParse(id).success ? undefined : new AppError('not_found')));

  router
    .route('/:id')
    .get(
      withCaller(async (req, res, caller) => {
        res.json(importResource(await imports.view(req.params.id, askerOf(caller)), res.locals.locale));
      }),
    )
    .all(methodNotAllowed('GET'));

  router
    .route('/:id/events')
    .get(
      withCaller(async (req, res, caller) => {
        const { locale } = res.locals;
        const view = () => imports.view(req.params.id, askerOf(caller));
        await streams.during(caller.actor.userId, () =>
          sendEvents(req, res, view, (current) => importResource(current, locale), imports.stopping),
        );
      }),
    )
    .all(methodNotAllowed('GET'));

  router
    .route('/:id/report.csv')
    .get(withCaller((req, res, caller) => sendReport(imports, req.params.id, caller, res, ',')))
    .all(methodNotAllowed('GET'));

  return router;
}

type Start = (file: AsyncIterable<Uint8Array>, given: object) => Promise<ImportView>;

/** What stands in a form wins over the query. */
function receive(req: Request, start: Start): Promise<ImportView> {
  allowUpload(req);
  if (req.is('multipart/form-data')) return withUpload(req, (file, fields) => start(file, { ...req.query, ...fields }));
  if (req.is(CSV_TYPES)) return start(req, req.query);
  throw new AppError('unsupported_media_type', { params: { expected: 'text/csv' } });
}

/** What is wrong with a file as a problem: one entry for each fault. */
async function asProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const fields = error.faults.map(({ column, key, params }) => ({ field: column || 'file', key, ...(params && { params }) }));
    const tooLarge = error.faults.some(({ key }) => key === 'import.file.too_large');
    throw new AppError(tooLarge ? 'payload_too_large' : 'invalid_file', { cause: error, fields });
  }
}

export function askerOf({ actor, reach, evidence }: Caller): Asker {
  return { userId: actor.userId, reach, evidence };
}

/** The report as a download. `;` opens at once in the spreadsheets of countries that write decimals with a comma. */
export async function sendReport(
  imports: Imports,
  id: string,
  caller: Caller,
  res: Response,
  delimiter: ',' | ';',
  kind: ReportKind = 'import',
): Promise<void> {
  const { locale } = res.locals;
  const rows = await imports.report(id, askerOf(caller), locale);
  res.type('text/csv; charset=utf-8').attachment(`${kind}-${id}.csv`);
  const text = Readable.from(reportCsv(rows, locale, delimiter, kind));
  text.on('error', (error) => res.destroy(error));
  text.pipe(res);
}
