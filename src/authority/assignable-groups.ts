import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js';
import { AppError } from '../errors.ts';
import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { Actor } from './actor.ts';
import { anyComposite, defaultGroupIds, held } from './roles.ts';

/** A group of the realm that an invitation may give. */
export interface AssignableGroup {
  id: string;
  /** `/staff/night`. */
  path: string;
  /** The account has it by somebody else (as everybody has the realm's default groups): what gives it never takes it back. */
  had?: true;
}

/** A group that somebody has asked for. */
export interface GivenGroup extends AssignableGroup {
  /** An administrator of the realm has asked for it: so it may be one that company admins may not give. */
  byAdmin?: true;
}

/** Characters that the path of a group may have. */
export const LONGEST_PATH = 1024;

/** The attribute of a group that lets it be given, and whom: administrators of the realm alone, or company admins, too. */
const MARK = 'invitation.assignable';
const MARKS: Record<Actor['kind'], readonly string[]> = {
  admin: ['admin', 'company-admin'],
  // What an admin or a company admin asked for is done later by the worker: each is held to the mark of whoever asked, by `kind`.
  worker: ['admin', 'company-admin'],
  'company-admin': ['company-admin'],
  person: [],
};

/**
 * The groups that somebody may give now: marked for them in Keycloak, and without any role, of their own or of a group above them, that gives rights
 * over the realm, the server or the sidecar. A client role may hold such a role, and so may a composite one, and Keycloak does not tell our service account: what
 * cannot be told is not given. Empty where Keycloak does not let us ask.
 */
export async function assignableGroups(admin: KeycloakAdmin, { kind }: Pick<Actor, 'kind'>): Promise<AssignableGroup[]> {
  const found = await Promise.all(MARKS[kind].map((mark) => marked(admin, mark)));
  const lines = found.flat();
  // In the master realm, realm roles themselves give rights over the server.
  const named = new Set(lines.flatMap(({ roles }) => roles));
  const composite = new Map(
    await Promise.all([...named].map(async (name) => [name, await anyComposite(admin, [name])] as const)),
  );
  const good = lines.filter(({ hasClientRole, roles }) => !hasClientRole && !roles.some((name) => composite.get(name) !== false));
  const everybodys = new Set(good.length === 0 ? [] : await defaultGroupIds(admin));
  const byId = new Map(good.map(({ id, path }) => [id, { id, path, ...(everybodys.has(id) && { had: true as const }) }]));
  return [...byId.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/**
 * The groups with these paths. Throws `invalid_request` with the same sentence for one that does not exist and for one that may not be given.
 * @param ask how it is found out what may be given.
 */
export async function requireAssignable(
  admin: KeycloakAdmin,
  actor: Pick<Actor, 'kind'>,
  paths: readonly string[] = [],
  ask: typeof assignableGroups = assignableGroups,
): Promise<GivenGroup[]> {
  if (paths.length === 0) return [];
  const known = await ask(admin, actor);
  return [...new Set(paths)].map((wanted) => {
    const group = known.find(({ path }) => path === wanted);
    if (group) return { ...group, ...(actor.kind === 'admin' && { byAdmin: true as const }) };
    throw unknownGroup(wanted);
  });
}

/** The refusal of a group that does not exist, and of one that may not be given. */
export function unknownGroup(path: string): AppError {
  return new AppError('invalid_request', { fields: [{ field: 'groups', key: 'field.group_unknown', params: { group: path } }] });
}

interface Line extends Omit<AssignableGroup, 'had'> {
  /** Names of realm roles of the group and of those above it. */
  roles: string[];
  hasClientRole: boolean;
}

/** The marked groups, each with what it inherits: Keycloak answers with the groups above them. All at once: Keycloak's pages have no certain order among groups of one name. */
async function marked(admin: KeycloakAdmin, mark: string): Promise<Line[]> {
  const roots = await admin.groups
    .find({ q: `${MARK}:${mark}`, briefRepresentation: false })
    .catch((error): GroupRepresentation[] => {
      if (refusalStatus(error) === 403) return [];
      throw error;
    });
  return roots.flatMap((root) => linesOf(root, { roles: [], hasClientRole: false }, mark));
}

/**
 * Whether a path comes back from forms and files as it is: these take spaces from its ends, forms change ends of lines, and files put a bar between two
 * paths. A name with a slash makes two groups of one path.
 */
const isWritable = (path: string): boolean => !/[|\p{Cc}]|\s$/u.test(path) && path.length <= LONGEST_PATH;

function linesOf(group: GroupRepresentation, above: Pick<Line, 'roles' | 'hasClientRole'>, mark: string): Line[] {
  const { id = '', name = '', path = '', realmRoles = [], clientRoles = {}, subGroups = [], attributes = {} } = group;
  const line = {
    roles: [...above.roles, ...realmRoles],
    hasClientRole: above.hasClientRole || held(clientRoles).length > 0,
  };
  const isMarked = (attributes as Record<string, string[]>)[MARK]?.includes(mark) === true;
  return [
    ...(isMarked && !name.includes('/') && isWritable(path) ? [{ id, path, ...line }] : []),
    ...subGroups.flatMap((below) => linesOf(below, line, mark)),
  ];
}
