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
 * Where the invitation of an account is now that another has taken its place (replace-account.ts); undefined where there is none within
 * reach. What a request that was cut off has left to do is done.
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
  /** Whether it bears the given invitation id, or was cut off before: the request had been here before. */
  isRepeated: boolean;
}

/** The same without doing anything. */
async function successorWithin(admin: KeycloakAdmin, reach: Reach, id: string): Promise<Invitation | undefined> {
  const user = await successorOf(admin, id);
  const invitation = user && invitationOf(user);
  if (!invitation || reach.all) return invitation;
  const companies = await organizationsOfMember(admin, invitation.id);
  return companies.some((company) => withinReach(reach, company.id)) ? invitation : undefined;
}
