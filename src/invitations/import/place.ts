import { setTimeout as delay } from 'node:timers/promises';
import { adminStatus } from '../../keycloak/admin.ts';
import { KEYCLOAK_TIMEOUT } from '../../keycloak/http.ts';
import type { LeanAdmin } from '../../keycloak/lean-admin.ts';
import { addMember, organizationsOfMember, type Reach } from '../../keycloak/organizations.ts';
import type { User } from '../../keycloak/users.ts';
import { attributesOf, type InvitationRecord, invitationOf, invitedUser, newRecord } from '../invitation.ts';
import { refusalOf } from '../invite.ts';
import type { MailLog } from '../mail-log.ts';
import { mailFault, mailOf, type SendDeps, sendMail } from '../send.ts';
import { writeRecord } from '../store.ts';
import type { ImportFault } from './fault.ts';
import type { ImportRow } from './row.ts';

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
  by: string | undefined;
  reach: Reach;
  lifespanHours: number;
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
  const record = recordOf(row, options);
  let userId: string;
  try {
    userId = await create(deps, row, record);
  } catch (error) {
    if (adminStatus(error) === 409) return placeExisting(deps, row, options);
    if (adminStatus(error) !== 400) throw error;
    const [fault] = refusalOf(error)?.fields ?? [];
    const { field = '', key = 'import.row.refused', params } = fault ?? {};
    return { kind: 'failed', created: false, fault: { column: field, key, ...(params && { params }) } };
  }
  await join(deps, row, userId);
  if (!options.mails) return WAITING;
  if (options.recorded) return mail(deps, userId, record, options);
  const { lifespanHours } = options;
  const { status, error = '' } = await sendMail(deps, userId, record, { lifespanHours });
  return status === 'failed' ? refused(error) : { kind: 'sent', created: true };
}

/** Milliseconds within which create and mail have come to their end, whoever asked for them. */
const IN_FLIGHT = 2 * KEYCLOAK_TIMEOUT;

const WAITING: Outcome = { kind: 'queued', created: true, fault: { column: '', key: 'import.row.queued' } };

function recordOf(row: ImportRow, { by, batch, lifespanHours, mails, recorded }: PlaceOptions): InvitationRecord {
  const queued = { ...newRecord(by ?? row.organization?.name, row.organization?.alias ?? null), batch };
  if (!mails || !recorded) return queued;
  const sentAt = new Date();
  const expiresAt = new Date(sentAt.getTime() + lifespanHours * 3_600_000);
  return { ...queued, status: 'sent', sentAt, expiresAt, sends: 1, history: [{ at: sentAt, status: 'sent' }] };
}

async function create({ lean }: PlaceDeps, row: ImportRow, record: InvitationRecord): Promise<string> {
  return lean.createUser(invitedUser(row, attributesOf(record)));
}

async function join({ admin }: PlaceDeps, { organization }: ImportRow, userId: string): Promise<void> {
  if (organization) await addMember(admin, organization.id, userId);
}

async function mail(
  deps: PlaceDeps,
  userId: string,
  { invitationId }: Pick<InvitationRecord, 'invitationId'>,
  { lifespanHours }: PlaceOptions,
): Promise<Outcome> {
  try {
    await deps.lean.executeActionsEmail(mailOf(deps.config, userId, invitationId, { lifespanHours }));
    return { kind: 'sent', created: true };
  } catch (error) {
    const reason = mailFault(error);
    if (!reason) throw error;
    await writeRecord(deps.admin, userId, (current) =>
      // The record said so before there was a mail: it takes that back, unless somebody has changed it meanwhile.
      current?.invitationId === invitationId && current.status === 'sent'
        ? {
            status: 'failed',
            error: reason,
            sends: 0,
            sentAt: undefined,
            expiresAt: undefined,
            history: current.history.filter(({ status }) => status !== 'sent'),
          }
        : undefined,
    );
    return refused(reason);
  }
}

function refused(reason: string): Outcome {
  const fault = { column: '', key: 'import.row.mail_failed', params: { reason } } as const;
  return { kind: 'failed', created: true, fault, mailFault: true };
}

/** Somebody with this address is there already: perhaps from this very import, cut off before the mail had gone. */
async function placeExisting(deps: PlaceDeps, row: ImportRow, options: PlaceOptions): Promise<Outcome> {
  const user = await findByAddress(deps, row.email);
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
    if (invitation.status === 'queued') return options.resumed ? WAITING : again;
    if (invitation.status !== 'sent' || invitation.sends !== 1 || !user.enabled || !options.mails) return again;
    const since = user.createdTimestamp ?? 0;
    if (!(await deps.mailLog.covers(since)) || (await hasMailLeft(deps.mailLog, user.id, since))) return again;
    return mail(deps, user.id, invitation, options);
  }
  if (await isWithin(deps, options.reach, user.id)) return skipped(invitation ? 'import.row.invited' : 'import.row.exists');
  // An account of another company: the answer is that for an address that nobody has, so that it tells nothing.
  return { kind: 'sent', created: true };
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

/** A username may be an address that its user no longer has. */
export async function findByAddress({ lean }: Pick<PlaceDeps, 'lean'>, email: string): Promise<User | undefined> {
  return (await lean.findUser({ email })) ?? lean.findUser({ username: email });
}

async function isWithin({ admin }: PlaceDeps, reach: Reach, userId: string): Promise<boolean> {
  if (reach.all) return true;
  const theirs = await organizationsOfMember(admin, userId);
  return theirs.some(({ id }) => reach.organizations.some((own) => own.id === id));
}
