import type { Admin } from '../keycloak/admin.ts';
import type { User } from '../keycloak/users.ts';

/**
 * Whether a user can sign in by themselves, however they came by it and whatever their invitation says. A password that an admin set
 * as temporary still has to be replaced by one of the person's own. Costs a request only for users whom Keycloak asks for none.
 */
export async function isActive(admin: Admin, user: User): Promise<boolean> {
  return user.id !== undefined && !isAskedForPassword(user) && hasPassword(admin, user.id);
}

/** Whether Keycloak asks them for a new password: it stops in the moment in which they give one. */
export function isAskedForPassword({ requiredActions = [] }: User): boolean {
  return requiredActions.includes('UPDATE_PASSWORD');
}

/** A password, or a passkey instead of one. */
async function hasPassword(admin: Admin, userId: string): Promise<boolean> {
  const credentials = await admin.users.getCredentials({ id: userId });
  return credentials.some(({ type }) => type === 'password' || type === 'webauthn-passwordless');
}
