/**
 * Why Keycloak gives the sidecar's client no token of its service account, for the operator: what its answer tells (RFC 6749 §5.2), or what it
 * may be. Of a client that is not there or disabled, and of a wrong secret, Keycloak says the same to everybody.
 */
export function whyNoToken(answer: unknown): string {
  const { error_description: described = '' } = Object(answer) as { error_description?: string };
  const [, why] = REASONS.find(([words]) => described.startsWith(words)) ?? [];
  if (why) return why;
  return described === '' || described.startsWith(ONE_OF_THREE)
    ? 'is it there and enabled (KEYCLOAK_CLIENT_ID), and is KEYCLOAK_CLIENT_SECRET its secret?'
    : `Keycloak says “${described.slice(0, 200)}”`;
}

const ONE_OF_THREE = 'Invalid client or Invalid client credentials';

/** By the beginning of what Keycloak says, where its own words name no setting. */
const REASONS = [
  ['Realm not enabled', 'the realm is disabled'],
  ['Client not enabled to retrieve service account', 'its service account is off (serviceAccountsEnabled)'],
  ['Public client not allowed', 'it is public, and must have a secret (Client authentication)'],
] as const;
