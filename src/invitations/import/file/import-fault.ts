import type { MessageKey, MessageParams } from '../../../i18n/index.ts';

/** A fault of a file or of one of its rows, as a message key; put into words where it is shown. */
export interface ImportFault {
  /** Line of the file, from 1; 0 when the fault is the whole file's. */
  line: number;
  /** The column's name as the file writes it; empty when the fault is the row's. */
  column: string;
  key: MessageKey;
  params?: MessageParams;
}

/** A file that cannot be imported at all: nothing is done with it. */
export class FileFault extends Error {
  readonly faults: ImportFault[];

  constructor(...faults: ImportFault[]) {
    super(faults.map(({ key, line }) => `${key} (line ${line})`).join(', '));
    this.name = 'FileFault';
    this.faults = faults;
  }
}

export function fileFault(key: MessageKey, params: MessageParams = {}, line = 0): FileFault {
  return new FileFault({ line, column: '', key, params });
}
