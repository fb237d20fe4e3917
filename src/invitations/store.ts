import { AppError } from '../errors.ts';
import type { Admin } from '../keycloak/admin.ts';
import { type Attributes, changeUser, readUser, type User } from '../keycloak/users.ts';
import { attributesOf, type Invitation, type InvitationRecord, invitationOf, newRecord } from './invitation.ts';

/** The user's invitation. Throws `not_found` for an unknown id and for a user who was never invited. */
export async function readInvitation(admin: Admin, userId: string): Promise<Invitation> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation) throw new AppError('not_found');
  return invitation;
}

/** Writes changes of an invitation, and of other properties of its user. */
export async function writeRecord(
  admin: Admin,
  userId: string,
  record: Partial<InvitationRecord>,
  change: (user: User) => User = () => ({}),
): Promise<Invitation> {
  const written = await changeUser(admin, userId, (user) => {
    const merged = { ...newRecord(undefined), ...invitationOf(user), ...record };
    return { ...change(user), attributes: { ...otherAttributes(user), ...attributesOf(merged) } };
  });
  const invitation = invitationOf(written);
  if (!invitation) throw new AppError('unexpected');
  return invitation;
}

function otherAttributes(user: User): Attributes {
  const entries = Object.entries((user.attributes ?? {}) as Attributes);
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('invitation.')));
}
