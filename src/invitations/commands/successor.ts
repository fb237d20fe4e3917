import type { Actor } from '../../authority/actor.ts';
import { type Reach, withinReach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { successorOf } from '../replacement/replace-account.ts';
import { planFor } from '../replacement/replacement-plan.ts';
import type { SendDeps } from '../sending/send-mail.ts';
import { resend } from './resend.ts';

/**
 * Finds the invitation of a deleted account that was replaced by a new one (replace-account.ts); finishes the replacement first where a crash has cut
 * it off. Undefined where there is none within the actor's reach.
 * @param invitationId the id that the current request would give, to tell a repetition.
 */
export async function movedInvitation(
  deps: SendDeps,
  actor: Actor,
  id: string,
  invitationId?: string,
): Promise<Moved | undefined> {
  const plan = await planFor(deps.admin, id);
  if (plan) {
    const isWithin = actor.reach.all || plan.companies.some((company) => withinReach(actor.reach, company));
    return isWithin ? { invitation: await resend(deps, actor, id, { invitationId }), isRepeated: true } : undefined;
  }
  const invitation = await successorWithin(deps.admin, actor.reach, id);
  return invitation && { invitation, isRepeated: invitation.invitationId === invitationId };
}

export interface Moved {
  invitation: Invitation;
  /** Whether an earlier copy of the same request has done the work: the invitation has the given id, or the replacement was cut off. */
  isRepeated: boolean;
}

/** Only looks: the account that has taken the place of `id`, if it is within reach. */
async function successorWithin(admin: KeycloakAdmin, reach: Reach, id: string): Promise<Invitation | undefined> {
  const user = await successorOf(admin, id);
  const invitation = user && invitationOf(user);
  if (!invitation || reach.all) return invitation;
  const companies = await organizationsOfMember(admin, invitation.id);
  return companies.some((company) => withinReach(reach, company.id)) ? invitation : undefined;
}
