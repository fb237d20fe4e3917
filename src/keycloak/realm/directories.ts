import { refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { User } from './users.ts';

/**
 * Users whom Keycloak has from a directory such as LDAP (user federation): with a copy of them in its own database, or without one; then
 * their id is `f:<directory>:<name>`, and Keycloak keeps nothing of them that the directory has no place for.
 */
export function isFederated({ id = '', federationLink }: User): boolean {
  return Boolean(federationLink) || isWithoutCopy(id);
}

export function isWithoutCopy(id: string): boolean {
  return id.startsWith('f:');
}

/**
 * Whether an activation link can give a user a password. Not where their directory is read-only; nor where Keycloak keeps no copy of them and their
 * address is not verified: there it fails (500) to store that the link has proved the address. Where Keycloak does not tell, yes.
 */
export async function takesPassword(admin: KeycloakAdmin, user: User): Promise<boolean> {
  const { id = '', federationLink } = user;
  if (!isFederated(user)) return true;
  const settings = await settingsOf(admin, federationLink ?? id.split(':')[1] ?? '');
  if (first(settings.editMode) === 'READ_ONLY') return false;
  return !isWithoutCopy(id) || first(settings.importEnabled) !== 'false' || user.emailVerified === true;
}

const first = (value: string | string[] | undefined) => [value].flat()[0];

async function settingsOf(admin: KeycloakAdmin, component: string): Promise<Record<string, string | string[] | undefined>> {
  try {
    return (await admin.components.findOne({ id: component }))?.config ?? {};
  } catch (error) {
    if (refusalStatus(error) === 403) return {};
    throw error;
  }
}
