import type { Invitation } from '../record/invitation.ts';
import { hasFailed, isSent, MOVES, waitsForMail } from '../record/life-cycle.ts';
import { mailedAt } from '../record/lifespan.ts';
import { writeRecord } from '../record/store.ts';
import { hasJoined, joinOf, mailedJoinAt, markJoined, type StandIn } from '../stand-ins/company-join.ts';
import { ifAllowed } from './mail-quota.ts';
import { type SendDeps, type SendOutcome, sendMail } from './send-mail.ts';

/**
 * Mails the invitation of a stand-in if a mail is due, as `sendIfDue` (sender.ts) does with other invitations. Keycloak stores its own invitation of
 * the account in the same transaction as the mail: so that invitation tells whether the mail has left.
 */
export async function sendJoinIfDue(deps: SendDeps, invitation: Invitation & StandIn): Promise<SendOutcome> {
  const { admin, config } = deps;
  const { id, invitationId, status, sends } = invitation;
  // For stand-ins `sent` is stored after the mail has left.
  if (isSent(invitation)) return 'not_needed';
  const join = await joinOf(admin, invitation);
  if (join && hasJoined(join)) {
    await markJoined(admin, id, join);
    return 'activated';
  }
  const sentAt = join && (await mailedJoinAt(admin, join));
  if (sentAt && sentAt > (invitation.sentAt ?? new Date(0))) {
    await writeRecord(admin, id, (current) =>
      current?.invitationId === invitationId && current.status === status
        ? { move: MOVES.mailLeft, ...mailedAt(config, invitation, sentAt), sends: sends + 1, error: undefined }
        : undefined,
    );
    return 'already_mailed';
  }
  await using place = await ifAllowed(deps.mailQuota.take(invitation.address, invitation.history));
  if (!place) return 'waits';
  if (deps.duty && deps.duty.term() === undefined) return 'stands_by';
  const mailed = await sendMail(deps, id, invitation, place);
  return waitsForMail(mailed) ? 'waits' : hasFailed(mailed) ? 'failed' : 'sent';
}
