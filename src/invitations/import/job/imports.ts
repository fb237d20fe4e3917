import { setMaxListeners } from 'node:events';
import { audit } from '../../../audit.ts';
import type { Actor } from '../../../authority/actor.ts';
import type { Locale } from '../../../brand.ts';
import type { Config } from '../../../config.ts';
import { AppError } from '../../../errors.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import type { Evidence } from '../../../keycloak/realm/author-rights.ts';
import type { Reach } from '../../../reach.ts';
import { runCheck } from './dry-run.ts';
import { actorOf, newJob, overseen, ownedBy } from './job.ts';
import type { Oversight } from './oversight.ts';
import { createProgress, figuresOf, type ImportView, type Progress } from './progress.ts';
import type { ReportRow } from './report.ts';
import { reportOfLog, resultsOf } from './results.ts';
import { countedRows, type RulesDeps, rowsOf, rulesFor } from './row-rules.ts';
import { type RunDeps, runImport } from './run.ts';
import { importIdOf, type Spool, type StoredJob } from './spool.ts';
import { type BatchCounts, countBatch, reportOfUsers } from './users-of-batch.ts';

/** Who imports, and what holds where the file says nothing. */
export interface ImportRequest {
  actor: Actor;
  /** Alias of a company within the reach. */
  organization?: string | undefined;
  locale?: Locale | undefined;
  lifespanHours?: number | undefined;
  dryRun: boolean;
  /** How Keycloak was asked for the role; none of an operator at the command line, who needs none. */
  evidence?: Evidence | undefined;
}

/** Who asks for an import. An author who does so shows that they still hold their role. */
export type Asker = Pick<Actor, 'userId' | 'reach'> & Pick<ImportRequest, 'evidence'>;

export interface ImportsDeps extends RunDeps, RulesDeps {
  config: Config;
  spool: Spool;
  /** False: accounts are made and wait for the sender. */
  mails?: boolean;
}

/** The imports of this process, those that its disk still knows, and of older ones what Keycloak's users say. */
export interface Imports {
  /** Takes a file and starts. Throws {@link FileFault} for a file that cannot be imported at all: then nothing was done. */
  start(upload: AsyncIterable<Uint8Array>, request: ImportRequest): Promise<ImportView>;
  /** Invites those whom a dry run has found to be new, as an import with an id of its own. */
  confirm(id: string, actor: Actor, evidence?: Evidence): Promise<ImportView>;
  /** Id of the import that has begun since a dry run of its file. */
  confirmed(id: string, who: Asker): Promise<string | undefined>;
  /** Throws `not_found`, also for an import of somebody whom the asker's reach does not cover. */
  view(id: string, who: Asker): Promise<ImportView>;
  report(id: string, who: Asker, locale: PageLocale): Promise<AsyncIterable<ReportRow>>;
  /** Goes on with what was cut off when a sidecar died. */
  resume(): Promise<void>;
  /** Resolves when an import of this process has come to its end. */
  ended(id: string): Promise<void>;
  /** Aborted by {@link stop}. */
  readonly stopping: AbortSignal;
  /** Ends the work under way in good order. Who starts next goes on with it, unless it is given up. */
  stop(how?: 'pause' | 'give up'): Promise<void>;
}

interface Running {
  progress: Progress;
  ended: Promise<void>;
  /** What is known of the author's role. */
  evidence: Evidence;
}

interface Work {
  id: string;
  job: StoredJob;
  progress: Progress;
  settled: Set<number>;
  resumed: boolean;
  oversight: Oversight;
}

/** Milliseconds between two signs of life. */
const HEARTBEAT = 4_000;

export function createImports(deps: ImportsDeps): Imports {
  const { admin, spool, logger } = deps;
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  // Every row that waits for Keycloak listens to it, and every stream of progress.
  setMaxListeners(0, stopping.signal);
  /** The job stays `running` on disk. */
  const paused = () => stopping.signal.aborted && stopping.signal.reason === 'pause';

  async function launch(
    id: string,
    job: StoredJob,
    resumed: boolean,
    evidence: Evidence = { at: job.roleAt ?? 0 },
  ): Promise<ImportView> {
    const known = running.get(id);
    if (known) return known.progress.view();
    await spool.writeJob(id, { ...job, state: 'running' });
    const progress = createProgress(id, job.phase, job.rows);
    const settled = new Set<number>();
    if (resumed) {
      for await (const entry of resultsOf(spool, id)) {
        settled.add(entry.line);
        progress.add(entry);
      }
    }
    const here: Running = { progress, evidence, ended: Promise.resolve() };
    const oversight = overseen(admin, job, () => here.evidence, !resumed);
    running.set(id, here);
    here.ended = work({ id, job, progress, settled, resumed, oversight })
      .catch((error) => logger.error({ err: error, import: id }, 'the end of an import could not be written down'))
      .finally(() => running.delete(id));
    return progress.view();
  }

  async function work(under: Work): Promise<void> {
    const { id, job, progress, oversight } = under;
    const heartbeat = setInterval(() => void spool.touch(id), HEARTBEAT);
    try {
      await eachOf(under);
      progress.state = 'done';
    } catch (error) {
      if (paused()) return;
      progress.state = 'failed';
      progress.stopped = oversight.stopped ?? null;
      if (!stopping.signal.aborted && !oversight.stopped) logger.error({ err: error, import: id }, 'an import has failed');
    } finally {
      clearInterval(heartbeat);
      oversight.stop();
    }
    const stopped = oversight.stopped && { stopped: oversight.stopped };
    await spool.writeJob(id, { ...job, state: progress.state, ...stopped });
    const figures = figuresOf(progress.view());
    logger.info({ import: id, ...stopped, ...figures }, 'an import has ended');
    const outcome = progress.state === 'done' ? 'done' : 'failed';
    audit(logger, { actor: actorOf(job), command: 'import', company: job.organization, outcome, import: id, figures });
  }

  async function eachOf({ id, job, progress, settled, resumed, oversight }: Work): Promise<void> {
    if (!(await spool.isUnchanged(id, job.digest))) throw new Error('the file of an import is not the one that it began with');
    const signal = AbortSignal.any([stopping.signal, oversight.signal]);
    setMaxListeners(0, signal);
    const log = spool.openLog(id, resumed);
    try {
      const rules = await rulesFor(deps, job);
      const run = { rows: rowsOf(spool.pathOf(id), rules), progress, settled, log: log.add, signal, oversight };
      const { reach, lifespanHours } = job;
      const mails = deps.mails ?? true;
      const recorded = await deps.mailLog.covers(Date.now());
      if (job.phase === 'check') await runCheck(deps, run, job.rows, reach);
      else await runImport(deps, run, { batch: id, actor: actorOf(job), lifespanHours, resumed, mails, recorded });
    } finally {
      await log.end();
    }
  }

  /** The job, if it is the asker's own or they may see everything. */
  async function jobOf(id: string, who: Asker): Promise<StoredJob | undefined> {
    const job = await spool.readJob(id);
    if (job && !who.reach.all && job.owner !== who.userId) throw new AppError('not_found');
    return job;
  }

  /** Of an import whose files are gone: some of its users must be within reach. */
  async function countUsers(id: string, reach: Reach): Promise<BatchCounts> {
    const counts = await countBatch(admin, reach, id);
    if (counts.created === 0) throw new AppError('not_found');
    return counts;
  }

  /** From the log of a job that no longer runs here. */
  async function viewOf(id: string, job: StoredJob): Promise<ImportView> {
    const progress = createProgress(id, job.phase, job.rows);
    for await (const entry of resultsOf(spool, id)) progress.add(entry);
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
  }

  return {
    async start(upload, request) {
      const { actor, organization, dryRun, evidence, lifespanHours, locale = 'es' } = request;
      const seed = JSON.stringify([actor.userId, organization ?? '', locale, lifespanHours]);
      const phase = dryRun ? 'check' : 'import';
      const { id, path, digest } = await spool.keep(upload, seed, phase);
      const known = running.get(id);
      if (known) return known.progress.view();
      const job: StoredJob = { ...newJob(phase, request, locale), digest };
      const rows = await countedRows(path, await rulesFor(deps, job)).catch(async (error) => {
        await spool.discard(id);
        throw error;
      });
      return launch(id, { ...job, rows }, false, evidence);
    },

    async confirm(id, actor, evidence) {
      const job = await jobOf(id, actor);
      if (!job) throw new AppError('not_found');
      if (job.phase === 'import') return this.view(id, actor);
      const confirmed = await this.confirmed(id, actor);
      if (confirmed) return this.view(confirmed, actor);
      const begun: StoredJob = { ...job, ...ownedBy(actor, evidence), phase: 'import', startedAt: Date.now() };
      return launch(await spool.keepForImport(id), begun, false, evidence);
    },

    async confirmed(id, who) {
      const job = await jobOf(id, who);
      if (job?.phase !== 'check') return undefined;
      const later = await spool.readJob(importIdOf(id));
      return later && later.startedAt >= job.startedAt ? importIdOf(id) : undefined;
    },

    async view(id, who) {
      const job = await jobOf(id, who);
      const here = running.get(id);
      if (here && job?.owner === who.userId && who.evidence && who.evidence.at > here.evidence.at) here.evidence = who.evidence;
      if (here) return here.progress.view();
      if (job) return viewOf(id, job);
      const { created, queued, failed } = await countUsers(id, who.reach);
      const progress = createProgress(id, 'import', created);
      progress.state = 'done';
      return { ...progress.view(), created, queued, failed, sent: created - queued - failed };
    },

    async report(id, who, locale) {
      const job = await jobOf(id, who);
      if (job && (await spool.hasLog(id))) return reportOfLog(spool, id, locale, job.stopped);
      if (!job) await countUsers(id, who.reach);
      return reportOfUsers(admin, who.reach, id);
    },

    async resume() {
      await spool.clean();
      for (const id of await spool.abandoned()) {
        const job = await spool.readJob(id);
        if (!job || running.has(id)) continue;
        logger.info({ import: id }, 'going on with an import that was cut off');
        await launch(id, job, true);
      }
    },

    ended: async (id) => running.get(id)?.ended,

    stopping: stopping.signal,

    async stop(how = 'pause') {
      stopping.abort(how);
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
