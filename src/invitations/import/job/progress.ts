import type { ImportProgress } from '../../../common/import-progress.ts';
import type { BulkCommand } from '../../../common/statuses.ts';
import type { ColumnQuestion } from '../file/column-question.ts';
import type { TemplateReading } from '../file/header.ts';
import type { ImportFault } from '../file/import-fault.ts';
import type { Outcome } from '../rows/outcome.ts';
import type { StoredJob } from './spool.ts';

/** How far an import is, and what is wrong with its rows. */
export interface ImportView extends ImportProgress {
  /** What is done with many invitations; null for an import. */
  command: BulkCommand | null;
  /** How the titles of a known template were read; null for a file of one's own. */
  reading: TemplateReading | null;
  /** Questions that must be answered before the file can be checked. */
  questions: ColumnQuestion[];
  /** The first {@link SHOWN_FAULTS} faults; all of them are in the report. */
  faults: ImportFault[];
  /** Invitations that were revoked. */
  ok: number;
  /** What is to be known of rows that have no fault, likewise. */
  notes: ImportFault[];
}

/** The result of a row, as the log stores it. */
export interface RowResult {
  line: number;
  email: string;
  outcome: Outcome['kind'] | 'ok';
  created: boolean;
  faults: Omit<ImportFault, 'line'>[];
}

/** Says which username an account has, where it is not the address. */
export const USERNAME_NOTE = 'import.row.username';

const SHOWN_FAULTS = 200;
/** Milliseconds over which the rate is taken. */
const WINDOW = 10_000;

export interface Progress {
  add(result: RowResult, counted?: { mailFault?: boolean | undefined }): void;
  /** Rows that are done. */
  readonly done: number;
  /** Mails that a mail server has refused for now. */
  readonly mailFaults: number;
  waitingFor: ImportView['waitingFor'];
  state: ImportView['state'];
  stopped: ImportView['stopped'];
  view(): ImportView;
}

export function createProgress(
  id: string,
  { phase, rows, command, reading, questions = [] }: Pick<StoredJob, 'phase' | 'rows' | 'command' | 'reading' | 'questions'>,
): Progress {
  const counts = { created: 0, sent: 0, queued: 0, failed: 0, skipped: 0, ok: 0 };
  const faults: ImportFault[] = [];
  const notes: ImportFault[] = [];
  const ticks: { at: number; done: number }[] = [{ at: Date.now(), done: 0 }];
  let done = 0;
  let mailFaults = 0;

  function rate(): number {
    const first = ticks[0];
    const seconds = first ? (Date.now() - first.at) / 1000 : 0;
    return first && seconds >= 0.5 ? (done - first.done) / seconds : 0;
  }

  return {
    waitingFor: null,
    state: 'running',
    stopped: null,
    get done() {
      return done;
    },
    get mailFaults() {
      return mailFaults;
    },
    add(result, counted = {}) {
      done += 1;
      counts[result.outcome] += 1;
      if (result.created) counts.created += 1;
      if (counted.mailFault) mailFaults += 1;
      const told = result.faults.map((fault) => ({ line: result.line, ...fault }));
      // An existing account is no fault, and neither is one that waits for its mail.
      if (result.outcome === 'failed' && faults.length < SHOWN_FAULTS) faults.push(...told);
      if (notes.length < SHOWN_FAULTS) notes.push(...told.filter(({ key }) => key === USERNAME_NOTE));
      const last = ticks.at(-1);
      if (!last || Date.now() - last.at > 500) ticks.push({ at: Date.now(), done });
      while (ticks.length > 1 && Date.now() - (ticks[0]?.at ?? 0) > WINDOW) ticks.shift();
    },
    view() {
      const { created, sent, queued, failed, skipped } = counts;
      const running = this.state === 'running';
      const perSecond = running ? rate() : 0;
      return {
        id,
        dryRun: phase === 'check',
        state: this.state,
        rows,
        done,
        created,
        sent,
        queued,
        failed,
        skipped,
        ok: counts.ok,
        rate: Math.round(perSecond * 10) / 10,
        remainingSeconds: perSecond > 0 ? Math.ceil((rows - done) / perSecond) : null,
        waitingFor: running ? this.waitingFor : null,
        stopped: this.stopped,
        command: command ?? null,
        reading: reading ?? null,
        questions,
        faults,
        notes,
      };
    },
  };
}

/** The figures for the process's log. */
export function figuresOf({ command, rows, created, sent, queued, failed, skipped, ok, dryRun }: ImportView) {
  if (command) return { rows, sent, queued, revoked: ok, failed };
  return { dryRun, rows, created, sent, queued, failed, skipped };
}
