import { isIP } from 'node:net';
import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';

/** What the realm says of passkeys that replace the password; Keycloak's admin client knows not all of it. */
export interface PasskeyPolicy {
  webAuthnPolicyPasswordlessRpId?: string;
  webAuthnPolicyPasswordlessExtraOrigins?: string[];
  webAuthnPolicyPasswordlessPasskeysEnabled?: boolean;
  webAuthnPolicyPasswordlessRequireResidentKey?: string;
  /** Since 26.7, in the place of the one above. */
  webAuthnPolicyPasswordlessResidentKey?: string;
  webAuthnPolicyPasswordlessUserVerificationRequirement?: string;
}

/** Where browsers reach sidecar and Keycloak. */
export interface PasskeySites {
  publicUrl: string;
  keycloakPublicUrl: string;
}

/** The host that passkeys are made for (`rpId`); undefined where the realm's sign-in page offers none. */
export function passkeyHost(realm: RealmRepresentation, { keycloakPublicUrl }: PasskeySites): string | undefined {
  const policy = realm as PasskeyPolicy;
  if (!policy.webAuthnPolicyPasswordlessPasskeysEnabled) return undefined;
  return policy.webAuthnPolicyPasswordlessRpId || new URL(keycloakPublicUrl).hostname;
}

/**
 * Why our own page cannot make a passkey that Keycloak takes; undefined where it can. A passkey is made for a host, its `rpId`, by a page of that host or below it
 * (W3C WebAuthn, relying party identifier); Keycloak takes it from its own origin and from the policy's extra ones, and its sign-in page uses it, so all have to
 * share that host. What shares none is left to Keycloak's own pages.
 */
export type PasskeyHindrance = 'insecure' | 'no_shared_host' | 'origin_not_allowed';

export function passkeyHindrance(realm: RealmRepresentation, sites: PasskeySites): PasskeyHindrance | undefined {
  const policy = realm as PasskeyPolicy;
  const [ours, keycloak] = [new URL(sites.publicUrl), new URL(sites.keycloakPublicUrl)];
  // Browsers take http of this machine alone for secure.
  if (ours.protocol !== 'https:' && !isLocal(ours.hostname)) return 'insecure';
  const rpId = policy.webAuthnPolicyPasswordlessRpId || keycloak.hostname;
  if (isIP(rpId.replace(/^\[|\]$/g, '')) > 0) return 'no_shared_host';
  if (!isBelow(ours.hostname, rpId) || !isBelow(keycloak.hostname, rpId)) return 'no_shared_host';
  if (ours.origin === keycloak.origin) return undefined;
  return policy.webAuthnPolicyPasswordlessExtraOrigins?.includes(ours.origin) ? undefined : 'origin_not_allowed';
}

const isBelow = (host: string, rpId: string): boolean => host === rpId || host.endsWith(`.${rpId}`);
const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');
