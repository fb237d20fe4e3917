import type { Actor } from '../../authority/actor.ts';
import { actOf } from '../../authority/acts.ts';
import { waysIn } from '../../authority/can-sign-in.ts';
import { unlessGone } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isFederated } from '../../keycloak/realm/directories.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { localeOf, readUser, type User } from '../../keycloak/realm/users.ts';
import { askedActions } from '../../keycloak/ride/required-actions.ts';
import { signInOfOthers } from '../carried/sign-in.ts';
import { memberships } from '../record/findable.ts';
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
  /** Keycloak has no user of this id: deleted, or not visible yet. */
  | { outcome: 'unknown_user' };

export interface AdoptOptions {
  /** Whether a setting excludes the user. Asked only about users who would be invited otherwise. */
  isExcluded?: (user: User) => Promise<boolean>;
  /** Waits until another mail may leave (MAIL_RATE_LIMIT). */
  mailTurn?: () => Promise<void>;
}

/** Milliseconds for which a user that was read counts as up to date. */
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
  let readAt = 0;
  // All three requests at once, because the person waits for the mail, and nearly all who come here need all three.
  const [user, isIn, companies = []] = await Promise.all([
    readUser(deps.admin, userId).finally(() => {
      readAt = Date.now();
    }),
    hasWayIn(deps.admin, userId).catch(unlessGone),
    organizationsOfMember(deps.admin, userId).catch(unlessGone),
  ]);
  if (!user) return { outcome: 'unknown_user' };
  const [company] = companies;
  if (isIn || !mayBeInvited(user)) return { outcome: 'not_needed' };
  if (await isExcluded?.(user)) return { outcome: 'excluded' };
  // The turn comes before the invitation is stored as queued: the sender takes over invitations that stay queued for long.
  await mailTurn?.();
  // Where the user has no company, `organization` stays undefined ("not known") and does not become "none": in the console an admin adds the company
  // later (following/late-companies.ts).
  const { status: _, ...record } = {
    ...newRecord(company?.name, company?.alias),
    invitationId: nextInvitationId(userId),
  };
  const otherActions = user.requiredActions ?? [];
  const signIn = await signInOfOthers(deps, user);
  await using place = await ifAllowed(deps.mailQuota.take(user.email ?? ''));
  let mine = false;
  const written = await writeRecord(
    deps.admin,
    userId,
    (current) => {
      mine = current === undefined;
      return mine ? { ...record, signIn, act: actOf('adopt', actor, []) } : undefined;
    },
    ({ attributes }) => ({
      requiredActions: askedActions(signIn, otherActions),
      attributes: { ...attributes, ...memberships(companies) },
    }),
    Date.now() - readAt < FRESH ? user : undefined,
  );
  if (!mine) return { outcome: 'not_needed' };
  // Where the address has got its mails of the day already, the invitation stays queued, and the sender mails it later.
  return {
    outcome: 'invited',
    invitation: place
      ? await sendMail(deps, userId, { ...record, signIn, email: written.email, locale: localeOf(user) }, place, { otherActions })
      : written,
  };
}

/** An enabled person with an address whom the realm itself keeps, and who was not invited yet. */
export function mayBeInvited(user: User): boolean {
  const isMadeUp = user.email?.endsWith(`@${STAND_IN_DOMAIN}`);
  return Boolean(
    user.enabled && user.email && !isMadeUp && !user.serviceAccountClientId && !isFederated(user) && !invitationOf(user),
  );
}

/** Whether the user has any credential, or an identity at another provider: then somebody gave them a way in already. */
async function hasWayIn(admin: KeycloakAdmin, id: string): Promise<boolean> {
  const { types, identities } = await waysIn(admin, id);
  return types.length + identities > 0;
}
