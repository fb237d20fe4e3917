import type { Actor } from '../../authority/actor.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import type { InvitationRecord } from '../record/invitation.ts';

export type MessageOfInvitation = Pick<InvitationRecord, 'message' | 'messageBy'>;

/**
 * Refuses a word from a company admin unless the operator allows it (COMPANY_ADMIN_MESSAGES), whoever is invited. Throws `invalid_request`.
 */
export function requireMayWrite(config: Pick<Config, 'companyAdminMessages'>, actor: Actor, message: string | undefined): void {
  if (message === undefined || actor.kind !== 'company-admin' || config.companyAdminMessages) return;
  throw new AppError('invalid_request', { fields: [{ field: 'message', key: 'field.message_not_yours' }] });
}

/**
 * The word that a correction leaves: whoever has changed it stands for it from now on. An empty text takes it away; undefined leaves it as it is.
 */
export function correctedMessage(
  before: MessageOfInvitation,
  actor: Actor,
  message: string | undefined,
): Partial<MessageOfInvitation> {
  if (message === undefined || message === before.message) return {};
  return message === '' ? { message: undefined, messageBy: undefined } : { message, messageBy: actor.name };
}
