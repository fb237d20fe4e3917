import { Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { decodedText, detectEncoding } from './encoding.ts';
import { fileFault } from './fault.ts';

/** A record of a CSV file (RFC 4180, and what spreadsheets make of it). */
export interface CsvRecord {
  /** The line on which it starts, from 1. */
  line: number;
  cells: string[];
}

/** Longest record, in characters: a forgotten quotation mark must not swallow the rest of the file. */
const MAX_RECORD = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a file record by record, however large it is: its encoding and its delimiter are found out, empty lines are left out.
 * Throws {@link FileFault} for a file that is no CSV file.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRecord> {
  const encoding = await detectEncoding(path);
  const delimiter = await detectDelimiter(decodedText(path, encoding));
  const lines = lineCounter();
  const parser = parse({
    delimiter,
    bom: false,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RECORD,
    // The parser's types know of records of texts only.
    on_record: (cells, info) => ({ line: lines.startOf(cells, info), cells }) satisfies CsvRecord as never,
  });
  const source = Readable.from(decodedText(path, encoding), { objectMode: false, encoding: 'utf8' });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { line, cells } of parser as AsyncIterable<CsvRecord>) {
      if (line === 1 && isSeparatorNote(cells)) continue;
      if (cells.some((cell) => cell !== '')) yield { line, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? syntaxFault(error, lines.next(error)) : error;
  } finally {
    source.destroy();
  }
}

/** The parser says on which line a record ends, and within quotation marks it takes CR LF for two line breaks. */
function lineCounter() {
  let excess = 0;
  let last = { end: 0, empty: 0 };
  return {
    startOf(cells: string[], { lines, empty_lines: empty }: InfoRecord): number {
      const start = lines - excess - countIn(cells, /[\r\n]/g);
      excess += countIn(cells, /\r\n/g);
      last = { end: lines - excess, empty };
      return start;
    },
    /** Where the record starts that cannot be read: with it begins a quotation that does not end. */
    next: (error: CsvError): number => last.end + 1 + Number(error.empty_lines) - last.empty,
  };
}

/** `sep=;` on the first line, as spreadsheets write it for each other: the delimiter has been found out by then. */
function isSeparatorNote([first = '', ...others]: string[]): boolean {
  return first.toLowerCase() === 'sep=' && others.every((cell) => cell === '');
}

/** The one that stands most often outside quotation marks in the first line that holds anything. */
async function detectDelimiter(text: AsyncIterable<string>): Promise<string> {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let empty = true;
  let length = 0;
  for await (const chunk of text) {
    for (const character of chunk) {
      if (character === '"') quoted = !quoted;
      if (!quoted && (character === '\n' || character === '\r')) {
        if (!empty) return mostFrequent(counts);
        continue;
      }
      if (character.trim() !== '') empty = false;
      if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
      length += 1;
      if (length > MAX_RECORD) throw fileFault('import.file.record_too_long', { line: 1, max: MAX_RECORD }, 1);
    }
  }
  if (empty) throw fileFault('import.file.empty');
  return mostFrequent(counts);
}

function mostFrequent(counts: Map<string, number>): string {
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? ',';
}

function countIn(cells: string[], pattern: RegExp): number {
  return cells.reduce((sum, cell) => sum + (cell.match(pattern)?.length ?? 0), 0);
}

function syntaxFault({ code }: CsvError, line: number) {
  if (code === 'CSV_MAX_RECORD_SIZE') return fileFault('import.file.record_too_long', { line, max: MAX_RECORD }, line);
  return fileFault('import.file.quotes', { line }, line);
}
