import { AppError } from '../errors.ts';
import type { Admin } from '../keycloak/admin.ts';
import { organizationByAlias, organizationsOfMember, type Reach } from '../keycloak/organizations.ts';
import { type Invitation, invitationOf } from './invitation.ts';
import { type InviteRequest, invite, requireOwnCompany } from './invite.ts';
import { batchOfKey } from './request-key.ts';
import type { SendDeps } from './send.ts';
import { steadily } from './steadily.ts';
import { isTaken } from './taken.ts';

/** Who invites: the page or the API knows. */
export interface Inviter {
  /** Keycloak user id. */
  userId: string;
  name: string | undefined;
  reach: Reach;
}

export interface Invited {
  invitation: Invitation;
  /** A request with this key had been here before: nothing was done again. */
  repeated: boolean;
}

/**
 * Invites on behalf of somebody. With a key, a repetition of the request gives what the first one made. Throws as `invite` does, and
 * `idempotency_key_reused`.
 */
export async function inviteWithin(
  deps: SendDeps,
  inviter: Inviter,
  request: InviteRequest,
  key: string | undefined,
): Promise<Invited> {
  requireOwnCompany(inviter.reach, request.organization);
  return steadily(inviter.reach, () => inviteOnce(deps, inviter, request, key));
}

async function inviteOnce(deps: SendDeps, inviter: Inviter, request: InviteRequest, key: string | undefined): Promise<Invited> {
  const batch = key === undefined ? undefined : batchOfKey(inviter.userId, key);
  const before = batch && (await invitationOfBatch(deps.admin, batch));
  if (before) return { invitation: await repeat(deps.admin, before, request), repeated: true };
  try {
    return { invitation: await invite(deps, request, inviter, batch), repeated: false };
  } catch (error) {
    // The same request may have been quicker on another sidecar.
    const twin = isTaken(error) && batch && (await invitationOfBatch(deps.admin, batch));
    if (twin) return { invitation: await repeat(deps.admin, twin, request), repeated: true };
    throw error;
  }
}

async function invitationOfBatch(admin: Admin, batch: string): Promise<Invitation | undefined> {
  const [user] = await admin.users.find({ q: `invitation.batch:${batch}`, max: 1, briefRepresentation: false });
  return user && invitationOf(user);
}

async function repeat(admin: Admin, invitation: Invitation, { email, organization }: InviteRequest): Promise<Invitation> {
  if (invitation.email !== email) throw new AppError('idempotency_key_reused');
  const company = organization === undefined ? undefined : await organizationByAlias(admin, organization);
  // The first request may have ended between the user and the membership.
  if (company && (await organizationsOfMember(admin, invitation.id)).length === 0) {
    await admin.organizations.addMember({ orgId: company.id, userId: invitation.id });
  }
  return invitation;
}
