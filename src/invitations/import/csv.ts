import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
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
  const parser = parse({
    delimiter,
    bom: false,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RECORD,
  });
  const source = Readable.from(decodedText(path, encoding), { objectMode: false, encoding: 'utf8' });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  // The parser says on which line a record ends, and within quotation marks it takes CR LF for two line breaks.
  let excess = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = info.lines - excess - countIn(record, /[\r\n]/g);
      excess += countIn(record, /\r\n/g);
      if (line === 1 && isSeparatorNote(record)) continue;
      if (record.some((cell) => cell !== '')) yield { line, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? syntaxFault(error) : error;
  } finally {
    source.destroy();
  }
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

function syntaxFault(error: CsvError) {
  const line = Number((error as CsvError & { lines?: number }).lines ?? 0);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return fileFault('import.file.record_too_long', { line, max: MAX_RECORD }, line);
  return fileFault('import.file.quotes', { line }, line);
}
