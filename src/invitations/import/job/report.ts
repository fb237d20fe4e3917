import type { Stopped } from '../../../common/import-progress.ts';
import { type PageLocale, translate } from '../../../i18n/index.ts';
import { csvLine } from '../../answers/csv-line.ts';
import type { ImportFault } from '../file/import-fault.ts';
import type { RowResult } from './progress.ts';

/** What became of each row, as a CSV file that spreadsheets open as it stands (byte order mark, CRLF, RFC 4180). */
export async function* reportCsv(
  rows: AsyncIterable<ReportRow>,
  locale: PageLocale,
  delimiter: ',' | ';' = ',',
  kind: ReportKind = 'import',
): AsyncGenerator<string> {
  const isFile = kind === 'import';
  const columns = isFile
    ? (['line', 'email', 'outcome', 'column', 'message'] as const)
    : (['email', 'outcome', 'message'] as const);
  const titles = columns.map((name) => translate(locale, `import.report.${name}`));
  yield `\ufeff${csvLine(titles, delimiter)}`;
  for await (const { line, email, outcome, column, message } of rows) {
    const words = translate(locale, isFile ? `import.outcome.${outcome}` : `bulk.outcome.${outcome}`);
    const cells = isFile ? [line === undefined ? '' : String(line), email, words, column, message] : [email, words, message];
    yield csvLine(cells, delimiter);
  }
}

/** What a report is of: a file, or many invitations that were there before. */
export type ReportKind = 'import' | 'bulk';

export interface ReportRow {
  /** Unknown once the import's files are gone. */
  line?: number;
  email: string;
  outcome: RowResult['outcome'];
  column: string;
  message: string;
}

/** One line of the report for each fault of a row, and one for a row without any. */
export function reportRows({ line, email, outcome, faults }: RowResult, locale: PageLocale): ReportRow[] {
  if (faults.length === 0) return [{ line, email, outcome, column: '', message: '' }];
  return faults.map((fault) => ({ line, email, outcome, column: fault.column, message: faultInFull(fault, locale) }));
}

export function faultText({ key, params }: Pick<ImportFault, 'key' | 'params'>, locale: PageLocale): string {
  return translate(locale, key, params);
}

/** A server's own words behind a fault, in English: for whoever looks into it, never a part of the sentence. */
export function technicalDetail({ key, params }: Pick<ImportFault, 'key' | 'params'>): string | undefined {
  return key === 'import.row.mail_failed' && params?.reason ? String(params.reason) : undefined;
}

/** The sentence with the technical detail behind it, where only one text has a place. */
export function faultInFull(fault: Pick<ImportFault, 'key' | 'params'>, locale: PageLocale): string {
  const detail = technicalDetail(fault);
  const text = faultText(fault, locale);
  return detail === undefined ? text : `${text} (${translate(locale, 'mailFault.detail')}: ${detail})`;
}

/** Why an import was stopped, and what that means for its rows. */
export function stopText(stopped: Stopped, locale: PageLocale, kind: ReportKind = 'import'): string {
  const [why, rest] =
    kind === 'import'
      ? ([`import.stopped.${stopped}`, 'import.stopped.rest'] as const)
      : ([`bulk.stopped.${stopped}`, 'bulk.stopped.rest'] as const);
  return `${translate(locale, why)} ${translate(locale, rest)}`;
}
