import type { HeaderRules } from './column-meanings.ts';
import { readCsv } from './csv.ts';
import { type Header, looksLikeTitles, readHeader } from './header.ts';
import { fileFault } from './import-fault.ts';
import { type CheckedRow, type RowRules, readRow } from './read-row.ts';

/** Most rows that a file may have. */
export const MAX_ROWS = 100_000;

/**
 * The rows of a file, one after another, each checked. Memory stays flat but for the addresses seen: a second row with the same address is a fault.
 * Throws {@link FileFault} for a file that cannot be imported at all.
 * @param told is called with the way in which the titles were read.
 */
export async function* checkedRows(
  path: string,
  rules: RowRules & HeaderRules,
  told: (header: Header) => void = () => {},
): AsyncGenerator<CheckedRow> {
  let header: Header | undefined;
  let titles: string[] = [];
  let rows = 0;
  const lineOf = new Map<string, number>();
  for await (const record of readCsv(path)) {
    if (!header) {
      if (record.unreadable.length > 0) throw fileFault('import.file.unreadable_titles', {}, record.line);
      header = readHeader(record.cells, record.line, rules);
      told(header);
      titles = record.cells;
      continue;
    }
    // In a file made of several files, the titles are repeated above the rows of each.
    if (isSame(record.cells, titles)) continue;
    // Theirs may stand in another order.
    if (looksLikeTitles(record.cells, rules)) {
      if (record.unreadable.length > 0) throw fileFault('import.file.unreadable_titles', {}, record.line);
      header = { ...header, ...readHeader(record.cells, record.line, rules) };
      titles = record.cells;
      continue;
    }
    if (header.example?.test(record.cells[0] ?? '')) continue;
    const { columns } = header;
    rows += 1;
    if (rows > MAX_ROWS) throw fileFault('import.file.too_many_rows', { max: MAX_ROWS }, record.line);
    const checked = readRow(record, columns, rules);
    if (!checked.row) {
      yield checked;
      continue;
    }
    const { email, line } = checked.row;
    const first = lineOf.get(email);
    if (first === undefined) {
      lineOf.set(email, line);
      yield checked;
    } else {
      const column = columns.find(({ kind }) => kind === 'email')?.name ?? '';
      yield { line, email, faults: [{ line, column, key: 'import.row.duplicate', params: { line: first } }] };
    }
  }
  if (rows === 0) throw fileFault('import.file.no_rows');
}

const isSame = (cells: readonly string[], others: readonly string[]): boolean =>
  cells.length === others.length && cells.every((cell, i) => cell === others[i]);
