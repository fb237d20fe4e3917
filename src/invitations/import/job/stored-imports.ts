import type { Reach } from '../../../authority/reach.ts';
import { AppError } from '../../../errors.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import type { Stopped } from '../../../import-progress.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { createProgress, type ImportView, type RowResult } from './progress.ts';
import { type ReportRow, reportRows, stopText } from './report.ts';
import type { Spool, StoredJob } from './spool.ts';
import { countBatch, reportOfUsers } from './users-of-batch.ts';

/** Imports that do not run here: those that the disk still knows, and of older ones what Keycloak's users say. */
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

    /** From the log of a job. */
    async viewOf(id: string, job: StoredJob): Promise<ImportView> {
      const progress = createProgress(id, job);
      // A file that waits for an answer has no results; the log is that of an earlier check.
      if (!job.questions) for await (const entry of resultsOf(spool, id)) progress.add(entry);
      progress.state = job.state;
      progress.stopped = job.stopped ?? null;
      const view = progress.view();
      if (job.phase === 'check' || job.state === 'running') return view;
      // Mails that waited may have left by now, and refused ones may have been sent again.
      const waits = view.queued > 0 || view.failed > 0;
      if (!waits) return view;
      const { queued, failed } = await countBatch(admin, { all: true }, id);
      const rowFaults = view.rows - view.skipped - view.created;
      return { ...view, queued, failed: rowFaults + failed, sent: view.created - queued - failed };
    },

    /** Where the files are gone. */
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

/** What became of an import's rows, as its log has it. One for each line: where two sidecars have gone on with it, there are two. */
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

/** In the file's order; rows come to their end in another one. */
export async function* reportOfLog(spool: Spool, id: string, locale: PageLocale, stopped?: Stopped): AsyncGenerator<ReportRow> {
  const all: RowResult[] = [];
  for await (const result of resultsOf(spool, id)) all.push(result);
  for (const result of all.sort((a, b) => a.line - b.line)) yield* reportRows(result, locale);
  // Of the whole import, behind its rows.
  if (stopped) yield { email: '', outcome: 'failed', column: '', message: stopText(stopped, locale) };
}
