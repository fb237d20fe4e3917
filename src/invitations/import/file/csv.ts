import { Readable } from 'node:stream';
import { CsvError, type InfoRecord, parse } from 'csv-parse';
import { decodedText, detectEncoding, isUnreadable } from './encoding.ts';
import { fileFault } from './import-fault.ts';

/** A record of a CSV file (RFC 4180, and what spreadsheets make of it). */
export interface CsvRecord {
  /** The line on which it starts, from 1. */
  line: number;
  /** Without spaces around them. */
  cells: string[];
  /** The same with the spaces that quotation marks keep; undefined where there are none. */
  spaced?: string[];
  /** Positions of the cells with bytes that do not fit the file's encoding. */
  unreadable: readonly number[];
}

/** Longest record, in characters: a forgotten quotation mark must not swallow the rest of the file. */
const MAX_RECORD = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;
/** Every one of these ends a line, wherever it occurs: a file made of several files may have all of them. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * Reads a file record by record, however large it is: its encoding and its delimiter are found out, empty lines are left out, and so are
 * lines that programs write for each other ({@link isNote}). Throws {@link FileFault} for a file that is no CSV file.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRecord> {
  const encoding = await detectEncoding(path);
  const delimiter = await detectDelimiter(decodedText(path, encoding));
  const lines = lineCounter();
  const parser = parse({
    delimiter,
    record_delimiter: LINE_ENDS,
    bom: false,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RECORD,
    // The parser's types know of records of texts only.
    on_record: (cells, info) => ({ line: lines.startOf(cells, info), cells }) as never,
  });
  const source = Readable.from(decodedText(path, encoding), { objectMode: false, encoding: 'utf8' });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { line, cells: texts } of parser as AsyncIterable<Omit<CsvRecord, 'unreadable'>>) {
      const spaced = texts.map(cellText);
      const cells = spaced.map((text) => text.trim());
      if (isNote(cells) || cells.every((cell) => cell === '')) continue;
      const unreadable = cells.flatMap((cell, i) => (isUnreadable(cell, encoding) ? [i] : []));
      yield { line, cells, ...(spaced.some((text, i) => text !== cells[i]) && { spaced }), unreadable };
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
    /** The line of a record that cannot be parsed: there a quotation begins that does not end. */
    next: (error: CsvError): number => last.end + 1 + Number(error.empty_lines) - last.empty,
  };
}

/** `="0034"` is how spreadsheets keep the zeros of a text that looks like a number. */
function cellText(text: string): string {
  return text.replace(/^\s*="([^"]*)"\s*$/, '$1');
}

/**
 * Whether a record is a note between programs and no row: `sep=;` of spreadsheets (with quotation marks, if saved twice), and `version:v1.0`, which
 * Entra ID wants above the titles.
 */
function isNote([first = '', ...others]: string[]): boolean {
  return /^(?:sep=.?|version:\s*v?\d[\d.]*)$/i.test(first) && others.every((cell) => cell === '');
}

/** The delimiter that a first line `sep=;` names, or else the most frequent one outside quotation marks in the titles. */
async function detectDelimiter(text: AsyncIterable<string>): Promise<string> {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  const total = () => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let quoted = false;
  let line = '';
  const found = (): string | undefined => {
    const note = line.trim().replaceAll('"', '');
    const named = DELIMITERS.find(
      (delimiter) => note.toLowerCase() === `sep=${delimiter}` || line.toLowerCase() === `sep=${delimiter}`,
    );
    if (named) return named;
    // A note without a delimiter stands above the titles.
    return note === '' || (isNote([note]) && total() === 0) ? undefined : mostFrequent(counts);
  };
  for await (const chunk of text) {
    for (const character of chunk) {
      if (character === '"') quoted = !quoted;
      if (!quoted && (character === '\n' || character === '\r')) {
        const delimiter = found();
        if (delimiter) return delimiter;
        line = '';
        continue;
      }
      if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
      line += character;
      if (line.length > MAX_RECORD) throw fileFault('import.file.record_too_long', { line: 1, max: MAX_RECORD }, 1);
    }
  }
  if (line.trim() === '') throw fileFault('import.file.empty');
  return found() ?? mostFrequent(counts);
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
