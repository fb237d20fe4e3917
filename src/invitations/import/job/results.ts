import type { PageLocale } from '../../../i18n/index.ts';
import type { Stopped } from './oversight.ts';
import type { RowResult } from './progress.ts';
import { type ReportRow, reportRows, stopText } from './report.ts';
import type { Spool } from './spool.ts';

/** What became of an import's rows, as its log has it. One for each line: where two sidecars have gone on with it, there are two. */
export async function* resultsOf(spool: Spool, id: string): AsyncGenerator<RowResult> {
  if (!(await spool.hasLog(id))) return;
  const lines = new Set<number>();
  for await (const entry of spool.readLog(id)) {
    const result = entry as RowResult;
    if (lines.has(result.line)) continue;
    lines.add(result.line);
    yield result;
  }
}

/** In the file's order; rows come to their end in another one. */
export async function* reportOfLog(spool: Spool, id: string, locale: PageLocale, stopped?: Stopped): AsyncGenerator<ReportRow> {
  const all: RowResult[] = [];
  for await (const result of resultsOf(spool, id)) all.push(result);
  for (const result of all.sort((a, b) => a.line - b.line)) yield* reportRows(result, locale);
  // Of the whole import, behind its rows.
  if (stopped) yield { email: '', outcome: 'failed', column: '', message: stopText(stopped, locale) };
}
