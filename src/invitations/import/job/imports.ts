import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { audit } from '../../../audit.ts';
import type { Actor } from '../../../authority/actor.ts';
import { requireAssignable } from '../../../authority/assignable-groups.ts';
import type { BulkCommand } from '../../../common/statuses.ts';
import { AppError, type FieldError } from '../../../errors.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import { untilDone } from '../../../jobs/retries.ts';
import { hasDatabase } from '../../../keycloak/realm/users.ts';
import type { Apps } from '../../../keycloak/ride/apps.ts';
import type { Evidence } from '../../../keycloak/rights/author-rights.ts';
import type { Config } from '../../../settings/config.ts';
import type { SignIn } from '../../../settings/sign-in.ts';
import { wordsIn } from '../../answers/keycloak-refusal.ts';
import { itemsOf } from '../../bulk/matching.ts';
import { type BulkDeps, type BulkResult, runBulk } from '../../bulk/run-bulk.ts';
import { appOfInvitation } from '../../carried/app-of-invitation.ts';
import { requireCredential } from '../../carried/sign-in.ts';
import { accessUntilOf } from '../../commands/access-until.ts';
import { mailedAt } from '../../record/lifespan.ts';
import { requireMayWrite } from '../../sending/inviter-message.ts';
import { AmbiguousColumns } from '../file/column-question.ts';
import { runCheck } from './dry-run.ts';
import { actorOf, newJob, overseeOwner, ownerFields, requireAuthor } from './job-owner.ts';
import type { Oversight } from './oversight.ts';
import { createProgress, figuresOf, type ImportView, type Progress, type RowResult } from './progress.ts';
import type { ReportRow } from './report.ts';
import { countedRows, type RulesDeps, rowsOf, rulesFor } from './row-rules.ts';
import { type Run, type RunDeps, runImport } from './run-rows.ts';
import { importIdOf, listIdOf, type Spool, type StoredJob } from './spool.ts';
import { createStoredImports, reportOfLog, resultsOf } from './stored-imports.ts';

/** Who imports, and defaults for what the file leaves open. */
export interface ImportRequest {
  actor: Actor;
  /** Alias of a company within the reach. */
  organization?: string | undefined;
  /** A tag. */
  locale?: string | undefined;
  /** Paths of the groups that people get whose row names none. */
  groups?: readonly string[] | undefined;
  /** Client id of the app that people go to after activation, and where in it. */
  app?: string | undefined;
  target?: string | undefined;
  /** The last day of what people get whose row names none. */
  accessUntil?: string | undefined;
  /** How people get to sign in whose row does not say. */
  signIn?: SignIn | undefined;
  /** The word for everybody whose row has none. */
  message?: string | undefined;
  lifespanHours?: number | undefined;
  dryRun: boolean;
  /** Chosen meanings of ambiguous columns: names of fields of the API, by title. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** Whether a dry run may wait for such an answer; its view then has the questions. */
  asks?: boolean;
  /** Keycloak's confirmation of the role; undefined for an operator at the command line, who needs none. */
  evidence?: Evidence | undefined;
}

/** What is to be done with a list of invitations, and by whom. */
export interface ListRequest {
  actor: Actor;
  evidence: Evidence | undefined;
  command: BulkCommand;
  lifespanHours?: number | undefined;
  key?: string | undefined;
  /** What was asked for, as a text: another text under the same key is another request. */
  asked?: string | undefined;
}

/** Who asks for an import. An author who asks also renews the evidence of their role. */
export type Asker = Pick<Actor, 'userId' | 'reach'> & Pick<ImportRequest, 'evidence'>;

export interface ImportsDeps extends RunDeps, RulesDeps, BulkDeps {
  apps: Apps;
  config: Config;
  realm: RunDeps['realm'] & RulesDeps['realm'];
  spool: Spool;
  /** False: accounts are made, and the sender mails them later. */
  mails?: boolean;
}

/** All imports: those of this process, those whose files are on its disk, and older ones as far as Keycloak's users tell. */
export interface Imports {
  /** Takes a file and starts its import. Throws {@link FileFault} for a file that cannot be imported at all: then nothing was done. */
  start(upload: AsyncIterable<Uint8Array>, request: ImportRequest): Promise<ImportView>;
  /**
   * Stores a list of invitations with what is to be done with them; {@link confirm} does it. With a key the list that is stored under it is given instead, if
   * there is one. Throws `idempotency_key_reused` for that of another request.
   */
  list(lines: () => AsyncIterable<Uint8Array>, request: ListRequest): Promise<ImportView>;
  /** Answers the questions of a dry run, which then checks its file. Throws `forbidden` for that of somebody else. */
  answer(id: string, actor: Actor, columns: Readonly<Record<string, string>>, evidence?: Evidence): Promise<ImportView>;
  /** Starts the import of a file that a dry run has checked; it has an id of its own. Throws `forbidden` for that of somebody else, whose rights it would not have. */
  confirm(id: string, actor: Actor, evidence?: Evidence, change?: { lifespanHours: number | undefined }): Promise<ImportView>;
  /** Id of the import that was started after a dry run of its file. */
  confirmed(id: string, who: Asker): Promise<string | undefined>;
  /** Throws `not_found`, also for an import of somebody whom the asker's reach does not cover. */
  view(id: string, who: Asker): Promise<ImportView>;
  report(id: string, who: Asker, locale: PageLocale): Promise<AsyncIterable<ReportRow>>;
  /** Resumes imports that were cut off when a sidecar died. */
  resume(): Promise<void>;
  /** Resolves when an import of this process has come to its end. */
  ended(id: string): Promise<void>;
  /** Aborted by {@link stop}. */
  readonly stopping: AbortSignal;
  /** Stops after the rows under way. The next process resumes the import, unless it is given up. */
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

/** Milliseconds between two touches of a running job's file, by which others see that it is being worked on. */
const HEARTBEAT = 4_000;

export function createImports(deps: ImportsDeps): Imports {
  const { admin, spool, logger } = deps;
  const kept = createStoredImports(deps);
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  // Every row that waits, and every stream of progress, adds a listener.
  setMaxListeners(0, stopping.signal);
  /** Paused: the job stays `running` on disk, so that the next process resumes it. */
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
    const progress = createProgress(id, job);
    const settled = new Set<number>();
    if (resumed) {
      for await (const entry of resultsOf(spool, id)) {
        settled.add(entry.line);
        progress.add(entry);
      }
    }
    const here: Running = { progress, evidence, ended: Promise.resolve() };
    const oversight = overseeOwner(admin, job, () => here.evidence, !resumed);
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
    const told = job.command ? { command: job.command, job: id } : { command: 'import', import: id };
    audit(logger, { actor: actorOf(job), ...told, company: job.organization, outcome, figures });
  }

  async function eachOf({ id, job, progress, settled, resumed, oversight }: Work): Promise<void> {
    if (!(await spool.isUnchanged(id, job.digest))) throw new Error('the file of an import is not the one that it began with');
    const signal = AbortSignal.any([stopping.signal, oversight.signal]);
    setMaxListeners(0, signal);
    const log = spool.openLog(id, resumed);
    try {
      const onWait = () => {
        progress.waitingFor = 'keycloak';
      };
      const insist = <T>(ask: () => Promise<T>) => untilDone(ask, { hasDatabase: () => hasDatabase(admin), signal, onWait });
      const rules = await insist(() => rulesFor(deps, job));
      const run = { rows: rowsOf(spool.pathOf(id), rules), progress, settled, log: log.add, signal, oversight };
      const { lifespanHours, command } = job;
      if (command) return await changeAll(id, job, command, { progress, settled, log: log.add, signal, oversight });
      const mails = deps.mails ?? true;
      const recorded = await insist(() => deps.mailLog.covers(Date.now()));
      if (job.phase === 'check') await runCheck(deps, run, job.rows, actorOf(job));
      else
        await runImport(deps, run, {
          batch: id,
          actor: actorOf(job),
          lifespanHours,
          resumed,
          mails,
          recorded,
          words: wordsIn(deps, 'es'),
        });
    } finally {
      await log.end();
    }
  }

  /** Does with all invitations of a list what its job says. */
  async function changeAll(
    id: string,
    job: StoredJob,
    command: BulkCommand,
    { progress, settled, log, signal, oversight }: Omit<Run, 'rows'>,
  ): Promise<void> {
    const run = {
      items: itemsOf(spool.pathOf(id)),
      settled,
      signal,
      oversight,
      done: (result: BulkResult) => {
        const row = rowOf(result);
        log(row);
        progress.add(row);
      },
      waitsFor: (what: ImportView['waitingFor']) => {
        progress.waitingFor = what;
      },
    };
    await runBulk(deps, run, { actor: actorOf(job), command, lifespanHours: job.lifespanHours, job: id });
  }

  /** Reads a file through, and starts. Throws {@link FileFault}; on a page, the check asks what a column means that may be several things. */
  async function begin(id: string, job: StoredJob, evidence: Evidence | undefined, asks: boolean): Promise<ImportView> {
    const rules = await rulesFor(deps, job);
    const read = await countedRows(spool.pathOf(id), rules).catch(async (error) => {
      if (asks && error instanceof AmbiguousColumns) return error;
      await spool.discard(id);
      throw error;
    });
    if (!(read instanceof AmbiguousColumns)) return launch(id, { ...job, ...read }, false, evidence);
    const waiting: StoredJob = { ...job, state: 'done', questions: read.questions };
    await spool.writeJob(id, waiting);
    return kept.viewOf(id, waiting);
  }

  return {
    async start(upload, request) {
      const {
        actor,
        organization,
        dryRun,
        evidence,
        lifespanHours,
        columns,
        locale = '',
        asks = false,
        groups,
        app,
        target,
        accessUntil,
        signIn,
        message,
      } = request;
      // A default that cannot be is no fault of each row.
      await appOfInvitation(deps.apps, actor, { app, target });
      await requireAssignable(admin, actor, groups);
      accessUntilOf(deps.config, accessUntil, mailedAt(deps.config, { lifespanHours }, new Date()).expiresAt);
      // The setting's own default is none of them: rows may name another way, or be of a company's addresses.
      await requireCredential(deps, signIn);
      requireMayWrite(deps.config, actor, message);
      const given = { app, target, groups, accessUntil, signIn, message };
      const others = Object.values(given).some(Boolean) ? [given] : [];
      const seed = JSON.stringify([
        actor.userId,
        organization ?? '',
        locale,
        lifespanHours,
        ...(columns ? [columns] : []),
        ...others,
      ]);
      const phase = dryRun ? 'check' : 'import';
      const { id, digest } = await spool.keep(upload, seed, phase);
      const known = running.get(id);
      if (known) return known.progress.view();
      return begin(id, { ...newJob(phase, request), digest }, evidence, asks);
    },

    async list(lines, { actor, evidence, command, lifespanHours, key = crypto.randomUUID(), asked = '' }) {
      const seed = JSON.stringify([actor.userId, key]);
      const request = createHash('sha256').update(asked).digest('hex');
      const known = await spool.readJob(listIdOf(seed));
      if (known && (known.command !== command || (known.request ?? request) !== request))
        throw new AppError('idempotency_key_reused');
      if (known) return this.view((await this.confirmed(listIdOf(seed), actor)) ?? listIdOf(seed), actor);
      const { id, digest } = await spool.keepList(lines(), seed);
      let rows = 0;
      for await (const _ of itemsOf(spool.pathOf(id))) rows += 1;
      const fields = { phase: 'check', state: 'done', startedAt: Date.now(), rows, digest, command, request } as const;
      await spool.writeJob(id, { ...fields, ...ownerFields(actor, evidence), ...(lifespanHours && { lifespanHours }) });
      return this.view(id, actor);
    },

    async answer(id, actor, columns, evidence) {
      const job = await kept.jobOf(id, actor);
      if (!job?.questions) return this.view(id, actor);
      requireAuthor(job, actor);
      const { questions: _, ...read } = job;
      return begin(id, { ...read, columns: { ...job.columns, ...columns } }, evidence, true);
    },

    async confirm(id, actor, evidence, change = { lifespanHours: undefined }) {
      const job = await kept.jobOf(id, actor);
      if (!job) throw new AppError('not_found');
      if (job.phase === 'import' || job.questions) return this.view(id, actor);
      const confirmed = await this.confirmed(id, actor);
      if (confirmed) return this.view(confirmed, actor);
      requireAuthor(job, actor);
      const lifespanHours = change.lifespanHours ?? job.lifespanHours;
      const begun: StoredJob = { ...job, ...ownerFields(actor, evidence), phase: 'import', lifespanHours, startedAt: Date.now() };
      return launch(await spool.keepForImport(id), begun, false, evidence);
    },

    async confirmed(id, who) {
      const job = await kept.jobOf(id, who);
      if (job?.phase !== 'check') return undefined;
      const later = await spool.readJob(importIdOf(id));
      return later && later.startedAt >= job.startedAt ? importIdOf(id) : undefined;
    },

    async view(id, who) {
      // Asked before its file is read, which tells of an import that ends meanwhile as if it were running.
      const before = running.get(id);
      const job = await kept.jobOf(id, who);
      const here = before ?? running.get(id);
      if (here && job?.owner === who.userId && who.evidence && who.evidence.at > here.evidence.at) here.evidence = who.evidence;
      if (here) return here.progress.view();
      return job ? kept.viewOf(id, job) : kept.viewOfUsers(id, who.reach);
    },

    async report(id, who, locale) {
      const job = await kept.jobOf(id, who);
      if (job && (await spool.hasLog(id))) return reportOfLog(spool, id, locale, job);
      if (job?.command) throw new AppError('not_found');
      return kept.reportOfUsers(id, who.reach, job !== undefined);
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

/** One invitation of a list as a row of a report: why it was refused, and what of its account, if anything. */
function rowOf({ line, email, outcome, refusal }: BulkResult): RowResult {
  const told = ({ key, params }: Pick<FieldError, 'key' | 'params'>, column = '') => ({ column, key, ...(params && { params }) });
  const faults = refusal
    ? [told({ key: `error.${refusal.code}`, params: refusal.params }), ...refusal.fields.map((fault) => told(fault, fault.field))]
    : [];
  return { line, email, outcome, created: false, faults };
}
