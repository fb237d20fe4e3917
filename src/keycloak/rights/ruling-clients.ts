/**
 * Whether roles of this client give rights over the realm, the server or the sidecar: `realm-management`, the `…-realm` clients of the master realm,
 * and the sidecar's own client.
 */
export const isRuling = (clientId: string, own: string): boolean =>
  clientId === 'realm-management' || clientId === own || clientId.endsWith('-realm');
