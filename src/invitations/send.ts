import { canSignIn, isAskedForPassword, isStrict } from '../authority/active.ts';
import type { Actor } from '../authority/actor.ts';
import { actOn } from '../authority/acts.ts';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { invitationRedirectUri } from '../keycloak/action-token.ts';
import { type Admin, adminRefusal, adminStatus } from '../keycloak/admin.ts';
import type { ActionsMail } from '../keycloak/lean-admin.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { type Invitation, type InvitationRecord, invitationOf, nextInvitationId, PAGE_ACTIONS } from './invitation.ts';
import { cancelJoin, hasJoined, joinOf, mailJoin, markJoined, type StandIn } from './join.ts';
import { expiryOf, type LifespanSettings, lifespanOf } from './lifespan.ts';
import { folded, ifAllowed, type MailPlace, type MailQuota } from './mail-quota.ts';
import { hasProvenAddress } from './proven-address.ts';
import { refused } from './refusal.ts';
import { readInvitation, writeRecord } from './store.ts';

export interface SendDeps {
  admin: Admin;
  config: Pick<Config, 'publicUrl' | 'keycloak'> & LifespanSettings;
  mailQuota: MailQuota;
}

export interface SendOptions {
  /** Required actions that the user has beside ours: the mail names them. */
  otherActions?: readonly string[];
}

/** What Keycloak is asked for when it is to mail an invitation. */
export function mailOf(
  config: SendDeps['config'],
  userId: string,
  { invitationId, lifespanHours }: Pick<InvitationRecord, 'invitationId' | 'lifespanHours'>,
  { otherActions = [] }: SendOptions = {},
): ActionsMail {
  return {
    id: userId,
    clientId: config.keycloak.clientId,
    redirectUri: invitationRedirectUri(config.publicUrl, invitationId),
    lifespan: lifespanOf(config, lifespanHours) * 3600,
    actions: [...new Set([...PAGE_ACTIONS, ...otherActions])],
  };
}

/** What a mail needs to know of an invitation. */
export type Mailed = Pick<InvitationRecord, 'invitationId' | 'lifespanHours' | 'sends' | 'address'>;

/**
 * Has Keycloak send the mail for an invitation that stands in the user's attributes, and writes down what became of it.
 * An SMTP fault is no error here: the invitation says `failed` with the reason.
 * @param place of this mail within what its address may get.
 */
export async function sendMail(
  { admin, config, mailQuota }: SendDeps,
  userId: string,
  record: Mailed,
  place: MailPlace,
  options: SendOptions = {},
): Promise<Invitation> {
  const failed = (reason: string) =>
    // Another worker's mail may have gone out in the meantime.
    writeRecord(admin, userId, (current) => (current && hasMoved(current) ? undefined : { status: 'failed', error: reason }));
  try {
    const standIn = record.address === undefined ? undefined : { id: userId, address: record.address };
    const join = standIn && (await joinOf(admin, standIn));
    if (join && hasJoined(join)) return await markJoined(admin, userId, join);
    // It bears the address as its username, and has none of its own.
    if (join && !join.account.email) return await failed(MAIL_REFUSED);
    // Tried again like any other: they may verify it.
    if (join && !(await hasProvenAddress(admin, join.account))) return await failed(MAIL_REFUSED);
    if (join) {
      const { email = '' } = join.account;
      // An account may get its mails elsewhere than at the address that was invited: that mailbox has a quota, too.
      const isElsewhere = folded(email) !== folded(record.address ?? '');
      await using elsewhere = isElsewhere ? await ifAllowed(mailQuota.take(email)) : place;
      // Left to the sender.
      if (!elsewhere) return await readInvitation(admin, userId);
      elsewhere.used = place.used = true;
      await mailJoin(admin, join).catch((error) => {
        if (mailFault(error)) elsewhere.used = false;
        throw error;
      });
    } else {
      // The account that it stood in for is gone: the address is free for the person's own.
      if (standIn) await takeAddress(admin, standIn);
      place.used = true;
      await admin.users.executeActionsEmail(mailOf(config, userId, record, options));
    }
  } catch (error) {
    const reason = mailFault(error);
    // Whatever else has happened, the mail may have left.
    if (!reason) throw error;
    place.used = false;
    return failed(reason);
  }
  const sentAt = new Date();
  return writeRecord(admin, userId, (current) => ({
    // Somebody quick may have opened the link already, or even be active; an admin may have revoked it.
    ...(current && hasMoved(current) && current.status !== 'sent' ? {} : { status: 'sent' }),
    sentAt,
    expiresAt: expiryOf(config, record.lifespanHours, sentAt),
    sends: (current?.sends ?? record.sends) + 1,
    error: undefined,
  }));
}

async function takeAddress(admin: Admin, { id, address }: StandIn): Promise<void> {
  await writeRecord(admin, id, { address: undefined }, () => ({ email: address, username: address }));
}

/** Whether an invitation has gone on since it was queued for this mail. */
function hasMoved({ status }: Invitation): boolean {
  return status === 'sent' || status === 'opened' || status === 'activated' || status === 'revoked';
}

export interface ResendOptions {
  /** How long the new link holds, in hours; the setting's value by default. */
  lifespanHours?: number | undefined;
  /** The new invitation's id; a mail that bears it already is not sent again. */
  invitationId?: string | undefined;
}

/**
 * Sends another mail: a new invitation id first, so that every older link is refused from now on. Throws `already_active`, also for
 * somebody who has just become so, and `too_many_mails`: then nothing has changed, and the older link is as good as before.
 */
export async function resend(deps: SendDeps, actor: Actor, userId: string, options: ResendOptions = {}): Promise<Invitation> {
  const { admin } = deps;
  const before = await readUser(admin, userId);
  const invitation = before && invitationOf(before);
  if (!invitation) throw new AppError('not_found');
  if (invitation.status === 'activated' || (await canSignIn(admin, before, { strict: isStrict(actor) })))
    throw new AppError('already_active');
  const { invitationId = nextInvitationId(invitation.invitationId), lifespanHours } = options;
  const isRepeated = invitation.invitationId === invitationId;
  await using place = isRepeated ? undefined : await deps.mailQuota.take(invitation.email, invitation.history);
  const act = await actOn(admin, 'resend', actor, userId);
  let otherActions: readonly string[] = [];
  let mine = false;
  const queued = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    // Whoever was quicker has written this id, and mails it.
    mine = current?.invitationId !== invitationId;
    return mine ? { act, invitationId, lifespanHours, status: 'queued' as const } : undefined;
  };
  const written = await writeRecord(admin, userId, queued, (user) => {
    otherActions = user.requiredActions ?? [];
    const requiredActions = [...new Set([...otherActions, ...PAGE_ACTIONS])];
    // Whoever is asked already may be answering at this very moment: they are asked for nothing anew.
    return { ...(!user.enabled && { enabled: true }), ...(!isAskedForPassword(user) && { requiredActions }) };
  }).catch(refused());
  const next = { ...invitation, invitationId, lifespanHours };
  return mine && place ? await sendMail(deps, userId, next, place, { otherActions }) : written;
}

/** Throws `already_active` for somebody who has activated since we looked, written down or not: Keycloak no longer asks for a password. */
export function refuseActivated(current: Invitation | undefined, before: User, now: User): void {
  const meanwhile = isAskedForPassword(before) && !isAskedForPassword(now);
  if (current?.status === 'activated' || meanwhile) throw new AppError('already_active');
}

/**
 * The link dies at once: its invitation is no longer the current one, and the user is disabled, or deleted where the setting
 * REVOKE_ACTION says so. Of an account that another user stands in for, only Keycloak's invitation into the company is taken back.
 * Throws `already_active`, also for somebody who can sign in by now, however they came by it.
 */
export async function revoke({ admin, config }: RevokeDeps, actor: Actor, userId: string): Promise<Invitation> {
  const before = await readUser(admin, userId);
  const invitation = before && invitationOf(before);
  if (!invitation) throw new AppError('not_found');
  if (invitation.status === 'activated' || (await canSignIn(admin, before, { strict: isStrict(actor) })))
    throw new AppError('already_active');
  if (invitation.address !== undefined) await revokeJoin(admin, { id: userId, address: invitation.address });
  const act = await actOn(admin, 'revoke', actor, userId);
  const revoked = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    return { act, invitationId: crypto.randomUUID(), status: 'revoked' as const, error: undefined };
  };
  // Also before a deletion: from here on no link works, so nobody activates an account that is about to vanish.
  const written = await writeRecord(admin, userId, revoked, () => ({ enabled: false })).catch(refused());
  if (config.revokeAction === 'delete') await admin.users.del({ id: userId });
  return written;
}

async function revokeJoin(admin: Admin, standIn: StandIn): Promise<void> {
  await cancelJoin(admin, standIn);
  // Asked afterwards: nobody can say yes any more.
  const join = await joinOf(admin, standIn);
  if (!join || !hasJoined(join)) return;
  await markJoined(admin, standIn.id, join);
  throw new AppError('already_active');
}

export interface RevokeDeps {
  admin: Admin;
  config: Pick<Config, 'revokeAction'>;
}

/**
 * Keycloak's reason when it could not hand the mail over (500 with `errorMessage`); undefined for any other fault. The same words
 * whichever mail it was: an invitation must not tell whether somebody stands in for an account.
 */
export function mailFault(error: unknown): string | undefined {
  if (adminStatus(error) !== 500) return undefined;
  const { errorMessage } = (adminRefusal(error) ?? {}) as { errorMessage?: unknown };
  if (typeof errorMessage !== 'string') return undefined;
  return (errorMessage === 'Failed to send invite email' ? MAIL_REFUSED : errorMessage).slice(0, 255);
}

/** What Keycloak says of an activation mail that the mail server refuses, or when there is none. */
const MAIL_REFUSED =
  'Failed to send execute actions email: Error when attempting to send the email to the server. More information is available in the server log.';
