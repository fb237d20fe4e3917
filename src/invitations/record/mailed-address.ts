import { createHash } from 'node:crypto';
import type { Invitation } from './invitation.ts';

/**
 * What `invitation.mailedTo` says of an address: a hash, because somebody's former address is not to stay with their account. Capitals make no
 * difference, as at Keycloak.
 */
export function addressHash(address: string): string {
  return createHash('sha256').update(`mailed to ${address.toLowerCase()}`).digest('hex').slice(0, 32);
}

/**
 * Whether the last mail went to another address than the invitation has now: somebody has changed it in Keycloak, in the console, over SCIM or
 * otherwise. False where it was not written down.
 */
export function isMailedElsewhere({ email, mailedTo }: Pick<Invitation, 'email' | 'mailedTo'>): boolean {
  return mailedTo !== undefined && email !== '' && mailedTo !== addressHash(email);
}
