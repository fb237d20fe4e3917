import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { asksPasswordFirst, PAGE_ACTIONS, PASSWORD } from '../keycloak/ride/required-actions.ts';
import { differs, type Finding, missing, type Requirement, recommended } from './requirement.ts';

/** Those of these required actions that the realm lacks, or has switched off. */
export async function enabledActions(admin: KeycloakAdmin, aliases: readonly string[]): Promise<Finding[]> {
  const actions = admin.authenticationManagement;

  async function enable(alias: string): Promise<void> {
    const action = await actions.getRequiredActionForAlias({ alias });
    await actions.updateRequiredAction({ alias }, { ...action, enabled: true });
  }

  async function register(alias: string): Promise<void> {
    const unregistered = await actions.getUnregisteredRequiredActions();
    const { providerId, name } = unregistered.find((action) => action.providerId === alias) ?? { providerId: alias, name: alias };
    await actions.registerRequiredAction({ providerId, name });
    await enable(alias);
  }

  const known = await actions.getRequiredActions();
  return aliases.flatMap((alias): Finding[] => {
    const action = known.find((one) => one.alias === alias);
    if (!action) return [missing(`${alias} is missing`, () => register(alias))];
    return action.enabled ? [] : [differs(`${alias} is off`, () => enable(alias))];
  });
}

/** The required actions that an invitation asks for: a link whose action is off ends at Keycloak without having asked anything. */
export function requiredActionsRequirement(admin: KeycloakAdmin): Requirement {
  const actions = admin.authenticationManagement;

  /**
   * Puts UPDATE_PROFILE before UPDATE_PASSWORD, as in a new realm of Keycloak's; actions between them stay where they are. Of equal priorities, which Keycloak
   * sorts by name, the profile's becomes less by one.
   */
  async function profileFirst(): Promise<void> {
    const known = await actions.getRequiredActions();
    const [profile, password] = ['UPDATE_PROFILE', PASSWORD].map((alias) => known.find((one) => one.alias === alias));
    const before = profile?.priority === password?.priority ? (profile?.priority ?? 0) - 1 : password?.priority;
    for (const [action, priority] of [
      [profile, before],
      [password, profile?.priority],
    ] as const)
      if (action && priority !== undefined)
        await actions.updateRequiredAction({ alias: action.alias ?? '' }, { ...action, priority });
  }

  return {
    title: 'required actions',
    async look() {
      const known = await actions.getRequiredActions();
      const order = asksPasswordFirst(known)
        ? [
            recommended(
              differs(
                'UPDATE_PASSWORD comes before UPDATE_PROFILE: the password would be stored before Keycloak has accepted the data',
                profileFirst,
              ),
            ),
          ]
        : [];
      return [...(await enabledActions(admin, PAGE_ACTIONS)), ...order];
    },
  };
}
