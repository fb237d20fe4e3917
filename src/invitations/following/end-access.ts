import { WORKER } from '../../authority/actor.ts';
import { actOf, isInviting } from '../../authority/acts.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { authorize } from '../commands/authorize.ts';
import { memberships } from '../record/findable.ts';
import { takeGroups } from '../record/groups.ts';
import { ACCESS_ENDED, type Invitation, invitationOf } from '../record/invitation.ts';
import { alreadyActive, isRevoked } from '../record/life-cycle.ts';
import { isAccessOver } from '../record/lifespan.ts';
import { isProfileRefusal, revocation, switchedOff } from '../record/revocation.ts';
import { writeRecord } from '../record/store.ts';
import { cancelJoin, joinOf } from '../stand-ins/company-join.ts';
import { gaveOf, takeMembership } from '../stand-ins/join-gave.ts';

/**
 * What became of an access whose last day may be over. `ended`: this call has written it down; `finished`: an earlier one had, and this call took back what was left;
 * `later`: to be looked at once more; `none`: it is not over, or there is nothing of it any more.
 */
export type AccessEnd = 'ended' | 'finished' | 'later' | 'none';

/** Milliseconds for which a stand-in stays after its end: until then webhooks read from it what has ended. */
const STAND_IN_STAYS = 60_000;

/**
 * Ends what an invitation gave, if its last day is over at this moment: the membership of its company, and its groups. The account is disabled only if the
 * invitation made it and it is nothing else (authority/decide.ts, `close`). In this order, so that a crash loses nothing and nothing is told twice: write down that it has
 * ended, take back, note that all is taken back. A date that was moved meanwhile counts.
 * @param today in the sidecar's time zone.
 */
export async function endAccess(admin: KeycloakAdmin, userId: string, today: string): Promise<AccessEnd> {
  const user = await readUser(admin, userId);
  const invitation = user && invitationOf(user);
  if (!invitation || !isAccessOver(invitation, today)) return 'none';
  const isStandIn = invitation.address !== undefined;
  if (isStandIn && invitation.accessEndedAt && alreadyActive(invitation)) return finishStandIn(admin, invitation);
  if (isStandIn && !alreadyActive(invitation)) await cancelJoin(admin, { id: userId, address: invitation.address ?? '' });
  const { permission } = isStandIn ? { permission: 'given' } : await authorize(admin, WORKER, 'close', userId);
  const written = await writeEnd(admin, user, today, permission === 'account');
  if (written === 'later' || written === 'none') return written;
  if (isStandIn && alreadyActive(written.invitation)) {
    await takeFromJoined(admin, written.invitation);
    return written.mine ? 'ended' : 'finished';
  }
  await takeFromAccount(admin, written.invitation);
  // A person who sets a password at this moment has the account written as it was before: the next round ends it.
  const after = await readUser(admin, userId);
  if (permission === 'account' && after?.enabled) return 'later';
  if (written.isStored) await settle(admin, userId, today);
  return written.mine ? 'ended' : 'finished';
}

interface Written {
  invitation: Invitation;
  /** Whether this call has told the end. */
  mine: boolean;
  /** False where Keycloak refuses each write of the account because of what stands in it. */
  isStored: boolean;
}

async function writeEnd(
  admin: KeycloakAdmin,
  { id = '' }: User,
  today: string,
  disables: boolean,
): Promise<Written | 'later' | 'none'> {
  const act = actOf('end', WORKER, []);
  let mine = false;
  let isOver = false;
  try {
    const invitation = await writeRecord(
      admin,
      id,
      (current, now) => {
        mine = false;
        isOver = current !== undefined && isAccessOver(current, today);
        if (!current || !isOver) return undefined;
        // An earlier call was cut off, or its write was undone by one that the person's password caused.
        if (current.accessEndedAt) return disables && now.enabled ? {} : undefined;
        const accessEndedAt = new Date();
        if (isRevoked(current)) return { accessEndedAt };
        mine = true;
        if (!alreadyActive(current))
          return {
            ...revocation(current, now, act),
            switchedOff: disables && now.enabled === true,
            reason: ACCESS_ENDED,
            accessEndedAt,
          };
        const line = { at: accessEndedAt, status: current.status, reason: ACCESS_ENDED };
        return { act, accessEndedAt, history: [...current.history, line] };
      },
      () => (disables ? switchedOff() : {}),
    );
    return isOver ? { invitation, mine, isStored: true } : 'none';
  } catch (error) {
    if (!isProfileRefusal(error)) throw error;
    const now = await readUser(admin, id);
    const invitation = now && invitationOf(now);
    return invitation && isAccessOver(invitation, today) ? { invitation, mine: false, isStored: false } : 'none';
  }
}

/** Takes the membership and the groups that the invitation gave. Somebody who was never active and whose account is off keeps the membership: it gives nothing, and their company sees what became of them. */
async function takeFromAccount(admin: KeycloakAdmin, invitation: Invitation): Promise<void> {
  const { id, organization, actors = [], groups, user } = invitation;
  const keeps = user?.enabled === false && !alreadyActive(invitation);
  const companies = actors.some(isInviting) && !keeps ? await organizationsOfMember(admin, id) : [];
  for (const company of companies) if (company.alias === organization) await takeMembership(admin, company.id, id);
  if (groups.length === 0) return;
  const others = await givenByOthers(admin, user ?? {}, id);
  await takeGroups(
    admin,
    id,
    groups.filter((group) => !others.has(group.id)),
  );
}

/** The same of the account elsewhere, and of the stand-in itself, which is in the company's list no longer, as any other account whose access has ended. */
async function takeFromJoined(admin: KeycloakAdmin, { id, address = '', joinGave, groups }: Invitation): Promise<void> {
  const own = await organizationsOfMember(admin, id);
  const join = own.length === 0 ? undefined : await joinOf(admin, { id, address });
  const accountId = join?.account.id;
  if (join && accountId) {
    for (const company of gaveOf('member', joinGave))
      if (join.companies.some((one) => one.id === company)) await takeMembership(admin, company, accountId);
    const others = await givenByOthers(admin, join.account, id);
    const gave = gaveOf('group', joinGave);
    await takeGroups(
      admin,
      accountId,
      groups.filter((group) => gave.includes(group.id) && !others.has(group.id)),
    );
  }
  for (const company of own) await takeMembership(admin, company.id, id);
}

async function finishStandIn(admin: KeycloakAdmin, invitation: Invitation): Promise<AccessEnd> {
  await takeFromJoined(admin, invitation);
  if (Date.now() - (invitation.accessEndedAt?.getTime() ?? 0) < STAND_IN_STAYS) return 'later';
  await admin.users.del({ id: invitation.id });
  return 'finished';
}

/** Ids of the groups that other invitations of the same person give, which hold: those of companies, and that of the account itself. */
async function givenByOthers(admin: KeycloakAdmin, account: User, exceptId: string): Promise<Set<string>> {
  const addresses = [...new Set([account.email, account.username].flatMap((address) => address ?? []))];
  const found = await Promise.all(
    addresses.map((address) => admin.users.find({ q: `invitation.email:"${address}"`, briefRepresentation: false, max: 100 })),
  );
  const invitations = [...found.flat(), account].flatMap((user) => (user.id === exceptId ? [] : (invitationOf(user) ?? [])));
  const holding = invitations.filter(
    (one) => !one.accessEndedAt && !isRevoked(one) && (one.address === undefined || alreadyActive(one)),
  );
  return new Set(holding.flatMap(({ groups }) => groups.map(({ id }) => id)));
}

/** All is taken back: the worker does not find it any more. */
async function settle(admin: KeycloakAdmin, userId: string, today: string): Promise<void> {
  const companies = await organizationsOfMember(admin, userId);
  await writeRecord(
    admin,
    userId,
    (current) => (current && isAccessOver(current, today) && current.accessEndedAt ? { accessDue: undefined } : undefined),
    ({ attributes }) => ({ attributes: { ...attributes, ...memberships(companies) } }),
  );
}
