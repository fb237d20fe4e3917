import { factsOf } from '../../authority/account-facts.ts';
import type { Actor } from '../../authority/actor.ts';
import { authorshipOf } from '../../authority/authorship.ts';
import { decide, type Permission, type Wish } from '../../authority/decide.ts';
import type { Revocation } from '../../authority/disabled-account.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { directoryFault, isFederated, requireDirectory } from '../../keycloak/realm/directories.ts';
import { type Attributes, changeUser, readUser, type User } from '../../keycloak/realm/users.ts';
import { PAGE_ACTIONS, PASSKEY } from '../../keycloak/ride/required-actions.ts';
import { BY_MAILBOX, MARK_ATTRIBUTE } from '../../keycloak/rights/company-providers.ts';
import { isFoundBy } from '../record/findable.ts';
import { takeWithdrawn } from '../record/groups.ts';
import { type Invitation, invitationOf, isOfRecord } from '../record/invitation.ts';
import { alreadyActive, isRevoked } from '../record/life-cycle.ts';
import { isProfileRefusal } from '../record/revocation.ts';
import { forgetRevocation, invitationNow } from '../record/revocation-notes.ts';

export interface Authorized {
  user: User;
  invitation: Invitation;
  permission: Permission;
}

/**
 * Reads an invitation and asks what somebody may do to its account (src/authority). Throws `not_found`, `already_active`,
 * `account_disabled`, `not_yours`, and `directory_unavailable` where nobody can tell.
 */
export async function authorize(
  admin: KeycloakAdmin,
  actor: Actor,
  wish: Wish | ((invitation: Invitation) => Wish),
  userId: string,
): Promise<Authorized> {
  const user = await readUser(admin, userId);
  const invitation = user && (await invitationNow(admin, user));
  if (!invitation) throw new AppError('not_found');
  await requireDirectory(admin, user);
  const { actors: acts } = invitation;
  const account = {
    user,
    acts,
    activated: alreadyActive(invitation),
    revocation: revocationOf(invitation),
    company: invitation.organization,
  };
  const wished = typeof wish === 'function' ? wish(invitation) : wish;
  const facts = await factsOf(admin, actor, wished, account).catch(async (error) =>
    Promise.reject(isFederated(user) ? await directoryFault(admin, error, user) : error),
  );
  return { user, invitation, permission: decide(actor, wished, facts) };
}

/**
 * The same of an administrator's command that changes the account. Where the account is not theirs, because a group of its own invitation has got rights since,
 * that group is taken back, and the account is judged as it is without it: what an invitation gave can always be taken back.
 */
export async function authorizeChange(...asked: Parameters<typeof authorize>): Promise<Authorized> {
  const [admin, actor, , userId] = asked;
  try {
    return await authorize(...asked);
  } catch (error) {
    if (actor.kind !== 'admin' || !(error instanceof AppError && error.code === 'not_yours')) throw error;
    const user = await readUser(admin, userId);
    const withdrawn = user ? await takeWithdrawn(admin, userId, invitationOf(user)?.groups ?? []) : [];
    if (withdrawn.length === 0) throw error;
    return authorize(...asked);
  }
}

/**
 * The same question once more, after something was written and before a mail leaves or an account is deleted. Where the answer has become
 * no, what we have written is taken back, and nothing of what others have written meanwhile. Throws as {@link authorize} does.
 * @param before the account as it was before we wrote.
 */
export async function stillAuthorized(admin: KeycloakAdmin, actor: Actor, wish: Wish, before: User): Promise<void> {
  const { id = '' } = before;
  try {
    const { permission } = await authorize(admin, actor, wish, id);
    if (permission !== 'account') throw new AppError('not_yours');
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) await takeBack(admin, wish, before);
    throw error;
  }
}

const REFUSALS: readonly ErrorCode[] = ['already_active', 'account_disabled', 'not_yours'];

const ends = (wish: Wish): boolean => wish === 'revoke' || wish === 'end';

function revocationOf(invitation: Invitation): Revocation | undefined {
  if (!isRevoked(invitation)) return undefined;
  return { at: invitation.history.findLast(isRevoked)?.at, switchedOff: invitation.switchedOff };
}

/** Takes back what a command may have written: address, names, record, required actions, and whether the account is enabled. */
async function takeBack(admin: KeycloakAdmin, wish: Wish, before: User): Promise<void> {
  const { id = '' } = before;
  if (ends(wish)) await forgetRevocation(admin, id);
  const { lastWriteOurs } = await authorshipOf(admin, before);
  const takenBack = changeUser(admin, id, (now) => {
    const wasSwitchedOff = ends(wish) && before.enabled === true && invitationOf(now)?.switchedOff === true;
    const { requiredActions: asked = [] } = now;
    const left = asked.filter((name) => before.requiredActions?.includes(name) || ![...PAGE_ACTIONS, PASSKEY].includes(name));
    const { username, email, emailVerified, firstName, lastName } = before;
    const ours = Object.entries(before.attributes ?? {}).filter(([name]) => isOurs(name));
    const others = Object.entries(now.attributes ?? {}).filter(([name]) => !isOurs(name));
    const attributes: Attributes = { ...Object.fromEntries(others), ...Object.fromEntries(ours) };
    // That it is to be linked by its mailbox since is nothing that the command has written.
    if (invitationOf(now)?.byMailbox) attributes[MARK_ATTRIBUTE] = [BY_MAILBOX];
    return {
      ...{ username, email, firstName, lastName, attributes },
      // Written only where there is something to take back: the person may be answering at this moment, and would be asked again for what they have
      // just done.
      ...(left.length < asked.length && { requiredActions: left }),
      ...(emailVerified !== undefined && { emailVerified }),
      ...(before.enabled === false && { enabled: false }),
      // Only if nobody else has written the account since: whoever has, decided whether it is enabled.
      ...(wasSwitchedOff && lastWriteOurs && { enabled: true }),
    };
  });
  // What Keycloak refuses now, it has refused before: then nothing was written.
  await takenBack.catch((error) => {
    if (!isProfileRefusal(error)) throw error;
  });
}

/** What an invitation is found by, and all attributes of its record but `invitation.actors`: an act stays on the list although what it did is taken back. */
function isOurs(attribute: string): boolean {
  return attribute === 'locale' || isFoundBy(attribute) || (isOfRecord(attribute) && attribute !== 'invitation.actors');
}
