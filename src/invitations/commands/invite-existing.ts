import type { Actor } from '../../authority/actor.ts';
import { actOf } from '../../authority/acts.ts';
import { waysIn } from '../../authority/can-sign-in.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isFederated } from '../../keycloak/realm/directories.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { PAGE_ACTIONS } from '../../keycloak/ride/required-actions.ts';
import { type Invitation, invitationOf, newRecord, nextInvitationId, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { writeRecord } from '../record/store.ts';
import { ifAllowed } from '../sending/mail-quota.ts';
import { type SendDeps, sendMail } from '../sending/send-mail.ts';

export type Adoption =
  | { outcome: 'invited'; invitation: Invitation }
  /** The user has an invitation, a password, another identity, or no address. */
  | { outcome: 'not_needed' }
  /** A setting leaves the user alone. */
  | { outcome: 'excluded' }
  /** Deleted, or not visible yet. */
  | { outcome: 'unknown_user' };

export interface AdoptOptions {
  /** Asked about a user who would be invited. */
  isExcluded?: (user: User) => Promise<boolean>;
  /** Waits until another mail may leave. */
  mailTurn?: () => Promise<void>;
}

/** Milliseconds for which a user counts as just read. */
const FRESH = 300;

/**
 * Invites a user whom somebody else created: in the Keycloak console, over SCIM or with any other client.
 * Safe to call again, and from two places at once: what was done stands in the user's attributes, and the invitation's id
 * follows from the user's, so that even two mails would hold one and the same invitation.
 */
export async function inviteExisting(
  deps: SendDeps,
  actor: Actor,
  userId: string,
  { isExcluded, mailTurn }: AdoptOptions = {},
): Promise<Adoption> {
  const readAt = Date.now();
  // Asked all at once, because somebody waits for the mail: nearly all who come here need it.
  const [user, isIn, [company] = []] = await Promise.all([
    readUser(deps.admin, userId),
    hasWayIn(deps.admin, userId).catch(unlessGone),
    organizationsOfMember(deps.admin, userId).catch(unlessGone),
  ]);
  if (!user) return { outcome: 'unknown_user' };
  if (isIn || !mayBeInvited(user)) return { outcome: 'not_needed' };
  if (await isExcluded?.(user)) return { outcome: 'excluded' };
  // Before it is written down as queued: the sender takes what stays so for long.
  await mailTurn?.();
  // Without a company it is not known yet, rather than "none": in the console, it comes later (following/late-companies.ts).
  const { status: _, ...record } = {
    ...newRecord(company?.name, company?.alias),
    invitationId: nextInvitationId(userId),
  };
  const otherActions = user.requiredActions ?? [];
  await using place = await ifAllowed(deps.mailQuota.take(user.email ?? ''));
  let mine = false;
  const written = await writeRecord(
    deps.admin,
    userId,
    (current) => {
      mine = current === undefined;
      return mine ? { ...record, act: actOf('adopt', actor, []) } : undefined;
    },
    () => ({ requiredActions: [...new Set([...otherActions, ...PAGE_ACTIONS])] }),
    Date.now() - readAt < FRESH ? user : undefined,
  );
  if (!mine) return { outcome: 'not_needed' };
  // Without a place it stays queued, and the sender mails it when there is one.
  return { outcome: 'invited', invitation: place ? await sendMail(deps, userId, record, place, { otherActions }) : written };
}

/** An enabled person with an address whom the realm itself keeps, and who was not invited yet. */
export function mayBeInvited(user: User): boolean {
  const isMadeUp = user.email?.endsWith(`@${STAND_IN_DOMAIN}`);
  return Boolean(
    user.enabled && user.email && !isMadeUp && !user.serviceAccountClientId && !isFederated(user) && !invitationOf(user),
  );
}

/** Somebody with any credential, or an identity at another provider, was given a way in already. */
async function hasWayIn(admin: KeycloakAdmin, id: string): Promise<boolean> {
  const { types, identities } = await waysIn(admin, id);
  return types.length + identities > 0;
}

/** A user who is gone has nothing. */
function unlessGone(error: unknown): undefined {
  if (refusalStatus(error) === 404) return undefined;
  throw error;
}
