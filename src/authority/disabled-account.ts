import type { User } from '../keycloak/realm/users.ts';
import type { Authorship } from './authorship.ts';

/** What is written down of the revocation of an account's invitation. */
export interface Revocation {
  /** Undefined where nobody knows. */
  at: Date | undefined;
  /** Whether it was this that switched the account off. */
  switchedOff: boolean;
}

/**
 * Whether an account is off for another reason than a revocation of ours: then only others switch it on. So it is, too, where somebody
 * has changed the account since it was revoked. Version 0.1 did not write down what its revocations switched off: that they did counts
 * only if Keycloak's log shows nobody's hand but ours.
 * @param revocation undefined for an account whose invitation is not revoked.
 */
export function isOffByOthers(user: User, revocation: Revocation | undefined, authorship: Authorship): boolean {
  if (user.enabled !== false) return false;
  if (!revocation) return true;
  const touchedSince = (authorship.othersAt ?? 0) > (revocation.at?.getTime() ?? 0);
  return touchedSince || !(revocation.switchedOff || authorship.oursAlone);
}
