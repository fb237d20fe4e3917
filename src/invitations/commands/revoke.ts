import { type Actor, WORKER } from '../../authority/actor.ts';
import { type Act, actOn } from '../../authority/acts.ts';
import { withinReach } from '../../authority/reach.ts';
import { AppError, type FieldError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Config } from '../../settings/config.ts';
import { refuseActivated, refused, type Sentences } from '../answers/keycloak-refusal.ts';
import { takeGroups } from '../record/groups.ts';
import { type Invitation, NEVER_ACTIVATED } from '../record/invitation.ts';
import { isRevoked, MOVES } from '../record/life-cycle.ts';
import { isProfileRefusal, revocation, switchedOff } from '../record/revocation.ts';
import { noteRevocation } from '../record/revocation-notes.ts';
import { writeRecord } from '../record/store.ts';
import { cancelJoin, hasJoined, joinOf, markJoined, type StandIn } from '../stand-ins/company-join.ts';
import { authorizeChange, stillAuthorized } from './authorize.ts';

export interface RevokeDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'revokeAction'>;
}

/**
 * Revokes an invitation. Its links are refused at once: their invitation is no longer the current one, and the user is disabled, or deleted where the
 * setting REVOKE_ACTION says so. The record says whether this revocation disabled the account: only then may sending again enable it. For a stand-in,
 * Keycloak's invitation of the account into the company is cancelled and the account is left alone. Where Keycloak refuses every write of the
 * account, our pages refuse its keys, and the account is disabled later (revocation-notes.ts). Of an account whose rights Keycloak does not tell,
 * the invitation alone ends. Throws `already_active`, also for somebody who
 * got a way to sign in by any other way.
 */
export async function revoke(deps: RevokeDeps, actor: Actor, userId: string, words?: Sentences): Promise<Revoked> {
  const revoked = await endAccess(deps, actor, 'revoke', userId, { words });
  if (!revoked) throw new AppError('unexpected');
  return revoked;
}

/**
 * The same, by the sidecar itself, for an invitation that nobody activated. Throws `not_yours`, too, where anybody else has touched the account, it may have
 * rights, or that cannot be told; `already_active` also for whoever activates it at this moment.
 * @param isDue asked of the invitation as it stands at the moment of writing: another link may have left since it was listed. Undefined where it is not due.
 */
export const endNeverActivated = (
  deps: RevokeDeps,
  userId: string,
  isDue: (invitation: Invitation) => boolean,
): Promise<Revoked | undefined> => endAccess(deps, WORKER, 'end', userId, { isDue });

async function endAccess(
  deps: RevokeDeps,
  actor: Actor,
  wish: 'revoke' | 'end',
  userId: string,
  { words, isDue }: { words?: Sentences | undefined; isDue?: (invitation: Invitation) => boolean },
): Promise<Revoked | undefined> {
  const { admin, config } = deps;
  const { user: before, invitation, permission } = await authorizeChange(deps.admin, actor, wish, userId);
  if (isDue?.(invitation) === false) return undefined;
  if (invitation.address !== undefined) await revokeJoin(admin, { id: userId, address: invitation.address });
  const act = await actOn(admin, wish, actor, userId);
  if (permission === 'leave') return leave(admin, actor, act, invitation);
  if (permission === 'invitation') return endInvitation(admin, act, before);
  const deletes = config.revokeAction === 'delete';
  const revoked = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    if (current && isDue?.(current) === false) return undefined;
    return { ...revocation(current, user, act), ...(wish === 'end' && { reason: NEVER_ACTIVATED }) };
  };
  // Written before a deletion, too: from here on no link works, so nobody activates an account that is about to be deleted.
  const written = await writeRecord(admin, userId, revoked, switchedOff).catch(async (error): Promise<Unwritten> => {
    if (!isProfileRefusal(error)) return refused()(error);
    const ended = { ...invitation, status: MOVES.revoke.to, error: undefined };
    // Of what is deleted nothing is left to correct.
    if (deletes) return ended;
    await noteRevocation(admin, userId, act);
    const { fields: faults } = await refused(words)(error).catch((refusal: AppError) => refusal);
    return { ...ended, faults };
  });
  if (isDue && !isRevoked(written)) return undefined;
  // Keycloak stores a password together with the account as it was read before: so a person who sets one at this moment switches the account on
  // again.
  await stillAuthorized(deps.admin, actor, wish, before);
  if (deletes) await admin.users.del({ id: userId });
  else await takeGroups(admin, userId, invitation.groups);
  return { ...written, ended: 'account' };
}

/** A revocation that Keycloak refuses to write. */
type Unwritten = Invitation & { faults?: FieldError[] };

/**
 * What has ended: the way into the account (switched off or deleted; `faults` keep Keycloak from it for now), the invitation alone, or the account's
 * membership of the company alone.
 */
export type Revoked = Invitation &
  ({ ended: 'account'; faults?: FieldError[] } | { ended: 'invitation' } | { ended: 'membership' });

/**
 * For an account that is not wholly the company's own: ends its membership of the company and leaves it enabled, with the groups that others gave it: what the
 * company's own invitation gave is taken back, even a group that has got rights since. A stand-in that leaves its last
 * company is deleted: it is nobody's account, and its made-up address is then free for another invitation.
 */
async function leave(admin: KeycloakAdmin, { reach }: Actor, act: Act, invitation: Invitation): Promise<Revoked> {
  const { id } = invitation;
  await writeRecord(admin, id, { act });
  for (const company of await organizationsOfMember(admin, id))
    if (withinReach(reach, company.id)) {
      await admin.organizations.delMember({ orgId: company.id, userId: id });
      if (company.alias === invitation.organization)
        await takeGroups(
          admin,
          id,
          invitation.groups.filter(({ byAdmin }) => !byAdmin),
        );
    }
  const standsInForNobody = invitation.address !== undefined && (await organizationsOfMember(admin, id)).length === 0;
  if (standsInForNobody) await admin.users.del({ id });
  return { ...invitation, status: MOVES.revoke.to, ended: 'membership' };
}

/** Our pages refuse the links of an invitation that has ended; Keycloak's own address takes their keys until they expire. */
async function endInvitation(admin: KeycloakAdmin, act: Act, before: User): Promise<Revoked> {
  const ended = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    return { ...revocation(current, user, act), switchedOff: isRevoked(current) && current?.switchedOff === true };
  };
  const written = await writeRecord(admin, before.id ?? '', ended).catch(refused());
  await takeGroups(admin, written.id, written.groups);
  return { ...written, ended: 'invitation' };
}

async function revokeJoin(admin: KeycloakAdmin, standIn: StandIn): Promise<void> {
  await cancelJoin(admin, standIn);
  // Read after Keycloak's invitation was cancelled: nobody can accept it any more.
  const join = await joinOf(admin, standIn);
  if (!join || !hasJoined(join)) return;
  await markJoined(admin, standIn.id, join);
  throw new AppError('already_active');
}
