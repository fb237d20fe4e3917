import { authorshipOf } from '../../authority/authorship.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';
import { keysUntilOf, latest } from '../record/key-expiry.ts';
import type { LifespanSettings } from '../record/lifespan.ts';

/** How a revoked invitation can be sent again. */
export type Revival =
  /** By the account as it is, which may be enabled again: no earlier key works any more. */
  | { kind: 'same_account' }
  /** By a new account in its place: Keycloak takes an earlier key until then, as soon as the account is enabled. */
  | { kind: 'new_account'; keysUntil: Date };

/** Milliseconds between a mail and our note of it, at most. */
const NOTED_WITHIN = 60_000;

/**
 * Decides how a revoked invitation is sent again, whose person cannot sign in. Whether it may be at all was asked before
 * (authority/switched-off.ts).
 */
export async function revivalOf(
  { admin, config }: { admin: KeycloakAdmin; config: LifespanSettings },
  user: User,
  invitation: Invitation,
): Promise<Revival> {
  // Of an account that stands in for another (stand-in.ts) no key is alive; it is treated alike, because the answer must not tell them apart.
  const { mailedAt = 0 } = await authorshipOf(admin, user);
  const unnoted = mailedAt > (invitation.sentAt?.getTime() ?? 0) + NOTED_WITHIN;
  const longest = new Date(mailedAt + config.invitationMaxLifespanHours * 3_600_000);
  const keysUntil = latest(keysUntilOf(invitation), unnoted ? longest : undefined);
  return keysUntil && keysUntil > new Date() ? { kind: 'new_account', keysUntil } : { kind: 'same_account' };
}
