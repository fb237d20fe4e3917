import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isWithoutCopy } from '../../keycloak/realm/directories.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { invitationOf } from './invitation.ts';

/**
 * Whether the record with which an account was just made stands in it. Where a realm puts new accounts into a directory of which it keeps no
 * copy, it does not, and no mail could be written down: the account is taken away again. Throws `directory_keeps_nothing`.
 */
export async function requireStoredRecord(admin: KeycloakAdmin, id: string): Promise<void> {
  if (!isWithoutCopy(id)) return;
  const user = await readUser(admin, id);
  if (user && invitationOf(user)) return;
  await admin.users.del({ id });
  throw new AppError('directory_keeps_nothing');
}
