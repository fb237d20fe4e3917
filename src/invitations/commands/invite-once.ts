import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationByAlias } from '../../keycloak/realm/organizations.ts';
import { inConstantTime } from '../answers/constant-time.ts';
import { batchOfKey } from '../answers/idempotency-key.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { isTaken } from '../stand-ins/address-owner.ts';
import { type InviteDeps, type InvitedBy, type InviteRequest, invite, ownCompany } from './invite.ts';
import { finishInvitation, unfinishedInvitation } from './unfinished-invitation.ts';

export interface Invited {
  invitation: Invitation;
  /** A request with this key had been here before: nothing was done again. */
  repeated: boolean;
}

/**
 * Invites on behalf of somebody. With a key, a repetition of the request gives what the first one made. Throws as `invite` does, and
 * `idempotency_key_reused`.
 */
export async function inviteOnce(
  deps: InviteDeps,
  inviter: InvitedBy,
  request: InviteRequest,
  key: string | undefined,
): Promise<Invited> {
  const { reach } = inviter.actor;
  const organization = ownCompany(reach, request.organization);
  return inConstantTime(reach, () => inviteOrRepeat(deps, inviter, { ...request, organization }, key));
}

async function inviteOrRepeat(
  deps: InviteDeps,
  inviter: InvitedBy,
  request: InviteRequest,
  key: string | undefined,
): Promise<Invited> {
  const batch = key === undefined ? undefined : batchOfKey(inviter.actor.userId, key);
  const before = batch && (await invitationOfBatch(deps.admin, batch));
  if (before) return { invitation: await repeat(deps.admin, before, request), repeated: true };
  try {
    return { invitation: await invite(deps, request, inviter, batch), repeated: false };
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Another sidecar may have carried out the same request meanwhile.
    const twin = batch && (await invitationOfBatch(deps.admin, batch));
    if (twin) return { invitation: await repeat(deps.admin, twin, request), repeated: true };
    // An earlier request without a key may have been cut off before the person became a member. Its mail is left to the sender, because the earlier
    // request may still be running.
    const begun = await unfinishedBefore(deps.admin, request);
    if (begun) return { invitation: await repeat(deps.admin, begun, request), repeated: false };
    throw error;
  }
}

async function invitationOfBatch(admin: KeycloakAdmin, batch: string): Promise<Invitation | undefined> {
  const [user] = await admin.users.find({ q: `invitation.batch:${batch}`, max: 1, briefRepresentation: false });
  return user && invitationOf(user);
}

async function unfinishedBefore(admin: KeycloakAdmin, { email, organization }: InviteRequest): Promise<Invitation | undefined> {
  const company = organization === undefined ? undefined : await organizationByAlias(admin, organization);
  return company && unfinishedInvitation(admin, email, company);
}

async function repeat(admin: KeycloakAdmin, invitation: Invitation, { email, organization }: InviteRequest): Promise<Invitation> {
  if (invitation.email !== email) throw new AppError('idempotency_key_reused');
  const company = organization === undefined ? undefined : await organizationByAlias(admin, organization);
  // The first request may have been cut off after it made the user and before it made them a member.
  if (company) await finishInvitation(admin, invitation.id, company);
  return invitation;
}
