import type { Actor } from '../../authority/actor.ts';
import { type Act, actOn } from '../../authority/acts.ts';
import { withinReach } from '../../authority/reach.ts';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { refuseActivated, refused } from '../answers/keycloak-refusal.ts';
import type { Invitation } from '../record/invitation.ts';
import { isRevoked, MOVES } from '../record/life-cycle.ts';
import { writeRecord } from '../record/store.ts';
import { cancelJoin, hasJoined, joinOf, markJoined, type StandIn } from '../stand-ins/company-join.ts';
import { authorize, stillAuthorized } from './authorize.ts';

export interface RevokeDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'revokeAction'>;
}

/**
 * The link dies at once: its invitation is no longer the current one, and the user is disabled, or deleted where the setting
 * REVOKE_ACTION says so. Whether it was this that disabled the account is written down: only then may sending again enable it.
 * Of an account that another user stands in for, only Keycloak's invitation into the company is taken back.
 * Throws `already_active`, also for somebody who can sign in by now, however they came by it.
 */
export async function revoke(deps: RevokeDeps, actor: Actor, userId: string): Promise<Revoked> {
  const { admin, config } = deps;
  const { user: before, invitation, permission } = await authorize(deps, actor, 'revoke', userId);
  if (invitation.address !== undefined) await revokeJoin(admin, { id: userId, address: invitation.address });
  const act = await actOn(admin, 'revoke', actor, userId);
  if (permission === 'leave') return leave(admin, actor, act, invitation);
  const revoked = (current: Invitation | undefined, user: User) => {
    refuseActivated(current, before, user);
    // Revoked once more: the account has been off since.
    const switchedOff = user.enabled === true || (isRevoked(current) && current?.switchedOff === true);
    return { act, invitationId: crypto.randomUUID(), move: MOVES.revoke, switchedOff, error: undefined };
  };
  // Also before a deletion: from here on no link works, so nobody activates an account that is about to vanish.
  const written = await writeRecord(admin, userId, revoked, () => ({ enabled: false })).catch(refused());
  // Keycloak may have stored the person's password at this very moment, and their account as it was before: on.
  await stillAuthorized(deps, actor, 'revoke', before);
  if (config.revokeAction === 'delete') await admin.users.del({ id: userId });
  return written;
}

/** `left`: the account goes on as it is, without the company. */
export type Revoked = Invitation & { left?: true };

/**
 * An account that is not wholly the company's own is not switched off for it: it only leaves the company. A user who stands in for an
 * account is nobody's: without a company there is nothing left of it, and its made-up address is free for another invitation.
 */
async function leave(admin: KeycloakAdmin, { reach }: Actor, act: Act, invitation: Invitation): Promise<Revoked> {
  const { id } = invitation;
  await writeRecord(admin, id, { act });
  for (const company of await organizationsOfMember(admin, id))
    if (withinReach(reach, company.id)) await admin.organizations.delMember({ orgId: company.id, userId: id });
  const standsInForNobody = invitation.address !== undefined && (await organizationsOfMember(admin, id)).length === 0;
  if (standsInForNobody) await admin.users.del({ id });
  return { ...invitation, status: MOVES.revoke.to, left: true };
}

async function revokeJoin(admin: KeycloakAdmin, standIn: StandIn): Promise<void> {
  await cancelJoin(admin, standIn);
  // Asked afterwards: nobody can say yes any more.
  const join = await joinOf(admin, standIn);
  if (!join || !hasJoined(join)) return;
  await markJoined(admin, standIn.id, join);
  throw new AppError('already_active');
}
