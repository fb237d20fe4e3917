import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type Finding, missing, type Requirement, warning } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/** Whether Keycloak has the themes: they are files, which no API can bring there. */
export function themesRequirement(admin: KeycloakAdmin, { realm }: WantedRealm): Requirement {
  return {
    title: 'themes',
    async look(): Promise<Finding[]> {
      const installed = await themesOf(admin);
      if (!installed) return [warning('the administrator may not see which are installed')];
      const lacking = Object.entries({ email: realm.emailTheme, login: realm.loginTheme }).filter(
        ([type, name]) => !installed[type]?.some((theme) => theme.name === name),
      );
      return lacking.map(([type, name]) =>
        missing(
          `Keycloak has no ${type} theme ${name}: put dist/amperecloud-theme.jar into its providers folder (docs/deployment.md)`,
        ),
      );
    },
  };
}

async function themesOf(admin: KeycloakAdmin) {
  try {
    return (await admin.serverInfo.find()).themes;
  } catch (error) {
    // For administrators of other realms than master.
    if (refusalStatus(error) === 403) return undefined;
    throw error;
  }
}
