import type { Actor } from '../../authority/actor.ts';
import { actOn, withAct } from '../../authority/acts.ts';
import { AppError } from '../../errors.ts';
import { sendActionsMail } from '../../keycloak/realm/actions-mail.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { askedActions, pageActionsOf } from '../../keycloak/ride/required-actions.ts';
import { hasDone } from '../answers/idempotency-key.ts';
import { refuseActivated, refused } from '../answers/keycloak-refusal.ts';
import { requireOpenCompany } from '../record/closed-company.ts';
import { asGiven, giveGroups } from '../record/groups.ts';
import { type Invitation, invitationOf, nextInvitationId } from '../record/invitation.ts';
import { isRevoked, MOVES, mayMove } from '../record/life-cycle.ts';
import { isProfileRefusal, writeNoted } from '../record/revocation.ts';
import { unwrittenRevocation } from '../record/revocation-notes.ts';
import { readInvitation, writeRecord } from '../record/store.ts';
import { carryOut, replaceAccount, type Successor, successorOf } from '../replacement/replace-account.ts';
import { planFor } from '../replacement/replacement-plan.ts';
import { revivalOf } from '../replacement/revival.ts';
import { requireUnhindered } from '../sending/mail-actions.ts';
import type { MailPlace } from '../sending/mail-quota.ts';
import { mailOf, type SendDeps, sendMail } from '../sending/send-mail.ts';
import { requireAccessLeft } from './access-until.ts';
import { authorize, stillAuthorized } from './authorize.ts';

export interface ResendOptions {
  /** How long the new link holds, in hours; the setting's value by default. */
  lifespanHours?: number | undefined;
  /** The new invitation's id. If the invitation has it already, the request is a repetition and sends nothing. */
  invitationId?: string | undefined;
}

/**
 * Sends another mail. The invitation gets a new id first, so that every older link is refused from now on. A revoked invitation gets a new account
 * where a key of the old one may still work at Keycloak's own address; the returned invitation then has another `id`. Throws `already_active` (also
 * for somebody who became active at this moment), `account_disabled` where somebody else has disabled the account, `organization_disabled`, `provider_off`, `passkeys_off`, `passwords_off`, `domain_unclear`, `earlier_link_works` where the
 * account may not be replaced, `access_ended`, `too_many_mails`, and `invalid_request` where Keycloak refuses to write the account because of what stands in it; in
 * all these cases nothing has changed. A person who asks for a link of such an account gets a mail all the same.
 */
export async function resend(deps: SendDeps, actor: Actor, userId: string, options: ResendOptions = {}): Promise<Invitation> {
  let before = await readUser(deps.admin, userId);
  if (before && (await unwrittenRevocation(deps.admin, before))) {
    await writeNoted(deps.admin, userId).catch(refused());
    before = await readUser(deps.admin, userId);
  }
  if (!before) return resumeReplacement(deps, actor, userId, options);
  try {
    return await resendTo(deps, actor, before, options);
  } catch (error) {
    // Another sidecar may have carried out the same request meanwhile, and deleted the account.
    const isGone = error instanceof AppError && error.code === 'not_found';
    if (!isGone) throw error;
    return resumeReplacement(deps, actor, userId, options);
  }
}

async function resendTo(deps: SendDeps, actor: Actor, before: User, options: ResendOptions): Promise<Invitation> {
  const { admin } = deps;
  const { invitation, permission } = await authorize(deps.admin, actor, 'resend', before.id ?? '');
  await requireOpenCompany(admin, invitation);
  requireAccessLeft(deps.config, invitation);
  await requireUnhindered(deps, invitation);
  if (permission === 'mail') return mailAgain(deps, actor, before, invitation, options);
  const wasRevoked = isRevoked(invitation);
  if (!wasRevoked && !before.enabled) throw new AppError('account_disabled');
  const revival = wasRevoked ? await revivalOf(deps, before, invitation) : undefined;
  if (revival?.kind === 'new_account') return resendToNewAccount(deps, actor, before, invitation, revival.keysUntil, options);
  const { invitationId = nextInvitationId(invitation.invitationId), lifespanHours } = options;
  const isRepeated = invitation.invitationId === invitationId;
  await deps.redirectCheck.requireLinks();
  await using place = isRepeated ? undefined : await deps.mailQuota.take(invitation.email, invitation.history);
  const act = await actOn(admin, 'resend', actor, invitation.id);
  // The revocation has taken what the invitation gave: what the account is in now, somebody else has given.
  const groups = wasRevoked && !isRepeated ? await asGiven(admin, invitation.id, invitation.groups) : undefined;
  const move = actor.kind === 'person' ? MOVES.requestLink : MOVES.resend;
  let otherActions: readonly string[] = [];
  let mine = false;
  const queued = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    // Somebody has revoked the invitation or disabled the account at this moment.
    if (!user.enabled && (!revival || before.enabled)) throw new AppError('account_disabled');
    // If another process has written this invitation id first, it also sends the mail.
    mine = current?.invitationId !== invitationId && mayMove(move, current);
    return mine ? { act, move, invitationId, lifespanHours, ...(groups && { groups }), switchedOff: false } : undefined;
  };
  const written = await writeRecord(admin, invitation.id, queued, (user) => {
    otherActions = user.requiredActions ?? [];
    const { signIn } = invitationOf(user) ?? invitation;
    const [wayIn = ''] = pageActionsOf(signIn).slice(-1);
    const requiredActions = askedActions(signIn, otherActions);
    // A person who is asked for their way in already may be answering at this moment: the required actions are not written again.
    return { ...(revival && { enabled: true }), ...(!otherActions.includes(wayIn) && { requiredActions }) };
  }).catch((error) => (actor.kind === 'person' && isProfileRefusal(error) ? undefined : refused()(error)));
  if (!written) return mailUnwritten(deps, invitation, otherActions, place);
  if (!mine || !place) return written;
  await stillAuthorized(deps.admin, actor, 'resend', before);
  if (groups && written.address === undefined) await giveGroups(admin, invitation.id, groups);
  return await sendMail(deps, invitation.id, { ...invitation, invitationId, lifespanHours }, place, { otherActions });
}

/** Keycloak mails accounts that it refuses to write. The link bears the invitation's id as it stands, so our page takes it. */
async function mailUnwritten(
  deps: SendDeps,
  invitation: Invitation,
  otherActions: readonly string[],
  place: MailPlace | undefined,
): Promise<Invitation> {
  if (place) {
    const mail = await mailOf(deps, invitation.id, invitation, { otherActions });
    place.used = true;
    await sendActionsMail(deps.admin, mail);
  }
  return invitation;
}

/**
 * Sends one more mail to the account's own address and changes nothing else: the account is not enabled, its required actions stay, and no earlier
 * link ends. The invitation keeps its id; so the act (`invitation.actors`) records the request's id. Only an invitation that was ended without
 * switching the account off begins anew, with an id of its own. Throws `account_disabled`.
 */
async function mailAgain(
  deps: SendDeps,
  actor: Actor,
  user: User,
  invitation: Invitation,
  { invitationId: request, lifespanHours = invitation.lifespanHours }: ResendOptions,
): Promise<Invitation> {
  const { id, email, history, expiresAt } = invitation;
  if (hasDone(invitation, request)) return invitation;
  if (!user.enabled) throw new AppError('account_disabled');
  await deps.redirectCheck.requireLinks();
  await using place = await deps.mailQuota.take(email, history);
  const act = { ...(await actOn(deps.admin, 'resend', actor, id)), request };
  let mine = false;
  const written = await writeRecord(deps.admin, id, (current) => {
    mine = !current || !hasDone(current, request);
    if (!mine) return undefined;
    return current && isRevoked(current)
      ? { act, move: MOVES.resend, invitationId: nextInvitationId(current.invitationId) }
      : { act };
  }).catch(refused());
  if (!mine) return written;
  const isRenewed = written.invitationId !== invitation.invitationId;
  return await sendMail(deps, id, { ...invitation, invitationId: written.invitationId, lifespanHours }, place, {
    otherActions: user.requiredActions ?? [],
    ...(!isRenewed && { expiresAt }),
  });
}

async function resendToNewAccount(
  deps: SendDeps,
  actor: Actor,
  before: User,
  invitation: Invitation,
  keysUntil: Date,
  options: ResendOptions,
): Promise<Invitation> {
  const { invitationId = nextInvitationId(invitation.invitationId), lifespanHours } = options;
  await deps.redirectCheck.requireLinks();
  await using place = await deps.mailQuota.take(invitation.email, invitation.history);
  const act = await actOn(deps.admin, 'resend', actor, invitation.id);
  const record = {
    ...invitation,
    actors: withAct(invitation.actors, act),
    ...{ invitationId, lifespanHours, status: MOVES.resend.to, error: undefined, switchedOff: false, keysUntil: undefined },
    ...{ previousId: invitation.id, replacedAt: new Date() },
  };
  const requiredActions = askedActions(invitation.signIn, before.requiredActions ?? []);
  const successor = await replaceAccount(deps.admin, { ...before, requiredActions }, record);
  if (successor) return await mailSuccessor(deps, actor, successor, options, place);
  const retryAfter = Math.max(1, Math.ceil((keysUntil.getTime() - Date.now()) / 1000));
  throw new AppError('earlier_link_works', { params: { until: keysUntil }, retryAfter });
}

/**
 * For an account that was deleted: finishes its replacement where a crash has cut that off, or returns what a repeated request has done before.
 * Throws `not_found`.
 */
async function resumeReplacement(deps: SendDeps, actor: Actor, userId: string, options: ResendOptions): Promise<Invitation> {
  const plan = await planFor(deps.admin, userId);
  const successor = plan && (await carryOut(deps.admin, plan));
  if (successor) return mailSuccessor(deps, actor, successor, options);
  const user = await successorOf(deps.admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || invitation.invitationId !== options.invitationId) throw new AppError('not_found');
  return invitation;
}

/** @param place of the mail within the address's daily quota, taken before. */
async function mailSuccessor(
  deps: SendDeps,
  actor: Actor,
  { id, made }: Successor,
  options: ResendOptions,
  place?: MailPlace,
): Promise<Invitation> {
  const invitation = await readInvitation(deps.admin, id);
  const { invitationId = invitation.invitationId } = options;
  // Another request has made this plan, and its mail is on its way: this request sends its own.
  if (invitation.invitationId !== invitationId) return resend(deps, actor, id, options);
  if (!made) return invitation;
  const otherActions = (await readUser(deps.admin, id))?.requiredActions ?? [];
  if (place) return sendMail(deps, id, invitation, place, { otherActions });
  await using own = await deps.mailQuota.take(invitation.email, invitation.history);
  return await sendMail(deps, id, invitation, own, { otherActions });
}
