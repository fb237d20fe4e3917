import type { Admin } from '../keycloak/admin.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { COVERED_ACTIONS, invitationOf } from './invitation.ts';
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
      const user = await readUser(admin, userId);
      const invitation = user && invitationOf(user);
      if (!invitation || invitation.status === 'activated') return;
      await writeRecord(admin, userId, { status: 'activated', error: undefined });
    },
  };
}
