import type { Act } from '../../authority/acts.ts';
import { canSignIn } from '../../authority/can-sign-in.ts';
import { refusalBody, refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { reportedFaults } from '../../keycloak/profile/profile-errors.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import type { Invitation } from './invitation.ts';
import { isRevoked, MOVES } from './life-cycle.ts';
import { forgetRevocation, unwrittenRevocation } from './revocation-notes.ts';
import { writeRecord } from './store.ts';

/** What a revocation writes to the record; the account is switched off with it ({@link switchedOff}). */
export function revocation(current: Invitation | undefined, user: User, act: Act) {
  // Revoked once more: the account has been off since.
  const wasOn = user.enabled === true || (isRevoked(current) && current?.switchedOff === true);
  return { act, invitationId: crypto.randomUUID(), move: MOVES.revoke, switchedOff: wasOn, error: undefined };
}

export const switchedOff = (): User => ({ enabled: false });

/** Whether Keycloak refuses a write because of what stands in the account. */
export function isProfileRefusal(error: unknown): boolean {
  return refusalStatus(error) === 400 && reportedFaults(refusalBody(error)).length > 0;
}

/**
 * Writes a noted revocation down: the account is off from then on. Does nothing where there is none, nor to an account whose person can
 * sign in by now, by a key at Keycloak's own address or otherwise: then the note is of no use any more. Throws Keycloak's refusal.
 */
export async function writeNoted(admin: KeycloakAdmin, userId: string): Promise<void> {
  const user = await readUser(admin, userId);
  const act = user && (await unwrittenRevocation(admin, user));
  if (user && !act) return;
  if (user && act && !(await canSignIn(admin, user)))
    await writeRecord(admin, userId, (current, now) => current && revocation(current, now, act), switchedOff);
  await forgetRevocation(admin, userId);
}

/** The same, where Keycloak may not take it yet. */
export async function writeNotedIfTaken(admin: KeycloakAdmin, userId: string): Promise<void> {
  await writeNoted(admin, userId).catch((error) => {
    if (!isProfileRefusal(error)) throw error;
  });
}
