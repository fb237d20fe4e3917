import type { ImportProgress } from '../../common/import-progress.ts';
import type { BulkCommand } from '../../common/statuses.ts';
import {
  delimiterIn,
  labelled,
  type MessageKey,
  type MessageParams,
  type PageLocale,
  quoted,
  regional,
  translate,
} from '../../i18n/index.ts';
import { unbroken } from '../../i18n/unbroken.ts';
import type { AdminBulkModel } from '../models/bulk.ts';
import type { AdminImportModel, AdminImportStatusModel } from '../models/import.ts';
import { carriedFields, foldedCarried, lifespanChoices } from './admin.ts';
import { languageName } from './languages.ts';
import type { Presentation } from './presentation.ts';

export function presentImport(model: AdminImportModel, { context }: Presentation): object {
  return {
    ...carriedFields(model),
    ...foldedCarried(model, context.locale),
    organizationChoices:
      model.organizations.length > 1 ? model.organizations.map(({ alias, name }) => ({ value: alias, label: name })) : [],
    localeChoices: model.locales.map((tag) => ({ value: tag, label: languageName(tag, context.locale) })),
    columnRows: model.columns.map((column) => ({ ...columnRow(column, context.locale), required: column === 'email' })),
    furtherRows: model.furtherColumns.map((column) => columnRow(column, context.locale)),
    example: exampleOf(model.columns, context.locale),
    furtherNames: quoted(model.attributes, context.locale),
    faultItems: model.faults.map(({ column, text }) => ({
      text: unbroken(column ? labelled(context.locale, column, text) : text),
    })),
  };
}

/** A sentence of the page. Titles and examples of columns are copied into files: they stay as they are. */
const say = (locale: PageLocale, key: MessageKey, params?: MessageParams): string => unbroken(translate(locale, key, params));

type Column = AdminImportModel['columns'][number] | AdminImportModel['furtherColumns'][number];

const columnRow = (column: Column, locale: PageLocale) => ({
  title: translate(locale, `import.title.${column}`),
  meaning: say(locale, `admin.import.meaning.${column}`),
});

/** The first lines of a file, as they look in a text editor. */
function exampleOf(columns: AdminImportModel['columns'], locale: PageLocale): string {
  const line = (kind: 'title' | 'example') =>
    columns.map((column) => translate(locale, `import.${kind}.${column}`)).join(delimiterIn(locale));
  return `${line('title')}\n${line('example')}`;
}

export function presentImportStatus(model: AdminImportStatusModel, { context }: Presentation): object {
  const ready = model.rows - model.failed - model.skipped;
  const asking = model.questions.length > 0;
  return {
    heading: say(context.locale, headingOf(model)),
    faults: readable(model.faults),
    notes: readable(model.notes),
    runningText: (model.dryRun ? 'admin.import.checking.text' : 'admin.import.running.text') satisfies MessageKey,
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
      ([`import.stopped.${model.stopped}`, 'import.stopped.rest'] as const).map((key) => say(context.locale, key)).join(' '),
    shownFaults: model.faults.length,
    moreFaults: model.failed > model.faults.length,
  };
}

const readable = (rows: AdminImportStatusModel['faults']) =>
  rows.map((row) => ({ ...row, column: unbroken(row.column), text: unbroken(row.text) }));

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
  const number = new Intl.NumberFormat(regional(locale));
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
    progress: say(locale, 'admin.import.progress', { done, rows }),
    rate: rate > 0 ? say(locale, 'admin.import.rate', { rate }) : '',
    remaining:
      remainingSeconds === null ? '' : say(locale, 'admin.import.remaining', { minutes: Math.round(remainingSeconds / 60) }),
    waiting: waitingFor ? say(locale, WAITING[waitingFor]) : '',
  };
}

export function presentBulk(model: AdminBulkModel, { context }: Presentation): object {
  const { locale } = context;
  const { command, state, dryRun, rows, stopped, faults } = model;
  const running = state === 'running';
  return {
    heading: say(locale, bulkHeadingOf(model), { count: rows }),
    asked: dryRun && rows > 0,
    nobody: dryRun && rows === 0,
    running,
    script: running ? 'import.js' : '',
    refresh: running ? 5 : 0,
    is: { [command]: true },
    mails: command !== 'revoke',
    leadKey: LEADS[command],
    submitKey: SUBMITS[command],
    lifespanChoices: lifespanChoices({ ...model, values: { lifespanHours: '' } }, locale),
    lifespan: String(model.maxLifespanHours),
    texts: bulkProgressTexts(model, locale),
    stoppedText: stopped && ([`bulk.stopped.${stopped}`, 'bulk.stopped.rest'] as const).map((key) => say(locale, key)).join(' '),
    interrupted: state === 'failed',
    ended: !dryRun && !running,
    refusals: kindsOf(faults, locale),
  };
}

const LEADS: Record<BulkCommand, MessageKey> = {
  resend: 'admin.selection.resend.lead',
  extend: 'admin.bulk.extend.lead',
  revoke: 'admin.selection.revoke.lead',
};
const SUBMITS: Record<BulkCommand, MessageKey> = {
  resend: 'admin.selection.resend.submit',
  extend: 'admin.selection.resend.submit',
  revoke: 'admin.selection.revoke.submit',
};
const TITLES: Record<BulkCommand, MessageKey> = {
  resend: 'admin.selection.resend.title',
  extend: 'admin.bulk.extend.title',
  revoke: 'admin.selection.revoke.title',
};

function bulkHeadingOf({ command, dryRun, state, failed, queued }: AdminBulkModel): MessageKey {
  if (dryRun) return TITLES[command];
  if (state === 'failed') return 'admin.bulk.interrupted';
  if (state === 'running') return command === 'revoke' ? 'admin.bulk.revoking' : 'admin.bulk.sending';
  return failed + queued > 0 ? 'admin.bulk.doneWithFaults' : 'admin.bulk.done';
}

/** Each kind of refusal once: who is concerned stands in the report. */
const kindsOf = (faults: AdminBulkModel['faults'], locale: PageLocale): string[] => [
  ...new Set(faults.map(({ key, params }) => say(locale, key, params))),
];

/** What moves on the page, in words: drawn with it, and sent to its script again and again. */
export function bulkProgressTexts(view: Parameters<typeof importProgressTexts>[0] & { ok: number }, locale: PageLocale) {
  const { rows, done, rate, waitingFor, ok } = view;
  const texts = importProgressTexts(view, locale);
  return {
    ...texts,
    counts: { ...texts.counts, ok: new Intl.NumberFormat(regional(locale)).format(ok) },
    progress: say(locale, 'admin.bulk.progress', { done, rows }),
    rate: rate > 0 ? say(locale, 'admin.bulk.rate', { rate }) : '',
    ...(waitingFor === 'rights' && { waiting: say(locale, 'admin.bulk.waitingRights') }),
  };
}
