import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { invitationRedirectUri } from '../keycloak/action-token.ts';
import { type Admin, adminRefusal, adminStatus } from '../keycloak/admin.ts';
import { type Invitation, type InvitationRecord, PAGE_ACTIONS } from './invitation.ts';
import { readInvitation, writeRecord } from './store.ts';

export interface SendDeps {
  admin: Admin;
  config: Pick<Config, 'publicUrl' | 'keycloak' | 'invitationLifespanHours'>;
}

export interface SendOptions {
  /** How long the link holds, in hours; the setting's value by default. */
  lifespanHours?: number | undefined;
  /** Required actions that the user has beside ours: the mail names them. */
  otherActions?: readonly string[];
}

/**
 * Has Keycloak send the mail for an invitation that stands in the user's attributes, and writes down what became of it.
 * An SMTP fault is no error here: the invitation says `failed` with the reason.
 */
export async function sendMail(
  { admin, config }: SendDeps,
  userId: string,
  record: Pick<InvitationRecord, 'invitationId' | 'sends'>,
  { lifespanHours = config.invitationLifespanHours, otherActions = [] }: SendOptions = {},
): Promise<Invitation> {
  try {
    await admin.users.executeActionsEmail({
      id: userId,
      clientId: config.keycloak.clientId,
      redirectUri: invitationRedirectUri(config.publicUrl, record.invitationId),
      lifespan: lifespanHours * 3600,
      actions: [...new Set([...PAGE_ACTIONS, ...otherActions])],
    });
  } catch (error) {
    const reason = mailFault(error);
    if (!reason) throw error;
    return writeRecord(admin, userId, { status: 'failed', error: reason });
  }
  const sentAt = new Date();
  return writeRecord(admin, userId, {
    status: 'sent',
    sentAt,
    expiresAt: new Date(sentAt.getTime() + lifespanHours * 3_600_000),
    sends: record.sends + 1,
    error: undefined,
  });
}

/** Sends another mail: a new invitation id first, so that every older link is refused from now on. */
export async function resend(
  deps: SendDeps,
  userId: string,
  options: Pick<SendOptions, 'lifespanHours'> = {},
): Promise<Invitation> {
  const invitation = await readInvitation(deps.admin, userId);
  if (invitation.status === 'activated') throw new AppError('already_active');
  const invitationId = crypto.randomUUID();
  let otherActions: readonly string[] = [];
  await writeRecord(deps.admin, userId, { invitationId, status: 'queued' }, (user) => {
    otherActions = user.requiredActions ?? [];
    return { enabled: true, requiredActions: [...new Set([...otherActions, ...PAGE_ACTIONS])] };
  });
  return sendMail(deps, userId, { invitationId, sends: invitation.sends }, { ...options, otherActions });
}

/** The link dies at once: its invitation is no longer the current one, and the user is disabled. */
export async function revoke({ admin }: Pick<SendDeps, 'admin'>, userId: string): Promise<Invitation> {
  const invitation = await readInvitation(admin, userId);
  if (invitation.status === 'activated') throw new AppError('already_active');
  return writeRecord(admin, userId, { invitationId: crypto.randomUUID(), status: 'revoked', error: undefined }, () => ({
    enabled: false,
  }));
}

/** Keycloak's reason when it could not hand the mail over (500 with `errorMessage`); undefined for any other fault. */
function mailFault(error: unknown): string | undefined {
  if (adminStatus(error) !== 500) return undefined;
  const { errorMessage } = (adminRefusal(error) ?? {}) as { errorMessage?: unknown };
  return typeof errorMessage === 'string' ? errorMessage.slice(0, 255) : undefined;
}
