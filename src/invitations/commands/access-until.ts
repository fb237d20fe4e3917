import type { Actor } from '../../authority/actor.ts';
import { actOn } from '../../authority/acts.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { refused, type Sentences } from '../answers/keycloak-refusal.ts';
import type { Invitation, InvitationRecord } from '../record/invitation.ts';
import { alreadyActive, isRevoked } from '../record/life-cycle.ts';
import { accessFault, accessUntil, hasAccessEnded } from '../record/lifespan.ts';
import { writeRecord } from '../record/store.ts';
import { authorize } from './authorize.ts';
import type { InviteDeps } from './invite.ts';

type AccessUntil = Pick<InvitationRecord, 'accessUntil' | 'accessDue' | 'accessEndedAt'>;

/**
 * What the record says of the last day of an access. Throws `invalid_request` at `accessUntil` for a day that is over, and for one before the link ends.
 * @param linkEnds until when the link holds; undefined where none matters any more.
 */
export function accessUntilOf(
  config: Pick<Config, 'timeZone'>,
  day: string | undefined,
  linkEnds: Date | undefined,
): AccessUntil {
  const fault = accessFault(day, config, linkEnds);
  if (fault) throw new AppError('invalid_request', { fields: [{ field: 'accessUntil', ...fault }] });
  return accessUntil(day);
}

/**
 * Moves the end of what an invitation gave, sets one or takes it away, also of somebody who is active: nothing else of the account changes. Throws
 * `not_yours`, and `invalid_request` for a day that cannot be, or where the access of somebody who was active has ended: what was taken back is not given again.
 */
export async function moveEnd(
  { admin, config }: Pick<InviteDeps, 'admin' | 'config'>,
  actor: Actor,
  userId: string,
  day: string | undefined,
  words?: Sentences,
): Promise<Invitation> {
  const { invitation } = await authorize(admin, actor, 'limit', userId);
  requireAccess(invitation);
  const isOpen = !alreadyActive(invitation) && !isRevoked(invitation);
  const access = accessUntilOf(config, day, isOpen ? invitation.expiresAt : undefined);
  const act = await actOn(admin, 'amend', actor, userId);
  return writeRecord(admin, userId, (current) => {
    if (!current) throw new AppError('not_found');
    // The worker may have ended it at this moment.
    requireAccess(current);
    return { act, ...access };
  }).catch(refused(words));
}

/** Throws `access_ended` for an invitation whose last day is over: a link would lead to nothing. */
export function requireAccessLeft(config: Pick<Config, 'timeZone'>, invitation: Pick<Invitation, 'accessUntil'>): void {
  if (hasAccessEnded(config, invitation)) throw new AppError('access_ended');
}

function requireAccess(invitation: Invitation): void {
  if (invitation.accessEndedAt && !isRevoked(invitation))
    throw new AppError('invalid_request', { fields: [{ field: 'accessUntil', key: 'field.access_ended' }] });
}
