import { type Column, type HeaderRules, type Meaning, meaningOf, meaningsOf } from './column-meanings.ts';
import { AmbiguousColumns, type ColumnQuestion } from './column-question.ts';
import { FileFault, type ImportFault } from './import-fault.ts';
import { type Template, templateOf, withoutNote } from './known-templates.ts';
import { lettersAndDigits } from './letters-and-digits.ts';

export interface Header {
  /** The meaning of each column, by position. */
  columns: Column[];
  /** The row of examples, if the file may have one. */
  example?: RegExp | undefined;
  /** How a known template was read; undefined for a file of one's own. */
  reading?: TemplateReading;
}

export interface TemplateReading {
  /** Name under which people know the template. */
  template: string;
  /** The column that the addresses are taken from. */
  address: string;
  /** Columns that are not read. */
  unused: string[];
}

/**
 * Reads the titles of a file; empty ones at the end are ignored. Throws {@link FileFault} with every fault of the header, and
 * {@link AmbiguousColumns} where that is the only fault.
 */
export function readHeader(titles: string[], line: number, rules: HeaderRules): Header {
  const cells = titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
  const template = templateOf(cells);
  const read = cells.map((cell) => columnsOf(cell, template, rules));
  chooseMeanings(read, template);
  const faults: ImportFault[] = [];
  const questions: ColumnQuestion[] = [];
  const seen = new Set<Meaning>();
  for (const [i, possible] of read.entries()) {
    const column = cells[i] ?? '';
    const [first, ...others] = possible;
    if (!first) faults.push({ line, column, key: 'import.column.unknown', params: { column } });
    else if (others.length > 0) questions.push({ column, meanings: possible.map(meaningOf) });
    else if (first.kind !== 'unused' && first.kind !== 'barring') {
      if (seen.has(meaningOf(first))) faults.push({ line, column, key: 'import.column.twice', params: { column } });
      seen.add(meaningOf(first));
    }
  }
  const asksForAddress = questions.some(({ meanings }) => meanings.includes('email'));
  // Without an address column, that is the fault to tell: the header may be missing altogether.
  if (!seen.has('email') && !asksForAddress) throw new FileFault(noAddress(line, template));
  if (faults.length > 0) throw new FileFault(...faults);
  if (questions.length > 0) throw new AmbiguousColumns(line, questions);
  const columns = read.flat();
  return { columns, ...(template && { example: template.example, reading: readingOf(template, columns) }) };
}

/**
 * Whether a record in the middle of a file is a line of titles, as it stands above the rows of another file that was put behind the first: it
 * names the column of addresses, holds none, and means something in most of its cells.
 */
export function looksLikeTitles(cells: readonly string[], rules: HeaderRules): boolean {
  if (cells.some((cell) => cell.includes('@'))) return false;
  const filled = cells.filter((cell) => cell !== '');
  const meant = filled.map((cell) => columnsOf(cell, templateOf(cells), rules)).filter((columns) => columns.length > 0);
  const namesAddress = meant.some((columns) => columns.some(({ kind }) => kind === 'email'));
  return namesAddress && (meant.length > 1 || cells.length === 1) && meant.length * 2 > filled.length;
}

/** All possible meanings of a title; empty for an unknown one. */
function columnsOf(name: string, template: Template | undefined, rules: HeaderRules): Column[] {
  const bare = template?.bare(name) ?? withoutNote(name);
  for (const title of new Set([name, bare])) {
    const found = lettersAndDigits(title) === '' ? [] : meaningsOf(name, lettersAndDigits(title), rules);
    if (found.length > 0) return found;
  }
  const barring = template?.barring.find(({ title }) => title.test(name));
  if (barring) return [{ kind: 'barring', name, lets: barring.lets }];
  return template?.unused.test(lettersAndDigits(bare)) ? [{ kind: 'unused', name }] : [];
}

/** Chooses among the possible meanings: one that another column certainly has is dropped; the address is where the template has it. */
function chooseMeanings(read: Column[][], template: Template | undefined): void {
  const sure = new Set(read.flatMap((possible) => (possible.length === 1 ? possible.map(meaningOf) : [])));
  for (const [i, possible] of read.entries()) {
    const left = possible.filter((column) => !sure.has(meaningOf(column)));
    if (possible.length > 1 && left.length > 0) read[i] = left;
  }
  const hasAddress = read.some((possible) => possible.some(({ kind }) => kind === 'email'));
  for (const address of hasAddress ? [] : (template?.addresses ?? [])) {
    const at = read.findIndex(
      ([column]) => column?.kind === 'unused' && lettersAndDigits(template?.bare(column.name) ?? '') === address,
    );
    if (at < 0) continue;
    read[at] = [{ kind: 'email', name: read[at]?.[0]?.name ?? '' }];
    return;
  }
}

function noAddress(line: number, template: Template | undefined): ImportFault {
  if (!template) return { line, column: '', key: 'import.column.no_email' };
  return { line, column: '', key: 'import.column.no_email_in_template', params: { template: template.name } };
}

function readingOf({ name }: Template, columns: readonly Column[]): TemplateReading {
  const named = (kind: Column['kind']) => columns.filter((column) => column.kind === kind).map((column) => column.name);
  return { template: name, address: named('email')[0] ?? '', unused: named('unused') };
}
