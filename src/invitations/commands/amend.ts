import { z } from 'zod';
import type { Actor } from '../../authority/actor.ts';
import { actOn } from '../../authority/acts.ts';
import { type GivenGroup, requireAssignable } from '../../authority/assignable-groups.ts';
import { requireKnownAttributes } from '../../authority/fillable-attributes.ts';
import { withinReach } from '../../authority/reach.ts';
import { emailSchema, messageSchema } from '../../http/request/validation.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { UsernameFor } from '../../keycloak/profile/username-for-address.ts';
import { noneIfSwitchedOff, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { tryNames } from '../../keycloak/realm/try-user.ts';
import { type Attributes, localeOf, type User, type UserChange } from '../../keycloak/realm/users.ts';
import { turnedActions } from '../../keycloak/ride/required-actions.ts';
import type { SignIn } from '../../settings/sign-in.ts';
import { refuseActivated, refused, type Sentences } from '../answers/keycloak-refusal.ts';
import { appOfInvitation } from '../carried/app-of-invitation.ts';
import { correctedSignIn, keepsPasskey } from '../carried/sign-in.ts';
import { signInWish } from '../carried/sign-in-wish.ts';
import { requireOpenCompany } from '../record/closed-company.ts';
import { asGiven, giveGroups, takeGroups } from '../record/groups.ts';
import { type Invitation, type InvitationRecord, isMarked, nextInvitationId } from '../record/invitation.ts';
import { isRevoked, MOVES, mayMove } from '../record/life-cycle.ts';
import { accessUntilSchema } from '../record/lifespan.ts';
import { writeNotedIfTaken } from '../record/revocation.ts';
import { unwrittenRevocation } from '../record/revocation-notes.ts';
import { readInvitation, writeRecord } from '../record/store.ts';
import { correctedMessage, requireMayWrite } from '../sending/inviter-message.ts';
import { requireUnhindered } from '../sending/mail-actions.ts';
import { atAddress } from '../sending/mail-quota.ts';
import { sendMail } from '../sending/send-mail.ts';
import { placeAddress } from '../stand-ins/address-owner.ts';
import { cancelLinks } from '../stand-ins/company-join.ts';
import { named, type StandInNames, standsIn } from '../stand-ins/stand-in.ts';
import { accessUntilOf, moveEnd, requireAccessLeft } from './access-until.ts';
import { authorizeChange, stillAuthorized } from './authorize.ts';
import { givenAttributes, type InviteDeps, inviteeSchema, languageFor } from './invite.ts';

/** What can be corrected before the person has activated the account. */
export const amendSchema = z
  .strictObject({
    email: emailSchema.optional().describe('Another address: every earlier link dies, and a new mail goes there.'),
    firstName: inviteeSchema.shape.firstName,
    lastName: inviteeSchema.shape.lastName,
    locale: inviteeSchema.shape.locale,
    groups: inviteeSchema.shape.groups.describe(
      'All groups that it is to give: those that it gave and that are not named are taken away.',
    ),
    app: z.string().trim().max(255).optional().describe('Another app; an empty text for where everybody goes.'),
    target: inviteeSchema.shape.target
      .unwrap()
      .or(z.literal(''))
      .optional()
      .describe('Where in the app to arrive; an empty text for its home.'),
    accessUntil: accessUntilSchema({ isEmptied: true }).describe(
      'Another last day; an empty text for no end. Alone, it can be moved after the activation, too, until it has come.',
    ),
    signIn: signInWish
      .optional()
      .describe(
        'How the person gets to sign in instead: every earlier link dies, and a new mail goes. Left out, it stays as somebody has said; where nobody has, it follows an address that is moved. An empty text has it follow the address from now on.',
      ),
    message: messageSchema
      .optional()
      .describe('Another word for the next mail, under the name of whoever corrects it; an empty text takes it away.'),
    attributes: inviteeSchema.shape.attributes.describe(
      'As with an invitation, one by one: those that are not named stay as they are, and an empty text or list takes one away.',
    ),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined))
  .meta({ minProperties: 1 });
export type Amendment = z.output<typeof amendSchema>;

/**
 * Corrects an invitation. After a change of address Keycloak itself refuses every earlier link, because an action token names the address it was sent
 * to (`eml`); so a mail that went to a stranger is of no use to them. Where the new address has an account beyond the author's reach, the user stands
 * in for it from now on (stand-in.ts). No mail is sent for a revoked invitation; one whose revocation Keycloak had refused to write is written now,
 * if the correction has mended the account. Throws `already_active`, `account_disabled`, `organization_disabled`, `provider_off` (for another way to
 * sign in alone), `not_yours`, `invalid_request`, `email_exists` and `too_many_mails`.
 */
export async function amend(
  deps: InviteDeps,
  actor: Actor,
  userId: string,
  changes: Amendment,
  words?: Sentences,
): Promise<Invitation> {
  const { accessUntil, ...others } = changes;
  if (accessUntil !== undefined && Object.values(others).every((value) => value === undefined))
    return moveEnd(deps, actor, userId, accessUntil || undefined, words);
  requireMayWrite(deps.config, actor, changes.message);
  const names = Object.keys(changes.attributes ?? {});
  await requireKnownAttributes(deps.admin, names, actor.reach, deps.config.companyAdminAttributes);
  const movesFrom = (email: string) => changes.email !== undefined && changes.email !== email;
  const turnsFrom = (signIn: SignIn, wanted: Amendment['signIn'] = changes.signIn) => wanted !== undefined && wanted !== signIn;
  const { user, invitation: before } = await authorizeChange(
    deps.admin,
    actor,
    ({ email, signIn }) => (movesFrom(email) || turnsFrom(signIn) ? 'move' : 'amend'),
    userId,
  );
  const moves = movesFrom(before.email);
  const wayIn = await correctedSignIn(deps, actor, before, changes);
  const { signIn } = wayIn;
  const turns = turnsFrom(before.signIn, signIn);
  const mails = (moves || turns) && mayMove(MOVES.readdress, before);
  // However they sign in: a disabled company's provider keeps nobody from being led another way, and is off like any other.
  if (mails) await requireOpenCompany(deps.admin, { id: userId, organization: before.organization, address: before.address });
  if (mails)
    requireAccessLeft(deps.config, { accessUntil: accessUntil === undefined ? before.accessUntil : accessUntil || undefined });
  if (mails) await deps.redirectCheck.requireLinks();
  // A correction of the address alone waits for the provider, as a new invitation does: its old links must die.
  if (mails && turns && !moves) await requireUnhindered(deps, { ...before, signIn });
  await using place = mails ? await atAddress(deps.mailQuota.take(changes.email ?? before.email)) : undefined;
  const language = changes.locale === undefined ? undefined : await languageFor(deps, changes.locale);
  const attributes = await givenAttributes(deps, changes.attributes, language ?? localeOf(user));
  const usernameFor = await deps.realm.usernames();
  const keeps = turns && (await keepsPasskey(deps.realm, before));
  // The link of a new mail ends with that day at the latest.
  const linkEnds = mails || isRevoked(before) ? undefined : before.expiresAt;
  const carried = {
    signInChosen: wayIn.signInChosen,
    ...(await carriedBy(deps, actor, before, changes)),
    ...(accessUntil !== undefined && accessUntilOf(deps.config, accessUntil || undefined, linkEnds)),
  };
  const act = await actOn(deps.admin, 'amend', actor, userId);
  let sends = false;
  let otherActions: readonly string[] = [];
  const record = (current: Invitation | undefined, now: User) => {
    refuseActivated(current, user, now);
    if (!moves && !turns) return { act, ...carried };
    const { invitationId } = current ?? before;
    sends = mails && mayMove(MOVES.readdress, current ?? before);
    return {
      act,
      ...carried,
      signIn,
      invitationId: nextInvitationId(invitationId),
      ...(sends && { move: MOVES.readdress, error: undefined }),
    };
  };
  const write = (moved?: Moved & { address: string | undefined }) =>
    writeRecord(
      deps.admin,
      userId,
      (current, now) => ({ ...record(current, now), ...(moved && { address: moved.address }) }),
      (now) => {
        otherActions = now.requiredActions ?? [];
        const isNamedSo = isNamedAfterAddress(now, usernameFor);
        const asked = turns && { requiredActions: turnedActions(before.signIn, signIn, otherActions, keeps) };
        return { ...amended(now, { ...changes, locale: language, attributes }, moved && { ...moved, isNamedSo }), ...asked };
      },
    ).catch(refused(words));
  const settled = async (written: Invitation) => {
    if (!(await unwrittenRevocation(deps.admin, user))) return written;
    await writeNotedIfTaken(deps.admin, userId);
    return readInvitation(deps.admin, userId);
  };
  // Before the record drops them: whoever repeats a correction that was cut off takes them, too.
  if (carried.groups) await takeGroups(deps.admin, userId, without(before.groups, carried.groups));
  if (!moves) {
    const corrected = await write();
    if (carried.groups) await give(deps.admin, corrected);
    if (turns) await stillAuthorized(deps.admin, actor, 'move', user);
    return sends && place ? await sendMail(deps, userId, corrected, place, { otherActions }) : settled(corrected);
  }
  const address = changes.email ?? '';
  const username = usernameFor(address);
  const { reach } = actor;
  const companies = await organizationsOfMember(deps.admin, userId).catch(noneIfSwitchedOff);
  const company = companies.find(({ id }) => withinReach(reach, id));
  // Whether the user stands in for an account can only be asked before its address changes.
  const former = before.address !== undefined && (await standsIn(deps.admin, user, before.address)) ? before.address : undefined;
  const written = await placeAddress(
    { admin: deps.admin, reach, address, company },
    () => write({ names: { email: address, username }, address: undefined }),
    async (of) => {
      await tryNames(deps.admin, address, username).catch(refused(words));
      return named(deps.admin, of, { address, username }, (names, marks) => write({ names, address, marks }));
    },
  );
  await stillAuthorized(deps.admin, actor, 'move', user);
  if (carried.groups || before.address !== undefined) await give(deps.admin, written);
  if (former !== undefined) await cancelLinks(deps.admin, { id: userId, address: former });
  return sends && place ? await sendMail(deps, userId, written, place, { otherActions }) : settled(written);
}

/** What of groups, app and word a correction changes, as the record takes it. */
async function carriedBy(
  { admin, apps }: InviteDeps,
  actor: Actor,
  before: Invitation,
  { groups, app, target, message }: Amendment,
): Promise<Partial<Pick<InvitationRecord, 'groups' | 'app' | 'appName' | 'target' | 'message' | 'messageBy'>>> {
  const chosen = app === undefined ? before.app : app || undefined;
  // The target of another app is none of this one.
  const place = target === undefined && chosen === before.app ? before.target : target || undefined;
  const asksForApp = app !== undefined || target !== undefined;
  return {
    ...(asksForApp && (await appOfInvitation(apps, actor, { app: chosen, target: place }))),
    ...(groups && { groups: await given(await requireAssignable(admin, actor, groups)) }),
    ...correctedMessage(before, actor, message),
  };

  async function given(asked: GivenGroup[]): Promise<GivenGroup[]> {
    return before.address === undefined ? asGiven(admin, before.id, asked, isRevoked(before) ? [] : before.groups) : asked;
  }
}

/** Puts the account into the groups of its invitation. A stand-in's person gets theirs on joining. */
async function give(admin: KeycloakAdmin, invitation: Invitation): Promise<void> {
  if (invitation.address === undefined && !isRevoked(invitation)) await giveGroups(admin, invitation.id, invitation.groups);
}

const without = (groups: Invitation['groups'], others: Invitation['groups']) =>
  groups.filter(({ id }) => !others.some((other) => other.id === id));

/** New names, and what goes with them. */
interface Moved {
  names: Partial<StandInNames>;
  marks?: Attributes;
}

function amended(
  user: User,
  { firstName, lastName, locale, attributes = {} }: Amendment,
  moved?: Moved & { isNamedSo: boolean },
): UserChange {
  const names = moved?.names;
  const changed = Object.entries({ ...attributes, ...(locale !== undefined && { locale }) });
  const values = changed.map(([name, value]) => [name, [value].flat().filter(Boolean)]);
  return {
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...((values.length > 0 || moved) && { attributes: { ...user.attributes, ...Object.fromEntries(values), ...moved?.marks } }),
    ...(names && names.email !== user.email && { email: names.email, emailVerified: false }),
    ...(names?.username !== undefined && moved?.isNamedSo && { username: names.username }),
  };
}

/** Whether the username follows from the address: so it is for all whom we have invited, and in realms where people sign in with their address. */
function isNamedAfterAddress(user: User, usernameFor: UsernameFor): boolean {
  const { username = '', email = '' } = user;
  return isMarked(user) || username === email || username === usernameFor(email) || username.startsWith(`${email}.`);
}
