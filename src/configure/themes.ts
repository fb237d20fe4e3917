import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type Finding, missing, type Part, warning } from './part.ts';
import type { Wanted } from './wanted.ts';

/** Whether Keycloak has the themes: they are files, which no API can bring there. */
export function themesPart(admin: KeycloakAdmin, { realm }: Wanted): Part {
  return {
    title: 'themes',
    async look(): Promise<Finding[]> {
      const installed = await themesOf(admin);
      if (!installed) return [warning('the administrator may not see which are installed')];
      const lacking = Object.entries({ email: realm.emailTheme, login: realm.loginTheme }).filter(
        ([type, name]) => !installed[type]?.some((theme) => theme.name === name),
      );
      return lacking.map(([type, name]) =>
        missing(`Keycloak has no ${type} theme ${name}: copy dist/themes/${name} into its themes folder and restart it`),
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
