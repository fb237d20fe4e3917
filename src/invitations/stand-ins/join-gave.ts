import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationInvitations } from '../../keycloak/realm/organization-invitations.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';

/**
 * What joining gives to an account elsewhere, for the record of its stand-in (`invitation.joinGave`), asked before it is given: `member <company id>` where its
 * person has accepted Keycloak's invitation, and `group <group id>` for each group that the account was not in. What somebody else gave stays theirs.
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
  const has = groups.length === 0 ? [] : await admin.users.listGroups({ id: account.id ?? '', max: -1 });
  const lacking = groups.filter(({ id }) => !has.some((group) => group.id === id));
  return [...accepted.flat(), ...lacking.map(({ id }) => `group ${id}`)];
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
