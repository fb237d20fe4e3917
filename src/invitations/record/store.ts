import { type Act, withAct } from '../../authority/acts.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Attributes, changeUser, readUser, type User, type UserChange } from '../../keycloak/realm/users.ts';
import { PASSKEY } from '../../keycloak/ride/required-actions.ts';
import { BY_MAILBOX, isLinkedAtOnce, isNamedLikeAnother, MARK_ATTRIBUTE } from '../../keycloak/rights/company-providers.ts';
import { findableAttributes } from './findable.ts';
import {
  attributesOf,
  type Invitation,
  type InvitationRecord,
  invitationOf,
  isMarked,
  isOfRecord,
  JOIN,
  linksAtOnce,
  newRecord,
  storedStatus,
} from './invitation.ts';
import { keysUntilOf, latest } from './key-expiry.ts';
import { isPending, isSent, type Move, mayMove, waitsForMail } from './life-cycle.ts';
import { invitationNow } from './revocation-notes.ts';

/** The user's invitation. Throws `not_found` for an unknown id and for a user who was never invited. */
export async function readInvitation(admin: KeycloakAdmin, userId: string): Promise<Invitation> {
  const user = await readUser(admin, userId);
  const invitation = user && (await invitationNow(admin, user));
  if (!invitation) throw new AppError('not_found');
  return invitation;
}

/** What to write, or a function that decides by the invitation and user at the moment of writing; where it returns undefined nothing is written. */
export type RecordChange = Change | ((current: Invitation | undefined, user: User) => Change | undefined);

/** `act`: the command that makes the change; it is added to `invitation.actors`. `move`: how the status changes, if it does, and `reason` why, for the history. */
type Change = Partial<Omit<InvitationRecord, 'actors' | 'status'>> & { act?: Act; move?: Move; reason?: string; status?: never };

/**
 * Writes changes of an invitation, and of other properties of its user. Nothing at all is written where the invitation, as it stands at
 * that moment, may not make the move. A status that is written gets its line in the history, except `queued`, which is only the wait for
 * what comes. An account that is {@link isNamedLikeAnother} is linked to whoever comes by a provider by its mailbox alone.
 * @param known the user, if they were read a moment ago.
 */
export async function writeRecord(
  admin: KeycloakAdmin,
  userId: string,
  change: RecordChange,
  changeOther: (user: User) => UserChange = () => ({}),
  known?: User,
): Promise<Invitation> {
  let follows: string[] | undefined;
  const written = await changeUser(
    admin,
    userId,
    (user) => {
      follows = undefined;
      const current = invitationOf(user);
      const changes = typeof change === 'function' ? change(current, user) : change;
      if (!changes || (changes.move && !mayMove(changes.move, current, user))) return undefined;
      const merged = mergedRecord(user, current, changes);
      const other = changeOther(user);
      const others = otherAttributes({ ...user, ...other });
      // Whoever has an address of their own stands in for nobody.
      if (merged.address === undefined && isMarked({ attributes: others })) delete others['invitation.journal'];
      const names = { username: user.username, email: other.email ?? user.email };
      const attributes = { ...others, ...attributesOf(merged, names) };
      // Not every realm lets a username follow the address. Whether it has is seen afterwards.
      const mayFollow = other.email !== undefined && linksAtOnce(merged) && !isLinkedAtOnce({ attributes });
      follows = mayFollow ? attributesOf(merged)[MARK_ATTRIBUTE] : undefined;
      return { ...other, attributes: { ...attributes, ...findableAttributes({ ...user, ...other, attributes } as User) } };
    },
    known,
  );
  const invitation = invitationOf(follows ? await linkAtOnce(admin, userId, follows) : written);
  if (!invitation) throw new AppError('unexpected');
  return invitation;
}

/** Writes the mark that was left out until it is seen that the username has followed the address. */
async function linkAtOnce(admin: KeycloakAdmin, userId: string, mark: string[]): Promise<User> {
  return changeUser(admin, userId, (user) => {
    const held = (user.attributes ?? {}) as Attributes;
    if (isNamedLikeAnother(user) || held[MARK_ATTRIBUTE]?.[0] !== BY_MAILBOX) return undefined;
    return { attributes: { ...held, [MARK_ATTRIBUTE]: mark } };
  });
}

function mergedRecord(user: User, current: Invitation | undefined, changes: Change): InvitationRecord {
  const { act, move, reason: why, ...record } = changes;
  // Without a move the stored status stays, even where the link has expired: the worker stores that.
  const status = move?.to ?? storedStatus(user);
  const merged = { ...newRecord(undefined), ...current, ...record, status };
  if (merged.signIn !== current?.signIn)
    merged.passkeyAsked = merged.signIn === 'passkey' && (user.requiredActions ?? []).includes(PASSKEY);
  if (record.expiresAt && !('keysUntil' in record)) merged.keysUntil = latest(current && keysUntilOf(current), record.expiresAt);
  // A word is for the mails of an account that waits for its person; afterwards nobody needs it.
  if (move && !isPending(merged)) merged.message = merged.messageBy = undefined;
  const reason = why ?? (isSent(merged) && merged.address !== undefined ? JOIN : record.error);
  if (move && !waitsForMail(merged)) merged.history = [...merged.history, { at: new Date(), status, reason }];
  if (act) merged.actors = withAct(current ? current.actors : [], act);
  return merged;
}

function otherAttributes(user: Pick<UserChange, 'attributes'>): Attributes {
  const entries = Object.entries((user.attributes ?? {}) as Attributes);
  return Object.fromEntries(entries.filter(([name]) => !isOfRecord(name)));
}
