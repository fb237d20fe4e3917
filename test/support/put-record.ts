import { attributesOf, type InvitationRecord, invitationOf, newRecord } from '../../src/invitations/record/invitation.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { changeUser, type User } from '../../src/keycloak/realm/users.ts';

/** Puts an invitation into any state, whether or not the life of an invitation leads there. A status gets its line in the history. */
export async function putRecord(
  admin: KeycloakAdmin,
  id: string,
  record: Partial<InvitationRecord> & Pick<InvitationRecord, 'status'>,
  other: User = {},
): Promise<void> {
  await changeUser(admin, id, (user) => {
    const before = { ...newRecord(undefined), ...invitationOf(user) };
    const history = record.status === 'queued' ? before.history : [...before.history, { at: new Date(), status: record.status }];
    const attributes = { ...user.attributes, ...attributesOf({ ...before, history, ...record }) };
    return { ...other, attributes };
  });
}
