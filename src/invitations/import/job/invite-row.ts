import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../../authority/actor.ts';
import { actOf } from '../../../authority/acts.ts';
import type { AppError } from '../../../errors.ts';
import { refusalStatus } from '../../../keycloak/api/faults.ts';
import { KEYCLOAK_TIMEOUT } from '../../../keycloak/api/http.ts';
import type { LeanAdmin } from '../../../keycloak/realm/lean-admin.ts';
import { addMember, type Organization } from '../../../keycloak/realm/organizations.ts';
import type { User } from '../../../keycloak/realm/users.ts';
import { refusalOf } from '../../commands/refusal.ts';
import { attributesOf, type InvitationRecord, invitationOf, invitedUser, newRecord } from '../../record/invitation.ts';
import { hasFailed, isSent, MOVES, waitsForMail } from '../../record/life-cycle.ts';
import { mailedAt } from '../../record/lifespan.ts';
import { writeRecord } from '../../record/store.ts';
import type { MailLog } from '../../sending/mail-log.ts';
import { isTooManyMails, type MailPlace } from '../../sending/mail-quota.ts';
import { type Mailed, mailFault, mailOf, type SendDeps, sendMail } from '../../sending/send-mail.ts';
import { accountOf, isTaken, isTakenBeyond } from '../../stand-ins/address-owner.ts';
import { findStandIn, standInUser } from '../../stand-ins/stand-in.ts';
import type { ImportFault } from '../file/fault.ts';
import type { ImportRow } from '../file/row.ts';

/** What became of a row. */
export interface Outcome {
  kind: 'sent' | 'queued' | 'failed' | 'skipped';
  /** Whether this import made the account. */
  created: boolean;
  /** Why, where there is something to say; `reason` is a mail server's own words. */
  fault?: Omit<ImportFault, 'line'>;
  /** The mail server has refused the mail. */
  mailFault?: boolean;
}

export interface PlaceDeps extends SendDeps {
  mailLog: MailLog;
  lean: LeanAdmin;
}

export interface PlaceOptions {
  /** Id of the import: marks the users that it makes, and so tells them from others when it is done again. */
  batch: string;
  actor: Actor;
  /** How long the links hold, where the import says so. */
  lifespanHours?: number | undefined;
  /** The import goes on where an earlier run of it was cut off. */
  resumed: boolean;
  /** Whether mails may leave now; otherwise the invitation waits for the sender. */
  mails: boolean;
  /** Whether Keycloak keeps a record of mails. If it does not, we write down each by ourselves, for two requests more. */
  recorded: boolean;
}

/**
 * Invites the person of one row with two requests: create, mail. Nothing is written down in between or afterwards: the user is
 * made as `sent`, and should we die before the mail has gone, Keycloak's own record of mails says so (see MailLog), to the
 * sender and to the same import done again. So whatever happens, a row may be placed again.
 */
export async function place(deps: PlaceDeps, row: ImportRow, options: PlaceOptions): Promise<Outcome> {
  if (!options.mails) return placeWith(deps, row, options, undefined);
  try {
    await using mailPlace = await deps.mailQuota.take(row.email);
    return await placeWith(deps, row, options, mailPlace);
  } catch (error) {
    if (isTooManyMails(error)) return unmailed(deps, row, options, error);
    throw error;
  }
}

/** A row whose address has got as many mails as it may. Nobody is invited; whom the importer may know of is told as ever. */
async function unmailed(deps: PlaceDeps, row: ImportRow, options: PlaceOptions, { params }: AppError): Promise<Outcome> {
  const there = await accountOf(deps.admin, row.email);
  const { organization: company } = row;
  const beyond = there && company && (await isTakenBeyond(deps.admin, options.actor.reach, row.email, company, options.batch));
  if (there && !beyond) return placeExisting(deps, row, there, options, undefined);
  return { kind: 'failed', created: false, fault: { column: '', key: 'import.row.too_many_mails', params } };
}

/** @param mailPlace of the row's mail; undefined where none may leave now. */
async function placeWith(
  deps: PlaceDeps,
  row: ImportRow,
  options: PlaceOptions,
  mailPlace: MailPlace | undefined,
): Promise<Outcome> {
  const record = recordOf(deps, row, options);
  let userId: string;
  try {
    userId = await deps.lean.createUser(invitedUser(row, attributesOf(record)));
  } catch (error) {
    if (refusalStatus(error) === 409) return placeTaken(deps, row, options, mailPlace);
    return atFault(error);
  }
  await join(deps, row, userId);
  if (!mailPlace) return WAITING;
  if (options.recorded) return mail(deps, userId, record, mailPlace);
  return send(deps, userId, record, mailPlace);
}

async function send(deps: PlaceDeps, userId: string, record: Mailed, mailPlace: MailPlace): Promise<Outcome> {
  const invitation = await sendMail(deps, userId, record, mailPlace);
  if (waitsForMail(invitation)) return WAITING;
  return hasFailed(invitation) ? refused(invitation.error ?? '') : { kind: 'sent', created: true };
}

/** Milliseconds within which create and mail have come to their end, whoever asked for them. */
const IN_FLIGHT = 2 * KEYCLOAK_TIMEOUT;

const WAITING: Outcome = { kind: 'queued', created: true, fault: { column: '', key: 'import.row.queued' } };

function recordOf(
  { config }: PlaceDeps,
  row: ImportRow,
  { actor, batch, lifespanHours, mails, recorded }: PlaceOptions,
): InvitationRecord {
  const { organization } = row;
  const actors = [actOf('import', actor, organization ? [organization] : [])];
  const queued = { ...newRecord(actor.name ?? organization?.name, organization?.alias ?? null), lifespanHours, batch, actors };
  if (!mails || !recorded) return queued;
  const mailed = mailedAt(config, lifespanHours, new Date());
  const { to: status } = MOVES.presumeMailed;
  return { ...queued, status, ...mailed, sends: 1, history: [{ at: mailed.sentAt, status }] };
}

/** What Keycloak refuses of a row. */
function atFault(error: unknown): Outcome {
  if (refusalStatus(error) !== 400) throw error;
  const [fault] = refusalOf(error)?.fields ?? [];
  const { field = '', key = 'import.row.refused', params } = fault ?? {};
  return { kind: 'failed', created: false, fault: { column: field, key, ...(params && { params }) } };
}

async function join({ admin }: PlaceDeps, { organization }: ImportRow, userId: string): Promise<void> {
  if (organization) await addMember(admin, organization.id, userId);
}

async function mail(
  deps: PlaceDeps,
  userId: string,
  record: Pick<InvitationRecord, 'invitationId' | 'lifespanHours'>,
  mailPlace: MailPlace,
): Promise<Outcome> {
  try {
    mailPlace.used = true;
    await deps.lean.executeActionsEmail(mailOf(deps.config, userId, record));
    return { kind: 'sent', created: true };
  } catch (error) {
    const reason = mailFault(error);
    if (!reason) throw error;
    mailPlace.used = false;
    await writeRecord(deps.admin, userId, (current) =>
      // The record said so before there was a mail: it takes that back, unless somebody has changed it meanwhile.
      current?.invitationId === record.invitationId
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
    return refused(reason);
  }
}

function refused(reason: string): Outcome {
  // Our sentence goes on after it.
  const params = { reason: reason.replace(/[.\s]+$/, '') };
  const fault = { column: '', key: 'import.row.mail_failed', params } as const;
  return { kind: 'failed', created: true, fault, mailFault: true };
}

/** Somebody has this address already: of an account that whoever imports is not to know of, the row becomes a stand-in (stand-in.ts). */
async function placeTaken(
  deps: PlaceDeps,
  row: ImportRow,
  options: PlaceOptions,
  mailPlace: MailPlace | undefined,
): Promise<Outcome> {
  const { organization: company } = row;
  const beyond = company && (await isTakenBeyond(deps.admin, options.actor.reach, row.email, company, options.batch));
  return beyond
    ? placeStandIn(deps, row, company, options, mailPlace)
    : placeExisting(deps, row, await accountOf(deps.admin, row.email), options, mailPlace);
}

async function placeStandIn(
  deps: PlaceDeps,
  row: ImportRow,
  company: Organization,
  options: PlaceOptions,
  mailPlace: MailPlace | undefined,
): Promise<Outcome> {
  // Queued until the mail has left: Keycloak's record of mails does not know whom this one was for.
  const record = { ...recordOf(deps, row, { ...options, recorded: false }), address: row.email };
  let userId: string;
  try {
    userId = await deps.lean.createUser(await standInUser(deps.admin, row, company, record));
  } catch (error) {
    if (refusalStatus(error) !== 409 && !isTaken(error)) return atFault(error);
    return placeExisting(deps, row, await findStandIn(deps.admin, company.id, row.email), options, mailPlace);
  }
  await join(deps, row, userId);
  return mailPlace ? send(deps, userId, record, mailPlace) : WAITING;
}

/** Perhaps from this very import, cut off before the mail had gone. */
async function placeExisting(
  deps: PlaceDeps,
  row: ImportRow,
  user: User | undefined,
  options: PlaceOptions,
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
    await join(deps, row, user.id);
    const again = options.resumed ? ({ kind: 'sent', created: true } as const) : skipped('import.row.invited');
    if (waitsForMail(invitation)) return options.resumed ? WAITING : again;
    if (invitation.address !== undefined) return again;
    if (!isSent(invitation) || invitation.sends !== 1 || !user.enabled || !mailPlace) return again;
    const since = user.createdTimestamp ?? 0;
    if (!(await deps.mailLog.covers(since)) || (await hasMailLeft(deps.mailLog, user.id, since))) return again;
    return mail(deps, user.id, invitation, mailPlace);
  }
  return skipped(invitation ? 'import.row.invited' : 'import.row.exists');
}

/**
 * Whether a user has been mailed. Another sidecar may be at work on the very same file: so long as its mail may be on its way,
 * we wait for it.
 * @param since when the account was made, in epoch milliseconds.
 */
async function hasMailLeft(mailLog: MailLog, userId: string, since: number): Promise<boolean> {
  for (;;) {
    if ((await mailLog.mailsTo(userId, since)).length > 0) return true;
    if (Date.now() - since > IN_FLIGHT) return false;
    await delay(500);
  }
}
