/** Attribute of the realm, written by `npm run configure -- --company-sign-in`: Keycloak's ids of the clients whose roles give rights, with commas in between. */
export const RULING_ATTRIBUTE = 'invitation.rulingClients';

/**
 * Whether roles of this client give rights over the realm, the server or the sidecar: `realm-management`, the `…-realm` clients of the master realm,
 * and the sidecar's own client.
 */
export const isRuling = (clientId: string, own: string): boolean =>
  clientId === 'realm-management' || clientId === own || clientId.endsWith('-realm');
