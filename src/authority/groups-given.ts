import { sharedAfter } from '../common/cache.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { Attributes, User } from '../keycloak/realm/users.ts';
import type { Actor } from './actor.ts';
import { type AssignableGroup, assignableGroups, type GivenGroup } from './assignable-groups.ts';
import { defaultGroupIds } from './roles.ts';

/**
 * Where it stands which groups an invitation gives, one value each: `<group id> <path>`, with `admin` and `had` before the path where they hold
 * ({@link GivenGroup}). Admin-only, as all of the record.
 */
export const GROUPS_ATTRIBUTE = 'invitation.groups';

/** The groups that the invitation of a user has given, or is to give. */
export function groupsGiven({ attributes }: User): GivenGroup[] {
  return ((attributes ?? {}) as Attributes)[GROUPS_ATTRIBUTE]?.map(groupOfText) ?? [];
}

export function groupText({ id, path, byAdmin, had }: GivenGroup): string {
  return [id, ...(byAdmin ? ['admin'] : []), ...(had ? ['had'] : []), path].join(' ');
}

function groupOfText(text: string): GivenGroup {
  const at = text.indexOf('/');
  const [id = '', ...marks] = text.slice(0, at).trim().split(' ');
  return {
    id,
    path: text.slice(at),
    ...(marks.includes('admin') && { byAdmin: true }),
    ...(marks.includes('had') && { had: true }),
  };
}

/**
 * Whether an account that was just made with groups has these and no others, and whether they may still be given: Keycloak takes paths, which two groups
 * may share, and a group may have got rights meanwhile. Returns the path of one that must not be given; undefined when all is well.
 */
export async function wronglyGiven(
  admin: KeycloakAdmin,
  { kind }: Pick<Actor, 'kind'>,
  userId: string,
  groups: readonly GivenGroup[],
): Promise<string | undefined> {
  if (groups.length === 0) return undefined;
  const [other, assignable] = await Promise.all([otherGroup(admin, userId, groups), assignableNow(admin, kind)]);
  return other ?? notAmong(assignable, groups);
}

/**
 * The same for one of many accounts: those that are made within {@link SLICE} share a question, asked when they are there. Keycloak finds what a path means in the
 * same way for each of them: so of those with the same groups the first and the last one are looked at, and each by itself where one of these has others.
 */
export function wronglyGivenToMany(
  admin: KeycloakAdmin,
  actor: Pick<Actor, 'kind'>,
  userId: string,
  groups: readonly GivenGroup[],
): Promise<string | undefined> {
  if (groups.length === 0) return Promise.resolve(undefined);
  const known = slices.get(admin) ?? new Map<Actor['kind'], Slices>();
  slices.set(admin, known);
  const among = known.get(actor.kind) ?? slicesOf(admin, actor);
  known.set(actor.kind, among);
  return among(userId, groups);
}

/** Milliseconds. */
const SLICE = 400;
type Slices = (userId: string, groups: readonly GivenGroup[]) => Promise<string | undefined>;
const slices = new WeakMap<KeycloakAdmin, Map<Actor['kind'], Slices>>();

function slicesOf(admin: KeycloakAdmin, actor: Pick<Actor, 'kind'>): Slices {
  let made = new Map<string, { groups: readonly GivenGroup[]; ids: string[] }>();
  const ask = sharedAfter(async () => {
    const asked = [...made];
    made = new Map();
    const looks = asked.map(async ([key, { groups, ids }]) => {
      const ends = [...new Set([ids[0] ?? '', ids.at(-1) ?? ''])];
      const others = await Promise.all(ends.map((id) => otherGroup(admin, id, groups))).catch(() => ['unknown']);
      return others.some((other) => other !== undefined) ? [key] : [];
    });
    const [assignable, doubted] = await Promise.all([assignableGroups(admin, actor), Promise.all(looks)]);
    return { assignable, doubted: doubted.flat() };
  }, SLICE);

  return async (userId, groups) => {
    const key = groups.map(({ id }) => id).join(' ');
    const same = made.get(key) ?? { groups, ids: [] };
    made.set(key, same);
    same.ids.push(userId);
    const { assignable, doubted } = await ask();
    return doubted.includes(key) ? wronglyGiven(admin, actor, userId, groups) : notAmong(assignable, groups);
  };
}

/** The path of a group that an account has and should not have. */
async function otherGroup(admin: KeycloakAdmin, userId: string, groups: readonly GivenGroup[]): Promise<string | undefined> {
  const given = await admin.users.listGroups({ id: userId, first: 0, max: 1000 });
  const others = given.filter(({ id }) => !groups.some((group) => group.id === id));
  const defaults = others.length === 0 ? [] : await defaultGroupIds(admin);
  return others.find(({ id = '' }) => !defaults.includes(id))?.path;
}

const notAmong = (assignable: readonly AssignableGroup[], groups: readonly GivenGroup[]): string | undefined =>
  groups.find(({ id }) => !assignable.some((group) => group.id === id))?.path;

/** Those that may be given at this moment, each by whoever has asked for it. */
export async function stillAssignable(admin: KeycloakAdmin, groups: readonly GivenGroup[]): Promise<GivenGroup[]> {
  const known = async (kind: Actor['kind'], asked: GivenGroup[]) => {
    const ids = new Set(asked.length === 0 ? [] : (await assignableNow(admin, kind)).map(({ id }) => id));
    return asked.filter(({ id }) => ids.has(id));
  };
  const byAdmin = groups.filter((group) => group.byAdmin);
  const others = groups.filter((group) => !group.byAdmin);
  return (await Promise.all([known('admin', byAdmin), known('company-admin', others)])).flat();
}

type Question = () => Promise<AssignableGroup[]>;
const questions = new WeakMap<KeycloakAdmin, Map<Actor['kind'], Question>>();

/** What somebody may give, asked of Keycloak after the call; all who ask while a question is under way share the next one. */
function assignableNow(admin: KeycloakAdmin, kind: Actor['kind']): Promise<AssignableGroup[]> {
  const known = questions.get(admin) ?? new Map<Actor['kind'], Question>();
  questions.set(admin, known);
  const ask = known.get(kind) ?? sharedAfter(() => assignableGroups(admin, { kind }));
  known.set(kind, ask);
  return ask();
}
