import { keycloakVersion } from '../../src/dev/keycloak/versions.ts';

/** The Keycloak that tests run on (KEYCLOAK_VERSION). Of one that nothing is tested on, ends the process with a line that says so. */
export function testedVersion(): string {
  try {
    return keycloakVersion(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
