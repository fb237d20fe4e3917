import { authorshipOf } from '../../authority/authorship.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';
import { keysUntilOf, latest } from '../record/key-expiry.ts';
import type { LifespanSettings } from '../record/lifespan.ts';

/** How a revoked invitation is sent again. */
export type Revival =
  /** With the same account, which may be enabled again: no earlier key works any more. */
  | { kind: 'same_account' }
  /** With a new account: an earlier key of the old one would work again, until `keysUntil`, as soon as the account is enabled. */
  | { kind: 'new_account'; keysUntil: Date };

/** Milliseconds that pass at most between a mail and our record of it. */
const NOTED_WITHIN = 60_000;

/**
 * Decides how a revoked invitation is sent again, whose person cannot sign in. Whether it may be sent at all was decided before
 * (authority/disabled-account.ts).
 */
export async function revivalOf(
  { admin, config }: { admin: KeycloakAdmin; config: LifespanSettings },
  user: User,
  invitation: Invitation,
): Promise<Revival> {
  // A stand-in has no key; it is treated alike, because a difference would tell that there is an account.
  const { mailedAt = 0 } = await authorshipOf(admin, user);
  const unnoted = mailedAt > (invitation.sentAt?.getTime() ?? 0) + NOTED_WITHIN;
  const longest = new Date(mailedAt + config.invitationMaxLifespanHours * 3_600_000);
  const keysUntil = latest(keysUntilOf(invitation), unnoted ? longest : undefined);
  return keysUntil && keysUntil > new Date() ? { kind: 'new_account', keysUntil } : { kind: 'same_account' };
}
