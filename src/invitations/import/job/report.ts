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
): AsyncGenerator<string> {
  const titles = (['line', 'email', 'outcome', 'column', 'message'] as const).map((name) =>
    translate(locale, `import.report.${name}`),
  );
  yield `\ufeff${csvLine(titles, delimiter)}`;
  for await (const { line, email, outcome, column, message } of rows) {
    const words = translate(locale, outcome === 'ok' ? 'import.outcome.ok' : `import.outcome.${outcome}`);
    yield csvLine([line === undefined ? '' : String(line), email, words, column, message], delimiter);
  }
}

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
export function stopText(stopped: Stopped, locale: PageLocale): string {
  return `${translate(locale, `import.stopped.${stopped}`)} ${translate(locale, 'import.stopped.rest')}`;
}
