import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationInvitations } from '../../keycloak/realm/organization-invitations.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';

/**
 * What joining gives to an account elsewhere, for the record of its stand-in (`invitation.joinGave`), asked before it is given: `member <company id>` where its
 * person has accepted Keycloak's invitation, and `group <group id>` for each group that the account has by nobody else. What somebody else gave stays theirs.
 * @param groups as `asGiven` (record/groups.ts) tells them of the account.
 */
export async function whatJoinGives(
  admin: KeycloakAdmin,
  { account, companies }: { account: User; companies: Organization[] },
  groups: Invitation['groups'],
): Promise<string[]> {
  const invitations = organizationInvitations(admin);
  const accepted = await Promise.all(
    companies.map(async ({ id }) => {
      // Keycloak drops an invitation that is accepted. One that still waits was not: somebody else has made the account a member.
      const isKept = await invitations.areKept(id);
      return isKept && (await invitations.mailedAt(id, account.email ?? '')) === undefined ? [`member ${id}`] : [];
    }),
  );
  return [...accepted.flat(), ...groups.filter(({ had }) => !had).map(({ id }) => `group ${id}`)];
}

/** Ids of one kind among what joining has given. */
export function gaveOf(kind: 'member' | 'group', joinGave: readonly string[]): string[] {
  return joinGave.flatMap((text) => (text.startsWith(`${kind} `) ? [text.slice(kind.length + 1)] : []));
}

/** Ends a membership. One that is gone already is none the less. */
export async function takeMembership(admin: KeycloakAdmin, companyId: string, userId: string): Promise<void> {
  await admin.organizations.delMember({ orgId: companyId, userId }).catch((error) => {
    if (refusalStatus(error) !== 404 && refusalStatus(error) !== 400) throw error;
  });
}
