import { z } from 'zod';
import { LOCALES } from '../brand.ts';
import { AppError } from '../errors.ts';
import { emailSchema } from '../http/validation.ts';
import type { Reach } from '../keycloak/organizations.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { isActive } from './active.ts';
import { type Invitation, invitationOf, nextInvitationId } from './invitation.ts';
import { inviteSchema, refusalOf } from './invite.ts';
import { refuseActivated, type SendDeps, sendMail } from './send.ts';
import { writeRecord } from './store.ts';
import { refusalWithin } from './taken.ts';

/** What can be corrected before the person has activated the account. */
export const amendSchema = z
  .strictObject({
    email: emailSchema.optional().describe('Another address: every earlier link dies, and a new mail goes there.'),
    firstName: inviteSchema.shape.firstName,
    lastName: inviteSchema.shape.lastName,
    locale: z.enum(LOCALES).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined))
  .meta({ minProperties: 1 });
export type Amendment = z.output<typeof amendSchema>;

/**
 * Corrects an invitation. After a change of address Keycloak itself refuses every earlier link, because an action token names
 * the address it was sent to (`eml`); so a mail that went to a stranger is of no use to them.
 * A revoked invitation is corrected in silence. Throws `already_active`, `invalid_request`, and
 * `email_exists` or `address_unavailable` (see {@link refusalWithin}).
 */
export async function amend(deps: SendDeps, userId: string, changes: Amendment, reach: Reach): Promise<Invitation> {
  const user = await readUser(deps.admin, userId);
  const before = user && invitationOf(user);
  if (!before) throw new AppError('not_found');
  if (before.status === 'activated' || (before.status !== 'revoked' && (await isActive(deps.admin, user))))
    throw new AppError('already_active');
  const moves = changes.email !== undefined && changes.email !== before.email;
  let sends = false;
  let otherActions: readonly string[] = [];
  const record = (current: Invitation | undefined, now: User) => {
    refuseActivated(current, user, now);
    if (!moves) return {};
    const { status, invitationId } = current ?? before;
    sends = status !== 'revoked';
    return { invitationId: nextInvitationId(invitationId), ...(sends && { status: 'queued' as const, error: undefined }) };
  };
  const written = await writeRecord(deps.admin, userId, record, (now) => {
    otherActions = now.requiredActions ?? [];
    return amended(now, changes);
  }).catch(async (error) => {
    throw await refusalWithin(deps.admin, reach, changes.email ?? before.email, refusalOf(error) ?? error);
  });
  return sends ? sendMail(deps, userId, written, { otherActions }) : written;
}

function amended(user: User, { email, firstName, lastName, locale }: Amendment): User {
  return {
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(locale !== undefined && { attributes: { ...user.attributes, locale: [locale] } }),
    ...(email !== undefined && email !== user.email && { email, emailVerified: false }),
    // Where people sign in with their address, it is their username, too.
    ...(email !== undefined && user.username === user.email && { username: email }),
  };
}
