import { setMaxListeners } from 'node:events';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { signInOf } from '../../authority/can-sign-in.ts';
import type { Logger } from '../../common/log.ts';
import { createLease } from '../../jobs/lease.ts';
import type { Pace } from '../../jobs/pace.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import type { Notes } from '../../keycloak/realm/service-account.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { isCompanyClosed } from '../record/closed-company.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { sentBeforeReplacement } from '../record/key-expiry.ts';
import { hasFailed, isMailInDoubt, isSent, MOVES } from '../record/life-cycle.ts';
import { mailedAt } from '../record/lifespan.ts';
import { writeNotedIfTaken } from '../record/revocation.ts';
import { invitationNow, unwrittenRevocations } from '../record/revocation-notes.ts';
import { markActive } from '../record/status-changes.ts';
import { writeRecord } from '../record/store.ts';
import { carryOut } from '../replacement/replace-account.ts';
import { planFor } from '../replacement/replacement-plan.ts';
import { finishReplacements } from '../replacement/unfinished-replacements.ts';
import { standsIn } from '../stand-ins/stand-in.ts';
import type { MailLog } from './mail-log.ts';
import { ifAllowed } from './mail-quota.ts';
import { dueAt } from './retry-schedule.ts';
import { type SendDeps, type SendOutcome, sendMail } from './send-mail.ts';
import { sendJoinIfDue } from './stand-in-mail.ts';
import { joinCompany, withAddress } from './unfinished-account.ts';
import { mailThatLeft } from './unrecorded-mail.ts';

/**
 * Sends the mails that nobody has sent: of queued invitations, of failed ones (src/invitations/sending/retry-schedule.ts), and of accounts that were
 * made a moment before a sidecar died. While Keycloak or the mail server is away, work waits. Nobody gets two mails for one invitation: before each
 * mail, Keycloak's own record of mails and the current invitation are asked.
 */
export interface SenderDeps extends SendDeps {
  logger: Logger;
  mailLog: MailLog;
  pace: Pace;
  notes: Notes;
  /** While it resolves to false, nothing is sent. */
  mayWork?: () => Promise<boolean>;
}

export interface Sender {
  /** Whether this sender holds the lease: of several that run by accident, only one works. */
  isOnDuty(): boolean;
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
/** Failed invitations are read in every second round only: many of them may be final. */
const FAILED_EVERY = 2;
const PAGE = 200;
/** Milliseconds after which another sender takes over from one that has died. The lease is renewed while a sender works. */
const LEASE = 15_000;

export function startSender(
  deps: SenderDeps,
  { interval = 30_000, grace = 20_000, catchUp = 24 * 3_600_000, retryMinutes }: SenderOptions = {},
): Sender {
  const { admin, logger, mailLog, pace, mayWork } = deps;
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
  let refusals = 0;
  const lease = createLease(deps.notes, Math.max(3 * interval, LEASE));

  async function round(count: number): Promise<void> {
    if (!(await lease.hold())) return;
    refusals = 0;
    await finishReplacements(deps, grace, signal);
    for (const userId of await unwrittenRevocations(admin)) await writeNotedIfTaken(admin, userId);
    await sweep();
    await sendAll('queued', await queued());
    if (count % FAILED_EVERY === 0) await sendAll('failed', await dueFailures());
  }

  /** Mails users whom we created and who got no mail, although their invitation may say `sent`: an import stores that before the mail leaves. */
  async function sweep(): Promise<void> {
    const until = Date.now() - grace;
    const users = await mailLog.createdWithoutMail(sweptUntil, until);
    sweptUntil = until;
    unsettled = await sendAll('cut off', [...new Set([...unsettled, ...users])]);
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
    for (let first = 0; !signal.aborted; first += PAGE) {
      const users = await admin.users.find({ q: `invitation.status:${status}`, first, max: PAGE, briefRepresentation: false });
      for (const user of users) {
        const invitation = user.enabled ? invitationOf(user) : undefined;
        if (invitation) yield invitation;
      }
      if (users.length < PAGE) return;
    }
  }

  /**
   * Mails in random order, so that two senders that run by accident seldom work on the same person. Returns those who were not reached, or whose mail
   * must be tried again.
   */
  async function sendAll(why: string, userIds: string[]): Promise<string[]> {
    if (userIds.length === 0) return [];
    const open = shuffled(userIds);
    const postponed: string[] = [];
    const outcomes: Record<string, number> = {};
    const renewal = setInterval(() => lease.hold().catch(() => {}), LEASE / 3);
    const worker = async () => {
      for (let id = open.pop(); id !== undefined && !signal.aborted && refusals < REFUSALS; id = open.pop()) {
        const userId = id;
        await pace.mailTurn(signal).catch(() => {});
        if (signal.aborted) break;
        const outcome = await pace
          .run(() => sendIfDue(deps, userId))
          .catch((error) => {
            logger.warn({ user: userId, err: error }, 'an invitation could not be settled; trying again');
            postponed.push(userId);
            return 'postponed' as const;
          });
        if (outcome === 'waits') postponed.push(userId);
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
    clearInterval(renewal);
    const { not_needed: _, waits = 0, ...told } = outcomes;
    if (Object.keys(told).length > 0) logger.info({ why, ...told, waits, left: open.length }, 'sent what had been waiting');
    return [...open, ...postponed];
  }

  const complaint = 'cannot look for invitations that wait; trying again';
  const ended = repeatRounds(round, { pause: interval, signal, logger, complaint, mayWork });
  return {
    isOnDuty: lease.isOurs,
    async stop() {
      stopping.abort();
      await ended;
      // If Keycloak is away, the lease runs out by itself.
      await lease.release().catch(() => {});
    },
  };
}

/**
 * Mails one invitation if a mail is due, by what Keycloak says of it at this moment. Safe to call for anybody at any time: nothing is sent to a
 * person who is active, revoked or disabled, or whom Keycloak has mailed already.
 */
export async function sendIfDue(deps: Omit<SenderDeps, 'logger' | 'pace' | 'notes'>, userId: string): Promise<SendOutcome> {
  const { admin, config, mailLog } = deps;
  const found = await readUser(admin, userId);
  const user = found && (await withAddress(admin, found));
  const invitation = user && (await invitationNow(admin, user));
  if (!user?.enabled || !invitation?.email) return 'not_needed';
  if (!isMailInDoubt(invitation)) return 'not_needed';
  // The process that replaced an account died before it made the new account a member of all its companies.
  const plan = invitation.previousId === undefined ? undefined : await planFor(admin, invitation.previousId);
  if (plan) await carryOut(admin, plan);
  if (await isCompanyClosed(admin, invitation)) return 'waits';
  if (invitation.address !== undefined) {
    await joinCompany(admin, invitation);
    if (!(await standsIn(admin, user, invitation.address))) return 'not_needed';
    return sendJoinIfDue(deps, { ...invitation, address: invitation.address });
  }

  const mails = await mailLog.mailsTo(userId, user.createdTimestamp);
  if (isSent(invitation) && mails.length > 0) return 'not_needed';
  const left = mailThatLeft(invitation, mails);
  if (left) {
    const mailed = mailedAt(config, invitation.lifespanHours, left);
    const sends = mails.length + sentBeforeReplacement(invitation);
    await writeRecord(admin, userId, (current) =>
      current?.invitationId === invitation.invitationId && current.status === invitation.status
        ? { move: MOVES.mailLeft, ...mailed, sends, error: undefined }
        : undefined,
    );
    return 'already_mailed';
  }
  const signIn = await signInOf(admin, user);
  if (signIn === 'unknown') return 'not_needed';
  if (signIn === 'yes') {
    await markActive(admin, user);
    return 'activated';
  }
  await using place = await ifAllowed(deps.mailQuota.take(invitation.email, invitation.history));
  if (!place) return 'waits';
  if (mails.length === 0) await joinCompany(admin, invitation);
  // An import counts its first mail before it leaves: that mail was not sent, so this one is the first.
  const sends = isSent(invitation) ? 0 : invitation.sends;
  if (sends !== invitation.sends) await writeRecord(admin, userId, { move: MOVES.missMail, sends, sentAt: undefined });
  const otherActions = user.requiredActions ?? [];
  const mailed = await sendMail(deps, userId, { ...invitation, sends }, place, { otherActions });
  return hasFailed(mailed) ? 'failed' : 'sent';
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
