import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js';
import type MappingsRepresentation from '@keycloak/keycloak-admin-client/lib/defs/mappingsRepresentation.js';
import { type Admin, adminStatus } from '../keycloak/api/admin.ts';
import { ownClientId } from '../keycloak/realm/service-account.ts';

/**
 * Roles and groups of an account, as far as the service account is shown them: Keycloak leaves out client roles in every answer but
 * those about groups that are asked for in full (docs/architecture.md).
 */
export interface Roles {
  /** Names of realm roles that were given to the account itself. */
  realm: string[];
  groups: GroupRepresentation[];
  /** A role that rules something is seen, or may be where nobody can look: in a composite role, in a group above. */
  mayRule: boolean;
}

/** Clients whose roles rule: the realm's, in the master realm those of all realms, and the sidecar itself. */
function ruling(clientId: string, own: string): boolean {
  return clientId === 'realm-management' || clientId === own || clientId.endsWith('-realm');
}

/** @param defaultRole name of the role that everybody has. Undefined where Keycloak does not let us ask. */
export async function rolesOf(admin: Admin, id: string, defaultRole: string): Promise<Roles | undefined> {
  try {
    const [own, mappings, direct] = await Promise.all([
      ownClientId(admin),
      admin.users.listRoleMappings({ id }) as Promise<MappingsRepresentation>,
      admin.users.listGroups({ id, briefRepresentation: false, max: -1 }) as Promise<GroupRepresentation[]>,
    ]);
    const above = await groupsAbove(admin, direct);
    const all = [...direct, ...(above ?? [])];
    const names = new Set((mappings.realmMappings ?? []).flatMap(({ name }) => name ?? []));
    const given = new Set([...names, ...all.flatMap(({ realmRoles = [] }) => realmRoles)]);
    given.delete(defaultRole);
    const clients = [...Object.keys(mappings.clientMappings ?? {}), ...all.flatMap(({ clientRoles }) => held(clientRoles))];
    const mayRule =
      own === '' ||
      above === undefined ||
      clients.some((clientId) => ruling(clientId, own)) ||
      (await anyComposite(admin, [...given]));
    return { realm: [...names], groups: direct, mayRule };
  } catch (error) {
    if (adminStatus(error) === 403) return undefined;
    throw error;
  }
}

function held(clientRoles: Record<string, string[]> = {}): string[] {
  return Object.keys(clientRoles).filter((clientId) => (clientRoles[clientId] ?? []).length > 0);
}

/** What stands in a composite role is hidden from us where it is of a client. In the master realm, realm roles rule by themselves. */
async function anyComposite(admin: Admin, names: string[]): Promise<boolean> {
  if (admin.realmName === 'master' && names.length > 0) return true;
  const roles = await Promise.all(names.map((name) => admin.roles.findOneByName({ name })));
  return roles.some((role) => role?.composite !== false);
}

/** Members of a group have the roles of the groups above it, too. Undefined where one of them is not found. */
async function groupsAbove(admin: Admin, groups: GroupRepresentation[]): Promise<GroupRepresentation[] | undefined> {
  const above: GroupRepresentation[] = [];
  for (const group of groups) {
    if (!group.parentId) continue;
    const found = await admin.groups.find({ search: group.name ?? '', exact: true, briefRepresentation: false, max: 100 });
    const line = found.flatMap((root) => lineTo(root, group.id) ?? []);
    if (line.length === 0) return undefined;
    above.push(...line);
  }
  return above;
}

/** The groups from this one down to another; undefined where that is not below. */
function lineTo(from: GroupRepresentation, id: string | undefined): GroupRepresentation[] | undefined {
  if (from.id === id) return [];
  for (const below of from.subGroups ?? []) {
    const line = lineTo(below, id);
    if (line) return [from, ...line];
  }
  return undefined;
}
