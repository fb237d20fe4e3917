import type { ImportProgress } from '../../common/import-progress.ts';
import { type MessageKey, type PageLocale, translate } from '../../i18n/index.ts';
import type { AdminImportModel, AdminImportStatusModel } from '../models/import.ts';
import { carriedFields } from './admin.ts';
import { languageName } from './languages.ts';
import type { Presentation } from './presentation.ts';

export function presentImport(model: AdminImportModel, { context }: Presentation): object {
  return {
    ...carriedFields(model),
    organizationChoices:
      model.organizations.length > 1 ? model.organizations.map(({ alias, name }) => ({ value: alias, label: name })) : [],
    localeChoices: model.locales.map((tag) => ({ value: tag, label: languageName(tag, context.locale) })),
    columnRows: model.columns.map((column) => ({
      title: translate(context.locale, `import.title.${column}`),
      meaning: translate(context.locale, `admin.import.meaning.${column}`),
      required: column === 'email',
    })),
    example: exampleOf(model.columns, context.locale),
    furtherNames: quoted(
      [...model.furtherColumns.map((column) => translate(context.locale, `import.title.${column}`)), ...model.attributes],
      context.locale,
    ),
    faultItems: model.faults.map(({ column, text }) => ({ text: column ? `${column}: ${text}` : text })),
  };
}

/** The first lines of a file, as they look in a text editor. */
function exampleOf(columns: AdminImportModel['columns'], locale: PageLocale): string {
  const line = (kind: 'title' | 'example') =>
    columns.map((column) => translate(locale, `import.${kind}.${column}`)).join(locale === 'en' ? ',' : ';');
  return `${line('title')}\n${line('example')}`;
}

const quoted = (names: readonly string[], locale: PageLocale): string =>
  new Intl.ListFormat(locale).format(names.map((name) => (locale === 'es' ? `«${name}»` : `“${name}”`)));

export function presentImportStatus(model: AdminImportStatusModel, { context }: Presentation): object {
  const ready = model.rows - model.failed - model.skipped;
  const asking = model.questions.length > 0;
  return {
    heading: translate(context.locale, headingOf(model)),
    running: model.state === 'running',
    script: model.state === 'running' ? 'import.js' : '',
    refresh: model.state === 'running' ? 5 : 0,
    interrupted: model.state === 'failed',
    asking,
    checked: model.dryRun && model.state === 'done' && !asking,
    unusedColumns: quoted(model.reading?.unused ?? [], context.locale),
    ready,
    texts: importProgressTexts(model, context.locale),
    stoppedText:
      model.stopped &&
      ([`import.stopped.${model.stopped}`, 'import.stopped.rest'] as const)
        .map((key) => translate(context.locale, key))
        .join(' '),
    shownFaults: model.faults.length,
    moreFaults: model.failed > model.faults.length,
  };
}

function headingOf({ state, dryRun, failed, queued, questions }: AdminImportStatusModel): MessageKey {
  if (questions.length > 0) return 'admin.import.asked';
  if (state === 'failed') return 'admin.import.interrupted';
  if (dryRun) return state === 'running' ? 'admin.import.checking' : 'admin.import.checked';
  if (state === 'running') return 'admin.import.running';
  return failed + queued > 0 ? 'admin.import.doneWithFaults' : 'admin.import.done';
}

const WAITING = {
  keycloak: 'admin.import.waiting',
  mail: 'admin.import.waitingMail',
  rights: 'admin.import.waitingRights',
} as const;

/** What moves on the page, in words: drawn with it, and sent to its script again and again. */
export function importProgressTexts(view: Omit<ImportProgress, 'id'>, locale: PageLocale) {
  const { rows, done, sent, queued, failed, skipped, rate, remainingSeconds, waitingFor } = view;
  const number = new Intl.NumberFormat(locale);
  return {
    rows,
    done,
    state: view.state,
    counts: {
      created: number.format(view.created),
      sent: number.format(sent),
      queued: number.format(queued),
      failed: number.format(failed),
      skipped: number.format(skipped),
    },
    progress: translate(locale, 'admin.import.progress', { done, rows }),
    rate: rate > 0 ? translate(locale, 'admin.import.rate', { rate }) : '',
    remaining:
      remainingSeconds === null
        ? ''
        : translate(locale, 'admin.import.remaining', { minutes: Math.round(remainingSeconds / 60) }),
    waiting: waitingFor ? translate(locale, WAITING[waitingFor]) : '',
  };
}
