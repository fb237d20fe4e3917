import type { Admin } from '../keycloak/admin.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { COVERED_ACTIONS, type Invitation, type InvitationStatus, invitationOf } from './invitation.ts';
import { writeRecord } from './store.ts';

/** Whether a link that names an invitation (or none: a mail sent from the console) may still be used. */
export function verdict(user: User, invitationId: string | undefined): 'current' | 'replaced' | 'used' | 'revoked' {
  const invitation = invitationOf(user);
  if (!invitation) return 'current';
  if (invitation.status === 'revoked') return 'revoked';
  // Keycloak keeps older keys good after a resend, so they are refused here.
  if (invitationId === undefined || invitationId === invitation.invitationId) return 'current';
  return invitation.status === 'activated' ? 'used' : 'replaced';
}

/** What the activation needs to know of invitations. */
export function invitedUsers(admin: Admin) {
  return {
    verdict,
    coveredActions: COVERED_ACTIONS,
    async markActivated(userId: string): Promise<void> {
      await markUser(admin, userId, 'activated', ({ status }) => status !== 'activated');
    },
    /** The person has done something on the page; a GET does not count, because mail scanners send it, too. */
    async markOpened(userId: string): Promise<void> {
      await markUser(admin, userId, 'opened', ({ status }) => status === 'sent' || status === 'queued' || status === 'failed');
    },
  };
}

/** Writes a status down if it fits the one that stands there now. Does nothing for a user who is gone or was never invited. */
export async function markUser(
  admin: Admin,
  userId: string,
  status: InvitationStatus,
  fits: (invitation: Invitation) => boolean,
): Promise<boolean> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || !fits(invitation)) return false;
  await writeRecord(admin, userId, { status, error: undefined }, undefined, user);
  return true;
}
