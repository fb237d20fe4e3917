import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import type { Pace } from '../../jobs/pace.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { writeNotedIfTaken } from '../record/revocation.ts';
import { unwrittenRevocations } from '../record/revocation-notes.ts';
import { finishReplacements, hasUnfinishedReplacements } from '../replacement/unfinished-replacements.ts';
import type { MailLog } from './mail-log.ts';
import { dueAt } from './schedules.ts';
import { sendIfDue } from './send-if-due.ts';
import type { SendDeps } from './send-mail.ts';

/**
 * Sends the mails that nobody has sent: of queued invitations, of failed ones (src/invitations/sending/schedules.ts), and of accounts that were
 * made a moment before a sidecar died. While Keycloak or the mail server is away, work waits. Nobody gets two mails for one invitation: before each
 * mail, Keycloak's own record of mails and the current invitation are asked.
 */
export interface SenderDeps extends SendDeps {
  logger: Logger;
  mailLog: MailLog;
  pace: Pace;
  /** Only the worker on duty sends. */
  duty?: Duty;
  /** While it resolves to false, nothing is sent. */
  mayWork?: () => Promise<boolean>;
}

export interface Sender {
  stop(): Promise<void>;
}

export interface SenderOptions {
  /** Milliseconds between two rounds. */
  interval?: number;
  /** Grace period, in milliseconds, for which a new invitation is left to the process that made it: twice the time that any request may take. */
  grace?: number;
  /** How far back the first round looks for accounts without a mail, in milliseconds: those made while no sender ran. */
  catchUp?: number;
  /** See {@link dueAt}. */
  retryMinutes?: readonly number[];
}

/** Refused mails in a row after which the mail server counts as away until the next round. */
const REFUSALS = 5;
/** Failed invitations are read in every second round at most: many of them may be final. */
const FAILED_EVERY = 2;
/** For so many rounds an invitation is left alone of which it has turned out that no mail is to leave just now. */
const LEFT_ALONE = 5;
const PAGE = 200;
/**
 * To find a status that nobody has, Keycloak's database may read everybody: seconds among half a million. So those who are queued are looked for in a
 * twentieth of the time at most. Of the failed, thousands may be final: reading all of them takes a fortieth of the time at most. Both are read at least so
 * often, in milliseconds. Of two looks the shorter one counts: Keycloak may have been busy with something else.
 */
const REST = { queued: 19, failed: 39 };
const MOST_REST = { queued: 180_000, failed: 600_000 };
/** Milliseconds between two looks whether this process has come on duty, while mails wait. */
const STANDBY = 500;

export function startSender(
  deps: SenderDeps,
  { interval = 40_000, grace = 20_000, catchUp = 24 * 3_600_000, retryMinutes }: SenderOptions = {},
): Sender {
  const { admin, logger, mailLog, pace, mayWork, duty } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Every invitation that waits for its mail's turn adds a listener.
  setMaxListeners(0, signal);
  /** When each queued invitation was first seen, by user and invitation id, in epoch milliseconds. */
  let seen = new Map<string, number>();
  let sweptUntil = Date.now() - catchUp;
  /**
   * Users whom `sweep` has found and whose invitation could not be mailed yet. They are kept here because no stored status tells of them and `sweep`
   * looks at each span of time only once.
   */
  let unsettled: string[] = [];
  /** The round in which an invitation is looked at again of which no mail was to leave, by user. */
  const leftAlone = new Map<string, number>();
  let refusals = 0;
  /** When each status may be looked for again, in epoch milliseconds. */
  const restsUntil = new Map<string, number>();
  const isDue = (status: 'queued' | 'failed') => Date.now() >= (restsUntil.get(status) ?? 0);
  /** How long the last look for each status took, in milliseconds. */
  const lasted = new Map<string, number>();

  async function round(count: number): Promise<void> {
    refusals = 0;
    // Both are notes, and notes that are asked for together are one request.
    const [revocations, hasPlans] = await Promise.all([unwrittenRevocations(admin), hasUnfinishedReplacements(admin, grace)]);
    for (const userId of revocations) await writeNotedIfTaken(admin, userId);
    for (const [userId, until] of leftAlone) if (until <= count) leftAlone.delete(userId);
    await sweep();
    const resting = unsettled.filter((userId) => leftAlone.has(userId));
    const cutOff = unsettled.filter((userId) => !leftAlone.has(userId));
    const waiting = isDue('queued') ? (await queued()).filter((userId) => !leftAlone.has(userId)) : [];
    const failures = count % FAILED_EVERY === 0 && isDue('failed') ? await dueFailures() : [];
    const all = [...cutOff, ...waiting, ...failures];
    if (!hasPlans && all.length === 0) return;
    let open = { cutOff, waiting, failures };
    const postponed = [...resting];
    await onDuty(all, count, async () => {
      if (hasPlans) await finishReplacements(deps, grace, signal);
      const ofCutOff = await sendAll('cut off', open.cutOff, count);
      postponed.push(...ofCutOff.postponed);
      unsettled = [...postponed, ...ofCutOff.open];
      const ofWaiting = await sendAll('queued', open.waiting, count);
      const ofFailures = await sendAll('failed', open.failures, count);
      open = { cutOff: ofCutOff.open, waiting: ofWaiting.open, failures: ofFailures.open };
    });
  }

  /**
   * Does the work if this process is on duty, or comes on duty before the next round because somebody's mail is left undone. Work in whose middle it was
   * taken off duty, as by a store that was emptied, is gone on with as soon as it is on duty again.
   */
  async function onDuty(userIds: readonly string[], count: number, work: () => Promise<void>): Promise<void> {
    if (!duty) return work();
    if (duty.term() === undefined && !(await isAnyDue(userIds, count))) return;
    let until = Date.now() + interval;
    while (!signal.aborted && Date.now() < until) {
      if (await duty.during(work)) {
        if (duty.term() !== undefined) return;
        until = Date.now() + interval;
      }
      await delay(STANDBY, undefined, { signal }).catch(() => {});
    }
  }

  /** On standby: whether a mail is due. Forgets those to whom the one on duty has seen. */
  async function isAnyDue(userIds: readonly string[], count: number): Promise<boolean> {
    for (const userId of userIds) {
      if (signal.aborted) return false;
      const outcome = await sendIfDue(deps, userId).catch(() => undefined);
      if (outcome === 'stands_by') return true;
      if (outcome === 'waits') leftAlone.set(userId, count + LEFT_ALONE);
      else if (outcome !== undefined) unsettled = unsettled.filter((id) => id !== userId);
    }
    return false;
  }

  /** Finds users whom we created and who got no mail, although their invitation may say `sent`: an import stores that before the mail leaves. */
  async function sweep(): Promise<void> {
    const until = Date.now() - grace;
    const users = await mailLog.createdWithoutMail(sweptUntil, until);
    sweptUntil = until;
    unsettled = [...new Set([...unsettled, ...users])];
  }

  async function queued(): Promise<string[]> {
    const now = Date.now();
    const found = new Map<string, number>();
    const ready: string[] = [];
    for await (const { id, invitationId } of invitationsWith('queued')) {
      const key = `${id} ${invitationId}`;
      const since = seen.get(key) ?? now;
      found.set(key, since);
      if (now - since >= grace) ready.push(id);
    }
    seen = found;
    return ready;
  }

  async function dueFailures(): Promise<string[]> {
    const due: string[] = [];
    for await (const invitation of invitationsWith('failed')) {
      if ((dueAt(invitation, retryMinutes)?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now()) due.push(invitation.id);
    }
    return due;
  }

  async function* invitationsWith(status: 'queued' | 'failed'): AsyncGenerator<Invitation> {
    const started = Date.now();
    const before = lasted.get(status) ?? 0;
    const rest = () => Math.min(Math.min(before, Date.now() - started) * REST[status], MOST_REST[status]);
    for (let first = 0; !signal.aborted; first += PAGE) {
      const users = await admin.users.find({ q: `invitation.status:${status}`, first, max: PAGE, briefRepresentation: false });
      if (first === 0 || status === 'failed') {
        restsUntil.set(status, Date.now() + rest());
        lasted.set(status, Date.now() - started);
      }
      for (const user of users) {
        const invitation = user.enabled ? invitationOf(user) : undefined;
        if (invitation) yield invitation;
      }
      if (users.length < PAGE) return;
    }
  }

  /** Returns those who were not reached (`open`), and those whose mail must be tried again. */
  async function sendAll(
    why: string,
    userIds: readonly string[],
    count: number,
  ): Promise<Record<'open' | 'postponed', string[]>> {
    if (userIds.length === 0) return { open: [], postponed: [] };
    const open = [...userIds];
    const postponed: string[] = [];
    const outcomes: Record<string, number> = {};
    const worker = async () => {
      for (let id = open.pop(); id !== undefined && !signal.aborted && refusals < REFUSALS; id = open.pop()) {
        const userId = id;
        await pace.mailTurn(signal).catch(() => {});
        if (signal.aborted || (duty && !(await duty.holds()))) {
          open.push(userId);
          break;
        }
        const outcome = await pace
          .run(() => sendIfDue(deps, userId))
          .catch((error) => {
            logger.warn({ user: userId, err: error }, 'an invitation could not be settled; trying again');
            postponed.push(userId);
            return 'postponed' as const;
          });
        if (outcome === 'waits' || outcome === 'stands_by') postponed.push(userId);
        if (outcome === 'waits' || outcome === 'not_needed') leftAlone.set(userId, count + LEFT_ALONE);
        // Audited at debug level: the command behind the mail has a line of its own, and there may be 100,000 mails.
        if (outcome === 'sent' || outcome === 'failed') {
          const done = outcome === 'sent' ? 'done' : 'failed';
          audit(logger, { actor: WORKER, command: 'send', account: { id: userId }, outcome: done }, 'debug');
        }
        if (outcome === 'failed') refusals += 1;
        if (outcome === 'sent') refusals = 0;
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, pace.limit) }, worker));
    const { not_needed: _, waits = 0, ...told } = outcomes;
    if (Object.keys(told).length > 0) logger.info({ why, ...told, waits, left: open.length }, 'sent what had been waiting');
    return { open, postponed };
  }

  const complaint = 'cannot look for invitations that wait; trying again';
  const ended = repeatRounds(round, { pause: interval, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
