import { organizationsOfMember } from '../keycloak/organizations.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { type Invitation, invitationOf, newRecord, PAGE_ACTIONS } from './invitation.ts';
import { type SendDeps, sendMail } from './send.ts';
import { writeRecord } from './store.ts';

export type Adoption =
  | { outcome: 'invited'; invitation: Invitation }
  /** The user has an invitation, a password, another identity, or no address. */
  | { outcome: 'not_needed' }
  /** Deleted, or not visible yet. */
  | { outcome: 'unknown_user' };

/**
 * Invites a user whom somebody else created: in the Keycloak console, over SCIM or with any other client.
 * Safe to call again: what was done stands in the user's attributes.
 */
export async function adopt(deps: SendDeps, userId: string): Promise<Adoption> {
  const user = await readUser(deps.admin, userId);
  if (!user) return { outcome: 'unknown_user' };
  if (!(await needsInvitation(deps, user))) return { outcome: 'not_needed' };
  const [company] = await organizationsOfMember(deps.admin, userId);
  const record = newRecord(company?.name);
  const otherActions = user.requiredActions ?? [];
  await writeRecord(deps.admin, userId, record, () => ({ requiredActions: [...new Set([...otherActions, ...PAGE_ACTIONS])] }));
  return { outcome: 'invited', invitation: await sendMail(deps, userId, record, { otherActions }) };
}

/** An enabled person with an address and no way to sign in yet. */
async function needsInvitation({ admin }: SendDeps, user: User): Promise<boolean> {
  if (!user.id || !user.enabled || !user.email || user.serviceAccountClientId || user.federationLink || invitationOf(user))
    return false;
  const [credentials, identities] = await Promise.all([
    admin.users.getCredentials({ id: user.id }),
    admin.users.listFederatedIdentities({ id: user.id }),
  ]);
  return credentials.length === 0 && identities.length === 0;
}
