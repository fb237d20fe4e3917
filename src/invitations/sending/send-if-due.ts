import { isInviting } from '../../authority/acts.ts';
import { signInOf } from '../../authority/can-sign-in.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { isCompanyClosed } from '../record/closed-company.ts';
import { giveLacking } from '../record/groups.ts';
import { sentBeforeReplacement } from '../record/key-expiry.ts';
import { hasFailed, isMailInDoubt, isSent, MOVES, mayMove } from '../record/life-cycle.ts';
import { hasAccessEnded, mailedAt } from '../record/lifespan.ts';
import { invitationNow } from '../record/revocation-notes.ts';
import { markActive } from '../record/status-changes.ts';
import { writeRecord } from '../record/store.ts';
import { carryOut } from '../replacement/replace-account.ts';
import { planFor } from '../replacement/replacement-plan.ts';
import { standsIn } from '../stand-ins/stand-in.ts';
import { hindranceOf, hindranceReason } from './mail-actions.ts';
import type { MailLog } from './mail-log.ts';
import { ifAllowed } from './mail-quota.ts';
import { type SendDeps, type SendOutcome, sendMail } from './send-mail.ts';
import { sendJoinIfDue } from './stand-in-mail.ts';
import { joinCompany, withAddress } from './unfinished-account.ts';
import { mailThatLeft } from './unrecorded-mail.ts';

export interface SendIfDueDeps extends SendDeps {
  mailLog: MailLog;
}

/**
 * Mails one invitation if a mail is due, by what Keycloak says of it at this moment. Safe to call for anybody at any time: nothing is sent to a
 * person who is active, revoked or disabled, or whom Keycloak has mailed already.
 */
export async function sendIfDue(deps: SendIfDueDeps, userId: string): Promise<SendOutcome> {
  const { admin, config, mailLog, duty } = deps;
  const standsBy = duty !== undefined && duty.term() === undefined;
  const found = await readUser(admin, userId);
  const user = found && (await withAddress(admin, found));
  const invitation = user && (await invitationNow(admin, user));
  if (!user?.enabled || !invitation?.email) return 'not_needed';
  // The worker that ends accesses is about to take it back.
  if (!isMailInDoubt(invitation) || hasAccessEnded(config, invitation)) return 'not_needed';
  // The process that replaced an account died before it made the new account a member of all its companies.
  const plan = invitation.previousId === undefined ? undefined : await planFor(admin, invitation.previousId);
  if (plan && standsBy) return 'stands_by';
  if (plan) await carryOut(admin, plan);
  if (await isCompanyClosed(admin, invitation)) return 'waits';
  const hindrance = await hindranceOf(deps, invitation, invitation.signIn);
  if (hindrance) {
    // No fault of the mail server: it is written down once, and does not count among those that say whether that is away.
    const now = { move: MOVES.mailRefused, error: hindranceReason(hindrance) };
    if (!standsBy && !hasFailed(invitation))
      await writeRecord(admin, userId, (current) => (mayMove(now.move, current) && !hasFailed(current) ? now : undefined));
    return 'waits';
  }
  if (invitation.address !== undefined) {
    await joinCompany(admin, invitation);
    if (!(await standsIn(admin, user, invitation.address))) return 'not_needed';
    return sendJoinIfDue(deps, { ...invitation, address: invitation.address });
  }

  const mails = await mailLog.mailsTo(userId, user.createdTimestamp);
  if (isSent(invitation) && mails.length > 0) return 'not_needed';
  const left = mailThatLeft(invitation, mails);
  if (left) {
    const mailed = mailedAt(config, invitation, left);
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
  if (standsBy) return 'stands_by';
  if (mails.length === 0) await joinCompany(admin, invitation);
  // A new account has its groups from its creation on; a command that has given others since may have been cut off.
  if (invitation.actors?.some((act) => !isInviting(act))) await giveLacking(admin, userId, invitation.groups);
  // An import counts its first mail before it leaves: that mail was not sent, so this one is the first.
  const sends = isSent(invitation) ? 0 : invitation.sends;
  if (sends !== invitation.sends) await writeRecord(admin, userId, { move: MOVES.missMail, sends, sentAt: undefined });
  const otherActions = user.requiredActions ?? [];
  const mailed = await sendMail(deps, userId, { ...invitation, sends }, place, { otherActions });
  return hasFailed(mailed) ? 'failed' : 'sent';
}
