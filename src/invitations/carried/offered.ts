import type { Actor } from '../../authority/actor.ts';
import { assignableGroups, LONGEST_PATH } from '../../authority/assignable-groups.ts';
import type { Reach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allOrganizations, companyInFull, noneIfSwitchedOff, type Organization } from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import { PASSKEY, PASSWORD } from '../../keycloak/ride/required-actions.ts';
import { createSomeCompanySignsIn, providersOf } from '../../keycloak/rights/company-providers.ts';
import type { Config } from '../../settings/config.ts';
import { type AppChoice, type Offered, SIGN_IN_CHOICES, type SignInChoice } from '../../views/models/admin.ts';

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

/** The companies that somebody may invite into, as they are in Keycloak now. */
export async function companyChoices({ admin }: Pick<OfferDeps, 'admin'>, reach: Reach): Promise<Organization[]> {
  if (!reach.all) return reach.organizations;
  return (await allOrganizations(admin).catch(noneIfSwitchedOff)).filter(({ disabled }) => !disabled);
}

/** Makes the question which ways to sign in a form offers: those that the realm has, and none where that is a single one, which the setting names. */
export function createOfferedSignIns({
  admin,
  realm,
  config,
}: {
  admin: KeycloakAdmin;
  realm: Pick<RealmSettings, 'asksFor'>;
  config: Pick<Config, 'signIn'>;
}) {
  const anySignsIn = createSomeCompanySignsIn(admin);
  const ownSignsIn = async (ids: string[]) => {
    const companies = await Promise.all(ids.map((id) => companyInFull(admin, id)));
    return companies.some((company) => company !== undefined && providersOf(company).length > 0);
  };
  return async (reach: Reach): Promise<SignInChoice[]> => {
    const [password, passkey, company] = await Promise.all([
      realm.asksFor(PASSWORD),
      realm.asksFor(PASSKEY),
      reach.all ? anySignsIn() : ownSignsIn(reach.organizations.map(({ id }) => id)),
    ]);
    const has: Record<SignInChoice, boolean> = { password, passkey, company };
    const choices = SIGN_IN_CHOICES.filter((choice) => has[choice]);
    return choices.length > 1 || choices[0] !== config.signIn ? choices : [];
  };
}

/** The paths that a form has sent: one field may stand in it once or many times. */
export function pathsOf(groups: unknown): string[] {
  const paths = [groups ?? []].flat().filter((path): path is string => typeof path === 'string');
  return [...new Set(paths.map((path) => path.trim().slice(0, LONGEST_PATH + 1)).filter(Boolean))].slice(0, 100);
}
