import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { askSeveralNodes } from '../keycloak/checks/several-nodes.ts';
import { type Finding, missing, type Requirement, warning } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/** Whether Keycloak has the themes: they are files, which no API can bring there. */
export function themesRequirement(admin: KeycloakAdmin, { realm }: Pick<WantedRealm, 'realm'>): Requirement {
  return {
    title: 'themes',
    async look(): Promise<Finding[]> {
      const installed = await themesOf(admin);
      if (!installed) return [warning('the administrator may not see which are installed')];
      const wanted = Object.entries({ email: realm.emailTheme, login: realm.loginTheme });
      return wanted.flatMap(([type, name]) => {
        const without = installed.filter((themes) => !themes?.[type]?.some((theme) => theme.name === name)).length;
        if (without === 0) return [];
        if (without < installed.length)
          return [
            missing(`a node of Keycloak has no ${type} theme ${name}: the same dist/amperecloud-theme.jar belongs on every node`),
          ];
        const how = 'put dist/amperecloud-theme.jar into its providers folder (docs/deployment.md)';
        return [missing(`Keycloak has no ${type} theme ${name}: ${how}`)];
      });
    },
  };
}

/** By type, of each node that has answered; nothing where the administrator may not see them. */
async function themesOf(admin: KeycloakAdmin) {
  try {
    return (await askSeveralNodes(() => admin.serverInfo.find())).map(({ themes }) => themes);
  } catch (error) {
    // For administrators of other realms than master.
    if (refusalStatus(error) === 403) return undefined;
    throw error;
  }
}
