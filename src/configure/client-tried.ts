import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import { PAGES } from '../common/addresses.ts';
import { createHttp } from '../keycloak/api/http.ts';
import { jsonOf } from '../keycloak/api/json-of.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { signInFault } from '../keycloak/checks/sign-in-answer.ts';
import { whyNoToken } from '../keycloak/checks/why-no-token.ts';
import { type Finding, leftToOwner, unseen } from './requirement.ts';

/**
 * Refusals that say nothing of policies: those of a realm that is disabled or wants https of this command, which other requirements or `/readyz` tell.
 */
const PASSED_OVER = ['Realm not enabled', 'HTTPS required'];
const WRONG_SECRET = 'Invalid client or Invalid client credentials';

export const OTHER_SECRET = 'its secret is another one than KEYCLOAK_CLIENT_SECRET';

/** Whether Keycloak shows no secret, or asterisks in place of it, to an administrator who may only look. */
export const hidesSecret = ({ secret, access }: ClientRepresentation): boolean =>
  secret === undefined ? access?.configure === false : /^\*+$/.test(secret);

/**
 * Tries what the sidecar does with its client, as `/readyz` does: whatever the client's settings are, a client policy of the realm may refuse it.
 * @param client as it is in the realm, its settings all as they should be.
 */
export async function tried(
  admin: KeycloakAdmin,
  client: ClientRepresentation,
  wanted: ClientRepresentation,
): Promise<Finding[]> {
  const ask = createHttp();
  const endpoint = (name: string) =>
    new URL(`${admin.baseUrl}/realms/${encodeURIComponent(admin.realmName)}/protocol/openid-connect/${name}`);
  const clientId = client.clientId ?? '';
  const isHidden = hidesSecret(client);
  const secret = isHidden ? wanted.secret : (client.secret ?? '');
  const uri = wanted.redirectUris?.find((one) => one.endsWith(PAGES.signInReturn)) ?? '';
  const fault = await signInFault(ask, endpoint('auth'), { clientId, uri });
  const findings = fault && fault.stops !== 'all' ? [leftToOwner(`${fault.words}; ${LOOK_AT}`)] : [];

  if (secret === undefined) return [...findings, unseen('its secret')];
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'openid',
    client_id: clientId,
    client_secret: secret,
  });
  const { status, text } = await ask(endpoint('token'), { method: 'POST', body });
  const refusal = status === 400 || status === 401 ? (jsonOf(text) as { error_description?: string }) : undefined;
  const isRefused = refusal?.error_description?.startsWith(WRONG_SECRET);
  if (isRefused && isHidden) findings.push(leftToOwner(OTHER_SECRET));
  if (refusal && !isRefused && !PASSED_OVER.some((words) => refusal.error_description?.startsWith(words)))
    findings.push(leftToOwner(`its service account gets no token (${whyNoToken(refusal)}); ${LOOK_AT}`));
  return findings;
}

const LOOK_AT = 'its own settings are as they should be, so look at the realm’s client policies';
