import type { Reach } from '../../../authority/reach.ts';
import { AppError } from '../../../errors.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { createProgress, type ImportView, type RowResult } from './progress.ts';
import { type ReportRow, reportRows, stopText } from './report.ts';
import type { Spool, StoredJob } from './spool.ts';
import { countBatch, reportOfUsers } from './users-of-batch.ts';

/** Imports that do not run in this process: those whose files are on the disk, and older ones as far as Keycloak's users tell. */
export function createStoredImports({ admin, spool }: { admin: KeycloakAdmin; spool: Spool }) {
  /** Some of the users must be within reach. Throws `not_found`. */
  async function countUsers(id: string, reach: Reach) {
    const counts = await countBatch(admin, reach, id);
    if (counts.created === 0) throw new AppError('not_found');
    return counts;
  }

  return {
    /** The job, if it is the asker's own or they may see everything. Throws `not_found` for that of somebody else. */
    async jobOf(id: string, who: { userId: string; reach: Reach }): Promise<StoredJob | undefined> {
      const job = await spool.readJob(id);
      if (job && !who.reach.all && job.owner !== who.userId) throw new AppError('not_found');
      return job;
    },

    /** The view of a job, from its log. */
    async viewOf(id: string, job: StoredJob): Promise<ImportView> {
      const progress = createProgress(id, job);
      // While a dry run waits for an answer, its log is that of an earlier check.
      if (!job.questions) for await (const entry of resultsOf(spool, id)) progress.add(entry);
      progress.state = job.state;
      progress.stopped = job.stopped ?? null;
      const view = progress.view();
      if (job.phase === 'check' || job.state === 'running' || job.command) return view;
      // Waiting mails may have left by now, and refused ones may have been sent again: the users tell.
      const waits = view.queued > 0 || view.failed > 0;
      if (!waits) return view;
      const { queued, failed } = await countBatch(admin, { all: true }, id);
      const rowFaults = view.rows - view.skipped - view.created;
      return { ...view, queued, failed: rowFaults + failed, sent: view.created - queued - failed };
    },

    /** The view of an import whose files are gone, from the users that it made. */
    async viewOfUsers(id: string, reach: Reach): Promise<ImportView> {
      const { created, queued, failed } = await countUsers(id, reach);
      const progress = createProgress(id, { phase: 'import', rows: created });
      progress.state = 'done';
      return { ...progress.view(), created, queued, failed, sent: created - queued - failed };
    },

    async reportOfUsers(id: string, reach: Reach, isKnown: boolean): Promise<AsyncIterable<ReportRow>> {
      if (!isKnown) await countUsers(id, reach);
      return reportOfUsers(admin, reach, id);
    },
  };
}

/** The results in an import's log, one for each line of the file: where two sidecars worked on it, the log may have two. */
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

/** In the file's order, which is not the order in which rows end. */
export async function* reportOfLog(
  spool: Spool,
  id: string,
  locale: PageLocale,
  { stopped, command }: Pick<StoredJob, 'stopped' | 'command'>,
): AsyncGenerator<ReportRow> {
  const all: RowResult[] = [];
  for await (const result of resultsOf(spool, id)) all.push(result);
  for (const result of all.sort((a, b) => a.line - b.line)) yield* reportRows(result, locale);
  // A last row for the whole import.
  if (stopped)
    yield { email: '', outcome: 'failed', column: '', message: stopText(stopped, locale, command ? 'bulk' : 'import') };
}
