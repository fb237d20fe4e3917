import { setTimeout as delay } from 'node:timers/promises';
import type { Counter } from 'prom-client';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { actOf } from '../../authority/acts.ts';
import { canSignIn, isAskedForPassword } from '../../authority/can-sign-in.ts';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { isLinkedAtOnce, isNamedLikeAnother } from '../../keycloak/rights/company-providers.ts';
import type { Config } from '../../settings/config.ts';
import { isCompanyClosed } from '../record/closed-company.ts';
import { type Invitation, type InvitationStatus, invitationOf, nextInvitationId } from '../record/invitation.ts';
import { hasExpired, hasFailed, isRevoked, MOVES, mayMove, WAITING_FOR_PERSON } from '../record/life-cycle.ts';
import { hasAccessEnded } from '../record/lifespan.ts';
import { isMailedElsewhere } from '../record/mailed-address.ts';
import { invitationNow } from '../record/revocation-notes.ts';
import { markUser, noteActive } from '../record/status-changes.ts';
import { writeRecord } from '../record/store.ts';
import { cancelJoin, noteJoined } from '../stand-ins/company-join.ts';
import { hindranceOf } from './mail-actions.ts';
import { ifAllowed } from './mail-quota.ts';
import { isReminderDue } from './schedules.ts';
import { type SendDeps, sendMail } from './send-mail.ts';

/**
 * Looks at all invitations that wait for their person, again and again: stores `expired`, so that lists by status are right; sends reminders, and a
 * mail to whoever has got another address, if following/changed-users.ts has not; and notices who has got a password by another way, even if
 * Keycloak's logs do not say so. A round over few invitations is two requests a minute; a
 * round over many takes longer, and uses a fortieth of the time at most.
 */
export interface UpkeepDeps extends SendDeps {
  config: SendDeps['config'] & Pick<Config, 'reminders'>;
  logger: Logger;
  /** Waits until another mail may leave (MAIL_RATE_LIMIT). */
  mailTurn: () => Promise<void>;
  /** While it resolves to false, nothing is done. */
  mayWork?: () => Promise<boolean>;
  /** Reminders are sent by the worker on duty alone. What else is done may be done twice. */
  duty?: Duty;
  /** Counts what was done, by `outcome`. */
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
}

export interface Upkeep {
  stop(): Promise<void>;
}

export interface UpkeepOptions {
  /** Milliseconds between the ends of two rounds. */
  pause?: number;
}

/**
 * In every 30th round, stand-ins and revoked invitations are looked at, too: Keycloak's logs tell sooner who has joined a company
 * (following/joins.ts) and whose account was enabled again.
 */
const THOROUGH_EVERY = 30;
const PAGE = 500;
/** Duty cycle 1:39: after each page of users, a pause of 39 times as long as the page took, and of 10 s at least. */
const REST = 39;
const LEAST_REST = 10_000;

export function startUpkeep(deps: UpkeepDeps, { pause = 60_000 }: UpkeepOptions = {}): Upkeep {
  const { logger, mayWork } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async (count: number) => {
    const isThorough = count % THOROUGH_EVERY === 0;
    for (const status of isThorough ? [...WAITING_FOR_PERSON, MOVES.revoke.to] : WAITING_FOR_PERSON)
      await round(deps, status, isThorough, signal);
  };
  const complaint = 'cannot go round the invitations; trying again';
  const ended = repeatRounds(work, { pause, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function round(deps: UpkeepDeps, status: InvitationStatus, looksAtJoins: boolean, signal: AbortSignal): Promise<void> {
  for (let first = 0; !signal.aborted; ) {
    const started = Date.now();
    const query = { q: `invitation.status:${status}`, first, max: PAGE, briefRepresentation: false };
    const users = await deps.admin.users.find(query);
    let left = 0;
    for (const user of users) {
      if (signal.aborted) return;
      if ((await tend(deps, user, looksAtJoins)) === 'left') left += 1;
    }
    if (users.length < PAGE) return;
    // Users who no longer have this status have dropped out of the list, and the rest has moved forward.
    first += users.length - left;
    await rest(Math.max(LEAST_REST, (Date.now() - started) * REST), signal);
  }
}

/** Does what is due for one invitation. A fault is logged and does not stop the round. */
async function tend(deps: UpkeepDeps, user: User, looksAtJoins: boolean): Promise<'left' | 'stays'> {
  const { admin, config, outcomes } = deps;
  const invitation = invitationOf(user);
  if (!invitation) return 'stays';
  const { id } = invitation;
  try {
    const standIn = invitation.address === undefined ? undefined : { id, address: invitation.address };
    // Where Keycloak's log has not told that names were changed (following/links-at-once.ts). A stand-in's names are made up.
    if (!standIn && isLinkedAtOnce(user) && isNamedLikeAnother(user)) await writeRecord(admin, id, (current) => current && {});
    if (standIn && (looksAtJoins || hasExpired(invitation)) && (await noteJoined(admin, standIn))) {
      outcomes.inc({ outcome: 'joined' });
      return 'left';
    }
    const reminds = isMailDue(invitation, config);
    // Keycloak's logs tell sooner who is active (following/passwords.ts). So somebody who is still asked for a password is checked only where a
    // reminder or the expiry is due.
    const looks = !isAskedForPassword(user) || hasExpired(invitation) || reminds;
    if (looks && (await noteActive(admin, user))) {
      outcomes.inc({ outcome: 'activated_elsewhere' });
      return 'left';
    }
    if (isRevoked(invitation)) return 'stays';
    if (hasExpired(invitation)) {
      // Keycloak's own invitation of the account may hold for longer: cancel it.
      if (standIn) await cancelJoin(admin, standIn);
      if (!(await markUser(admin, id, MOVES.noteExpiry))) return 'stays';
      outcomes.inc({ outcome: 'expired' });
      return 'left';
    }
    const reminder = async () => {
      if (await remind(deps, id)) outcomes.inc({ outcome: isMailedElsewhere(invitation) ? 'mailed_to_new_address' : 'reminded' });
    };
    if (reminds) await (deps.duty ? deps.duty.during(reminder) : reminder());
  } catch (error) {
    deps.logger.warn({ user: id, err: error }, 'could not tend an invitation; trying again at the next round');
  }
  return 'stays';
}

/** A reminder, or the first mail to an address that somebody has changed in Keycloak. */
function isMailDue(invitation: Invitation, { reminders }: UpkeepDeps['config']): boolean {
  return isReminderDue(invitation, reminders, new Date()) || isMailedElsewhere(invitation);
}

/**
 * Sends a reminder with a new link. Reads the invitation once more right before, because a minute may have passed: another worker may have reminded,
 * the person may be active, an admin may have disabled the account. A disabled account gets no mail and is not enabled by one.
 */
async function remind(deps: UpkeepDeps, userId: string): Promise<boolean> {
  const { admin, config } = deps;
  await deps.mailTurn();
  const user = await readUser(admin, userId);
  const invitation = user && (await invitationNow(admin, user));
  if (!user?.enabled || !invitation || isRevoked(invitation) || (await canSignIn(admin, user))) return false;
  if (hasAccessEnded(config, invitation) || (await isCompanyClosed(admin, invitation))) return false;
  if (await hindranceOf(deps, invitation, invitation.signIn)) return false;
  const [company] = invitation.by ? [] : await organizationsOfMember(admin, userId);
  const invitationId = nextInvitationId(invitation.invitationId);
  await using place = await ifAllowed(deps.mailQuota.take(invitation.email, invitation.history));
  // The address has used up its mails of the day: a later round tries again.
  if (!place) return false;
  const act = actOf('remind', WORKER, []);
  let mine = false;
  await writeRecord(admin, userId, (current) => {
    // Of one that is queued a mail is under way: of a correction, say, which has written the new address first.
    mine = current?.invitationId === invitation.invitationId && mayMove(MOVES.remind, current) && isMailDue(current, config);
    return mine
      ? { act, invitationId, move: MOVES.remind, ...(company && { by: company.name, organization: company.alias }) }
      : undefined;
  });
  if (!mine) return false;
  const mailed = await sendMail(deps, userId, { ...invitation, invitationId }, place, {
    otherActions: user.requiredActions ?? [],
  });
  audit(deps.logger, {
    actor: WORKER,
    command: 'remind',
    company: invitation.organization,
    account: invitation,
    outcome: hasFailed(mailed) ? 'failed' : 'done',
    detail: mailed.status,
  });
  return !hasFailed(mailed);
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
