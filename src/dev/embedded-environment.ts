import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../settings/config.ts';
import { CONSOLE_ADMIN } from './keycloak/fixed-names.ts';
import { keepSecrets } from './secrets.ts';
import { importDirOf, readEmbeddedSettings } from './settings.ts';

/**
 * What a command beside `npm start` needs to reach the Keycloak that it runs: empty when KEYCLOAK_URL names another one, or when
 * there has never been an embedded start with this DATA_DIR.
 */
export async function embeddedEnvironment(env: Environment): Promise<Environment> {
  if (env.KEYCLOAK_URL || env.KEYCLOAK_URL_FILE) return {};
  const settings = readEmbeddedSettings(env);
  const { dataDir, ports, publicUrl } = settings;
  if (!existsSync(join(dataDir, 'secrets.json'))) return {};
  const { clientSecret, sessionSecret } = await keepSecrets(dataDir);
  return {
    KEYCLOAK_URL: `http://localhost:${ports.KEYCLOAK_PORT}`,
    KEYCLOAK_CLIENT_SECRET: clientSecret,
    SESSION_SECRET: sessionSecret,
    PUBLIC_URL: publicUrl,
    IMPORT_DIR: importDirOf(settings),
  };
}

/** The administrator of that Keycloak, by the names that `npm run configure` reads. */
export const embeddedAdministrator: Environment = {
  KEYCLOAK_ADMIN_USERNAME: CONSOLE_ADMIN.username,
  KEYCLOAK_ADMIN_PASSWORD: CONSOLE_ADMIN.password,
};
