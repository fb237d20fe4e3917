import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js';
import type MappingsRepresentation from '@keycloak/keycloak-admin-client/lib/defs/mappingsRepresentation.js';
import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { ownClientId } from '../keycloak/realm/service-account.ts';
import { isRuling } from '../keycloak/rights/ruling-clients.ts';

/**
 * Roles and groups of an account, as far as our service account may read them: Keycloak leaves client roles out of every answer but the full
 * representation of groups (docs/architecture.md).
 */
export interface Roles {
  /** Names of realm roles that were given to the account itself. */
  realm: string[];
  groups: GroupRepresentation[];
  /**
   * The account may have rights over the realm, the server or the sidecar: such a role is seen, or could be in a role that our service account may
   * not look into (a composite role, a client role of a group).
   */
  mayRule: boolean;
}

/** @param defaultRole name of the role that everybody has. Undefined where Keycloak does not let us ask. */
export async function rolesOf(admin: KeycloakAdmin, id: string, defaultRole: string): Promise<Roles | undefined> {
  try {
    const [own, mappings, direct] = await Promise.all([
      ownClientId(admin),
      admin.users.listRoleMappings({ id }) as Promise<MappingsRepresentation>,
      admin.users.listGroups({ id, briefRepresentation: false, max: -1 }) as Promise<GroupRepresentation[]>,
    ]);
    const lines = await Promise.all(direct.map((group) => lineOf(admin, group)));
    const all = lines.flatMap((line, i) => line ?? direct[i] ?? []);
    const names = new Set((mappings.realmMappings ?? []).flatMap(({ name }) => name ?? []));
    const given = new Set([...names, ...all.flatMap(({ realmRoles = [] }) => realmRoles)]);
    given.delete(defaultRole);
    const clients = [...Object.keys(mappings.clientMappings ?? {}), ...all.flatMap(({ clientRoles }) => held(clientRoles))];
    const mayRule =
      own === '' ||
      lines.includes(undefined) ||
      clients.some((clientId) => isRuling(clientId, own)) ||
      (await anyClientRole(admin, lines)) ||
      (await anyComposite(admin, [...given]));
    return { realm: [...names], groups: direct, mayRule };
  } catch (error) {
    if (refusalStatus(error) === 403) return undefined;
    throw error;
  }
}

/** Ids of the clients of which there are roles. */
export function held(clientRoles: Record<string, string[]> = {}): string[] {
  return Object.keys(clientRoles).filter((clientId) => (clientRoles[clientId] ?? []).length > 0);
}

/**
 * Whether one of the realm roles is composite: the client roles in it are hidden from us. In the master realm, realm roles themselves give such
 * rights.
 */
export async function anyComposite(admin: KeycloakAdmin, names: string[]): Promise<boolean> {
  if (admin.realmName === 'master' && names.length > 0) return true;
  const roles = await Promise.all(names.map((name) => admin.roles.findOneByName({ name })));
  return roles.some((role) => role?.composite !== false);
}

/**
 * Whether one of the groups gives a client role, of any client: it may contain one with such rights, and Keycloak does not tell. Roles of default
 * groups do not count: everybody has those.
 */
async function anyClientRole(admin: KeycloakAdmin, lines: (GroupRepresentation[] | undefined)[]): Promise<boolean> {
  const withRoles = lines.flatMap((line = []) =>
    line.some(({ clientRoles }) => held(clientRoles).length > 0) ? [line.at(-1)?.id] : [],
  );
  if (withRoles.length === 0) return false;
  const defaults = await defaultGroupIds(admin);
  return withRoles.some((id) => id === undefined || !defaults.includes(id));
}

/** Ids of the groups that every new user joins. Empty where Keycloak does not tell. */
export async function defaultGroupIds(admin: KeycloakAdmin): Promise<string[]> {
  try {
    const groups = await admin.realms.getDefaultGroups({ realm: admin.realmName });
    return groups.flatMap(({ id }) => id ?? []);
  } catch (error) {
    if (refusalStatus(error) === 403) return [];
    throw error;
  }
}

/** A group and its ancestors, whose roles its members have, too. Undefined where one of them is not found. */
async function lineOf(admin: KeycloakAdmin, group: GroupRepresentation): Promise<GroupRepresentation[] | undefined> {
  if (!group.parentId) return [group];
  const found = await admin.groups.find({ search: group.name ?? '', exact: true, briefRepresentation: false, max: 100 });
  const above = found.flatMap((root) => lineTo(root, group.id) ?? []);
  return above.length === 0 ? undefined : [...above, group];
}

/** The groups on the way from this one down to another; undefined where that is not below it. */
function lineTo(from: GroupRepresentation, id: string | undefined): GroupRepresentation[] | undefined {
  if (from.id === id) return [];
  for (const below of from.subGroups ?? []) {
    const line = lineTo(below, id);
    if (line) return [from, ...line];
  }
  return undefined;
}
