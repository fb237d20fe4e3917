import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { userPath } from './users.ts';

export interface ActionsMail {
  id: string;
  /** For an account with a stored language that Keycloak cannot use (RealmSettings.mailLanguage). */
  language: string | undefined;
  clientId: string;
  redirectUri: string;
  /** Seconds for which the link holds. */
  lifespan: number;
  actions: string[];
  /** Throws where the mail is not to leave after all: asked at the last moment, as a token may have been long in coming. */
  requireTurn?: (() => Promise<void>) | undefined;
}

/** Has Keycloak mail a link to required actions (`execute-actions-email`). */
export async function sendActionsMail(
  admin: Pick<KeycloakAdmin, 'call'>,
  { id, language, clientId, redirectUri, lifespan, actions, requireTurn }: ActionsMail,
): Promise<void> {
  const query = { client_id: clientId, redirect_uri: redirectUri, lifespan: String(lifespan) };
  await admin.call('PUT', userPath(id, '/execute-actions-email'), { query, body: actions, language, lastly: requireTurn });
}
