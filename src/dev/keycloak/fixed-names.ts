/** The realm of keycloak-realm.json and the sidecar's client in it: names that the embedded Keycloak has and does not change. */
export const REALM = 'amperecloud';
export const CLIENT_ID = 'activation-sidecar';
/** The client of the platform in it. */
export const PLATFORM_CLIENT_ID = 'amperecloud-platform';

/** The console account of the embedded Keycloak (master realm), which listens on the loopback address only. */
export const CONSOLE_ADMIN = { username: 'admin', password: 'admin' };
