import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../../authority/actor.ts';
import { wronglyGivenToMany } from '../../../authority/groups-given.ts';
import type { AppError } from '../../../errors.ts';
import type { Aside } from '../../../jobs/pace.ts';
import { KEYCLOAK_TIMEOUT } from '../../../keycloak/api/http.ts';
import type { LeanAdmin } from '../../../keycloak/realm/lean-admin.ts';
import type { User } from '../../../keycloak/realm/users.ts';
import { refusalOf, type Sentences } from '../../answers/keycloak-refusal.ts';
import { makeAccount, type NewAccount } from '../../commands/new-account.ts';
import { finishInvitation } from '../../commands/unfinished-invitation.ts';
import { takeWithdrawn } from '../../record/groups.ts';
import { type InvitationRecord, invitationOf } from '../../record/invitation.ts';
import { hasFailed, isSent, MOVES, waitsForMail } from '../../record/life-cycle.ts';
import { accessUntil, mailedAt } from '../../record/lifespan.ts';
import { addressHash } from '../../record/mailed-address.ts';
import { writeRecord } from '../../record/store.ts';
import { hindranceOf, hindranceReason } from '../../sending/mail-actions.ts';
import type { MailLog } from '../../sending/mail-log.ts';
import { isTooManyMails, type MailPlace } from '../../sending/mail-quota.ts';
import { type Mailed, mailFault, mailOf, type SendDeps, sendMail } from '../../sending/send-mail.ts';
import { accountOf, isBeyond, isTaken } from '../../stand-ins/address-owner.ts';
import { findStandIn } from '../../stand-ins/stand-in.ts';
import type { ImportRow } from '../file/read-row.ts';
import { type Carried, type CarriedDeps, carriedBy } from './carried.ts';
import { faultOf, hindered, mailRefused, type Outcome, WAITING } from './outcome.ts';

export interface InviteRowDeps extends SendDeps, CarriedDeps {
  config: SendDeps['config'] & CarriedDeps['config'];
  realm: SendDeps['realm'] & CarriedDeps['realm'];
  mailLog: MailLog;
  lean: LeanAdmin;
}

export interface InviteRowOptions {
  /** Id of the import: marks the users that it makes, and so tells them from others when it is done again. */
  batch: string;
  actor: Actor;
  /** How long the links hold, where the import says so. */
  lifespanHours?: number | undefined;
  /** The import resumes an earlier run that was cut off. */
  resumed: boolean;
  /** Whether mails may leave now; otherwise the invitation waits for the sender. */
  mails: boolean;
  /** Whether Keycloak keeps a record of mails. If not, each mail is stored by the sidecar, for two requests more. */
  recorded: boolean;
  /** The realm's own sentences for what Keycloak refuses. */
  words: Sentences;
  /** Lets other rows work while this one waits for an answer that they share. */
  aside?: Aside;
}

/**
 * Invites the person of one row with two requests: create, mail. Nothing is written down in between or afterwards: the user is
 * made as `sent`, and should we die before the mail has gone, Keycloak's own record of mails says so (see MailLog), to the
 * sender and to the same import done again. So whatever happens, a row may be invited again.
 */
export async function inviteRow(deps: InviteRowDeps, row: ImportRow, options: InviteRowOptions): Promise<Outcome> {
  if (!options.mails) return inviteWith(deps, row, options, undefined);
  try {
    await using mailPlace = await deps.mailQuota.take(row.email);
    return await inviteWith(deps, row, options, mailPlace);
  } catch (error) {
    if (isTooManyMails(error)) return unmailed(deps, row, options, error);
    throw error;
  }
}

/**
 * The result of a row whose address has used up its mails of the day. Nobody is invited; an account within the importer's reach is reported as such.
 */
async function unmailed(deps: InviteRowDeps, row: ImportRow, options: InviteRowOptions, { params }: AppError): Promise<Outcome> {
  const owner = await ownerOf(deps, row, options);
  if (owner) return existing(deps, row, owner, options, undefined);
  return { kind: 'failed', created: false, fault: { column: '', key: 'import.row.too_many_mails', params } };
}

/** @param mailPlace the row's reserved mail; undefined where none may leave now. */
async function inviteWith(
  deps: InviteRowDeps,
  row: ImportRow,
  options: InviteRowOptions,
  mailPlace: MailPlace | undefined,
): Promise<Outcome> {
  const carried = await carriedBy(deps, options.actor, row);
  if ('fault' in carried) return carried;
  const account = await accountFor(deps, row, options, mailPlace, carried).catch((error) => {
    if (isTaken(error)) return undefined;
    return faultOf(error, row);
  });
  if (!account) return existing(deps, row, await ownerOf(deps, row, options), options, mailPlace);
  if ('kind' in account) return account;
  if (!mailPlace) return WAITING;
  const { id, record } = account;
  return isSent(record) ? mailLean(deps, id, record, mailPlace) : mailPlain(deps, id, record, mailPlace);
}

function accountFor(
  deps: InviteRowDeps,
  row: ImportRow,
  { actor, batch, lifespanHours, recorded, words, aside = (wait) => wait() }: InviteRowOptions,
  mailPlace: MailPlace | undefined,
  carried: Carried,
): Promise<NewAccount> {
  const { organization: company } = row;
  const refuse = async (error: unknown) => Promise.reject((await refusalOf(error, words)) ?? error);
  return makeAccount(
    deps.admin,
    { actor, command: 'import', invitee: row, company, lifespanHours, batch, ...carried, access: accessUntil(row.accessUntil) },
    {
      looksFirst: false,
      createUser: (user) => deps.lean.createUser(user).catch(refuse),
      refuse,
      wronglyGiven: (id, groups) =>
        groups.length === 0 ? Promise.resolve(undefined) : aside(() => wronglyGivenToMany(deps.admin, actor, id, groups)),
      ...(mailPlace && recorded && { mailed: mailedNow(deps, row, lifespanHours) }),
    },
  );
}

/** The record of a mail that leaves at once. */
function mailedNow(
  { config }: InviteRowDeps,
  { email, accessUntil }: ImportRow,
  lifespanHours: number | undefined,
): Partial<InvitationRecord> {
  const mailed = mailedAt(config, { lifespanHours, accessUntil }, new Date());
  const { to: status } = MOVES.presumeMailed;
  return { status, ...mailed, mailedTo: addressHash(email), sends: 1, history: [{ at: mailed.sentAt, status }] };
}

/** Milliseconds after which the requests for account and mail have ended, whoever made them. */
const IN_FLIGHT = 2 * KEYCLOAK_TIMEOUT;

/** Mails with the two usual requests, plus two more to store the result. */
async function mailPlain(deps: InviteRowDeps, userId: string, record: Mailed, mailPlace: MailPlace): Promise<Outcome> {
  const invitation = await sendMail(deps, userId, record, mailPlace);
  if (waitsForMail(invitation)) return WAITING;
  if (!hasFailed(invitation)) return { kind: 'sent', created: true };
  const hindrance = await hindranceOf(deps, invitation, invitation.signIn);
  return hindrance ? hindered(hindrance) : mailRefused(invitation.error ?? '');
}

/** Mails with one request, because the record says already that the mail has left. */
async function mailLean(
  deps: InviteRowDeps,
  userId: string,
  record: Pick<Mailed, 'email' | 'invitationId' | 'lifespanHours' | 'locale' | 'signIn'>,
  mailPlace: MailPlace,
): Promise<Outcome> {
  const hindrance = await hindranceOf(deps, { id: userId, email: record.email }, record.signIn);
  if (hindrance) {
    await takeBack(deps, userId, record.invitationId, hindranceReason(hindrance));
    return hindered(hindrance);
  }
  try {
    const mail = await mailOf(deps, userId, record);
    mailPlace.used = true;
    await deps.lean.executeActionsEmail(mail);
    return { kind: 'sent', created: true };
  } catch (error) {
    const reason = mailFault(error);
    if (!reason) throw error;
    mailPlace.used = false;
    await takeBack(deps, userId, record.invitationId, reason);
    return mailRefused(reason);
  }
}

/** Takes `sent` back of a mail that has not left, unless somebody has changed the invitation meanwhile. */
async function takeBack({ admin }: InviteRowDeps, userId: string, invitationId: string, reason: string): Promise<void> {
  await writeRecord(admin, userId, (current) =>
    current?.invitationId === invitationId
      ? {
          move: MOVES.takeBackMailed,
          error: reason,
          sends: 0,
          sentAt: undefined,
          expiresAt: undefined,
          history: current.history.filter((entry) => !isSent(entry)),
        }
      : undefined,
  );
}

/** Who has the address, as far as the importer may know: their account, or a stand-in. */
async function ownerOf(
  { admin }: InviteRowDeps,
  { email, organization: company }: ImportRow,
  { actor, batch }: InviteRowOptions,
): Promise<User | undefined> {
  const account = await accountOf(admin, email);
  const standsIn = company && (await isBeyond(admin, actor.reach, account, company, batch));
  return standsIn ? findStandIn(admin, company.id, email) : account;
}

/**
 * What has become of a row that was tried, and is tried no more: an account that this import had made for it by then waits for the sender.
 * Undefined where there is none.
 */
export async function outcomeSoFar(deps: InviteRowDeps, row: ImportRow, options: InviteRowOptions): Promise<Outcome | undefined> {
  const invitation = invitationOf((await ownerOf(deps, row, options)) ?? {});
  return invitation?.batch === options.batch ? WAITING : undefined;
}

/** The user may be of this import, cut off before the mail had left. */
async function existing(
  deps: InviteRowDeps,
  row: ImportRow,
  user: User | undefined,
  options: InviteRowOptions,
  mailPlace: MailPlace | undefined,
): Promise<Outcome> {
  if (!user?.id) return { kind: 'failed', created: false, fault: { column: '', key: 'import.row.refused' } };
  const invitation = invitationOf(user);
  const skipped = (key: 'import.row.invited' | 'import.row.exists'): Outcome => ({
    kind: 'skipped',
    created: false,
    fault: { column: '', key },
  });

  if (invitation?.batch === options.batch) {
    if (row.organization) await finishInvitation(deps.admin, user.id, row.organization);
    const again = options.resumed ? ({ kind: 'sent', created: true } as const) : skipped('import.row.invited');
    if (waitsForMail(invitation)) return options.resumed ? WAITING : again;
    if (invitation.address !== undefined) return again;
    if (!isSent(invitation) || invitation.sends !== 1 || !user.enabled || !mailPlace) return again;
    const since = user.createdTimestamp ?? 0;
    if (!(await deps.mailLog.covers(since)) || (await hasMailLeft(deps.mailLog, user.id, since))) return again;
    await takeWithdrawn(deps.admin, user.id, invitation.groups);
    return mailLean(deps, user.id, invitation, mailPlace);
  }
  return skipped(invitation ? 'import.row.invited' : 'import.row.exists');
}

/**
 * Whether a user has been mailed. Another sidecar may work on the same file: while its mail may be on its way, this waits.
 * @param since when the account was made, in epoch milliseconds.
 */
async function hasMailLeft(mailLog: MailLog, userId: string, since: number): Promise<boolean> {
  for (;;) {
    if ((await mailLog.mailsTo(userId, since)).length > 0) return true;
    if (Date.now() - since > IN_FLIGHT) return false;
    await delay(500);
  }
}
