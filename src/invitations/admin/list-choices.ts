import type { Caller } from '../../authority/actor.ts';
import { cachedByKey } from '../../common/cache.ts';
import { displayName, readUser, userIdSchema } from '../../keycloak/realm/users.ts';
import type { AppChoice, Offered } from '../../views/models/admin.ts';
import type { AdminInvitationsModel, ListFilter, ListRow } from '../../views/models/list.ts';
import { offeredTo } from '../carried/offered.ts';
import type { CompanyInvitation } from '../listing/company-invitations.ts';
import { groupsShown, seesWhole } from '../listing/timeline.ts';
import type { AdminPagesDeps } from './page-parts.ts';

export type ListChoices = Pick<AdminInvitationsModel, 'inviters' | 'groups' | 'apps'>;

interface Looked {
  caller: Pick<Caller, 'actor' | 'reach'>;
  filter: ListFilter;
  items: readonly CompanyInvitation[];
  rows: readonly ListRow[];
}

/** Milliseconds for which what may be given is offered without asking Keycloak again: a filter that is missing meanwhile harms nobody. */
const FRESH = 30_000;
const NOTHING: Offered = { groups: [], apps: [] };

/**
 * What the filters of the list offer, by name: the inviters, groups and apps of the rows and of the filter, and the groups and apps that whoever looks may let an
 * invitation carry. Nobody is offered what they may not see.
 */
export function createListChoices(deps: AdminPagesDeps): (looked: Looked) => Promise<ListChoices> {
  const offered = cachedByKey((kind) => offeredTo(deps, { kind: kind as Caller['actor']['kind'] }), FRESH, 4);
  return async ({ caller: { actor, reach }, filter, items, rows }) => {
    const nameOf = async (id: string) => {
      const user = reach.all && userIdSchema.safeParse(id).success ? await readUser(deps.admin, id) : undefined;
      return user && displayName(user);
    };
    const viewer = { id: actor.userId, name: actor.name ?? '' };
    const [inviters, { groups, apps }] = await Promise.all([
      invitersFor(viewer, rows, filter.inviter, nameOf),
      offered(actor.kind).catch(() => NOTHING),
    ]);
    const carried = items.flatMap((item) => groupsShown(reach, item).map(({ path }) => path));
    const known = new Map(apps.map(({ clientId, name }) => [clientId, name]));
    for (const item of items) if (item.app && seesWhole(reach, item)) known.set(item.app, item.appName ?? item.app);
    if (filter.app !== undefined && !known.has(filter.app)) {
      const app = reach.all ? await deps.apps.find(filter.app).catch(() => undefined) : undefined;
      known.set(filter.app, app?.name ?? filter.app);
    }
    return {
      inviters,
      groups: [...new Set([...groups, ...carried, ...(filter.group === undefined ? [] : [filter.group])])].sort(byName),
      apps: [...known].map(([clientId, name]): AppChoice => ({ clientId, name })).sort((a, b) => byName(a.name, b.name)),
    };
  };
}

const byName = (a: string, b: string): number => a.localeCompare(b);

/** The inviters to choose from: whoever looks, those of the rows, and the one that is chosen, without a name where it is not told. */
async function invitersFor(
  viewer: { id: string; name: string },
  rows: readonly ListRow[],
  chosen: string | undefined,
  nameOf: (id: string) => Promise<string | undefined>,
): Promise<AdminInvitationsModel['inviters']> {
  const names = new Map(rows.flatMap(({ by, inviterId }) => (by && inviterId ? [[inviterId, by] as const] : [])));
  names.delete(viewer.id);
  const others = [...names].map(([id, name]) => ({ id, name })).sort((a, b) => byName(a.name, b.name));
  if (chosen === undefined || chosen === viewer.id || names.has(chosen)) return [{ ...viewer, isViewer: true }, ...others];
  const name = await nameOf(chosen);
  return [{ ...viewer, isViewer: true }, { id: chosen, ...(name && { name }) }, ...others];
}
