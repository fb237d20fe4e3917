import { audit } from '../../../audit.ts';
import type { Logger } from '../../../common/log.ts';
import type { Pace } from '../../../jobs/pace.ts';
import { untilDone } from '../../../jobs/retries.ts';
import { hasDatabase } from '../../../keycloak/realm/users.ts';
import { nextStepFor } from '../../answers/constant-time.ts';
import type { CheckedRow, ImportRow } from '../file/read-row.ts';
import { companyCheck } from '../rows/company-check.ts';
import { type InviteRowDeps, type InviteRowOptions, inviteRow, outcomeSoFar } from '../rows/invite-row.ts';
import { failedFor, type Outcome } from '../rows/outcome.ts';
import type { Oversight } from './oversight.ts';
import { type Progress, type RowResult, USERNAME_NOTE } from './progress.ts';

export interface RunDeps extends InviteRowDeps {
  pace: Pace;
  logger: Logger;
}

export interface Run {
  rows: AsyncIterable<CheckedRow>;
  progress: Progress;
  /** Lines that an earlier run has done. */
  settled: ReadonlySet<number>;
  /** Stores a result on disk. Throws the disk's error, of this result or of an earlier one. */
  log: (result: RowResult) => void;
  signal: AbortSignal;
  /**
   * Waits until the result of a row may show: the time that a row takes can tell who has an account (constant-time.ts). Other rows go on meanwhile.
   */
  nextStep?: () => Promise<unknown>;
  /** Whether the author may know usernames: so whoever may see everybody (listing/timeline.ts). */
  tellsUsernames?: boolean;
  /** Tells whether the author's rights are confirmed; asked before each row. */
  oversight: Pick<Oversight, 'isClear' | 'cleared' | 'waitingFor'>;
}

/** Rows that are under way at most; half of them may wait for what they share. */
const AHEAD = 128;
/** Refused mails in a row after which the mail server counts as away, and milliseconds until it is tried again. */
const MAIL_FAULTS = 5;
const MAIL_PAUSE = 30_000;
/** Runs `work` for every row, as many at once as the pace allows. Rows with faults are logged without it. */
export async function eachRow(
  { rows, progress, settled, log, signal, nextStep = async () => {}, tellsUsernames = false }: Omit<Run, 'oversight'>,
  work: (row: ImportRow) => Promise<Outcome | 'ok'>,
) {
  const [running, ending] = [new Set<Promise<unknown>>(), new Set<Promise<void>>()];
  const failures: unknown[] = [];
  const finish = (result: RowResult, mailFault?: boolean) => {
    log(result);
    progress.add(result, { mailFault });
  };
  try {
    for await (const checked of rows) {
      if (signal.aborted || failures.length > 0) break;
      if (!checked.row) {
        const { line, email, faults } = checked;
        if (!settled.has(line))
          finish({ line, email, outcome: 'failed', created: false, faults: faults.map(({ line: _, ...fault }) => fault) });
        continue;
      }
      const { row } = checked;
      if (settled.has(row.line)) continue;
      const worked = work(row);
      const task = worked.catch(() => {}).finally(() => running.delete(task));
      const end = worked
        .finally(nextStep)
        .then((outcome) => {
          const { line, email } = row;
          const notes = tellsUsernames ? usernameNote(row, outcome) : [];
          if (outcome === 'ok') return finish({ line, email, outcome, created: false, faults: notes });
          const { kind, created, fault, mailFault } = outcome;
          return finish({ line, email, outcome: kind, created, faults: [...(fault ? [fault] : []), ...notes] }, mailFault);
        })
        .catch((error) => {
          failures.push(error);
        })
        .finally(() => ending.delete(end));
      running.add(task);
      ending.add(end);
      if (running.size >= AHEAD) await Promise.race(running);
    }
  } finally {
    // Rows under way are awaited also when the file or the log fails: nobody is invited after the import has ended.
    await Promise.all(ending);
  }
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

/** The username of an account that is made, or would be, where the realm does not take the address as one. */
function usernameNote({ username }: ImportRow, outcome: Outcome | 'ok'): RowResult['faults'] {
  if (username === undefined || (outcome !== 'ok' && !outcome.created)) return [];
  return [{ column: '', key: USERNAME_NOTE, params: { username } }];
}

/** Invites the people of all rows. Throws when Keycloak stays away for an hour, or refuses the service account. */
export async function runImport(deps: RunDeps, run: Run, options: InviteRowOptions) {
  const { pace } = deps;
  const { progress, signal, oversight } = run;
  const closed = companyCheck(deps.admin);
  /** Rows whose account may have been made, whatever has become of them since. */
  const begun = new WeakSet<ImportRow>();
  let refusals = 0;
  let mailsFrom = 0;

  async function once(row: ImportRow): Promise<Outcome> {
    const mails = () => options.mails && Date.now() >= mailsFrom;
    if (!oversight.isClear()) {
      progress.waitingFor = oversight.waitingFor;
      await oversight.cleared(signal);
    }
    if (mails()) await pace.mailTurn(signal);
    const outcome = await pace.run(async (aside): Promise<Outcome | undefined> => {
      // Checked again when the row's turn comes: it may have waited for long.
      signal.throwIfAborted();
      if (!oversight.isClear()) return undefined;
      const key = row.organization && (await closed(row.organization.id));
      if (key) return { kind: 'failed', created: false, fault: { column: '', key } };
      const resumed = options.resumed || begun.has(row);
      begun.add(row);
      return inviteRow(deps, row, { ...options, resumed, mails: mails(), aside });
    });
    if (!outcome) return once(row);
    progress.waitingFor = Date.now() < mailsFrom ? 'mail' : null;
    if (outcome.mailFault) refusals += 1;
    else if (outcome.kind === 'sent') refusals = 0;
    if (refusals < MAIL_FAULTS) return outcome;
    // Accounts are still made; their mails are left to the sender.
    mailsFrom = Date.now() + MAIL_PAUSE;
    refusals = MAIL_FAULTS - 1;
    return outcome;
  }

  const soFar = (row: ImportRow) => (begun.has(row) ? outcomeSoFar(deps, row, options).catch(() => undefined) : undefined);

  async function placed(row: ImportRow): Promise<Outcome> {
    const onWait = () => {
      progress.waitingFor = 'keycloak';
    };
    const instead = async (error: unknown) => {
      deps.logger.error({ err: error, import: options.batch, line: row.line }, 'a row of an import could not be placed');
      return (await soFar(row)) ?? failedFor(error);
    };
    try {
      return await untilDone(() => once(row), { hasDatabase: () => hasDatabase(deps.admin), signal, onWait, instead });
    } catch (error) {
      // A row of a paused import is tried again by the process that resumes it.
      const made = signal.aborted && signal.reason !== 'pause' ? await soFar(row) : undefined;
      if (made) return made;
      throw error;
    }
  }

  const { reach } = options.actor;
  await eachRow({ ...run, nextStep: nextStepFor(reach), tellsUsernames: reach.all }, async (row) => {
    const outcome = await placed(row);
    const { actor, batch } = options;
    const { email, organization } = row;
    // Audited at debug level, because there are as many lines as rows; those of the whole import are at level info.
    const entry = { actor, command: 'import', company: organization?.alias, account: { email }, import: batch } as const;
    audit(deps.logger, { ...entry, outcome: outcome.kind === 'failed' ? 'failed' : 'done', detail: outcome.kind }, 'debug');
    return outcome;
  });
}
