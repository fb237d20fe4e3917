import type { Meaning } from './column-meanings.ts';
import { FileFault, type ImportFault } from './import-fault.ts';

/** A column that may mean more than one thing. */
export interface ColumnQuestion {
  column: string;
  meanings: Meaning[];
}

/** A file of which the uploader must first say what a column means. */
export class AmbiguousColumns extends FileFault {
  readonly questions: ColumnQuestion[];

  constructor(line: number, questions: ColumnQuestion[]) {
    super(
      ...questions.map(({ column, meanings }): ImportFault => {
        const params = { column, meanings: meanings.join(', '), example: meanings[0] ?? '' };
        return { line, column, key: 'import.column.ambiguous', params };
      }),
    );
    this.name = 'AmbiguousColumns';
    this.questions = questions;
  }
}
