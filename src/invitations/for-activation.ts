import { canSignIn } from '../authority/can-sign-in.ts';
import { isKeyHeldBack } from '../authority/held-key.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { changeUser, type User } from '../keycloak/realm/users.ts';
import { COVERED_ACTIONS } from '../keycloak/ride/required-actions.ts';
import type { Logger } from '../log.ts';
import { invitationOf } from './record/invitation.ts';
import { alreadyActive, isRevoked, MOVES } from './record/life-cycle.ts';
import { invitationNow } from './record/revocation-notes.ts';
import { markUser } from './record/status-changes.ts';

/**
 * Whether a link that names an invitation (or none: a mail sent from the console) may still be used. One of an invitation is used as soon
 * as its person is active, whatever way they became so: it would set a new password.
 */
export async function verdictOf(admin: KeycloakAdmin, user: User, invitationId: string | undefined): Promise<Verdict> {
  const invitation = await invitationNow(admin, user);
  const revoked = isRevoked(invitation);
  if (invitationId === undefined) return revoked && !(await canSignIn(admin, user)) ? 'revoked' : 'current';
  if (alreadyActive(invitation) || (await canSignIn(admin, user))) return 'used';
  if (revoked) return 'revoked';
  // Keycloak keeps older keys good after a resend, so they are refused here.
  if (invitation && invitationId !== invitation.invitationId) return 'replaced';
  return (await isKeyHeldBack(admin, user, invitation?.actors)) ? 'held_back' : 'current';
}

/** A key's invitation, and the user as it was when Keycloak took the key. */
interface Redeemed {
  invitationId: string | undefined;
  user: User;
  /** That the person has chosen on the page: Keycloak's own page takes it only where the realm's profile declares it. */
  language?: string | undefined;
}

/**
 * Who was half-way through when their invitation was moved to another address has proved that the first one is theirs: it stays the
 * account's, and the key that was mailed to the other is dead. An address that they have changed themselves bears the same invitation.
 */
function movedBack(redeemed: Redeemed | undefined): ((now: User) => User) | undefined {
  if (!redeemed?.invitationId) return undefined;
  const { invitationId } = redeemed;
  const { email, username, emailVerified = false } = redeemed.user;
  return (now) => {
    const isMoved = now.email !== email && invitationOf(now)?.invitationId !== invitationId;
    return isMoved && email !== undefined && username !== undefined ? { email, username, emailVerified } : {};
  };
}

const inLanguage =
  (language: string | undefined) =>
  ({ attributes }: User): User =>
    language === undefined ? {} : { attributes: { ...attributes, locale: [language] } };

type Verdict = 'current' | 'held_back' | 'replaced' | 'used' | 'revoked';

/**
 * What the activation needs to know of invitations. Nothing that goes wrong with our notes may show the person an error. That somebody is
 * active is written down while they are already on their way to the login: Keycloak has stored the password. What is lost of it (a crash,
 * Keycloak away) is made up for by {@link followWaysIn}.
 */
export function invitedUsers(admin: KeycloakAdmin, logger: Pick<Logger, 'warn'>) {
  const writing = new Set<Promise<void>>();
  return {
    verdict: verdictOf.bind(null, admin),
    coveredActions: COVERED_ACTIONS,
    markActivated(userId: string, redeemed?: Redeemed): void {
      const [back, speaks] = [movedBack(redeemed), inLanguage(redeemed?.language)];
      const written = markUser(admin, userId, MOVES.activate, (now) => ({ ...back?.(now), ...speaks(now) }))
        .then((isInvited) => (isInvited || !redeemed?.language ? undefined : changeUser(admin, userId, speaks)))
        .then(
          () => {},
          (error) =>
            logger.warn({ user: userId, err: error }, 'could not write down that a user is active: their password will tell'),
        )
        .finally(() => writing.delete(written));
      writing.add(written);
    },
    /** Ends when all that this process has begun to write stands in Keycloak: whoever reads invitations waits for it. */
    async settled(): Promise<void> {
      await Promise.all(writing);
    },
    /** The person has done something on the page; a GET does not count, because mail scanners send it, too. */
    async markOpened(userId: string): Promise<void> {
      await markUser(admin, userId, MOVES.open).catch((error) =>
        logger.warn({ user: userId, err: error }, 'could not write down that a user has begun'),
      );
    },
  };
}
