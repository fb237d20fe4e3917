import type { Invitation } from '../record/invitation.ts';
import { sentBeforeReplacement } from '../record/key-expiry.ts';

/**
 * When the mail left that a sidecar died over before writing it down, if it did.
 * @param mails when Keycloak sent some, newest first.
 */
export function mailThatLeft(invitation: Invitation, [newest, ...earlier]: readonly number[]): Date | undefined {
  const { status, history } = invitation;
  const sends = invitation.sends - sentBeforeReplacement(invitation);
  if (newest === undefined) return undefined;
  // The refusal tells better than the count: two mails at the same moment may be counted as one.
  const refused = status === 'failed' ? history.findLast((entry) => entry.status === 'failed') : undefined;
  const unwritten = refused ? newest > refused.at.getTime() : earlier.length + 1 > sends;
  return unwritten ? new Date(newest) : undefined;
}
