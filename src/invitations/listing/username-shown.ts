import type { Reach } from '../../authority/reach.ts';
import type { Invitation } from '../record/invitation.ts';

/**
 * What the person of an invitation signs in with, where that is not their address. Only whoever may see everybody is told: to all others
 * somebody who stands in for an account, whose username is made up, must look like anybody else.
 */
export function usernameShown(reach: Reach, { user, address, email }: Invitation): string | undefined {
  if (!reach.all || address !== undefined || !user?.username) return undefined;
  return user.username.toLowerCase() === email.toLowerCase() ? undefined : user.username;
}
