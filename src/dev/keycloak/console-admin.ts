import { administratorOf } from '../../keycloak/api/administrator.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';

export interface AdminSignIn {
  /** Where Keycloak is. */
  url: string;
  /** The realm to work on. */
  realm: string;
  username: string;
  password: string;
}

/** The admin client, signed in as a console user of the master realm. Development and tests only: the sidecar uses its service account. */
export function consoleAdmin({ url, realm, username, password }: AdminSignIn): KeycloakAdmin {
  return administratorOf({ url, realm }, { realm: 'master', grant: { username, password } });
}
