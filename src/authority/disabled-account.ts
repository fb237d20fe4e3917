import type { User } from '../keycloak/realm/users.ts';
import type { Authorship } from './authorship.ts';

/** What the record says of the revocation of an account's invitation. */
export interface Revocation {
  /** Undefined where it was not recorded. */
  at: Date | undefined;
  /** Whether this revocation disabled the account. */
  switchedOff: boolean;
}

/**
 * Whether an account is disabled for another reason than a revocation through the sidecar, so that only others may enable it. Also true where
 * somebody has changed the account since the revocation. Version 0.1 did not record whether its revocation disabled the account; it counts as having
 * done so only if Keycloak's log shows no other author.
 * @param revocation undefined for an account whose invitation is not revoked.
 */
export function isOffByOthers(user: User, revocation: Revocation | undefined, authorship: Authorship): boolean {
  if (user.enabled !== false) return false;
  if (!revocation) return true;
  const touchedSince = (authorship.othersAt ?? 0) > (revocation.at?.getTime() ?? 0);
  return touchedSince || !(revocation.switchedOff || authorship.oursAlone);
}
