import { setTimeout as delay } from 'node:timers/promises';
import { audit } from '../../audit.ts';
import type { Actor } from '../../authority/actor.ts';
import type { Logger } from '../../common/log.ts';
import type { BulkCommand } from '../../common/statuses.ts';
import type { AppError } from '../../errors.ts';
import type { Pace } from '../../jobs/pace.ts';
import { createRetries } from '../../jobs/retries.ts';
import { hasDatabase } from '../../keycloak/realm/users.ts';
import { nextStepFor } from '../answers/constant-time.ts';
import { hasFailed } from '../record/life-cycle.ts';
import { type OneOfManyDeps, onOneOfMany } from './on-one-of-many.ts';

export interface BulkDeps extends OneOfManyDeps {
  pace: Pace;
  logger: Logger;
}

/** One of the invitations: its number among them, from 1, and its user id. */
export interface BulkItem {
  line: number;
  id: string;
}

/** What became of one, as the log of the job stores it. */
export interface BulkResult {
  line: number;
  email: string;
  /** `queued`: the mail has failed and is tried again; `ok`: revoked; `failed`: refused, `refusal` says why. */
  outcome: 'sent' | 'queued' | 'ok' | 'failed';
  refusal?: Pick<AppError, 'code' | 'params' | 'fields'>;
}

export interface BulkRun {
  items: AsyncIterable<BulkItem>;
  /** Numbers of those that an earlier run has settled. */
  settled: ReadonlySet<number>;
  /** Stores a result. Throws the disk's error. */
  done: (result: BulkResult) => void;
  signal: AbortSignal;
  /** Whether Keycloak has confirmed the author's rights lately; nothing is done meanwhile. */
  oversight: { isClear(): boolean; cleared(signal: AbortSignal): Promise<void>; readonly waitingFor: 'keycloak' | 'rights' };
  waitsFor: (what: 'keycloak' | 'rights' | null) => void;
}

export interface BulkOptions {
  actor: Actor;
  command: BulkCommand;
  lifespanHours: number | undefined;
  /** Id of the job: the same for those who resume it, so that nobody is mailed again. */
  job: string;
}

/** Invitations that are under way at most. */
const AHEAD = 32;

/**
 * Carries out a command for all items. Waits while Keycloak is away. Throws when it stays away for an hour or refuses the service account, and when the
 * signal is aborted, after those under way.
 */
export async function runBulk(deps: BulkDeps, run: BulkRun, options: BulkOptions): Promise<void> {
  const { pace, logger } = deps;
  const { signal, oversight, waitsFor } = run;
  const { actor, command, lifespanHours, job } = options;
  const nextStep = nextStepFor(actor.reach);
  const wish = { command: command === 'revoke' ? 'revoke' : 'resend', key: job, lifespanHours } as const;

  async function once(id: string) {
    if (!oversight.isClear()) {
      waitsFor(oversight.waitingFor);
      await oversight.cleared(signal);
    }
    if (wish.command === 'resend') await pace.mailTurn(signal);
    const carried = await pace.run(async () => {
      // Checked again when its turn comes: it may have waited for long.
      signal.throwIfAborted();
      return oversight.isClear() ? onOneOfMany(deps, actor, id, wish) : undefined;
    });
    if (carried) waitsFor(null);
    return carried;
  }

  async function settle({ line, id }: BulkItem): Promise<BulkResult> {
    const retries = createRetries(() => hasDatabase(deps.admin));
    for (;;) {
      signal.throwIfAborted();
      const carried = await once(id);
      if (!carried) continue;
      const { before, after } = carried;
      if (after) {
        audit(logger, { actor, command, account: after, outcome: hasFailed(after) ? 'failed' : 'done', job }, 'debug');
        const outcome = command === 'revoke' ? 'ok' : hasFailed(after) ? 'queued' : 'sent';
        return { line, email: after.email, outcome };
      }
      const { refusal, error } = carried;
      const wait = refusal.status >= 500 ? await retries.after(error) : undefined;
      if (wait !== undefined) {
        waitsFor('keycloak');
        await delay(wait, undefined, { signal });
        continue;
      }
      if (refusal.status >= 500) logger.error({ err: error, job, user: id }, 'one invitation of many could not be changed');
      audit(logger, { actor, command, account: before ?? { id }, outcome: 'refused', detail: refusal.code, job }, 'debug');
      const { code, params, fields } = refusal;
      return { line, email: before?.email ?? '', outcome: 'failed', refusal: { code, params, fields } };
    }
  }

  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of run.items) {
    if (signal.aborted || failures.length > 0) break;
    if (run.settled.has(item.line)) continue;
    const task: Promise<void> = settle(item)
      .finally(nextStep)
      .then(run.done)
      .catch((error) => void failures.push(error))
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= AHEAD) await Promise.race(running);
  }
  // Those under way are awaited also where one has failed: nothing is done after the job has ended.
  await Promise.all(running);
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}
