import type ComponentRepresentation from '@keycloak/keycloak-admin-client/lib/defs/componentRepresentation.js';
import { AppError } from '../../errors.ts';
import { mayHaveFailed, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { hasDatabase, type User } from './users.ts';

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
  if (!isFederated(user)) return true;
  const { config } = await componentOf(admin, user);
  if (isReadOnly(config)) return false;
  return !isWithoutCopy(user.id ?? '') || first(config?.importEnabled) !== 'false' || user.emailVerified === true;
}

/** Whether a password is kept by a directory into which Keycloak writes nothing. Where Keycloak does not tell, no. */
export async function hasPasswordElsewhere(admin: KeycloakAdmin, user: User): Promise<boolean> {
  return isFederated(user) && isReadOnly((await componentOf(admin, user)).config);
}

/** Whether somebody is of an LDAP directory into which Keycloak writes nothing, so that nobody can change their address here. Where Keycloak does not tell, no. */
export async function isOfReadOnlyDirectory(admin: KeycloakAdmin, user: User): Promise<boolean> {
  if (!isFederated(user)) return false;
  const { providerId, config } = await componentOf(admin, user);
  // A read-only Kerberos keeps passwords alone.
  return providerId === 'ldap' && isReadOnly(config);
}

/**
 * While a directory does not answer, Keycloak (26.7) shows its copies of people as disabled. Its own database still says who is enabled, and that is
 * what a search by `enabled` asks. Throws `directory_unavailable` for somebody who is shown as disabled for this reason alone.
 */
export async function requireDirectory(admin: KeycloakAdmin, user: User): Promise<void> {
  const { id, username = '', enabled, federationLink } = user;
  if (!federationLink || enabled !== false) return;
  const stored = await admin.users.find({ username, exact: true, enabled: true, briefRepresentation: true });
  if (stored.some((one) => one.id === id)) throw await unavailable(admin, federationLink);
}

/**
 * The directory as the cause of a failure, as far as it can be told: where it does not answer, or its settings in Keycloak do not fit it, Keycloak
 * answers 500, or 400 "Could not create user". It does so as well while its own database is away.
 * @param user whom the request was about; undefined for a new one, whom the realm may put into a directory (*Sync Registrations*).
 * @returns `directory_unavailable`, or the error as it is.
 */
export async function directoryFault(admin: KeycloakAdmin, error: unknown, user?: User): Promise<unknown> {
  if (refusalStatus(error) === undefined || !mayHaveFailed(error)) return error;
  const component = user ? user.federationLink : await directoryOfNewUsers(admin);
  if (component === undefined || !(await hasDatabase(admin))) return error;
  return unavailable(admin, component, error);
}

async function directoryOfNewUsers(admin: KeycloakAdmin): Promise<string | undefined> {
  const found = await admin.components.find({ type: 'org.keycloak.storage.UserStorageProvider' }).catch(() => []);
  const takesNew = found.filter(
    ({ config }) => first(config?.enabled) !== 'false' && first(config?.syncRegistrations) === 'true',
  );
  return takesNew.sort((a, b) => priorityOf(a) - priorityOf(b))[0]?.id;
}

const priorityOf = ({ config }: { config?: { [name: string]: string | string[] } }) => Number(first(config?.priority) ?? 0);

/** @param component of the user federation; its name is what administrators know, its id where we may not read that. */
async function unavailable(admin: KeycloakAdmin, component: string, cause?: unknown): Promise<AppError> {
  const found = await admin.components.findOne({ id: component }).catch(() => undefined);
  return new AppError('directory_unavailable', { cause, params: { directory: found?.name ?? component } });
}

const isReadOnly = (config: ComponentRepresentation['config']) => first(config?.editMode) === 'READ_ONLY';

const first = (value: string | string[] | undefined) => [value].flat()[0];

/** The directory of a user; empty where Keycloak does not tell. */
async function componentOf(admin: KeycloakAdmin, { id = '', federationLink }: User): Promise<ComponentRepresentation> {
  try {
    return (await admin.components.findOne({ id: federationLink ?? id.split(':')[1] ?? '' })) ?? {};
  } catch (error) {
    if (refusalStatus(error) === 403) return {};
    throw error;
  }
}
