import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isWithoutCopy } from '../../keycloak/realm/directories.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { invitationOf } from './invitation.ts';

/**
 * Makes sure that a new account has kept its record. A realm may put new accounts into a directory of which Keycloak keeps no copy; such an account
 * loses the `invitation.*` attributes, so no mail could be recorded. Then the account is deleted again. Throws `directory_keeps_nothing`.
 */
export async function requireStoredRecord(admin: KeycloakAdmin, id: string): Promise<void> {
  if (!isWithoutCopy(id)) return;
  const user = await readUser(admin, id);
  if (user && invitationOf(user)) return;
  await admin.users.del({ id });
  throw new AppError('directory_keeps_nothing');
}
