import type { Invitation } from '../record/invitation.ts';
import { sentBeforeReplacement } from '../record/key-expiry.ts';
import { hasFailed } from '../record/life-cycle.ts';

/**
 * When a mail left that no sidecar recorded, because one died in between; undefined where there is none.
 * @param mails moments at which Keycloak sent some, newest first.
 */
export function mailThatLeft(invitation: Invitation, [newest, ...earlier]: readonly number[]): Date | undefined {
  const sends = invitation.sends - sentBeforeReplacement(invitation);
  if (newest === undefined) return undefined;
  // A stored refusal is surer than the number of mails: two mails at the same moment may be counted as one.
  const refused = hasFailed(invitation) ? invitation.history.findLast(hasFailed) : undefined;
  const unwritten = refused ? newest > refused.at.getTime() : earlier.length + 1 > sends;
  return unwritten ? new Date(newest) : undefined;
}
