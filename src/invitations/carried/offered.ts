import type { Actor } from '../../authority/actor.ts';
import { assignableGroups } from '../../authority/assignable-groups.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import type { Config } from '../../settings/config.ts';
import type { AppChoice, Offered } from '../../views/models/admin.ts';

export interface OfferDeps {
  admin: KeycloakAdmin;
  apps: Apps;
  config: Pick<Config, 'invitationApps'>;
}

/**
 * What forms offer somebody to let an invitation carry: the groups that they may give, and the apps that the setting INVITATION_APPS names, as far as they are
 * such. An app that Keycloak says nothing of is left out.
 */
export async function offeredTo({ admin, apps, config }: OfferDeps, actor: Pick<Actor, 'kind'>): Promise<Offered> {
  const [groups, found] = await Promise.all([
    assignableGroups(admin, actor),
    Promise.all((actor.kind === 'admin' ? config.invitationApps : []).map((id) => apps.find(id).catch(() => undefined))),
  ]);
  return {
    groups: groups.map(({ path }) => path),
    apps: found.flatMap((app): AppChoice[] => (app ? [{ clientId: app.clientId, name: app.name }] : [])),
  };
}

/** The paths that a form has sent: one field may stand in it once or many times. */
export function pathsOf(groups: unknown): string[] {
  const paths = [groups ?? []].flat().filter((path): path is string => typeof path === 'string');
  return [...new Set(paths.map((path) => path.trim().slice(0, 1024)).filter(Boolean))].slice(0, 100);
}
