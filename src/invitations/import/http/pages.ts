import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Caller } from '../../../authority/actor.ts';
import type { Reach } from '../../../authority/reach.ts';
import { addressOf, PAGES } from '../../../common/addresses.ts';
import { AppError, type FieldError } from '../../../errors.ts';
import { methodNotAllowed } from '../../../http/answer/problem.ts';
import type { Places } from '../../../http/limits/concurrency.ts';
import type { ShowPage } from '../../../http/pages/pages.ts';
import { CSRF_FIELD, type Csrf } from '../../../http/request/csrf.ts';
import type { GuardedRoutes } from '../../../http/request/guarded-routes.ts';
import { textOf } from '../../../http/request/validation.ts';
import { allowUpload } from '../../../http/server/body-deadline.ts';
import { delimiterIn, type PageLocale, translate } from '../../../i18n/index.ts';
import { profileTexts } from '../../../i18n/profile-texts.ts';
import type { Chosen } from '../../../views/models/admin.ts';
import type { ImportFaultRow } from '../../../views/models/import.ts';
import { importProgressTexts } from '../../../views/present/import.ts';
import { withList } from '../../../views/present/list-links.ts';
import { companyChoices, type OfferDeps, offeredTo, pathsOf } from '../../carried/offered.ts';
import { FileFault, type ImportFault } from '../file/import-fault.ts';
import { MAX_ROWS } from '../file/read-rows.ts';
import { FURTHER_COLUMNS, templateColumns, templateCsv } from '../file/template.ts';
import type { Imports } from '../job/imports.ts';
import { faultText, technicalDetail } from '../job/report.ts';
import { knownAttributes, type RulesDeps } from '../job/row-rules.ts';
import { MAX_UPLOAD } from '../job/spool.ts';
import { sendEvents } from './progress-stream.ts';
import { inWords } from './question-words.ts';
import { askerOf, sendReport } from './rest.ts';
import { withUpload } from './upload.ts';

export interface ImportPagesDeps extends RulesDeps, OfferDeps {
  config: RulesDeps['config'] & OfferDeps['config'];
  imports: Imports;
  /** Limits the streams of progress that one person follows at once. */
  streams: Places;
  csrf: Csrf;
  show: ShowPage;
  withCaller: GuardedRoutes<Caller>;
}

/** Faults that the page shows at most; all of them are in the report. */
const SHOWN = 50;

interface Values {
  organization: string;
  locale: string;
  chosen: Chosen;
}

const NOTHING: Chosen = { groups: [], app: '', target: '' };

/**
 * The upload of `/admin/importar`. Mounted before the general check of forms, which does not read multipart: so it checks the CSRF token itself,
 * before it takes the first byte of the file.
 */
export function importUpload(deps: ImportPagesDeps): RequestHandler {
  const showForm = importForm(deps);
  return deps.withCaller(async (req, res, { actor, reach, evidence }) => {
    const values: Values = { organization: '', locale: '', chosen: NOTHING };
    allowUpload(req);
    try {
      const view = await withUpload(req, async (file, fields) => {
        req.body = { [CSRF_FIELD]: fields[CSRF_FIELD] };
        if (!deps.csrf.isValid(req)) throw new AppError('csrf');
        values.organization = fields.organization ?? '';
        values.locale = fields.locale ?? '';
        const { app = '', target = '' } = fields;
        values.chosen = { groups: pathsOf(fields.groups?.split('\n')), app, target };
        return deps.imports.start(file, {
          actor,
          evidence,
          organization: values.organization || undefined,
          locale: values.locale || undefined,
          groups: values.chosen.groups.length > 0 ? values.chosen.groups : undefined,
          app: app || undefined,
          target: target || undefined,
          dryRun: true,
          asks: true,
        });
      });
      res.locals.audited = { import: view.id };
      res.redirect(303, withList(addressOf('import', view.id), res.locals));
    } catch (error) {
      res.locals.audited = { refusal: error instanceof AppError ? error.code : 'invalid_file' };
      if (error instanceof FileFault) return showForm(req, res, { actor, reach }, values, { faults: error.faults });
      if (!(error instanceof AppError) || error.fields.length === 0) throw error;
      await showForm(req, res, { actor, reach }, values, { errors: error.fields });
    }
  });
}

/** The pages of an import: form, check, confirmation, progress. They work without JavaScript; with it, the numbers update themselves. */
export function importPages(deps: ImportPagesDeps): Router {
  const { imports, show, withCaller } = deps;
  const router = Router();
  const showForm = importForm(deps);

  router
    .route(PAGES.imports)
    .get(
      withCaller((req, res, caller) =>
        showForm(req, res, caller, { organization: '', locale: res.locals.locale, chosen: NOTHING }),
      ),
    )
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(PAGES.importTemplate)
    .get(
      withCaller(async (_req, res, { reach }) => {
        const { locale } = res.locals;
        const columns = templateColumns(hasChoice(reach, await companyChoices(deps, reach)));
        res
          .attachment(translate(locale, 'import.template.name'))
          .type('text/csv; charset=utf-8')
          .send(templateCsv(locale, columns));
      }),
    )
    .all(methodNotAllowed('GET'));

  router.param('id', (_req, _res, next, id) => next(z.uuid().safeParse(id).success ? undefined : new AppError('not_found')));

  router.route(PAGES.import).get(
    withCaller(async (req, res, caller) => {
      const { locale } = res.locals;
      const confirmed = await imports.confirmed(req.params.id, askerOf(caller));
      if (confirmed) return res.redirect(303, withList(addressOf('import', confirmed), res.locals));
      const { faults, notes, questions, ...view } = await imports.view(req.params.id, askerOf(caller));
      await show(req, res, 'adminImportStatus', {
        ...view,
        questions: questions.length > 0 ? await inWords(deps, questions, locale) : [],
        faults: faults.slice(0, SHOWN).map((fault) => rowOf(fault, locale)),
        notes: notes.slice(0, SHOWN).map((note) => rowOf(note, locale)),
      });
    }),
  );

  router.route(PAGES.answerImport).post(
    withCaller(async (req, res, caller) => {
      const { questions } = await imports.view(req.params.id, askerOf(caller));
      const answers = questions.map(({ column }, i) => [column, textOf(req.body?.[`column${i}`])]);
      const { id } = await imports.answer(req.params.id, caller.actor, Object.fromEntries(answers), caller.evidence);
      res.locals.audited = { import: id };
      res.redirect(303, withList(addressOf('import', id), res.locals));
    }),
  );

  router.route(PAGES.confirmImport).post(
    withCaller(async (req, res, { actor, evidence }) => {
      const { id } = await imports.confirm(req.params.id, actor, evidence);
      res.locals.audited = { import: id };
      res.redirect(303, withList(addressOf('import', id), res.locals));
    }),
  );

  router.route(PAGES.importProgress).get(
    withCaller(async (req, res, caller) => {
      const { locale } = res.locals;
      const view = () => imports.view(req.params.id, askerOf(caller));
      await deps.streams.during(caller.actor.userId, () =>
        sendEvents(req, res, view, (current) => importProgressTexts(current, locale), imports.stopping),
      );
    }),
  );

  router
    .route(PAGES.importReport)
    .get(withCaller((req, res, caller) => sendReport(imports, req.params.id, caller, res, delimiterIn(res.locals.locale))));

  return router;
}

/** Whether a file may say which company each person belongs to. */
const hasChoice = (reach: Reach, companies: readonly unknown[]) => companies.length > (reach.all ? 0 : 1);

function importForm(deps: ImportPagesDeps) {
  const { config, realm, show } = deps;
  return async (
    req: Parameters<RequestHandler>[0],
    res: Parameters<RequestHandler>[1],
    { actor, reach }: Pick<Caller, 'actor' | 'reach'>,
    { chosen, ...values }: Values,
    { faults = [], errors = [] }: { faults?: ImportFault[]; errors?: FieldError[] } = {},
  ): Promise<void> => {
    const { locale } = res.locals;
    const text = profileTexts(locale, await realm.texts(locale));
    const { known } = await knownAttributes({ realm, config }, reach);
    const organizations = await companyChoices(deps, reach);
    await show(
      req,
      res,
      'adminImport',
      {
        values,
        chosen,
        offered: await offeredTo(deps, actor),
        errors,
        faults: faults.map((fault) => rowOf(fault, locale)),
        organizations,
        organizationRequired: !reach.all,
        columns: templateColumns(hasChoice(reach, organizations)),
        furtherColumns: FURTHER_COLUMNS,
        maxRows: MAX_ROWS,
        maxMegabytes: MAX_UPLOAD / 1024 / 1024,
        locales: (await realm.languages()).choices,
        attributes: known.map(({ attribute }) => text(attribute.displayName || attribute.name)),
      },
      { status: faults.length + errors.length > 0 ? 400 : 200, path: PAGES.imports },
    );
  };
}

function rowOf({ line, column, ...fault }: ImportFault, locale: PageLocale): ImportFaultRow {
  return { line, column, text: faultText(fault, locale), english: technicalDetail(fault) };
}
