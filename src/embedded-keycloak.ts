import type { Environment } from './settings/config.ts';

/**
 * Whether a process uses the Keycloak of `npm start` (src/dev): where KEYCLOAK_URL names no other one. In production there is none: src/dev
 * is not part of the image, and a missing KEYCLOAK_URL is a fault of the configuration.
 */
export function usesEmbedded(env: Environment): boolean {
  return !env.KEYCLOAK_URL && !env.KEYCLOAK_URL_FILE && env.NODE_ENV !== 'production';
}

/** What a command beside `npm start` needs to reach its Keycloak, and its administrator; empty where that is not the one to use. */
export async function embeddedKeycloak(env: Environment): Promise<{ environment: Environment; administrator: Environment }> {
  if (!usesEmbedded(env)) return { environment: {}, administrator: {} };
  const { embeddedAdministrator, embeddedEnvironment } = await import('./dev/embedded-environment.ts');
  const environment = await embeddedEnvironment(env);
  return { environment, administrator: environment.KEYCLOAK_URL ? embeddedAdministrator : {} };
}
