import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { PAGE_ACTIONS } from '../keycloak/ride/required-actions.ts';
import { differs, type Finding, missing, type Requirement } from './requirement.ts';

/** The required actions that an invitation asks for: a link whose action is off ends at Keycloak without having asked anything. */
export function requiredActionsRequirement(admin: KeycloakAdmin): Requirement {
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

  return {
    title: 'required actions',
    async look() {
      const known = await actions.getRequiredActions();
      return PAGE_ACTIONS.flatMap((alias): Finding[] => {
        const action = known.find((one) => one.alias === alias);
        if (!action) return [missing(`${alias} is missing`, () => register(alias))];
        return action.enabled ? [] : [differs(`${alias} is off`, () => enable(alias))];
      });
    },
  };
}
