import KeycloakAdminClient from '@keycloak/keycloak-admin-client';

export interface AdminSignIn {
  /** Where Keycloak is. */
  url: string;
  /** The realm to work on. */
  realm: string;
  username: string;
  password: string;
}

/**
 * The admin client, signed in as a console user of the master realm. Development and tests only: the sidecar uses its service account.
 * The client's own token handling throws when the token expires, so this keeps one fresh.
 */
export function consoleAdmin({ url, realm, username, password }: AdminSignIn): KeycloakAdminClient {
  let token = '';
  let renewAt = 0;

  async function getAccessToken(): Promise<string> {
    if (Date.now() < renewAt) return token;
    const response = await fetch(`${url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    });
    if (!response.ok)
      throw new Error(`the console account "${username}" cannot sign in: ${response.status} ${await response.text()}`);
    const answer = (await response.json()) as { access_token: string; expires_in: number };
    token = answer.access_token;
    renewAt = Date.now() + (answer.expires_in - 20) * 1000;
    return token;
  }

  const admin = new KeycloakAdminClient({ baseUrl: url, realmName: realm });
  admin.registerTokenProvider({ getAccessToken });
  return admin;
}
